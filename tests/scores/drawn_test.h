#pragma once

#include "maps.h"
#include "scores/test_maps.h"

namespace riskcast
{

/// Drawn days to score; cells of "-" are not scored, and ties go by row and column.
inline TestMaps drawnTest( const std::vector<std::string> &days )
{
  TestMaps maps;
  for ( const std::string &day : days )
  {
    const Map drawn = map( day );
    maps.rows = drawn.rows;
    maps.columns = drawn.columns;
    maps.scored.assign( drawn.values.size(), 1 );
    for ( size_t cell = 0; cell < drawn.values.size(); ++cell )
    {
      maps.scored[cell] = drawn.values[cell] == drawn.values[cell] ? 1 : 0; // NaN is nothing, not even itself
      maps.happened.push_back( maps.scored[cell] ? drawn.values[cell] : 0 );
    }
  }
  maps.tieBreak.assign( maps.cellCount(), 0 );
  maps.cellSize.assign( maps.cellCount(), 1 );
  return maps;
}

} // namespace riskcast
