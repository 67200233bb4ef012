#pragma once

#include "position.h"
#include "selection.h"

#include <vector>

namespace riskcast
{

/// The published way to a rectangle: a grid of options.columns × options.rows is laid over \a extent; outer rows and columns that
/// hold fewer positions than options.threshold are dropped; the grid is laid again over the cells that are left, until nothing
/// changes.
/// \throws Error if no row or column reaches the threshold (the message says what to set), or if what is left is no rectangle
Extent withoutSparseEdges( std::span<const Position> positions, Extent extent, const SelectionOptions &options );

/// The positions inside \a extent, its edges included.
std::vector<Position> inside( std::span<const Position> positions, const Extent &extent );

/// \throws Error if \a extent, the bounds of so many \a incidents, is a point or a line
void checkIsArea( const Extent &extent, size_t incidents );

} // namespace riskcast
