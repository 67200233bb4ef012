#pragma once

#include <torch/torch.h>

namespace riskcast
{

/// Maps normalised over their filters. While training, a batch that has a single value per filter (one map of one cell) is
/// normalised as in prediction: it has no spread, and LibTorch would refuse it.
/// \param maps  [N, F, H, W]
/// \return the same shape
torch::Tensor normalised( torch::nn::BatchNorm2d &norm, const torch::Tensor &maps );

} // namespace riskcast
