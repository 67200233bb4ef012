#include "heatmaps.h"

#include "crs.h"
#include "error.h"
#include "number_text.h"

#include <algorithm>
#include <limits>

namespace riskcast
{

namespace
{

/// Where and when incidents are.
struct Span
{
  std::int64_t incidents = 0;
  Extent bounds{ std::numeric_limits<double>::max(), std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest(),
                 std::numeric_limits<double>::lowest() };
  LocalTime first = LocalTime::max();
  LocalTime last = LocalTime::min();

  void add( double x, double y, LocalTime time )
  {
    ++incidents;
    bounds.xMin = std::min( bounds.xMin, x );
    bounds.yMin = std::min( bounds.yMin, y );
    bounds.xMax = std::max( bounds.xMax, x );
    bounds.yMax = std::max( bounds.yMax, y );
    first = std::min( first, time );
    last = std::max( last, time );
  }
};

/// The span, in \a crs, of the incidents within the period and, if there is one, within the grid.
/// \throws Error if there are none
Span spanOf( IncidentReader &incidents, const std::string &crs, const Grid *grid, const PeriodOptions &period,
             Feedback &feedback )
{
  const Transform transform( incidents.crs(), crs );
  Span span;
  forEachIncident( incidents, "Finding where and when the incidents are", feedback,
                   [&]( Incident &incident )
                   {
                     if ( ( period.start && incident.time < *period.start ) || ( period.end && incident.time >= *period.end ) )
                       return;
                     if ( transform.apply( incident.x, incident.y ) && ( !grid || grid->cellAt( incident.x, incident.y ) ) )
                       span.add( incident.x, incident.y, incident.time );
                   } );
  if ( span.incidents == 0 )
  {
    const std::string leftOut = incidents.leftOut().toString();
    throw Error( "There are no incidents in " + incidents.source() +
                 ( grid || period.start || period.end ? " within the extent and period" : "" ) +
                 ( leftOut.empty() ? "." : "; rows left out: " + leftOut + "." ) +
                 " Check the table, the extent, the period and how times are written." );
  }
  return span;
}

/// The bounds with a width and a height: incidents on a line get a square.
Extent extentAround( const Span &span )
{
  Extent extent = span.bounds;
  if ( extent.width() == 0 && extent.height() == 0 )
  {
    const std::string place = coordinateText( extent.xMin ) + ", " + coordinateText( extent.yMin );
    throw Error( span.incidents == 1
                     ? "The only incident lies at " + place + ": give an extent."
                     : "All " + countText( span.incidents ) + " incidents lie at one place (" + place + "): give an extent." );
  }
  if ( extent.width() == 0 )
  {
    extent.xMin -= extent.height() / 2;
    extent.xMax += extent.height() / 2;
  }
  else if ( extent.height() == 0 )
  {
    extent.yMin -= extent.width() / 2;
    extent.yMax += extent.width() / 2;
  }
  return extent;
}

/// The CRS of the grid; says so where it is not the incidents' own by nobody's choice.
std::string gridCrs( const GridOptions &options, const std::string &extentCrs, const Extent &extent, Feedback &feedback )
{
  if ( !options.crs.empty() )
    return options.crs;
  const std::string crs = localMetricCrs( extentCrs, extent );
  if ( crs == extentCrs )
    return crs;
  feedback.info( "The incidents' coordinates are degrees (" + crsName( extentCrs ) + "): the grid is laid in " + crs +
                 ", the metric CRS of the place. Choose a CRS for the grid to have another." );
  constexpr double widestDegrees = 12; // two UTM zones
  if ( extent.width() > widestDegrees )
    feedback.warning( "The extent is " + measureText( extent.width() ) + "° wide: " + crs +
                      " distorts lengths so far from its centre. Choose a CRS for the grid that suits a region of this size." );
  return crs;
}

Grid makeGrid( const GridOptions &options, const std::string &crs, const Extent &extent )
{
  return options.cellSize > 0 ? Grid::withCellSize( crs, extent, options.cellSize )
                              : Grid( crs, extent, options.columns, options.rows );
}

Grid gridInExtent( const GridOptions &options, const std::string &incidentsCrs, Feedback &feedback )
{
  const std::string extentCrs = options.extentCrs.empty() ? incidentsCrs : options.extentCrs;
  const std::string crs = gridCrs( options, extentCrs, *options.extent, feedback );
  return makeGrid( options, crs, Transform( extentCrs, crs ).apply( *options.extent ) );
}

Grid gridAround( IncidentReader &incidents, const GridOptions &options, const PeriodOptions &period, Feedback &feedback )
{
  PhaseFeedback finding( feedback, 0, 0.5 );
  const Extent rough = extentAround( spanOf( incidents, incidents.crs(), nullptr, period, finding ) );
  const std::string crs = gridCrs( options, incidents.crs(), rough, feedback );
  // Edges of the rough extent are curves in another CRS: only the incidents themselves say where their bounds are.
  PhaseFeedback measuring( feedback, 0.5, 1 );
  return makeGrid( options, crs, extentAround( spanOf( incidents, crs, nullptr, period, measuring ) ) );
}

TimeSteps stepsFor( IncidentReader &incidents, const Grid &grid, const PeriodOptions &period, Feedback &feedback )
{
  Span span;
  if ( !period.start || !period.end )
    span = spanOf( incidents, grid.crs(), &grid, period, feedback );
  const LocalTime first = period.start.value_or( span.first );
  const LocalTime last = period.end ? *period.end - std::chrono::seconds( 1 ) : span.last;
  return TimeSteps::covering( first, last, period.length );
}

} // namespace

Frame frameFor( IncidentReader &incidents, const GridOptions &grid, const PeriodOptions &period, Feedback &feedback )
{
  PhaseFeedback placing( feedback, 0, 0.7 );
  PhaseFeedback dating( feedback, 0.7, 1 );
  Frame frame;
  frame.grid = grid.extent ? gridInExtent( grid, incidents.crs(), placing ) : gridAround( incidents, grid, period, placing );
  frame.steps = stepsFor( incidents, frame.grid, period, dating );
  feedback.info( "Grid: " + frame.grid.toString() + "." );
  feedback.info( "Time: " + countText( frame.steps.count() ) + " steps of " + toString( frame.steps.length() ) + " from " +
                 toIso8601( frame.steps.start( 0 ) ) + " to before " + toIso8601( frame.steps.start( frame.steps.count() ) ) +
                 "." );
  return frame;
}

} // namespace riskcast
