#include "window_inputs.h"

#include "../error.h"
#include "../number_text.h"
#include "../raster_file.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

/// The incidents since midnight before each of \a targets, of any category and, if there are several, of each: [N, O, H × W].
torch::Tensor todayTensor( const Windows &windows, const HeatmapStack &stack, std::span<const int> targets )
{
  std::vector<torch::Tensor> days;
  for ( const int target : targets )
  {
    std::vector<torch::Tensor> categories;
    for ( int category = 0; category < stack.categoryCount(); ++category )
      categories.push_back( torch::tensor( windows.earlierThatDay( target, target, category ) ) );
    const torch::Tensor each = torch::stack( categories );
    days.push_back( each.size( 0 ) > 1 ? torch::cat( { each.sum( 0, true ), each } ) : each );
  }
  return torch::stack( days );
}

/// For each target the predicted steps right before it that a network leaps over, fewer than its horizon.
torch::Tensor stepsAhead( const HeatmapStack &stack, int horizon, std::span<const int> targets )
{
  std::vector<int64_t> ahead;
  for ( const int target : targets )
  {
    int predicted = 0;
    while ( predicted < std::min( horizon - 1, target ) && stack.states[target - 1 - predicted] == StepState::Predicted )
      ++predicted;
    ahead.push_back( predicted );
  }
  return torch::tensor( ahead, torch::kLong );
}

/// count × apart, …, 2 × apart, apart
void appendBranch( int count, int apart, std::vector<int> &stepsBack )
{
  for ( int i = count; i > 0; --i )
    stepsBack.push_back( i * apart );
}

/// Steps in the period and in the trend of a residual network.
std::pair<int, int> usualPeriods( StepLength step )
{
  const auto steps = [&step]( int units ) { return std::max( units / step.count, 1 ); };
  switch ( step.unit )
  {
    case StepUnit::Hour:
      return { steps( 24 ), steps( 7 * 24 ) };
    case StepUnit::Day:
      return { steps( 7 ), steps( 28 ) };
    case StepUnit::Week:
      return { steps( 4 ), steps( 52 ) };
    case StepUnit::Month:
      return { steps( 3 ), steps( 12 ) };
  }
  return {};
}

/// \throws Error where all binary maps would be empty
void checkThreshold( const HeatmapStack &stack, int steps, double threshold )
{
  const auto counts = std::span( stack.counts ).first( static_cast<size_t>( steps ) * stack.categoryCount() * stack.cellCount() );
  const float greatest = counts.empty() ? 0 : std::ranges::max( counts );
  if ( greatest > 0 && greatest < threshold )
    throw Error( "No count of a cell before the last training step reaches the binary threshold, " + measureText( threshold ) +
                 ": all maps would be empty. Choose one of at most " + measureText( greatest ) + ", the greatest count." );
}

/// \throws Error where nothing says what comes in the last of the steps that a network gives at once
void checkHorizon( const HeatmapStack &stack, const StepSplit &split, int horizon )
{
  const auto knowing = [&]( const std::vector<int> &targets )
  {
    return std::ranges::count_if( targets,
                                  [&]( int target )
                                  {
                                    const int last = target + horizon - 1;
                                    return last <= targets.back() && stack.isObserved( last );
                                  } );
  };
  constexpr std::ptrdiff_t enough = 10;
  const std::ptrdiff_t half = ( std::ssize( split.training ) + 1 ) / 2;
  if ( knowing( split.training ) < std::min( enough, half ) || knowing( split.validation ) == 0 )
    throw Error( "Looking " + countText( horizon, "step" ) + " ahead cannot be learned from " +
                 countText( std::ssize( split.training ), "training step" ) + " and put right on " +
                 countText( std::ssize( split.validation ), "validation step" ) +
                 ": of too few of them the last step ahead is among them, too, with reports. Use a smaller horizon or a longer "
                 "period." );
}

void checkBranches( const TrainingOptions &options )
{
  const int fewest = std::min( { options.closeness, options.period, options.trend } );
  const int most = std::max( { options.closeness, options.period, options.trend } );
  if ( fewest < 0 || most == 0 )
    throw Error( "A residual network needs maps: at least one for closeness, period or trend, and none of them below 0." );
  if ( options.periodSteps.value_or( 1 ) < 1 || options.trendSteps.value_or( 1 ) < 1 )
    throw Error( "Period and trend must be at least one step long." );
  constexpr std::int64_t mostSteps = maximumBands; // of any stack
  for ( const auto &[count, apart] :
        { std::pair( options.closeness, 1 ), std::pair( options.period, options.periodSteps.value_or( 1 ) ),
          std::pair( options.trend, options.trendSteps.value_or( 1 ) ) } )
    if ( static_cast<std::int64_t>( count ) * apart > mostSteps )
      throw Error( "A residual network looks back " + countText( mostSteps ) + " steps at most, not " + countText( count ) +
                   " times " + countText( apart ) + ". Use fewer maps or shorter periods." );
  if ( options.residualUnits < 0 )
    throw Error( "A residual network cannot have fewer than 0 residual units in a branch." );
  constexpr int finest = 8;
  if ( options.superResolution < 1 || options.superResolution > finest )
    throw Error( "The cells inside the network for each of the grid must be at least 1 and at most " + std::to_string( finest ) +
                 " along each side." );
  if ( options.cumulativeDay && ( *options.loss != Loss::SquaredError || *options.prior != Prior::None ) )
    throw Error( "Sums of the day are learned with the squared error and without a prior: leave out loss and prior." );
  if ( options.gapFilling == GapFilling::LastObserved )
    throw Error( "The maps of a residual network lie whole periods back, whether there were reports or not: choose another gap "
                 "filling than lastobserved." );
}
} // namespace

WindowInputs::WindowInputs( const TrainingOptions &options, int horizon )
    : NetworkInputs( options )
    , mOptions{ .length = options.windowLength,
                .gapFilling = options.gapFilling,
                .maps = options.windowMaps,
                .threshold = options.binaryThreshold,
                .stepsSinceReport = options.stepsSinceReport }
    , mHorizon( horizon )
{
  if ( horizon < 1 )
    throw Error( "The network must look at least one step ahead." );
  if ( options.windowLength < 1 )
    throw Error( "The window must be at least one step long." );
  if ( !( options.binaryThreshold > 0 ) || !std::isfinite( options.binaryThreshold ) )
    throw Error( "The binary threshold must be above 0." );
}

int WindowInputs::firstTarget( const HeatmapStack &stack ) const
{
  const WindowOptions options = windowOptions( stack.steps.length() );
  const Windows windows( stack, options );
  int target = NetworkInputs::firstTarget( stack );
  while ( target <= stack.stepCount() && !windows.hasWindow( target ) )
    ++target;
  const int furthest = options.stepsBack.empty() ? options.length : *std::ranges::max_element( options.stepsBack );
  return std::max( target, furthest ); // what is needed, too, where the stack is shorter
}

NetworkShape WindowInputs::shape( const HeatmapStack &stack ) const
{
  NetworkShape shape = NetworkInputs::shape( stack );
  shape.steps = windowOptions( stack.steps.length() ).length;
  shape.channels = channelCount( mOptions, stack.categoryCount() );
  shape.horizon = mHorizon;
  return shape;
}

void WindowInputs::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  // Weights that no training window has changed would spoil the first map with a gap.
  const auto upToLast = std::span( stack.states ).first( static_cast<size_t>( split.training.back() ) );
  if ( mOptions.stepsSinceReport && std::ranges::count( upToLast, StepState::Observed ) == std::ssize( upToLast ) )
    throw Error( "Every step up to the last training step has reports, so that the steps since the last reports teach nothing: "
                 "train without them." );
  checkHorizon( stack, split, mHorizon );
  if ( mOptions.maps == WindowMaps::Binary && !windowOptions( stack.steps.length() ).cumulativeDay )
    checkThreshold( stack, split.training.back(), mOptions.threshold );
  NetworkInputs::fit( stack, split, feedback );
}

SampleSource WindowInputs::open( const HeatmapStack &stack, std::vector<int> targets, Feedback &feedback ) const
{
  const torch::Tensor ahead = stepsAhead( stack, mHorizon, targets );
  for ( size_t i = 0; i < targets.size(); ++i )
    targets[i] -= ahead.data_ptr<int64_t>()[i];
  const torch::Tensor logRates = prior() ? prior()->logRates( stack, targets, feedback ) : torch::Tensor();
  const WindowOptions options = windowOptions( stack.steps.length() );
  return [this, ahead, logRates, firsts = std::move( targets ), windows = Windows( stack, options ),
          isCumulative = options.cumulativeDay, &stack]( std::span<const int> places )
  {
    std::vector<int> chosen;
    for ( const int place : places )
      chosen.push_back( firsts[place] );
    const NetworkInput input{ .maps = windowTensor( windows, stack.grid, chosen ),
                              .features = {},
                              .calendar = calendarOf( stack.steps, chosen ),
                              .today = isCumulative ? todayTensor( windows, stack, chosen ) : torch::Tensor() };
    return Samples{ input, rowsAt( logRates, places ), rowsAt( ahead, places ) };
  };
}

BranchInputs::BranchInputs( const TrainingOptions &options )
    : WindowInputs( options )
    , mBranches( options )
{
  checkBranches( options );
}

WindowOptions BranchInputs::windowOptions( StepLength step ) const
{
  WindowOptions options = WindowInputs::windowOptions( step );
  options.cumulativeDay = mBranches.cumulativeDay;
  if ( options.cumulativeDay && step.unit != StepUnit::Hour )
    throw Error( "Sums of the day need steps of hours, but the heatmaps have steps of " + toString( step ) + "." );
  const auto [period, trend] = usualPeriods( step );
  appendBranch( mBranches.closeness, 1, options.stepsBack );
  appendBranch( mBranches.period, mBranches.periodSteps.value_or( period ), options.stepsBack );
  appendBranch( mBranches.trend, mBranches.trendSteps.value_or( trend ), options.stepsBack );
  options.length = static_cast<int>( options.stepsBack.size() );
  return options;
}

} // namespace riskcast
