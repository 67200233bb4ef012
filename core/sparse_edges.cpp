#include "sparse_edges.h"

#include "error.h"
#include "number_text.h"

#include <algorithm>
#include <iterator>

namespace riskcast
{

namespace
{

/// First and last index of the sums that reach the threshold; nothing if none does.
std::optional<std::pair<int, int>> reaching( const std::vector<int> &sums, int threshold )
{
  const auto reaches = [threshold]( int sum ) { return sum >= threshold; };
  const auto first = std::ranges::find_if( sums, reaches );
  if ( first == sums.end() )
    return std::nullopt;
  const auto last = std::find_if( sums.rbegin(), sums.rend(), reaches );
  return std::pair( static_cast<int>( first - sums.begin() ), static_cast<int>( sums.rend() - last ) - 1 );
}

[[noreturn]] void throwThresholdTooHigh( size_t incidents, const SelectionOptions &options )
{
  constexpr size_t usualShare = 100; // the published 100 is about one in a hundred of its table
  throw Error( "No row or column of " + std::to_string( options.columns ) + " × " + std::to_string( options.rows ) +
               " cells holds " + countText( options.threshold ) + " of the " +
               countText( static_cast<std::int64_t>( incidents ) ) + " incidents. Set a lower threshold, for example " +
               countText( static_cast<std::int64_t>( std::max<size_t>( incidents / usualShare, 1 ) ) ) + "." );
}

/// One round: the rectangle without the outer rows and columns below the threshold.
Extent afterOneRound( std::span<const Position> positions, const Extent &extent, const SelectionOptions &options )
{
  const Grid grid( {}, extent, options.columns, options.rows );
  std::vector<int> columnSums( options.columns, 0 );
  std::vector<int> rowSums( options.rows, 0 );
  for ( const Position &position : positions )
  {
    if ( const std::optional<int> cell = grid.cellAt( position.x, position.y ) )
    {
      ++columnSums[*cell % options.columns];
      ++rowSums[*cell / options.columns];
    }
  }
  const auto columns = reaching( columnSums, options.threshold );
  const auto rows = reaching( rowSums, options.threshold );
  if ( !columns || !rows )
    throwThresholdTooHigh( positions.size(), options );

  Extent left = extent; // an edge that stays keeps its exact place
  if ( columns->first > 0 )
    left.xMin = extent.xMin + columns->first * grid.cellWidth();
  if ( columns->second < options.columns - 1 )
    left.xMax = extent.xMin + ( columns->second + 1 ) * grid.cellWidth();
  if ( rows->first > 0 )
    left.yMax = extent.yMax - rows->first * grid.cellHeight();
  if ( rows->second < options.rows - 1 )
    left.yMin = extent.yMax - ( rows->second + 1 ) * grid.cellHeight();
  return left;
}

} // namespace

Extent withoutSparseEdges( std::span<const Position> positions, Extent extent, const SelectionOptions &options )
{
  for ( ;; )
  {
    const std::vector<Position> looked = inside( positions, extent );
    checkIsArea( boundsOf( looked ), looked.size() );
    const Extent left = afterOneRound( looked, extent, options );
    if ( left == extent )
      return extent;
    extent = left;
  }
}

std::vector<Position> inside( std::span<const Position> positions, const Extent &extent )
{
  std::vector<Position> result;
  std::ranges::copy_if( positions, std::back_inserter( result ),
                        [&extent]( const Position &p ) { return extent.contains( p.x, p.y ); } );
  return result;
}

void checkIsArea( const Extent &extent, size_t incidents )
{
  if ( extent.isEmpty() )
    throw Error( "All incidents left (" + countText( static_cast<std::int64_t>( incidents ) ) +
                 ") lie at one place or on one line, " + coordinateText( extent.xMin ) + ", " + coordinateText( extent.yMin ) +
                 ": lower the threshold, or give the extent by hand." );
}

} // namespace riskcast
