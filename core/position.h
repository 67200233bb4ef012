#pragma once

#include "grid.h"

#include <span>

namespace riskcast
{

/// A place in some CRS.
struct Position
{
  double x = 0;
  double y = 0;
};

/// The rectangle around \a positions; for none, one that contains nothing.
Extent boundsOf( std::span<const Position> positions );

} // namespace riskcast
