#pragma once

#include "formula_stack.h"

#include <algorithm>

namespace riskcast
{

/// The same incidents as robberies in every third step, and as thefts in the others.
inline HeatmapStack robberiesAndThefts( const HeatmapStack &whole )
{
  HeatmapStack parted = HeatmapStack::empty( whole.grid, whole.steps, StepState::Observed, { "robbery", "theft" } );
  for ( int step = 0; step < whole.stepCount(); ++step )
    std::ranges::copy( whole.map( step ), parted.map( step, step % 3 == 0 ? 0 : 1 ).begin() );
  return parted;
}

} // namespace riskcast
