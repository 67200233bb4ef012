#pragma once

#include "heatmap_stack.h"

#include <span>
#include <vector>

namespace riskcast
{

/// Where in the study area there were incidents in a step. For those who choose between many maps by logLoss(): it is the same
/// but for rounding, and takes few logarithms.
class Outcome
{
public:
  Outcome( const HeatmapStack &stack, int step );

  /// logLoss() of the risks 1 - exp(-(rate + floor)).
  double lossOfRates( std::span<const float> rates, double floor ) const;

  /// logLoss() of the risks min(probability + floor, 1).
  double lossOfProbabilities( std::span<const float> probabilities, double floor ) const;

private:
  std::vector<int> mPositive; ///< cells with incidents
  std::vector<int> mNegative; ///< cells without
};

} // namespace riskcast
