#include "rate_inputs.h"

#include "../error.h"
#include "../stack_parts.h"
#include "torch_support.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{
constexpr double shareOfMeanRate = 0.05; // e
constexpr double mostDeviations = 6;
constexpr const char *meanName = "features.mean";
constexpr const char *scaleName = "features.scale";
constexpr const char *noScale = "The model's scale of the rates is not one. Train it again.";

int featuresPerOutput( const HeatmapStack &stack )
{
  return mixtureBank( stack.steps.length() ).size() + 1;
}

/// [K + 1, H × W] of one target.
void fillFeatures( std::span<const float> rates, std::span<const float> mixture, double meanRate, float *features )
{
  const auto e = static_cast<float>( std::max( shareOfMeanRate * meanRate, 1e-9 ) );
  const size_t cells = mixture.size();
  std::vector<float> logMixture( cells );
  std::ranges::transform( mixture, logMixture.begin(), [e]( float lambda ) { return std::log( lambda + e ); } );
  for ( size_t i = 0; i < rates.size(); ++i )
    features[i] = std::log( rates[i] + e ) - logMixture[i % cells];
  std::ranges::copy( logMixture, features + rates.size() );
}
} // namespace

RateInputs::RateInputs( const TrainingOptions &options )
    : NetworkInputs( options )
{
  if ( *options.prior != Prior::Mixture )
    throw Error( "A rate network corrects the rate mixture: choose the prior mixture, or another kind of model." );
}

NetworkShape RateInputs::shape( const HeatmapStack &stack ) const
{
  NetworkShape shape = NetworkInputs::shape( stack );
  shape.features = featuresPerOutput( stack ) * shape.outputs;
  return shape;
}

double RateInputs::bytesPerTarget( const HeatmapStack &stack ) const
{
  return NetworkInputs::bytesPerTarget( stack ) * ( featuresPerOutput( stack ) + 1 );
}

void RateInputs::walk( const HeatmapStack &stack, std::span<const int> targets, const Visit &visit, Feedback &feedback ) const
{
  const RateMixtures &mixtures = prior()->mixtures();
  std::vector<float> features( static_cast<size_t>( featuresPerOutput( stack ) ) * stack.cellCount() );
  const auto hand = [&]( size_t output, size_t place, std::span<const float> bank, std::span<const float> mixed )
  {
    fillFeatures( bank, mixed, mixtures.each()[output].meanRate(), features.data() );
    visit( place, static_cast<int>( output ), features, mixed );
  };
  mixtures.walk( stack, targets, hand, feedback );
}

void RateInputs::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  PhaseFeedback fitting( feedback, 0, 0.8 );
  NetworkInputs::fit( stack, split, fitting );
  PhaseFeedback scaling( feedback, 0.8, 1 );
  // One of other categories is not kept: its networks don't fit either, which is told when they are loaded.
  const int perOutput = featuresPerOutput( stack );
  if ( isKept() && mMean.numel() == static_cast<int64_t>( perOutput ) * outputCount( stack ) )
    return;
  constexpr size_t enoughSteps = 300;
  const std::vector<int> steps = evenlyChosen( split.training, enoughSteps );
  const torch::Tensor inside = cellTensor( stack ).nonzero().flatten();
  torch::Tensor sums = torch::zeros( { outputCount( stack ), perOutput }, torch::kDouble ), squares = torch::zeros_like( sums );
  const auto add = [&]( size_t, int output, std::span<float> features, std::span<const float> )
  {
    const torch::Tensor values =
        torch::from_blob( features.data(), { perOutput, stack.cellCount() } ).index_select( 1, inside ).to( torch::kDouble );
    sums[output] += values.sum( 1 );
    squares[output] += values.square().sum( 1 );
  };
  walk( stack, steps, add, scaling );
  const double count = static_cast<double>( steps.size() ) * static_cast<double>( inside.numel() );
  const torch::Tensor mean = sums.flatten() / count;
  mMean = mean.to( torch::kFloat );
  mScale = ( squares.flatten() / count - mean.square() ).clamp_min( 0 ).sqrt().clamp_min( 1e-3 ).to( torch::kFloat );
  // AdamW moves every weight by as much, so that a step would change a risk by more, the more categories there are.
  mScale *= outputCount( stack );
}

void RateInputs::keepFrom( const ModelFile &model )
{
  NetworkInputs::keepFrom( model );
  loadScale( model );
}

void RateInputs::loadScale( const ModelFile &file )
{
  mMean = fromTensor( file.tensor( meanName, { -1 } ) );
  mScale = fromTensor( file.tensor( scaleName, mMean.sizes().vec() ) );
  if ( mScale.numel() == 0 || !( mScale.min().item<float>() > 0 ) )
    throw Error( noScale );
}

SampleSource RateInputs::open( const HeatmapStack &stack, std::vector<int> targets, Feedback &feedback ) const
{
  const auto count = static_cast<int64_t>( targets.size() );
  const int perOutput = featuresPerOutput( stack );
  const int outputs = outputCount( stack );
  const Grid &grid = stack.grid;
  const torch::Tensor features = torch::empty( { count, perOutput * outputs, grid.rows(), grid.columns() } );
  const torch::Tensor logs = torch::empty( { count, outputs, stack.cellCount() } );
  const auto keep = [&]( size_t place, int output, std::span<const float> each, std::span<const float> mixed )
  {
    const size_t map = place * outputs + output;
    std::ranges::copy( each, features.data_ptr<float>() + map * each.size() );
    logRates( mixed, logs.data_ptr<float>() + map * mixed.size() );
  };
  walk( stack, targets, keep, feedback );
  const std::vector<int64_t> each = { 1, -1, 1, 1 };
  features.sub_( mMean.view( each ) ).div_( mScale.view( each ) ).clamp_( -mostDeviations / outputs, mostDeviations / outputs );
  const torch::Tensor calendar = calendarOf( stack.steps, targets );
  return [features, logs, calendar]( std::span<const int> places )
  {
    const NetworkInput input{
      .maps = {}, .features = rowsAt( features, places ), .calendar = rowsAt( calendar, places ), .today = {}
    };
    return Samples{ input, rowsAt( logs, places ), {} };
  };
}

void RateInputs::save( ModelFile &file, nlohmann::json &description ) const
{
  NetworkInputs::save( file, description );
  file.tensors[meanName] = toTensor( mMean );
  file.tensors[scaleName] = toTensor( mScale );
}

void RateInputs::load( const ModelFile &file, const nlohmann::json &description, int outputs )
{
  NetworkInputs::load( file, description, outputs );
  loadScale( file );
  const StepLength step = stepLengthFromString( file.description.at( "step" ) );
  if ( mMean.numel() != static_cast<int64_t>( mixtureBank( step ).size() + 1 ) * outputs )
    throw Error( noScale );
}

} // namespace riskcast
