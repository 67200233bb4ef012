#pragma once

#include "forecaster.h"

namespace riskcast
{

/// Non-negative mixture of decayed, smoothed counts, weights by maximum likelihood:
///   λ[t,c] = Σ_k w_k E_k[t,c],  w ≥ 0,  risk = 1 - exp(-λ).
/// The E_k are the rates of mixtureBank() and one constant. A Poisson likelihood is fitted by expectation maximisation: no step
/// size, no local optimum, weights that can be read. Whether counts, binary or capped maps enter is chosen by log loss on the
/// validation steps; the weights are then fitted again to training and validation steps. No LibTorch.
/// Described in docs/methods/rate_mixture.md.
std::unique_ptr<Forecaster> makeRateMixture();

/// Weights of a mixture by EM, 200 rounds from equal weights:
///   w_k ← w_k (Σ_i y_i E_ik / λ_i) / (Σ over all cells and steps of E_k).
/// \param counts  y_i > 0 of the cells and steps with incidents, [n]
/// \param rates   their rates E_ik, [n, K]
/// \param totals  Σ E_k over all cells and steps, those without incidents included, [K]
/// \return [K]; 0 where a total is 0
std::vector<double> fitMixture( std::span<const float> counts, std::span<const float> rates, std::span<const double> totals,
                                Feedback &feedback );

} // namespace riskcast
