#include "far_places.h"

#include "crs.h"
#include "error.h"
#include "number_text.h"
#include "percentile.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace riskcast
{

namespace
{
constexpr double smallestShare = 0.05;

/// Each place once: half of a table may lie at a town hall.
std::vector<Position> distinct( std::vector<Position> places )
{
  const auto coordinates = []( const Position &place ) { return std::pair( place.x, place.y ); };
  std::ranges::sort( places, {}, coordinates );
  const auto repeats = std::ranges::unique( places, {}, coordinates );
  places.erase( repeats.begin(), repeats.end() );
  return places;
}

/// How wide 98 % of them are along an axis.
double mostOf( const std::vector<Position> &places, double Position::*coordinate )
{
  std::vector<double> values;
  std::ranges::transform( places, std::back_inserter( values ), coordinate );
  return percentileRange( std::move( values ), 1 );
}
} // namespace

void FarPlaces::add( const Position &position )
{
  ++mIncidents;
  mOffGlobe += std::abs( position.x ) > 360 || std::abs( position.y ) > 90 ? 1 : 0;
  if ( position.x == 0 && position.y == 0 )
    ++mAtOrigin;
  else
    mSample.add( position );
}

void FarPlaces::warn( const Extent &extent, Feedback &feedback ) const
{
  constexpr size_t fewest = 100; // of which 2 % are two
  const std::vector<Position> places = distinct( mSample.values() );
  if ( places.size() < fewest )
    return;
  const double share = mostOf( places, &Position::x ) * mostOf( places, &Position::y ) / ( extent.width() * extent.height() );
  if ( share >= smallestShare )
    return;
  const std::string atOrigin = mAtOrigin > 0 ? "At 0, 0, where tables put what has no place, lie " + countText( mAtOrigin ) +
                                                   " of " + countText( mIncidents, "incident" ) + ". "
                                             : "";
  feedback.warning( atOrigin + "98 % of the places along each axis take only " + measureText( 100 * share ) +
                    " % of the extent: a few far off have stretched it. Check the incidents, give an extent, or select one by "
                    "the densest cluster." );
}

void FarPlaces::checkDegrees( const std::string &crs ) const
{
  if ( 2 * mOffGlobe > mIncidents && isGeographic( crs ) )
    throw Error( "The coordinates of " + countText( mOffGlobe ) + " of " + countText( mIncidents, "incident" ) +
                 " are no degrees, as those of " + crsTitle( crs ) +
                 " would be: say which coordinate reference system they are in." );
}

void warnOfDegrees( const Extent &extent, const std::string &crs, Feedback &feedback )
{
  const bool isOnGlobe = extent.xMin >= -180 && extent.xMax <= 180 && extent.yMin >= -90 && extent.yMax <= 90;
  if ( isOnGlobe && !crs.empty() && !isGeographic( crs ) )
    feedback.warning( "The incidents' coordinates, " + coordinateText( extent.xMin ) + ", " + coordinateText( extent.yMin ) +
                      " to " + coordinateText( extent.xMax ) + ", " + coordinateText( extent.yMax ) +
                      ", look like degrees, but " + crsTitle( crs ) + " counts " + crsUnit( crs ) +
                      ": say which coordinate reference system they are in. That of the grid is another choice." );
}

} // namespace riskcast
