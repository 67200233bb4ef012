#pragma once

#include "../windows.h"

#include <torch/torch.h>

namespace riskcast
{

/// The windows before \a targets, [N, L, C, H, W], 32-bit.
torch::Tensor windowTensor( const Windows &windows, const Grid &grid, std::span<const int> targets );

/// What happened at \a targets, [N, H × W], 0 or 1.
torch::Tensor targetTensor( const Windows &windows, std::span<const int> targets );

/// 1 inside the study area, [H × W].
torch::Tensor cellTensor( const HeatmapStack &stack );

/// The weight of a positive cell that balances the classes: negatives / positives among the cells of the study area at
/// \a targets. \throws Error if there are none of either
double balancingWeight( const Windows &windows, const HeatmapStack &stack, std::span<const int> targets );

} // namespace riskcast
