#include "stack_extension.h"

#include "error.h"
#include "heatmap_period.h"
#include "number_text.h"
#include "stack_file.h"

namespace riskcast
{

namespace
{

HeatmapOptions optionsAfter( const HeatmapStack &stack, std::optional<LocalTime> end, EmptySteps emptySteps )
{
  HeatmapOptions options;
  options.grid.likeThis = stack.grid;
  options.period = {
    .length = stack.steps.length(), .start = stack.steps.start( stack.stepCount() ), .end = end, .align = stack.steps.start( 0 )
  };
  options.count.emptySteps = emptySteps;
  options.count.timeZone = stack.timeZone;
  if ( stack.categories == HeatmapStack().categories )
    return options;
  options.count.categories = stack.categories;
  options.count.others = stack.categories.back() == othersChannel;
  if ( options.count.others )
    options.count.categories.pop_back();
  return options;
}

void checkZone( const HeatmapStack &stack, const std::string &timeZone )
{
  if ( timeZone != stack.timeZone )
    throw Error( "The times of the stack are in another time zone (" + stack.timeZone + ") than those of the incidents (" +
                 timeZone + "): read the incidents in the stack's." );
}

std::string nothingToCount( const IncidentReader &incidents, const Timeline &timeline, LocalTime from )
{
  const std::string leftOut = incidents.leftOut().toString();
  const std::string where = " in " + incidents.source() + " from the end of the stack on, " + toIso8601( from ) +
                            ( leftOut.empty() ? "" : " (rows left out: " + leftOut + ")" );
  if ( timeline.inPeriod == 0 )
    return "There are no incidents" + where + ".";
  return "None of the " + countText( timeline.inPeriod, "incident" ) + where +
         " is inside the stack's extent and study area and of its categories.";
}

void append( const HeatmapStack &later, HeatmapStack &stack )
{
  stack.steps = stack.steps.extended( later.stepCount() );
  stack.states.insert( stack.states.end(), later.states.begin(), later.states.end() );
  stack.counts.insert( stack.counts.end(), later.counts.begin(), later.counts.end() );
  StackProvenance &provenance = stack.provenance;
  if ( provenance.source != later.provenance.source )
    provenance.source += ", " + later.provenance.source;
  provenance.rowsRead += later.provenance.rowsRead;
  provenance.incidentsUsed += later.provenance.incidentsUsed;
  provenance.leftOut += later.provenance.leftOut;
}

} // namespace

HeatmapStack extendedStack( const HeatmapStack &stack, IncidentReader &incidents, std::optional<LocalTime> end,
                            EmptySteps emptySteps, const std::string &timeZone, Feedback &feedback )
{
  checkZone( stack, timeZone );
  const HeatmapOptions options = optionsAfter( stack, end, emptySteps );
  checkPeriod( options.period );
  incidents.narrow( { stack.grid, options.period.start, end } );
  Frame frame;
  frame.grid = stack.grid;
  frame.studyArea = stack.studyArea;
  PhaseFeedback dating( feedback, 0, 0.4 );
  const Timeline timeline = timelineOf( incidents, frame, options, dating );
  HeatmapStack whole = stack;
  if ( timeline.incidents == 0 )
  {
    feedback.warning( nothingToCount( incidents, timeline, *options.period.start ) + " It stays as it is." );
    return whole;
  }
  feedback.info( "Counting goes on where the stack ends, on " + toIso8601( *options.period.start ) +
                 "; earlier rows are left out as outside the period." );
  setSteps( frame, options, timeline, feedback );
  PhaseFeedback counting( feedback, 0.4, 1 );
  append( countIncidents( incidents, frame, options.count, counting ), whole );
  return whole;
}

HeatmapStack makeOrExtendHeatmaps( IncidentReader &incidents, const HeatmapOptions &options, const std::string &extended,
                                   Feedback &feedback )
{
  if ( extended.empty() )
    return makeHeatmaps( incidents, options, feedback );
  PhaseFeedback reading( feedback, 0, 0.3 );
  const HeatmapStack stack = readHeatmapStack( extended, reading );
  PhaseFeedback counting( feedback, 0.3, 1 );
  return extendedStack( stack, incidents, options.period.end, options.count.emptySteps, options.count.timeZone, counting );
}

} // namespace riskcast
