#pragma once

#include "forecaster.h"

namespace riskcast
{

/// Mean count per cell and step up to the last training or validation step; risk = 1 - exp(-mean). A map that never changes.
/// Steps without reports count as zeros, though risks are scored on steps with reports: where reports come in bursts, the mean
/// over steps with reports alone is far too high, and makes a weaker rival.
std::unique_ptr<Forecaster> makeLongRunRate();

/// Exponentially weighted moving average: the one of averageBank()'s decayed, smoothed rates, of counts or of binary maps, that
/// has the least log loss on the validation steps, plus a thousandth of the mean count against risks of zero.
/// Risk = 1 - exp(-rate) for counts, the rate itself for binary maps.
std::unique_ptr<Forecaster> makeEwma();

/// The mean count of each cell over all steps up to and including \a lastStep, [H × W].
std::vector<float> meanCounts( const HeatmapStack &stack, int lastStep );

} // namespace riskcast
