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

double incidentsOf( const TestMaps &maps )
{
  double sum = 0;
  for ( size_t i = 0; i < maps.happened.size(); ++i )
    sum += maps.scored[i % maps.cellCount()] ? maps.happened[i] : 0;
  return sum;
}

std::int64_t positiveCellsOf( const TestMaps &maps )
{
  std::int64_t cells = 0;
  for ( size_t i = 0; i < maps.happened.size(); ++i )
    cells += maps.scored[i % maps.cellCount()] && maps.happened[i] > 0 ? 1 : 0;
  return cells;
}

double sumOfScored( const TestMaps &maps, std::span<const double> ofCell )
{
  double sum = 0;
  for ( size_t cell = 0; cell < maps.cellCount(); ++cell )
    sum += maps.scored[cell] ? ofCell[cell] : 0;
  return sum;
}

TestMaps testMaps( const HeatmapStack &stack, std::span<const int> targets, std::vector<float> tieBreak, int borderCells )
{
  TestMaps maps{ .rows = stack.grid.rows(),
                 .columns = stack.grid.columns(),
                 .scored = stack.studyArea,
                 .happened = {},
                 .tieBreak = std::move( tieBreak ),
                 .cellSize = std::vector<double>( stack.cellCount(), 1 ) };
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
