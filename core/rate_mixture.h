#pragma once

#include "forecaster.h"

namespace riskcast
{

/// Non-negative mixture of decayed, smoothed counts, weights by maximum likelihood (EM):
/// λ[t,c] = Σ_k w_k E_k[t,c], risk = 1 - exp(-λ). No LibTorch, no step size, no local optimum.
std::unique_ptr<Forecaster> makeRateMixture();

} // namespace riskcast
