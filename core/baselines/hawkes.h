#pragma once

#include "feedback.h"

#include <vector>

namespace riskcast
{

/// A self-exciting process on a grid in whole steps:
///   λ_c(t) = μ_c + θ Σ_{k ≥ 1} (1 - d) d^(k-1) y_c(t - k)
/// Every incident is expected to trigger θ more in its cell, sooner rather than later: the geometric counterpart of Mohler's
/// exponential kernel, which it becomes as steps get short.
struct HawkesParameters
{
  std::vector<double> background; ///< μ, incidents per step, [cells]
  double triggered = 0;           ///< θ
  double decay = 0;               ///< d, 0 … 1
};

/// The incidents of one cell.
struct CellEvents
{
  std::vector<int> steps; ///< ascending
  std::vector<float> counts;
};

/// Fits by expectation maximisation. With p_ij the probability that incident i triggered j, k_ij steps later, p_jj that j is
/// background, Σp over all pairs, and T - t_i the steps after i:
///   θ ← Σp / Σ_i (1 - d^(T - t_i)),  1 - d ← Σp / ( Σ p_ij k_ij + θ Σ_i (T - t_i) d^(T - t_i) ),  μ_c ← Σ_j p_jj / T
/// which is what maximises the expected likelihood, corrected for what is triggered after the end as Mohler does.
/// \param events  of each cell, steps 0 … steps - 1
/// \param steps   T
HawkesParameters fitHawkes( const std::vector<CellEvents> &events, int steps, Feedback &feedback );

} // namespace riskcast
