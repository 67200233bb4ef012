#include "channels.h"
#include "crs.h"
#include "error.h"
#include "gdal_support.h"
#include "number_text.h"
#include "raster_file.h"
#include "stack_advice.h"
#include "time_zone.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<EmptySteps>()
{
  static const std::vector<std::string> names = { "without-reports", "true-zeros" };
  return names;
}

namespace
{

/// Additions to the counts of a stack. Most wait for memory, since the maps are larger than the processor's cache and incidents
/// lie anywhere in them: together they wait once.
class Additions
{
public:
  void add( float &count, float share )
  {
    mWaiting[mCount++] = { &count, share };
    if ( mCount == mWaiting.size() )
      carryOut();
  }

  void carryOut()
  {
    for ( size_t i = 0; i < mCount; ++i )
      *mWaiting[i].count += mWaiting[i].share;
    mCount = 0;
  }

private:
  struct Addition
  {
    float *count;
    float share;
  };

  std::array<Addition, 1000> mWaiting;
  size_t mCount = 0;
};

/// Puts one incident after the other into a stack, whose counts are all there after finish().
class Counter
{
public:
  Counter( HeatmapStack &stack, const Frame &frame, const Transform &transform, const Channels &channels )
      : mStack( stack )
      , mFrame( frame )
      , mTransform( transform )
      , mChannels( channels )
  {
  }

  void count( Incident &incident )
  {
    if ( !std::isfinite( incident.weight ) || incident.weight < 0 )
      throw Error( "An incident of " + toIso8601( incident.time ) + " has the weight " + exactText( incident.weight ) +
                   ": weights must be numbers from 0 on." );
    if ( const std::optional<LeftOutReason> reason = add( incident ) )
      mStack.provenance.leftOut.add( *reason );
    else
      ++mStack.provenance.incidentsUsed;
  }

  void finish() { mAdditions.carryOut(); }

private:
  /// \return why the incident was not added, or nothing
  std::optional<LeftOutReason> add( Incident &incident )
  {
    if ( !mTransform.apply( incident.x, incident.y ) )
      return LeftOutReason::NotTransformable;
    const std::optional<int> cell = mStack.grid.cellAt( incident.x, incident.y );
    if ( !cell )
      return LeftOutReason::OutsideExtent;
    if ( !mStack.studyArea[*cell] )
      return LeftOutReason::OutsideStudyArea;
    const StepRange steps = stepsOf( incident );
    if ( steps.firstInside >= steps.endInside )
      return LeftOutReason::OutsidePeriod;
    const std::optional<int> channel = mChannels.of( incident.category );
    if ( !channel )
      return LeftOutReason::UnwantedCategory;
    const auto share = static_cast<float>( incident.weight / static_cast<double>( steps.count ) );
    for ( int step = steps.firstInside; step < steps.endInside; ++step )
    {
      mAdditions.add( mStack.map( step, *channel )[*cell], share );
      mStack.states[step] = StepState::Observed;
    }
    return std::nullopt;
  }

  /// The steps that an incident may lie in.
  struct StepRange
  {
    std::int64_t count; ///< also those outside the period
    int firstInside;
    int endInside; ///< excluded; not after firstInside if none is inside
  };

  StepRange stepsOf( const Incident &incident ) const
  {
    if ( incident.end )
      return stepsOfInterval( incident.time, std::max( incident.time, *incident.end - instant ) );
    const bool isInside = incident.time >= mFrame.start && incident.time < mFrame.end;
    const std::int64_t step = isInside ? mStack.steps.stepNumber( incident.time ) : -1;
    if ( step < 0 || step >= mStack.steps.count() )
      return { 1, 0, 0 };
    return { 1, static_cast<int>( step ), static_cast<int>( step ) + 1 };
  }

  /// \param last  included
  StepRange stepsOfInterval( LocalTime first, LocalTime last ) const
  {
    const TimeSteps &steps = mStack.steps;
    const std::int64_t count = steps.stepNumber( last ) - steps.stepNumber( first ) + 1;
    const LocalTime firstInside = std::max( first, mFrame.start );
    const LocalTime lastInside = std::min( last, mFrame.end - instant );
    if ( firstInside > lastInside )
      return { count, 0, 0 };
    const auto inside = [&steps]( std::int64_t step )
    { return static_cast<int>( std::clamp<std::int64_t>( step, 0, steps.count() ) ); };
    return { count, inside( steps.stepNumber( firstInside ) ), inside( steps.stepNumber( lastInside ) + 1 ) };
  }

  static constexpr std::chrono::seconds instant{ 1 };

  HeatmapStack &mStack;
  const Frame &mFrame;
  const Transform &mTransform;
  const Channels &mChannels;
  Additions mAdditions;
};

HeatmapStack emptyStack( const IncidentReader &incidents, const Frame &frame, const CountOptions &options,
                         const std::vector<std::string> &channels )
{
  const TimeSteps &steps = frame.steps;
  checkBandCount( "The heatmap stack", steps.count() * channels.size() );
  checkMemory( "The heatmap stack", static_cast<double>( steps.count() ) * static_cast<double>( channels.size() ) *
                                        frame.grid.cellCount() * sizeof( float ) );
  const StepState state = options.emptySteps == EmptySteps::TrueZeros ? StepState::Observed : StepState::WithoutReports;
  HeatmapStack stack = HeatmapStack::empty( frame.grid, steps, state, channels );
  if ( !frame.studyArea.empty() )
    stack.studyArea = frame.studyArea;
  stack.timeZone = options.timeZone;
  stack.provenance.source = incidents.source();
  return stack;
}

/// Marks the hours that the clocks of the time zone skip: nothing can have happened in them.
void markSkippedHours( HeatmapStack &stack, Feedback &feedback )
{
  if ( stack.steps.length() != StepLength{ 1, StepUnit::Hour } || stack.timeZone == HeatmapStack().timeZone )
    return;
  const TimeZone zone( stack.timeZone );
  int skipped = 0;
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    if ( !zone.skips( stack.steps.start( step ) ) )
      continue;
    stack.states[step] = StepState::WithoutReports;
    ++skipped;
  }
  if ( skipped > 0 )
    feedback.info( countText( skipped ) + ( skipped == 1 ? " hour that" : " hours that" ) + " the clocks of " + stack.timeZone +
                   " skip: without reports." );
}

void warnOfEmptyCategories( const HeatmapStack &stack, Feedback &feedback )
{
  for ( int category = 0; category < stack.categoryCount(); ++category )
  {
    bool isEmpty = true;
    for ( int step = 0; step < stack.stepCount() && isEmpty; ++step )
      isEmpty = std::ranges::all_of( stack.map( step, category ), []( float count ) { return count == 0; } );
    if ( isEmpty )
      feedback.warning( "No incident was counted in the category \"" + stack.categories[category] + "\"." );
  }
}

/// Whether all incidents of the stack lie in the same cell.
bool isInOneCell( const HeatmapStack &stack )
{
  std::optional<size_t> cell;
  for ( size_t i = 0; i < stack.counts.size(); ++i )
  {
    if ( stack.counts[i] == 0 )
      continue;
    const size_t here = i % stack.cellCount();
    if ( cell.value_or( here ) != here )
      return false;
    cell = here;
  }
  return cell.has_value();
}

void warnOfOneCell( const HeatmapStack &stack, Feedback &feedback )
{
  if ( stack.provenance.incidentsUsed > 1 && stack.cellCount() > 1 && isInOneCell( stack ) )
    feedback.warning( "All " + countText( stack.provenance.incidentsUsed ) + " incidents lie in one of " +
                      countText( stack.cellCount() ) + " cells: check the extent and the coordinate reference systems." );
}

void report( const HeatmapStack &stack, Feedback &feedback )
{
  const StackProvenance &provenance = stack.provenance;
  const auto observed = std::ranges::count( stack.states, StepState::Observed );
  const std::string leftOut = provenance.leftOut.toString();
  feedback.info( countText( provenance.incidentsUsed ) + " of " + countText( provenance.rowsRead ) + " rows counted" +
                 ( leftOut.empty() ? "." : "; left out: " + leftOut + "." ) );
  feedback.info( countText( observed ) + " of " + countText( stack.stepCount() ) + " time steps are observed, the others are " +
                 "without reports. Time zone: " + stack.timeZone + "." );
}

} // namespace

HeatmapStack countIncidents( IncidentReader &incidents, const Frame &frame, const CountOptions &options, Feedback &feedback )
{
  const Transform transform( incidents.crs(), frame.grid.crs() );
  const Channels channels( options );
  HeatmapStack stack = emptyStack( incidents, frame, options, channels.names() );
  markSkippedHours( stack, feedback );
  Counter counter( stack, frame, transform, channels );
  forEachIncident( incidents, "Counting incidents", feedback, [&counter]( Incident &incident ) { counter.count( incident ); } );
  counter.finish();

  StackProvenance &provenance = stack.provenance;
  provenance.leftOut += incidents.leftOut();
  provenance.rowsRead = provenance.incidentsUsed + provenance.leftOut.total();
  if ( provenance.incidentsUsed == 0 )
  {
    throw Error( "None of the " + countText( provenance.rowsRead ) + " rows of " + provenance.source + " was counted: " +
                 provenance.leftOut.toString() + ". Check extent, period, categories and how times are written." );
  }
  report( stack, feedback );
  warnOfEmptyCategories( stack, feedback );
  warnOfOneCell( stack, feedback );
  return stack;
}

HeatmapStack makeHeatmaps( IncidentReader &incidents, const HeatmapOptions &given, Feedback &feedback )
{
  HeatmapOptions options = given;
  options.grid.likeThis = givenGrid( given.grid, incidents.crs(), feedback );
  if ( options.grid.likeThis )
    incidents.narrow( { *options.grid.likeThis, options.period.start, options.period.end } );
  PhaseFeedback sorting( feedback, 0, 0.2 );
  options.count = withCategories( incidents, given.count, sorting );
  PhaseFeedback framing( feedback, 0.2, 0.6 );
  const Frame frame = frameFor( incidents, options, framing );
  PhaseFeedback counting( feedback, 0.6, 1 );
  HeatmapStack stack = countIncidents( incidents, frame, options.count, counting );
  advise( figuresOf( stack ), options.count.emptySteps, feedback );
  return stack;
}

} // namespace riskcast
