#include "heatmap_period.h"

#include "crs.h"
#include "error.h"
#include "number_text.h"
#include "percentile.h"

#include <algorithm>
#include <set>

namespace riskcast
{

namespace
{

constexpr std::chrono::seconds instant( 1 );

bool isInFrame( Incident &incident, const Transform &toGrid, const Frame &frame )
{
  if ( !toGrid.apply( incident.x, incident.y ) )
    return false;
  if ( frame.studyArea.empty() )
    return frame.grid.extent().contains( incident.x, incident.y );
  const std::optional<int> cell = frame.grid.cellAt( incident.x, incident.y );
  return cell && frame.studyArea[*cell];
}

/// The time that period and table tell of. The table's first and last day (in steps of hours: hour) are taken to be whole, since
/// nobody can see when in the night a register begins and ends; and the last month, where nothing but the month is known.
struct Covered
{
  LocalTime start;
  LocalTime end;
};

Covered coveredByTable( const PeriodOptions &period, const TimeSpan &table )
{
  const bool isOfMonths = table.isOfMonths && period.length.unit == StepUnit::Month;
  const StepLength unit{ 1, isOfMonths                             ? StepUnit::Month
                            : period.length.unit == StepUnit::Hour ? StepUnit::Hour
                                                                   : StepUnit::Day };
  const TimeSteps whole = TimeSteps::covering( table.first, table.last, unit );
  return { whole.start( 0 ), whole.start( whole.count() ) };
}

/// What is given holds, what is found ends with the table.
/// \param open  what takes the place of a start or an end that is neither
Covered limited( const PeriodOptions &period, const Covered &table, const Covered &open )
{
  Covered limits = open;
  if ( period.start )
    limits.start = period.startIsFound ? std::max( *period.start, table.start ) : *period.start;
  if ( period.end )
    limits.end = period.endIsFound ? std::min( *period.end, table.end ) : *period.end;
  return limits;
}

Covered endingAfterLast( const TimeSpan &span )
{
  return { span.first, span.last + instant };
}

/// What a user says of a complete register holds, but a typing error would make years of false zeros.
void warnOfZerosBeyondTheTable( const TimeSteps &steps, const Covered &table, Feedback &feedback )
{
  const int before = static_cast<int>( std::clamp<std::int64_t>( steps.stepNumber( table.start ), 0, steps.count() ) );
  const int after = static_cast<int>( std::max<std::int64_t>( steps.count() - 1 - steps.stepNumber( table.end - instant ), 0 ) );
  const auto counted = []( int count ) { return countText( count ) + ( count == 1 ? " step" : " steps" ); };
  if ( before > 0 )
    feedback.warning( "The table starts on " + toIso8601( table.start ) + ": the " + counted( before ) +
                      " before that are taken for true zeros, as the start of the period says." );
  if ( after > 0 )
    feedback.warning( "The table ends before " + toIso8601( table.end ) + ": the " + counted( after ) +
                      " from then on are taken for true zeros, as the end of the period says." );
}

/// Of a period that nobody has given, whose ends one wrong date may move.
void warnOfFarTimes( const TimeSteps &steps, const Sample<LocalTime> &times, Feedback &feedback )
{
  std::set<std::int64_t> numbers; // each once: most incidents may have come in one step
  for ( const LocalTime time : times.values() )
    numbers.insert( steps.stepNumber( time ) );
  constexpr size_t fewest = 10;
  if ( numbers.size() < fewest )
    return;
  const double middle = percentileRange( { numbers.begin(), numbers.end() }, 25 ) / steps.count();
  constexpr double smallestMiddle = 0.02; // registers grow, but not so fast
  if ( middle < smallestMiddle )
    feedback.warning(
        "The middle half of the steps with incidents takes only " + measureText( 100 * middle ) +
        " % of the period: a few far-off dates may have stretched it. Check the incidents, or give start and end." );
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
                     timeline.inPeriod += wanted.hasTime( incident ) ? 1 : 0;
                     if ( !wanted.holds( incident ) || ( placesMatter && !isInFrame( incident, toGrid, frame ) ) )
                       return;
                     ++timeline.incidents;
                     timeline.counted.add( incident.time );
                     timeline.times.add( incident.time );
                   } );
  return timeline;
}

void setSteps( Frame &frame, const HeatmapOptions &options, const Timeline &timeline, Feedback &feedback )
{
  const PeriodOptions &period = options.period;
  frame.start = period.start.value_or( LocalTime::min() );
  frame.end = period.end.value_or( LocalTime::max() );
  const Covered table = coveredByTable( period, timeline.table );
  const Covered steps = limited( period, endingAfterLast( timeline.table ), endingAfterLast( timeline.counted ) );
  frame.steps = TimeSteps::covering( steps.start, steps.end - instant, period.length, period.align );
  if ( period.endIsFound && frame.steps.start( frame.steps.count() ) < *period.end )
    feedback.info( "The table ends on " + toIso8601( timeline.table.last ) +
                   ", before the period does: steps after that are not counted." );
  if ( !period.start || !period.end )
    warnOfFarTimes( frame.steps, timeline.times, feedback );
  lookAtEdges( frame, period, limited( period, table, table ), feedback );
  if ( options.count.emptySteps == EmptySteps::TrueZeros )
    warnOfZerosBeyondTheTable( frame.steps, table, feedback );
  feedback.info( "Time: " + countText( frame.steps.count() ) + " steps of " + toString( frame.steps.length() ) + " from " +
                 toIso8601( frame.steps.start( 0 ) ) + " to before " + toIso8601( frame.steps.start( frame.steps.count() ) ) +
                 ". A forecast will be for the step from then on." );
}

} // namespace riskcast
