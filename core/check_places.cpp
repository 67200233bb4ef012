#include "check_places.h"

#include "position.h"

#include <algorithm>
#include <tuple>

namespace riskcast
{

std::vector<PlaceCount> PlaceFacts::conspicuous() const
{
  constexpr double share = 0.01;
  std::vector<PlaceCount> found;
  std::ranges::copy_if( largest, std::back_inserter( found ),
                        [this]( const PlaceCount &place )
                        { return place.rows > 1 && place.rows > share * static_cast<double>( rows ); } );
  return found;
}

PlaceFacts placeFacts( const std::vector<CheckRow> &rows )
{
  constexpr size_t most = 10;
  std::vector<Position> positions;
  for ( const CheckRow &row : rows )
  {
    if ( row.hasPlace() )
      positions.push_back( { row.x, row.y } );
  }
  std::ranges::sort( positions, {}, []( const Position &position ) { return std::tuple( position.x, position.y ); } );

  PlaceFacts facts{ .rows = static_cast<std::int64_t>( positions.size() ) };
  std::vector<PlaceCount> places;
  for ( const Position &position : positions )
  {
    if ( places.empty() || places.back().x != position.x || places.back().y != position.y )
      places.push_back( { position.x, position.y, 0 } );
    ++places.back().rows;
  }
  facts.places = static_cast<std::int64_t>( places.size() );
  std::ranges::stable_sort( places, std::greater(), &PlaceCount::rows );
  places.resize( std::min( places.size(), most ) );
  facts.largest = std::move( places );
  return facts;
}

} // namespace riskcast
