#pragma once

#include "position.h"

#include <string>

namespace riskcast
{

/// The rectangle around the densest cluster of positions.
///
/// Positions are counted on the globe in cells of 0.25° × 0.25°, and each cell is given the sum of the 3 × 3 cells around it, so
/// that a city cut by a cell border counts in full. The cluster is the cell with the highest sum (the westernmost, then
/// southernmost of equals) and all cells connected with it, over edges or corners, whose sums reach 5 % of the highest. A city is
/// one cluster as a whole; cities more than about 100 km apart are different ones.
/// \return the bounds, in \a crs, of the positions in the cluster's cells
/// \throws Error if no position can be put on the globe
Extent densestCluster( std::span<const Position> positions, const std::string &crs );

} // namespace riskcast
