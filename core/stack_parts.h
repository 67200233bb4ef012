#pragma once

#include "heatmap_stack.h"

namespace riskcast
{

/// The counts of one category, as if no other had been counted; without provenance, which is that of all.
HeatmapStack onlyCategory( const HeatmapStack &stack, int category );

/// The first \a count steps: what was known before the step after them.
HeatmapStack firstSteps( const HeatmapStack &stack, int count );

} // namespace riskcast
