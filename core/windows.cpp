#include "windows.h"

#include "metadata_items.h"
#include "raster_file.h"
#include "version.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace riskcast
{

namespace
{

void binarise( std::span<const float> counts, double threshold, std::span<float> map )
{
  std::ranges::transform( counts, map.begin(), [threshold]( float count ) { return count >= threshold ? 1.0F : 0.0F; } );
}

void risk( std::span<const float> expectedCounts, std::span<float> map )
{
  std::ranges::transform( expectedCounts, map.begin(), []( float count ) { return -std::expm1( -count ); } );
}

/// A step as it is drawn: filled as seen from the end of the stack, and binarised; categories added up.
struct DrawnStep
{
  std::vector<float> filled;
  std::vector<float> binary;
};

DrawnStep drawnStep( const HeatmapStack &stack, const WindowOptions &options, int step )
{
  DrawnStep drawn{ std::vector<float>( stack.cellCount(), 0 ), std::vector<float>( stack.cellCount() ) };
  for ( int category = 0; category < stack.categoryCount(); ++category )
  {
    const std::vector<float> map = filledMap( stack, options.gapFilling, stack.stepCount(), step, category );
    std::ranges::transform( map, drawn.filled, drawn.filled.begin(), std::plus<>() );
  }
  binarise( drawn.filled, options.threshold, drawn.binary );
  const bool isUnfilled = options.gapFilling == GapFilling::LastObserved && stack.states[step] == StepState::WithoutReports;
  for ( int cell = 0; cell < stack.cellCount(); ++cell )
  {
    if ( isUnfilled || !stack.studyArea[cell] )
      drawn.filled[cell] = drawn.binary[cell] = noData;
  }
  return drawn;
}

} // namespace

int channelCount( const WindowOptions &options, int categories )
{
  return categories + ( options.stepsSinceReport ? 1 : 0 );
}

Windows::Windows( const HeatmapStack &stack, const WindowOptions &options )
    : mStack( stack )
    , mOptions( options )
{
}

size_t Windows::windowSize() const
{
  return static_cast<size_t>( mOptions.length ) * channelCount() * mStack.cellCount();
}

std::vector<int> Windows::inputSteps( int target ) const
{
  std::vector<int> steps;
  for ( const int back : mOptions.stepsBack )
    if ( back <= target )
      steps.push_back( target - back );
  if ( !mOptions.stepsBack.empty() )
    return steps;
  for ( int step = target - 1; step >= 0 && static_cast<int>( steps.size() ) < mOptions.length; --step )
  {
    if ( mOptions.gapFilling != GapFilling::LastObserved || mStack.states[step] != StepState::WithoutReports )
      steps.push_back( step );
  }
  std::ranges::reverse( steps );
  return steps;
}

bool Windows::hasWindow( int target ) const
{
  return static_cast<int>( inputSteps( target ).size() ) == mOptions.length;
}

float Windows::ageOfReportsBefore( int step ) const
{
  int last = step - 1;
  while ( last >= 0 && !mStack.isObserved( last ) )
    --last;
  const auto steps = static_cast<float>( step - 1 - last );
  return last < 0 ? 1.0F : steps / ( steps + 1 );
}

/// The step before which reports are looked for: that of the next map, the target; where maps lie apart, the next step.
int Windows::stepAfter( size_t map, std::span<const int> steps, int target ) const
{
  if ( !mOptions.stepsBack.empty() )
    return steps[map] + 1;
  return map + 1 < steps.size() ? steps[map + 1] : target;
}

std::vector<float> Windows::earlierThatDay( int target, int step, int category ) const
{
  const auto day = [this]( int each ) { return std::chrono::floor<std::chrono::days>( mStack.steps.start( each ) ); };
  std::vector<float> sum( mStack.cellCount(), 0 );
  for ( int earlier = step - 1; earlier >= 0 && day( earlier ) == day( step ); --earlier )
    std::ranges::transform( filledMap( mStack, mOptions.gapFilling, target, earlier, category ), sum, sum.begin(),
                            std::plus<>() );
  return sum;
}

/// What stands for a step in the window of \a target.
void Windows::fillMap( int target, int step, int category, std::span<float> map ) const
{
  const std::vector<float> counts = filledMap( mStack, mOptions.gapFilling, target, step, category );
  if ( mOptions.cumulativeDay )
    std::ranges::transform( counts, earlierThatDay( target, step, category ), map.begin(), std::plus<>() );
  else if ( mOptions.maps == WindowMaps::Counts )
    std::ranges::transform( counts, map.begin(), []( float count ) { return std::log1p( count ); } );
  else if ( mStack.states[step] == StepState::Predicted )
    risk( counts, map );
  else
    binarise( counts, mOptions.threshold, map );
}

void Windows::fill( int target, std::span<float> window ) const
{
  const auto nextMap = [&]
  {
    const std::span<float> map = window.first( mStack.cellCount() );
    window = window.subspan( mStack.cellCount() );
    return map;
  };
  const std::vector<int> steps = inputSteps( target );
  for ( size_t i = 0; i < steps.size(); ++i )
  {
    for ( int category = 0; category < mStack.categoryCount(); ++category )
      fillMap( target, steps[i], category, nextMap() );
    if ( mOptions.stepsSinceReport )
      std::ranges::fill( nextMap(), ageOfReportsBefore( stepAfter( i, steps, target ) ) );
  }
}

size_t filledBandCount( int steps )
{
  return 2 * static_cast<size_t>( steps );
}

void writeFilledMaps( const HeatmapStack &stack, const WindowOptions &options, OutputFile &output,
                      const std::vector<std::string> &creationOptions, Feedback &feedback )
{
  const int steps = stack.stepCount();
  checkBandCount( output.path(), filledBandCount( steps ) );
  std::vector<DrawnStep> drawn;
  std::vector<RasterBand> bands( filledBandCount( steps ) );
  PhaseFeedback drawing( feedback, 0, 0.5 );
  for ( int step = 0; step < steps; ++step )
  {
    feedback.throwIfCanceled();
    drawing.setProgress( static_cast<double>( step ) / steps, "Filling gaps" );
    drawn.push_back( drawnStep( stack, options, step ) );
    const std::string start = toIso8601( stack.steps.start( step ) );
    bands[step] = { start + ", filled", {}, drawn.back().filled };
    bands[steps + step] = { start + ", binary", {}, drawn.back().binary };
  }
  const RasterMetadata metadata = { { contentItem, filledContent },
                                    { startItem, toIso8601( stack.steps.start( 0 ) ) },
                                    { stepItem, toString( stack.steps.length() ) },
                                    { timeZoneItem, stack.timeZone },
                                    { versionItem, version } };
  PhaseFeedback writing( feedback, 0.5, 1 );
  writeRaster( output, stack.grid, bands, metadata, creationOptions, writing );
}

void writeFilledMaps( const HeatmapStack &stack, const WindowOptions &options, const std::string &path,
                      const std::vector<std::string> &creationOptions, Feedback &feedback )
{
  OutputFile output( path );
  writeFilledMaps( stack, options, output, creationOptions, feedback );
  output.commit();
}

} // namespace riskcast
