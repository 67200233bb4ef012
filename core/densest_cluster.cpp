#include "densest_cluster.h"

#include "crs.h"
#include "error.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace riskcast
{

namespace
{

/// Column and row of a cell on the globe.
using Cell = std::pair<int, int>;
using Counts = std::map<Cell, std::int64_t>;

std::optional<Cell> cellOf( Position position, const Transform &toGlobe )
{
  constexpr double cellDegrees = 0.25;
  if ( !toGlobe.apply( position.x, position.y ) || std::abs( position.x ) > 360 || std::abs( position.y ) > 90 )
    return std::nullopt;
  return Cell( static_cast<int>( std::floor( position.x / cellDegrees ) ),
               static_cast<int>( std::floor( position.y / cellDegrees ) ) );
}

std::vector<Cell> neighbourhood( const Cell &cell )
{
  std::vector<Cell> cells;
  for ( int column = cell.first - 1; column <= cell.first + 1; ++column )
  {
    for ( int row = cell.second - 1; row <= cell.second + 1; ++row )
      cells.emplace_back( column, row );
  }
  return cells;
}

std::int64_t sumAround( const Counts &counts, const Cell &cell )
{
  std::int64_t sum = 0;
  for ( const Cell &each : neighbourhood( cell ) )
  {
    const auto found = counts.find( each );
    sum += found == counts.end() ? 0 : found->second;
  }
  return sum;
}

/// The cells connected with \a peak whose sums reach \a least.
std::set<Cell> connectedCells( const Counts &counts, const Cell &peak, double least )
{
  std::set<Cell> cluster = { peak };
  std::vector<Cell> open = { peak };
  while ( !open.empty() )
  {
    const Cell cell = open.back();
    open.pop_back();
    for ( const Cell &next : neighbourhood( cell ) )
    {
      if ( static_cast<double>( sumAround( counts, next ) ) >= least && cluster.insert( next ).second )
        open.push_back( next );
    }
  }
  return cluster;
}

std::set<Cell> densestCells( const Counts &counts )
{
  constexpr double leastShareOfPeak = 0.05;
  Cell peak;
  std::int64_t highest = 0;
  for ( const auto &[cell, count] : counts )
  {
    if ( const std::int64_t sum = sumAround( counts, cell ); sum > highest )
    {
      highest = sum;
      peak = cell;
    }
  }
  return connectedCells( counts, peak, leastShareOfPeak * static_cast<double>( highest ) );
}

} // namespace

Extent densestCluster( std::span<const Position> positions, const std::string &crs )
{
  const Transform toGlobe( crs, "EPSG:4326" );
  std::vector<std::optional<Cell>> cells;
  Counts counts;
  for ( const Position &position : positions )
  {
    cells.push_back( cellOf( position, toGlobe ) );
    if ( cells.back() )
      ++counts[*cells.back()];
  }
  if ( counts.empty() )
    throw Error( "None of the positions is one on the globe: check the coordinate reference system of the incidents." );

  const std::set<Cell> cluster = densestCells( counts );
  std::vector<Position> members;
  for ( size_t i = 0; i < cells.size(); ++i )
  {
    if ( cells[i] && cluster.contains( *cells[i] ) )
      members.push_back( positions[i] );
  }
  return boundsOf( members );
}

} // namespace riskcast
