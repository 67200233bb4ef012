#pragma once

#include "heatmap_stack.h"

namespace riskcast
{

/// Days from 2024-01-01 on a small grid, cells of 1 × 1 in EPSG:32643, small counts by a formula that tests/reference/rates.py
/// shares: k = (7 t + 5 row + 3 column + t row column) mod 11 gives 2 for k = 0, 1 for k = 3, else 0.
inline HeatmapStack formulaStack( int steps, int rows, int columns )
{
  const Grid grid( "EPSG:32643", { 0, 0, static_cast<double>( columns ), static_cast<double>( rows ) }, columns, rows );
  HeatmapStack stack = HeatmapStack::empty( grid, TimeSteps( *parseTime( "2024-01-01" ), {}, steps ), StepState::Observed );
  for ( int t = 0; t < steps; ++t )
    for ( int row = 0; row < rows; ++row )
      for ( int column = 0; column < columns; ++column )
      {
        const int k = ( t * 7 + row * 5 + column * 3 + t * row * column ) % 11;
        stack.map( t )[row * columns + column] = k == 0 ? 2 : k == 3 ? 1 : 0;
      }
  return stack;
}

/// The steps \a first … \a last.
inline std::vector<int> stepRange( int first, int last )
{
  std::vector<int> steps;
  for ( int step = first; step <= last; ++step )
    steps.push_back( step );
  return steps;
}

} // namespace riskcast
