#include "rate_prior.h"

#include "../baselines/baseline_parts.h"
#include "../model_description.h"
#include "../stack_parts.h"
#include "score_reading.h"
#include "torch_support.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{
constexpr const char *prefix = "prior";
constexpr const char *meansName = "prior.log_means";
} // namespace

void logRates( std::span<const float> rates, float *logs )
{
  std::ranges::transform( rates, logs,
                          []( float rate ) { return std::max( std::log( rate ), static_cast<float>( leastLogRate ) ); } );
}

void RatePrior::keepFrom( const nlohmann::json &description )
{
  if ( mKind == Prior::Mixture )
    mMixtures.keepInputs( description );
}

int RatePrior::firstTarget( const HeatmapStack &stack ) const
{
  return mKind == Prior::Mixture ? mMixtures.firstTarget( stack ) : 1;
}

void RatePrior::fitMeans( const HeatmapStack &stack, int lastStep )
{
  // Means are of all steps, but a network forecasts what comes where there are reports.
  const auto steps = static_cast<float>( lastStep + 1 );
  const auto observed = std::count( stack.states.begin(), stack.states.begin() + lastStep + 1, StepState::Observed );
  const float perReport = steps / static_cast<float>( observed );
  mLogMeans = torch::empty( { outputCount( stack ), stack.cellCount() } );
  for ( int output = 0; output < outputCount( stack ); ++output )
  {
    const auto fit = [&]( const HeatmapStack &one )
    {
      std::vector<float> means = meanCounts( one, lastStep );
      const auto floor = static_cast<float>( rateFloor( one, lastStep ) );
      std::ranges::for_each( means, [&]( float &mean ) { mean = perReport * ( mean + floor ); } );
      riskcast::logRates( means, mLogMeans[output].data_ptr<float>() );
    };
    withOutput( stack, output, fit );
  }
}

void RatePrior::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  if ( mKind == Prior::LongRunRate )
    fitMeans( stack, split.training.back() );
  else
    mMixtures.chooseInputs( stack, split, feedback );
}

void RatePrior::refit( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback )
{
  if ( mKind == Prior::LongRunRate )
    fitMeans( stack, targets.back() );
  else
    mMixtures.fitWeights( stack, targets, feedback );
}

torch::Tensor RatePrior::logRates( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  const auto count = static_cast<int64_t>( targets.size() );
  if ( mKind == Prior::LongRunRate )
    return mLogMeans.unsqueeze( 0 ).expand( { count, -1, -1 } );
  const size_t outputs = mMixtures.each().size();
  torch::Tensor logs = torch::empty( { count, static_cast<int64_t>( outputs ), stack.cellCount() } );
  const auto keep = [&]( size_t output, size_t i, std::span<const float>, std::span<const float> mixture )
  { riskcast::logRates( mixture, logs.data_ptr<float>() + ( i * outputs + output ) * mixture.size() ); };
  mMixtures.walk( stack, targets, keep, feedback );
  return logs;
}

void RatePrior::save( ModelFile &file, nlohmann::json &description ) const
{
  if ( mKind == Prior::LongRunRate )
    file.tensors[meansName] = toTensor( mLogMeans );
  else
    mMixtures.save( file, description, prefix );
}

void RatePrior::load( const ModelFile &file, const nlohmann::json &description, int outputs )
{
  if ( mKind == Prior::LongRunRate )
    mLogMeans = fromTensor( file.tensor( meansName, { outputs, gridOf( file ).cellCount() } ) );
  else
    mMixtures.load( file, description, prefix, outputs );
}

} // namespace riskcast
