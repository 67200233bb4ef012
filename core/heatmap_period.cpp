#include "heatmap_period.h"

#include "crs.h"
#include "error.h"
#include "number_text.h"

#include <algorithm>

namespace riskcast
{

namespace
{

constexpr std::chrono::seconds instant( 1 );

bool isInFrame( Incident &incident, const Transform &toGrid, const Frame &frame )
{
  if ( !toGrid.apply( incident.x, incident.y ) )
    return false;
  const std::optional<int> cell = frame.grid.cellAt( incident.x, incident.y );
  return cell && ( frame.studyArea.empty() || frame.studyArea[*cell] );
}

/// The time that period and table tell of. The table's first and last day (in steps of hours: hour) are taken to be whole, since
/// nobody can see when in the night a register begins and ends.
struct Covered
{
  LocalTime start;
  LocalTime end;
};

Covered coveredBy( const PeriodOptions &period, const Timeline &timeline )
{
  const StepLength unit{ 1, period.length.unit == StepUnit::Hour ? StepUnit::Hour : StepUnit::Day };
  const TimeSteps table = TimeSteps::covering( timeline.table.first, timeline.table.last, unit );
  const LocalTime tableEnd = table.start( table.count() );
  return { period.start.value_or( table.start( 0 ) ), period.end ? std::min( *period.end, tableEnd ) : tableEnd };
}

void leaveOutPartlyCovered( TimeSteps &steps, bool first, bool last, Feedback &feedback )
{
  const int left = steps.count() - first - last;
  if ( left < 1 )
    throw Error( "No step of " + toString( steps.length() ) +
                 " is covered whole: take shorter steps or a longer period, or keep steps that are covered in part." );
  steps = steps.trimmed( first, last );
  feedback.info( std::string( "Left out, because they are covered in part: the " ) + ( first && last ? "first and the last step."
                                                                                       : first       ? "first step."
                                                                                                     : "last step." ) );
}

void lookAtEdges( Frame &frame, const PeriodOptions &period, const Covered &covered, Feedback &feedback )
{
  const LocalTime start = frame.steps.start( 0 );
  const LocalTime end = frame.steps.start( frame.steps.count() );
  const bool first = covered.start > start;
  const bool last = covered.end < end;
  if ( period.wholeSteps && ( first || last ) )
    return leaveOutPartlyCovered( frame.steps, first, last, feedback );
  const std::string advice = ": fewer incidents are counted in it. Such steps can be left out (only whole steps).";
  if ( first )
    feedback.warning( "The first step starts at " + toIso8601( start ) + ", but is covered from " + toIso8601( covered.start ) +
                      " on only" + advice );
  if ( last )
    feedback.warning( "The last step ends at " + toIso8601( end ) + ", but is covered up to " + toIso8601( covered.end ) +
                      " only" + advice );
}

} // namespace

void checkPeriod( const PeriodOptions &period )
{
  if ( period.start && period.end && *period.end <= *period.start )
    throw Error( "The period ends (" + toIso8601( *period.end ) + ") before it starts (" + toIso8601( *period.start ) + ")." );
}

Timeline timelineOf( IncidentReader &incidents, const Frame &frame, const HeatmapOptions &options, Feedback &feedback )
{
  const Transform toGrid( incidents.crs(), frame.grid.crs() );
  const Wanted wanted( options.count, options.period );
  const bool placesMatter = !options.period.start || !options.period.end;
  Timeline timeline;
  timeline.table = incidents.span().value_or( TimeSpan() );
  forEachIncident( incidents, "Finding when the incidents are", feedback,
                   [&]( Incident &incident )
                   {
                     timeline.table.add( incident.time );
                     if ( !wanted.holds( incident ) || ( placesMatter && !isInFrame( incident, toGrid, frame ) ) )
                       return;
                     ++timeline.incidents;
                     timeline.counted.add( incident.time );
                   } );
  return timeline;
}

void setSteps( Frame &frame, const PeriodOptions &period, const Timeline &timeline, Feedback &feedback )
{
  frame.start = period.start.value_or( LocalTime::min() );
  frame.end = period.end.value_or( LocalTime::max() );
  const LocalTime first = period.start.value_or( timeline.counted.first );
  const LocalTime last = period.end ? std::min( *period.end - instant, timeline.table.last ) : timeline.counted.last;
  frame.steps = TimeSteps::covering( first, last, period.length, period.align );
  const LocalTime end = frame.steps.start( frame.steps.count() );
  if ( period.end && end < *period.end )
    feedback.info( "The table ends on " + toIso8601( timeline.table.last ) +
                   ", before the period does: steps after that are not " + "counted." );
  lookAtEdges( frame, period, coveredBy( period, timeline ), feedback );
  feedback.info( "Time: " + countText( frame.steps.count() ) + " steps of " + toString( frame.steps.length() ) + " from " +
                 toIso8601( frame.steps.start( 0 ) ) + " to before " + toIso8601( frame.steps.start( frame.steps.count() ) ) +
                 ". A forecast will be for the step from then on." );
}

} // namespace riskcast
