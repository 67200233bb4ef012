#pragma once

#include "check_rows.h"
#include "grid.h"

#include <optional>

namespace riskcast
{

/// Flags places that lie far off, and those whose x and y seem to be exchanged: they lie far off as they are, but not once the
/// two are exchanged, and then less than a third as far from the middle; or what should be the latitude is between 90° and 180°.
/// Without an area, a place is far off if it is farther from the component-wise median of all positions than 10 times the median
/// of these distances (0/0 and latitudes beyond 90° are left out of both medians). Longitudes are scaled by the cosine of the
/// median latitude. Both medians hold as long as fewer than half of the rows are wrong, and the tenfold is far beyond the
/// suburbs: where positions spread as a normal distribution, one in 10³⁰ lies there.
/// \param isGeographic  whether x and y are longitude and latitude
/// \param area          in the incidents' CRS; its centre is then the middle
void flagFarOff( std::vector<CheckRow> &rows, const CheckRules &rules, bool isGeographic, const std::optional<Extent> &area );

/// Flags dates before \a start and from \a end on. Where one is not given, those on its side that are more than 10 times the
/// median distance from the median date, and more than a year, away from it.
void flagImplausibleDates( std::vector<CheckRow> &rows, std::optional<LocalTime> start, std::optional<LocalTime> end );

} // namespace riskcast
