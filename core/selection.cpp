#include "selection.h"

#include "crs.h"
#include "densest_cluster.h"
#include "error.h"
#include "far_places.h"
#include "number_text.h"
#include "sparse_edges.h"
#include "time_steps.h"

#include <algorithm>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<SpaceRule>()
{
  static const std::vector<std::string> names = { "rows-and-columns", "densest-cluster", "all" };
  return names;
}

namespace
{

/// What the selection looks at: places and times, in the order of the table.
struct Incidents
{
  std::vector<Position> positions;
  std::vector<LocalTime> times;
};

void checkOptions( const SelectionOptions &options )
{
  if ( !( options.periodShare > 0 && options.periodShare <= 1 ) )
    throw Error( "The period cannot hold " + measureText( options.periodShare * 100 ) +
                 " % of the incidents: it must be more than 0 % and at most 100 %." );
  if ( options.threshold < 1 )
    throw Error( "A threshold of " + std::to_string( options.threshold ) + " drops nothing: it must be at least 1." );
}

Incidents readAll( IncidentReader &incidents, Feedback &feedback )
{
  Incidents all;
  forEachIncident( incidents, "Reading incidents", feedback,
                   [&all]( Incident &incident )
                   {
                     all.positions.push_back( { incident.x, incident.y } );
                     all.times.push_back( incident.time );
                   } );
  if ( all.positions.empty() )
  {
    const std::string leftOut = incidents.leftOut().toString();
    throw Error( "There are no incidents in " + incidents.source() + ( leftOut.empty() ? "" : "; rows left out: " + leftOut ) +
                 ". Check the table and how its times are written." );
  }
  return all;
}

Extent findExtent( const std::vector<Position> &all, const std::string &crs, const SelectionOptions &options )
{
  const std::vector<Position> positions = options.startExtent ? inside( all, *options.startExtent ) : all;
  if ( positions.empty() )
    throw Error( "None of the " + countText( static_cast<std::int64_t>( all.size() ) ) + " incidents lies in the given extent: " +
                 "give another, in the incidents' coordinates (" + crsTitle( crs ) + ")." );
  const Extent bounds = boundsOf( positions );
  checkIsArea( bounds, positions.size() );
  switch ( options.spaceRule )
  {
    case SpaceRule::OuterRowsAndColumns:
      return withoutSparseEdges( positions, options.startExtent.value_or( bounds ), options );
    case SpaceRule::DensestCluster:
      return withoutSparseEdges( positions, densestCluster( positions, crs ), options );
    case SpaceRule::AllIncidents:
      return bounds;
  }
  return bounds;
}

/// Of what is wrong with an extent that was found, and not by looking for what belongs together.
void lookAtPlaces( const std::vector<Position> &all, const Selection &selection, const SelectionOptions &options,
                   Feedback &feedback )
{
  FarPlaces places;
  for ( const Position &position : inside( all, selection.extent ) )
    places.add( position );
  places.checkDegrees( selection.crs );
  warnOfDegrees( selection.extent, selection.crs, feedback );
  if ( !options.startExtent && options.spaceRule != SpaceRule::DensestCluster )
    places.warn( selection.extent, feedback );
}

/// The times of the incidents inside \a extent.
std::vector<LocalTime> timesInside( const Incidents &all, const Extent &extent )
{
  std::vector<LocalTime> times;
  for ( size_t i = 0; i < all.times.size(); ++i )
  {
    if ( extent.contains( all.positions[i].x, all.positions[i].y ) )
      times.push_back( all.times[i] );
  }
  return times;
}

/// The shortest range [first, end) of counts that adds up to \a least; of equals the earliest.
std::pair<int, int> shortestRange( const std::vector<std::int64_t> &counts, double least )
{
  std::pair<int, int> shortest( 0, static_cast<int>( counts.size() ) );
  std::int64_t sum = 0;
  int first = 0;
  for ( int end = 1; end <= static_cast<int>( counts.size() ); ++end )
  {
    sum += counts[end - 1];
    while ( static_cast<double>( sum - counts[first] ) >= least )
      sum -= counts[first++];
    if ( static_cast<double>( sum ) >= least && end - first < shortest.second - shortest.first )
      shortest = { first, end };
  }
  return shortest;
}

void findPeriod( const std::vector<LocalTime> &times, double share, Selection &selection )
{
  const auto [first, last] = std::ranges::minmax( times );
  const TimeSteps months = TimeSteps::covering( first, last, { 1, StepUnit::Month } );
  std::vector<std::int64_t> counts( months.count(), 0 );
  for ( const LocalTime time : times )
    ++counts[months.stepAt( time ).value()];
  constexpr double rounding = 1e-9; // 0.95 × 100 must not ask for 96
  const auto [start, end] = shortestRange( counts, share * static_cast<double>( times.size() ) - rounding );
  selection.start = months.start( start );
  selection.end = months.start( end );
}

void report( const Selection &selection, Feedback &feedback )
{
  const Extent &extent = selection.extent;
  const std::string leftOut = selection.leftOut.toString();
  feedback.info( "Extent: " + coordinateText( extent.xMin ) + ", " + coordinateText( extent.yMin ) + " to " +
                 coordinateText( extent.xMax ) + ", " + coordinateText( extent.yMax ) + " in " + crsTitle( selection.crs ) +
                 "." );
  feedback.info( "Period: " + toIso8601( selection.start ) + " to before " + toIso8601( selection.end ) + "." );
  feedback.info( countText( selection.kept ) + " of " + countText( selection.rowsRead ) + " rows kept" +
                 ( leftOut.empty() ? "." : "; left out: " + leftOut + "." ) );
}

} // namespace

Selection selectExtentAndPeriod( IncidentReader &incidents, const SelectionOptions &options, Feedback &feedback )
{
  checkOptions( options );
  const Incidents all = readAll( incidents, feedback );
  Selection selection;
  selection.crs = incidents.crs();
  selection.extent = findExtent( all.positions, selection.crs, options );
  lookAtPlaces( all.positions, selection, options, feedback );
  const std::vector<LocalTime> times = timesInside( all, selection.extent );
  findPeriod( times, options.periodShare, selection );

  selection.kept =
      std::ranges::count_if( times, [&selection]( LocalTime time ) { return time >= selection.start && time < selection.end; } );
  selection.leftOut = incidents.leftOut();
  selection.leftOut.add( LeftOutReason::OutsideExtent, static_cast<std::int64_t>( all.times.size() - times.size() ) );
  selection.leftOut.add( LeftOutReason::OutsidePeriod, static_cast<std::int64_t>( times.size() ) - selection.kept );
  selection.rowsRead = selection.kept + selection.leftOut.total();
  report( selection, feedback );
  return selection;
}

} // namespace riskcast
