#pragma once

#include <torch/torch.h>

#include <functional>

namespace riskcast
{

enum class Precision
{
  Full,  ///< as the numbers are
  Mixed, ///< 16 bits where they do
};

/// Runs \a work; in mixed precision, with convolutions and products in 16 bits, but for those of an LSTM, and all else as
/// LibTorch deems safe (its autocast). The 16 bits are bfloat16, which reaches as far as 32 bits: small gradients don't vanish,
/// no loss has to be scaled.
/// \param device  where the tensors are
/// \return what \a work returns; of mixed precision in 32 bits
torch::Tensor computed( Precision precision, const torch::Device &device, const std::function<torch::Tensor()> &work );

/// \throws Error if a device, a GPU, has no convolutions in those 16 bits, or only slow ones
void checkSuitsMixedPrecision( const torch::Device &device );

/// Whether a work in mixed precision is going on for a device.
bool isMixedPrecision( const torch::Device &device );

} // namespace riskcast
