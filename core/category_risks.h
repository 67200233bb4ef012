#pragma once

#include "forecaster.h"

namespace riskcast
{

/// Categories are learned each by itself, but any incident is no less likely than one of a category: lowers the risks of
/// categories to that of any where they are above it. \param cells  of a map
void cutCategories( RiskForecast &forecast, size_t cells );

} // namespace riskcast
