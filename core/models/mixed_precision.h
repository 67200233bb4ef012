#pragma once

#include <torch/torch.h>

#include <functional>

namespace riskcast
{

/// Runs \a work with convolutions and products in 16 bits and all else as LibTorch deems safe (its autocast). The 16 bits are
/// bfloat16, which reaches as far as 32 bits, so that small gradients don't vanish and no loss has to be scaled.
/// \param device  where the tensors are
/// \return what \a work returns, in 32 bits
torch::Tensor inMixedPrecision( const torch::Device &device, const std::function<torch::Tensor()> &work );

/// Whether that is going on for a device.
bool isMixedPrecision( const torch::Device &device );

} // namespace riskcast
