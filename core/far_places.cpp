#include "far_places.h"

#include "crs.h"
#include "number_text.h"
#include "percentile.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace riskcast
{

namespace
{
constexpr double smallestMiddle = 0.02;

/// Each place once: half of a table may lie at a town hall.
std::vector<Position> distinct( std::vector<Position> places )
{
  const auto coordinates = []( const Position &place ) { return std::pair( place.x, place.y ); };
  std::ranges::sort( places, {}, coordinates );
  const auto repeats = std::ranges::unique( places, {}, coordinates );
  places.erase( repeats.begin(), repeats.end() );
  return places;
}

double middleHalf( const std::vector<Position> &places, double Position::*coordinate )
{
  std::vector<double> values;
  std::ranges::transform( places, std::back_inserter( values ), coordinate );
  return interquartileRange( std::move( values ) );
}
} // namespace

void FarPlaces::add( const Position &position )
{
  ++mIncidents;
  if ( position.x == 0 && position.y == 0 )
    ++mAtOrigin;
  else
    mSample.add( position );
}

void FarPlaces::warn( const Extent &extent, Feedback &feedback ) const
{
  constexpr size_t fewest = 10; // of fewer, chance leaves the middle half as small
  const std::vector<Position> places = distinct( mSample.values() );
  if ( places.size() < fewest )
    return;
  const double share =
      middleHalf( places, &Position::x ) * middleHalf( places, &Position::y ) / ( extent.width() * extent.height() );
  if ( !( share < smallestMiddle ) )
    return;
  const std::string atOrigin = mAtOrigin > 0 ? "At 0, 0, where tables put what has no place, lie " + countText( mAtOrigin ) +
                                                   " of " + countText( mIncidents, "incident" ) + ". "
                                             : "";
  feedback.warning( atOrigin + "The middle half of the places along each axis takes only " + measureText( 100 * share ) +
                    " % of the extent: a few places far off may have stretched it. Check the incidents, give an extent, or "
                    "select one by the densest cluster." );
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
