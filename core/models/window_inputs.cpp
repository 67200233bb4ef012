#include "window_inputs.h"

#include "../error.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{
/// The windows before \a targets, [N, L, C, H, W].
torch::Tensor windowTensor( const Windows &windows, const Grid &grid, std::span<const int> targets )
{
  const auto count = static_cast<int64_t>( targets.size() );
  const torch::Tensor tensor = torch::empty( { count, static_cast<int64_t>( windows.windowSize() ) } );
  const std::span<float> values( tensor.data_ptr<float>(), static_cast<size_t>( tensor.numel() ) );
  for ( size_t i = 0; i < targets.size(); ++i )
    windows.fill( targets[i], values.subspan( i * windows.windowSize(), windows.windowSize() ) );
  return tensor.view( { count, -1, windows.channelCount(), grid.rows(), grid.columns() } );
}
} // namespace

WindowInputs::WindowInputs( const TrainingOptions &options )
    : NetworkInputs( options )
    , mOptions{ options.windowLength, options.gapFilling, options.binaryThreshold, options.stepsSinceReport }
{
  if ( options.windowLength < 1 )
    throw Error( "The window must be at least one step long." );
  if ( !( options.binaryThreshold > 0 ) || !std::isfinite( options.binaryThreshold ) )
    throw Error( "The binary threshold must be above 0." );
}

int WindowInputs::firstTarget( const HeatmapStack &stack ) const
{
  const Windows windows( stack, mOptions );
  int target = NetworkInputs::firstTarget( stack );
  while ( target <= stack.stepCount() && !windows.hasWindow( target ) )
    ++target;
  return std::max( target, mOptions.length ); // what is needed, too, where the stack is shorter
}

NetworkShape WindowInputs::shape( const HeatmapStack &stack ) const
{
  NetworkShape shape = NetworkInputs::shape( stack );
  shape.steps = mOptions.length;
  shape.channels = channelCount( mOptions, stack.categoryCount() );
  return shape;
}

void WindowInputs::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  // Weights that no training window has changed would spoil the first map with a gap.
  const auto upToLast = std::span( stack.states ).first( static_cast<size_t>( split.training.back() ) );
  if ( mOptions.stepsSinceReport && std::ranges::count( upToLast, StepState::Observed ) == std::ssize( upToLast ) )
    throw Error( "Every step up to the last training step has reports, so that the steps since the last reports teach nothing: "
                 "train without them." );
  NetworkInputs::fit( stack, split, feedback );
}

SampleSource WindowInputs::open( const HeatmapStack &stack, std::vector<int> targets, Feedback &feedback ) const
{
  const torch::Tensor logRates = prior() ? prior()->logRates( stack, targets, feedback ) : torch::Tensor();
  return [this, logRates, targets = std::move( targets ), windows = Windows( stack, mOptions ),
          &stack]( std::span<const int> places )
  {
    std::vector<int> chosen;
    for ( const int place : places )
      chosen.push_back( targets[place] );
    const NetworkInput input{ .maps = windowTensor( windows, stack.grid, chosen ),
                              .features = {},
                              .calendar = calendarOf( stack.steps, chosen ) };
    return Samples{ input, rowsAt( logRates, places ) };
  };
}

} // namespace riskcast
