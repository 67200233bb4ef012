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

} // namespace riskcast
