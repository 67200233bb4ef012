#include "rate_prior.h"

#include "../baselines/baseline_parts.h"
#include "../stack_parts.h"
#include "score_reading.h"
#include "torch_support.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{
std::string prefixOf( size_t output )
{
  return "prior" + std::to_string( output ) + ".";
}

constexpr const char *meansName = "prior.log_means";
} // namespace

int outputCount( const HeatmapStack &stack )
{
  return stack.categoryCount() > 1 ? stack.categoryCount() + 1 : 1;
}

void withOutput( const HeatmapStack &stack, size_t output, const std::function<void( const HeatmapStack & )> &work )
{
  if ( output == 0 )
    return work( stack );
  work( onlyCategory( stack, static_cast<int>( output ) - 1 ) );
}

void logRates( std::span<const float> rates, float *logs )
{
  std::ranges::transform( rates, logs,
                          []( float rate ) { return std::max( std::log( rate ), static_cast<float>( leastLogRate ) ); } );
}

int RatePrior::firstTarget( const HeatmapStack &stack ) const
{
  return mKind == Prior::Mixture ? RateMixture().firstTarget( stack ) : 1;
}

void RatePrior::fitMeans( const HeatmapStack &stack, int lastStep )
{
  mLogMeans = torch::empty( { outputCount( stack ), stack.cellCount() } );
  for ( int output = 0; output < outputCount( stack ); ++output )
  {
    const auto fit = [&]( const HeatmapStack &one )
    {
      std::vector<float> means = meanCounts( one, lastStep );
      const auto floor = static_cast<float>( rateFloor( one, lastStep ) );
      std::ranges::for_each( means, [floor]( float &mean ) { mean += floor; } );
      riskcast::logRates( means, mLogMeans[output].data_ptr<float>() );
    };
    withOutput( stack, output, fit );
  }
}

void RatePrior::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  if ( mKind == Prior::LongRunRate )
    return fitMeans( stack, split.training.back() );
  RateMixture untrained;
  untrained.useCovariates( mCovariates );
  mMixtures.assign( outputCount( stack ), untrained );
  for ( size_t output = 0; output < mMixtures.size(); ++output )
  {
    PhaseFeedback phase( feedback, shareOf( output ), shareOf( output + 1 ) );
    withOutput( stack, output, [&]( const HeatmapStack &one ) { mMixtures[output].chooseInput( one, split, phase ); } );
  }
}

void RatePrior::refit( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback )
{
  if ( mKind == Prior::LongRunRate )
    return fitMeans( stack, targets.back() );
  for ( size_t output = 0; output < mMixtures.size(); ++output )
  {
    PhaseFeedback phase( feedback, shareOf( output ), shareOf( output + 1 ) );
    withOutput( stack, output, [&]( const HeatmapStack &one ) { mMixtures[output].fitWeights( one, targets, phase ); } );
  }
}

torch::Tensor RatePrior::logRates( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  const auto count = static_cast<int64_t>( targets.size() );
  if ( mKind == Prior::LongRunRate )
    return mLogMeans.unsqueeze( 0 ).expand( { count, -1, -1 } );
  torch::Tensor logs = torch::empty( { count, static_cast<int64_t>( mMixtures.size() ), stack.cellCount() } );
  for ( size_t output = 0; output < mMixtures.size(); ++output )
  {
    PhaseFeedback phase( feedback, shareOf( output ), shareOf( output + 1 ) );
    const auto keep = [&]( size_t i, std::span<const float>, std::span<const float> mixture )
    { riskcast::logRates( mixture, logs.data_ptr<float>() + ( i * mMixtures.size() + output ) * mixture.size() ); };
    withOutput( stack, output, [&]( const HeatmapStack &one ) { mMixtures[output].walk( one, targets, keep, phase ); } );
  }
  return logs;
}

void RatePrior::save( ModelFile &file, nlohmann::json &description ) const
{
  if ( mKind == Prior::LongRunRate )
  {
    file.tensors[meansName] = toTensor( mLogMeans );
    return;
  }
  description = nlohmann::json::array();
  for ( size_t output = 0; output < mMixtures.size(); ++output )
    mMixtures[output].save( file, description.emplace_back(), prefixOf( output ) );
}

void RatePrior::load( const ModelFile &file, const nlohmann::json &description, int outputs )
{
  if ( mKind == Prior::LongRunRate )
  {
    mLogMeans = fromTensor( file.tensor( meansName, { outputs, -1 } ) );
    return;
  }
  mMixtures.assign( outputs, {} );
  for ( size_t output = 0; output < mMixtures.size(); ++output )
    mMixtures[output].load( file, description.at( output ), prefixOf( output ) );
}

} // namespace riskcast
