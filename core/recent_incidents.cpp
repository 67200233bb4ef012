#include "recent_incidents.h"

#include "crs.h"
#include "number_text.h"

#include <numeric>

namespace riskcast
{

namespace
{

/// Just after the last incident, or 1970 if there is none.
LocalTime endOf( IncidentReader &incidents, Feedback &feedback )
{
  TimeSpan span;
  forEachIncident( incidents, "Looking for the last incident", feedback, [&]( Incident &each ) { span.add( each.time ); } );
  return span.last < span.first ? LocalTime() : span.last + std::chrono::seconds( 1 );
}

} // namespace

std::vector<int> countRecent( IncidentReader &incidents, const Grid &grid, std::optional<LocalTime> end, int weeks,
                              Feedback &feedback )
{
  PhaseFeedback looking( feedback, 0, 0.5 );
  PhaseFeedback counting( feedback, 0.5, 1 );
  const LocalTime until = end ? *end : endOf( incidents, looking );
  const LocalTime from = until - std::chrono::weeks( weeks );
  const Transform toGrid( incidents.crs(), grid.crs() );
  std::vector<int> counts( grid.cellCount() );
  const auto count = [&]( Incident &incident )
  {
    if ( incident.time < from || incident.time >= until || !toGrid.apply( incident.x, incident.y ) )
      return;
    if ( const std::optional<int> cell = grid.cellAt( incident.x, incident.y ) )
      ++counts[*cell];
  };
  forEachIncident( incidents, "Counting recent incidents", counting, count );
  if ( const std::string leftOut = incidents.leftOut().toString(); !leftOut.empty() )
    feedback.warning( "Incidents left out: " + leftOut + "." );
  feedback.info( "Incidents from " + toIso8601( from ) + " to before " + toIso8601( until ) +
                 " in the grid: " + countText( std::accumulate( counts.begin(), counts.end(), std::int64_t{ 0 } ) ) + "." );
  return counts;
}

} // namespace riskcast
