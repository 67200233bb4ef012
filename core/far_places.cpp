#include "far_places.h"

#include "number_text.h"
#include "percentile.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace riskcast
{

namespace
{
constexpr size_t mostKept = 1 << 16;
constexpr double smallestMiddle = 0.02;

void keepEverySecond( std::vector<Position> &sample )
{
  for ( size_t i = 0; 2 * i < sample.size(); ++i )
    sample[i] = sample[2 * i];
  sample.resize( ( sample.size() + 1 ) / 2 );
}

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
  std::ranges::sort( values );
  const auto quartile = [&values]( double q ) { return percentile( values.size(), q, [&]( size_t i ) { return values[i]; } ); };
  return quartile( 75 ) - quartile( 25 );
}
} // namespace

void FarPlaces::add( const Position &position )
{
  ++mIncidents;
  if ( position.x == 0 && position.y == 0 )
    ++mAtOrigin;
  else if ( ( mIncidents - mAtOrigin ) % mApart == 0 )
    mSample.push_back( position );
  if ( mSample.size() < mostKept )
    return;
  keepEverySecond( mSample );
  mApart *= 2;
}

void FarPlaces::warn( const Extent &extent, Feedback &feedback ) const
{
  constexpr size_t fewest = 10; // of fewer, chance leaves the middle half as small
  const std::vector<Position> places = distinct( mSample );
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

} // namespace riskcast
