#include "rate_mixtures.h"

#include "category_risks.h"
#include "stack_parts.h"

#include <algorithm>

namespace riskcast
{

namespace
{
constexpr const char *mixturesItem = "mixtures";
constexpr const char *tensorPrefix = "mixture";

std::string prefixOf( const std::string &prefix, size_t output )
{
  return prefix + std::to_string( output ) + ".";
}

/// Calls \a work( output, stack of its incidents, feedback ) for each output.
template<typename Work> void forOutputs( const HeatmapStack &stack, Feedback &feedback, Work work )
{
  const size_t outputs = outputCount( stack );
  const auto share = [outputs]( size_t output ) { return static_cast<double>( output ) / static_cast<double>( outputs ); };
  for ( size_t output = 0; output < outputs; ++output )
  {
    PhaseFeedback phase( feedback, share( output ), share( output + 1 ) );
    withOutput( stack, output, [&]( const HeatmapStack &one ) { work( output, one, phase ); } );
  }
}
} // namespace

int RateMixtures::firstTarget( const HeatmapStack &stack ) const
{
  return RateMixture().firstTarget( stack );
}

void RateMixtures::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  PhaseFeedback choosing( feedback, 0, 0.75 );
  chooseInputs( stack, split, choosing );
  PhaseFeedback fitting( feedback, 0.75, 1 );
  fitWeights( stack, split.fitted(), fitting );
}

void RateMixtures::keepInputs( const nlohmann::json &description )
{
  mKeptInputs.clear();
  for ( const nlohmann::json &each : description )
  {
    checkRates( each );
    mKeptInputs.push_back( rateInputOf( each ) );
  }
}

void RateMixtures::chooseInputs( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  RateMixture untrained;
  untrained.useCovariates( mCovariates );
  mMixtures.assign( outputCount( stack ), untrained );
  const bool areKept = mKeptInputs.size() == mMixtures.size();
  const std::vector<RateInput> all = { RateInput::Counts, RateInput::Binary, RateInput::Capped };
  forOutputs( stack, feedback,
              [&]( size_t output, const HeatmapStack &one, Feedback &phase )
              { mMixtures[output].chooseInput( one, split, areKept ? std::vector{ mKeptInputs[output] } : all, phase ); } );
}

void RateMixtures::fitWeights( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback )
{
  forOutputs( stack, feedback,
              [&]( size_t output, const HeatmapStack &one, Feedback &phase )
              { mMixtures[output].fitWeights( one, targets, phase ); } );
}

void RateMixtures::walk( const HeatmapStack &stack, std::span<const int> targets, const Visit &visit, Feedback &feedback ) const
{
  const auto walkOne = [&]( size_t output, const HeatmapStack &one, Feedback &phase )
  {
    const auto hand = [&]( size_t i, std::span<const float> rates, std::span<const float> mixture )
    { visit( output, i, rates, mixture ); };
    mMixtures[output].walk( one, targets, hand, phase );
  };
  forOutputs( stack, feedback, walkOne );
}

std::vector<float> RateMixtures::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  return mMixtures.front().predict( stack, targets, feedback );
}

RiskForecast RateMixtures::forecast( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  const size_t cells = stack.cellCount(), categories = mMixtures.size() - 1;
  RiskForecast all;
  all.categories.resize( targets.size() * categories * cells );
  const auto predictOne = [&]( size_t output, const HeatmapStack &one, Feedback &phase )
  {
    std::vector<float> risk = mMixtures[output].predict( one, targets, phase );
    if ( output == 0 )
      all.risk = std::move( risk );
    else
      for ( size_t i = 0; i < targets.size(); ++i )
        std::ranges::copy( std::span( risk ).subspan( i * cells, cells ),
                           all.categories.begin() + static_cast<std::ptrdiff_t>( ( i * categories + output - 1 ) * cells ) );
  };
  forOutputs( stack, feedback, predictOne );
  cutCategories( all, cells );
  return all;
}

void RateMixtures::save( ModelFile &file ) const
{
  save( file, file.description["model"][mixturesItem], tensorPrefix );
}

void RateMixtures::load( const ModelFile &file )
{
  const nlohmann::json &model = file.description.at( "model" );
  if ( !model.contains( mixturesItem ) )
    throw Error( "The model holds no mixtures as this version of Riskcast keeps them. Train it again." );
  load( file, model.at( mixturesItem ), tensorPrefix, outputCount( file.description.at( "categories" ).size() ) );
}

nlohmann::json RateMixtures::history() const
{
  return mMixtures.empty() ? nlohmann::json::object() : mMixtures.front().history();
}

void RateMixtures::save( ModelFile &file, nlohmann::json &description, const std::string &prefix ) const
{
  description = nlohmann::json::array();
  for ( size_t output = 0; output < mMixtures.size(); ++output )
    mMixtures[output].save( file, description.emplace_back(), prefixOf( prefix, output ) );
}

void RateMixtures::load( const ModelFile &file, const nlohmann::json &description, const std::string &prefix, int outputs )
{
  mMixtures.assign( outputs, {} );
  for ( size_t output = 0; output < mMixtures.size(); ++output )
    mMixtures[output].load( file, description.at( output ), prefixOf( prefix, output ) );
}

std::unique_ptr<Forecaster> makeRateMixtures()
{
  return std::make_unique<RateMixtures>();
}

} // namespace riskcast
