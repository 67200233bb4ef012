#include "check_places.h"

#include "position.h"

#include <algorithm>
#include <tuple>

namespace riskcast
{

namespace
{

bool isConspicuous( const PlaceCount &place, std::int64_t rows )
{
  constexpr double share = 0.01;
  return place.rows > 1 && static_cast<double>( place.rows ) > share * static_cast<double>( rows );
}

} // namespace

std::vector<PlaceCount> PlaceFacts::conspicuous() const
{
  std::vector<PlaceCount> found;
  std::ranges::copy_if( largest, std::back_inserter( found ),
                        [this]( const PlaceCount &place ) { return isConspicuous( place, rows ); } );
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
  for ( const PlaceCount &place : places )
  {
    if ( !isConspicuous( place, facts.rows ) )
      break; // those that follow have no more rows
    ++facts.conspicuousPlaces;
    facts.conspicuousRows += place.rows;
  }
  places.resize( std::min( places.size(), most ) );
  facts.largest = std::move( places );
  return facts;
}

} // namespace riskcast
