#include "channels.h"
#include "crs.h"
#include "error.h"
#include "gdal_support.h"
#include "number_text.h"
#include "raster_file.h"
#include "stack_advice.h"
#include "time_zone.h"

#include <algorithm>
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

/// Puts one incident after the other into a stack.
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
    const double share = incident.weight / static_cast<double>( steps.count );
    for ( int step = steps.firstInside; step < steps.endInside; ++step )
    {
      mStack.map( step, *channel )[*cell] += static_cast<float>( share );
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
    constexpr std::chrono::seconds instant( 1 );
    const TimeSteps &steps = mStack.steps;
    const LocalTime last = incident.end ? std::max( incident.time, *incident.end - instant ) : incident.time;
    const std::int64_t count = steps.stepNumber( last ) - steps.stepNumber( incident.time ) + 1;
    const LocalTime firstInside = std::max( incident.time, mFrame.start );
    const LocalTime lastInside = std::min( last, mFrame.end - instant );
    if ( firstInside > lastInside )
      return { count, 0, 0 };
    const auto inside = [&steps]( std::int64_t step )
    { return static_cast<int>( std::clamp<std::int64_t>( step, 0, steps.count() ) ); };
    return { count, inside( steps.stepNumber( firstInside ) ), inside( steps.stepNumber( lastInside ) + 1 ) };
  }

  HeatmapStack &mStack;
  const Frame &mFrame;
  const Transform &mTransform;
  const Channels &mChannels;
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

void warnOfOneCell( const HeatmapStack &stack, Feedback &feedback )
{
  if ( stack.provenance.incidentsUsed > 1 && cellsWithIncidents( stack ) == 1 && stack.cellCount() > 1 )
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
