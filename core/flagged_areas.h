#pragma once

#include "classify_risk.h"

#include <optional>

namespace riskcast
{

/// Flagged cells that hang together, edge to edge.
struct FlaggedArea
{
  std::vector<int> cells; ///< row by row, from the north-west on
  int riskiest = 0;       ///< the cell of the highest risk
  double meanRisk = 0;
  double maximumRisk = 0;
  std::optional<double> expected; ///< incidents, see expectedIncidents(); nothing unless the risks are probabilities
  double km2 = 0;                 ///< 0 if the CRS is unknown
};

/// The areas of one map, that of the highest mean risk first; of equal ones that with the riskiest cell, then the
/// north-westernmost. \param areasKm2  of the cells, [H × W]; zeros: unknown
std::vector<FlaggedArea> flaggedAreas( const ClassifiedRisk &classified, int map, std::span<const double> areasKm2 );

} // namespace riskcast
