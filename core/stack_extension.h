#pragma once

#include "heatmaps.h"

namespace riskcast
{

/// A stack that goes on where \a stack ends, without counting again what it has: incidents from then on are counted in the same
/// grid, steps, study area and categories, earlier ones are left out as outside the period. The stack stays as it is, with a
/// warning, if there are no later ones and no end is given. \param end         excluded; empty: just after the last incident
/// \param timeZone    of the incidents, as zoneLabel() says it
/// \throws Error if the stack's time zone is another, or if the end does not lie after the stack's
HeatmapStack extendedStack( const HeatmapStack &stack, IncidentReader &incidents, std::optional<LocalTime> end,
                            EmptySteps emptySteps, const std::string &timeZone, Feedback &feedback );

/// makeHeatmaps() or, if \a extended names a stack, what goes on where that ends; its grid, steps and categories then go before
/// those of \a options. \throws Error as makeHeatmaps(), readHeatmapStack() and extendedStack() do
HeatmapStack makeOrExtendHeatmaps( IncidentReader &incidents, const HeatmapOptions &options, const std::string &extended,
                                   Feedback &feedback );

} // namespace riskcast
