#pragma once

#include "heatmap_stack.h"

namespace riskcast
{

/// The counts of one category, as if no other had been counted; without provenance, which is that of all.
HeatmapStack onlyCategory( const HeatmapStack &stack, int category );

/// The first \a count steps, at least one: what was known before the step after them.
HeatmapStack firstSteps( const HeatmapStack &stack, int count );

/// The same for a stack of some first steps of \a stack and others after those: leaves the first \a known, and adds those that
/// lack. Copies no more than that.
void takeFirstSteps( const HeatmapStack &stack, int known, int count, HeatmapStack &first );

} // namespace riskcast
