#pragma once

#include "heatmap_stack.h"

namespace riskcast
{

/// What stands in a window for a step without reports. None of them looks at the window's target or later.
enum class GapFilling
{
  Linear,       ///< between the maps with reports before and after the gap; a gap that reaches up to the target is held
  Hold,         ///< the last map with reports
  Decay,        ///< the last map with reports, halved every 7 steps
  Zeros,        ///< no incidents
  LastObserved, ///< nothing is filled: the window holds the last maps with reports
};

/// The counts of one category with gaps filled, as seen from just before step `target`: a value depends on steps before
/// `target` only. A predicted step keeps its expected counts, but no gap is filled from it.
/// \param step  < target
/// \return [H × W]; zeros where nothing was reported before
std::vector<float> filledMap( const HeatmapStack &stack, GapFilling filling, int target, int step, int category = 0 );

} // namespace riskcast
