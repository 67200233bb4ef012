#pragma once

#include "incidents.h"

namespace riskcast
{

/// Counts the incidents of the latest weeks in each cell, one for each row.
/// \param end  just after those weeks; empty: just after the last incident
/// \return [H × W]; rows without a place or a time are told in the log
std::vector<int> countRecent( IncidentReader &incidents, const Grid &grid, std::optional<LocalTime> end, int weeks,
                              Feedback &feedback );

} // namespace riskcast
