#include "heatmap_period.h"

#include "crs.h"
#include "error.h"
#include "far_places.h"
#include "number_text.h"

#include <algorithm>
#include <limits>

namespace riskcast
{

namespace
{

/// Where incidents are.
struct Span
{
  std::int64_t incidents = 0;
  Extent bounds{ std::numeric_limits<double>::max(), std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest(),
                 std::numeric_limits<double>::lowest() };
  FarPlaces farPlaces;

  void add( double x, double y )
  {
    ++incidents;
    farPlaces.add( { x, y } );
    bounds.xMin = std::min( bounds.xMin, x );
    bounds.yMin = std::min( bounds.yMin, y );
    bounds.xMax = std::max( bounds.xMax, x );
    bounds.yMax = std::max( bounds.yMax, y );
  }
};

[[noreturn]] void failWithoutIncidents( const IncidentReader &incidents, bool isLimited )
{
  const std::string leftOut = incidents.leftOut().toString();
  throw Error( "There are no incidents in " + incidents.source() + ( isLimited ? " within the extent and period" : "" ) +
               ( leftOut.empty() ? "." : "; rows left out: " + leftOut + "." ) +
               " Check the table, the extent, the period, the categories and how times are written." );
}

/// The span, in \a crs, of the wanted incidents.
/// \throws Error if there are none
Span spanOf( IncidentReader &incidents, const std::string &crs, const HeatmapOptions &options, Feedback &feedback )
{
  const Transform transform( incidents.crs(), crs );
  const Wanted wanted( options.count, options.period );
  Span span;
  forEachIncident( incidents, "Finding where the incidents are", feedback,
                   [&]( Incident &incident )
                   {
                     if ( wanted.holds( incident ) && transform.apply( incident.x, incident.y ) )
                       span.add( incident.x, incident.y );
                   } );
  if ( span.incidents == 0 )
    failWithoutIncidents( incidents, options.period.start || options.period.end || !options.count.categories.empty() );
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
/// \param extent  in the incidents' CRS
std::string gridCrs( const GridOptions &options, const std::string &incidentsCrs, const Extent &extent, Feedback &feedback )
{
  if ( !options.crs.empty() )
    return options.crs;
  std::string crs = localMetricCrs( incidentsCrs, extent );
  if ( crs == incidentsCrs )
    return crs;
  feedback.info( "The incidents' coordinates are degrees (" + crsTitle( incidentsCrs ) + "): the grid is laid in " + crs +
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
  std::string crs = options.crs;
  if ( crs.empty() )
    crs = gridCrs( options, incidentsCrs, Transform( extentCrs, incidentsCrs ).apply( *options.extent ), feedback );
  return makeGrid( options, crs, Transform( extentCrs, crs ).apply( *options.extent ) );
}

Grid gridAround( IncidentReader &incidents, const HeatmapOptions &options, Feedback &feedback )
{
  PhaseFeedback finding( feedback, 0, 0.5 );
  const Span found = spanOf( incidents, incidents.crs(), options, finding );
  const Extent rough = extentAround( found );
  found.farPlaces.checkDegrees( incidents.crs() );
  warnOfDegrees( rough, incidents.crs(), feedback );
  found.farPlaces.warn( rough, feedback );
  const std::string crs = gridCrs( options.grid, incidents.crs(), rough, feedback );
  // Edges of the rough extent are curves in another CRS: only the incidents themselves say where their bounds are.
  PhaseFeedback measuring( feedback, 0.5, 1 );
  return makeGrid( options.grid, crs, extentAround( spanOf( incidents, crs, options, measuring ) ) );
}

} // namespace

std::optional<Grid> givenGrid( const GridOptions &options, const std::string &incidentsCrs, Feedback &feedback )
{
  if ( options.likeThis )
    return options.likeThis;
  return options.extent ? std::optional( gridInExtent( options, incidentsCrs, feedback ) ) : std::nullopt;
}

void fillFrom( const Selection &selection, HeatmapOptions &options )
{
  if ( !options.grid.extent )
  {
    options.grid.extent = selection.extent;
    options.grid.extentCrs = selection.crs;
  }
  PeriodOptions &period = options.period;
  period.startIsFound = !period.start;
  period.endIsFound = !period.end;
  period.start = period.start.value_or( selection.start );
  period.end = period.end.value_or( selection.end );
}

Frame frameFor( IncidentReader &incidents, const HeatmapOptions &options, Feedback &feedback )
{
  checkPeriod( options.period );
  PhaseFeedback placing( feedback, 0, 0.7 );
  PhaseFeedback dating( feedback, 0.7, 1 );
  Frame frame;
  const std::optional<Grid> given = givenGrid( options.grid, incidents.crs(), placing );
  frame.grid = given ? *given : gridAround( incidents, options, placing );
  feedback.info( "Grid: " + frame.grid.toString() + "." );
  if ( options.grid.studyArea )
  {
    frame.studyArea = cellsInside( *options.grid.studyArea, frame.grid );
    feedback.info( "Study area: " + countText( std::ranges::count( frame.studyArea, 1 ) ) + " of " +
                   countText( frame.grid.cellCount() ) + " cells." );
  }
  const Timeline timeline = timelineOf( incidents, frame, options, dating );
  if ( timeline.incidents == 0 )
    failWithoutIncidents( incidents, true );
  setSteps( frame, options, timeline, feedback );
  return frame;
}

} // namespace riskcast
