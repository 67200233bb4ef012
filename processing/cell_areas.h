#pragma once

#include "grid.h"

#include <vector>

class QgsCoordinateTransformContext;

namespace riskcast
{

/// Area of each cell in km² on the ellipsoid of the grid's CRS, [H × W]. Of large projected grids, 33 × 33 places are measured
/// and the cells between them interpolated, as the scale of a projection changes slowly. \return zeros where the CRS is unknown
std::vector<double> ellipsoidalAreasKm2( const Grid &grid, const QgsCoordinateTransformContext &context );

} // namespace riskcast
