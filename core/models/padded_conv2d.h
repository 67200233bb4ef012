#pragma once

#include "../training_options.h"

#include <torch/torch.h>

namespace riskcast
{

/// Rows and columns that the networks' convolutions see at once.
inline constexpr int kernelSize = 3;

/// Whether a margin mirrors a map. There is less to mirror than is needed in a map as narrow as the margin: its edge is repeated.
bool mirrors( Padding padding, int64_t margin, int64_t rows, int64_t columns );

/// A convolution that keeps rows and columns, whatever it sees beyond the edge of the map.
class PaddedConv2dImpl : public torch::nn::Conv2dImpl
{
public:
  /// \param size  of the kernel, odd
  PaddedConv2dImpl( int from, int to, int size, Padding padding, bool bias = true );

  /// \param maps  [N, from, H, W]
  /// \return [N, to, H, W]
  torch::Tensor forward( const torch::Tensor &maps );

private:
  int mMargin;
  Padding mPadding;
};
TORCH_MODULE( PaddedConv2d );

} // namespace riskcast
