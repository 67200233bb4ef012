#pragma once

#include "heatmap_stack.h"

#include <functional>
#include <span>

namespace riskcast
{

/// The counts of one category, as if no other had been counted; without provenance, which is that of all.
HeatmapStack onlyCategory( const HeatmapStack &stack, int category );

/// Number of maps O that a model of a stack with so many categories gives: incidents of any category; then, if there are several,
/// of each.
int outputCount( size_t categories );
int outputCount( const HeatmapStack &stack );

/// Hands over a stack whose categories add up to one of these maps: the stack itself, or the counts of a category.
void withOutput( const HeatmapStack &stack, size_t output, const std::function<void( const HeatmapStack & )> &work );

/// Whether there is an incident in any of the steps; of one category.
bool hasIncidents( const HeatmapStack &stack, std::span<const int> steps );
bool hasIncidents( const HeatmapStack &stack, std::span<const int> steps, int category );

/// The first \a count steps, at least one: what was known before the step after them.
HeatmapStack firstSteps( const HeatmapStack &stack, int count );

/// The same for a stack of some first steps of \a stack and others after those: leaves the first \a known, and adds those that
/// lack. Copies no more than that.
void takeFirstSteps( const HeatmapStack &stack, int known, int count, HeatmapStack &first );

} // namespace riskcast
