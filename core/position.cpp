#include "position.h"

#include <algorithm>
#include <limits>

namespace riskcast
{

Extent boundsOf( std::span<const Position> positions )
{
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Extent bounds{ infinity, infinity, -infinity, -infinity };
  for ( const Position &position : positions )
  {
    bounds.xMin = std::min( bounds.xMin, position.x );
    bounds.yMin = std::min( bounds.yMin, position.y );
    bounds.xMax = std::max( bounds.xMax, position.x );
    bounds.yMax = std::max( bounds.yMax, position.y );
  }
  return bounds;
}

} // namespace riskcast
