#include "test_maps.h"

#include "error.h"

#include <algorithm>

namespace riskcast
{

namespace
{
void leaveOutBorder( TestMaps &maps, int rings )
{
  for ( int row = 0; row < maps.rows; ++row )
    for ( int column = 0; column < maps.columns; ++column )
      if ( std::min( { row, column, maps.rows - 1 - row, maps.columns - 1 - column } ) < rings )
        maps.scored[row * maps.columns + column] = 0;
}
} // namespace

TestMaps testMaps( const HeatmapStack &stack, std::span<const int> targets, std::vector<float> tieBreak, int borderCells )
{
  TestMaps maps{ .rows = stack.grid.rows(),
                 .columns = stack.grid.columns(),
                 .scored = stack.studyArea,
                 .happened = {},
                 .tieBreak = std::move( tieBreak ) };
  leaveOutBorder( maps, borderCells );
  if ( targets.empty() || std::ranges::count( maps.scored, 1 ) == 0 )
    throw Error(
        "There is no step or no cell to score. Choose a longer test period, a larger study area, or a narrower border." );
  maps.happened.reserve( targets.size() * maps.cellCount() );
  for ( const int target : targets )
    std::ranges::copy( stack.total( target ), std::back_inserter( maps.happened ) );
  return maps;
}

} // namespace riskcast
