#pragma once

#include "../training_options.h"
#include "padded_conv2d.h"

namespace riskcast
{

/// Convolution 3 × 3 → batch normalisation → ReLU. The convolution has no bias: the normalisation would take it away again.
class ConvolutionBlockImpl : public torch::nn::Module
{
public:
  ConvolutionBlockImpl( int from, int to, Padding padding );

  /// \param maps  [N, from, H, W]
  /// \return [N, to, H, W]
  torch::Tensor forward( const torch::Tensor &maps );

  /// Number of learned values.
  static double parameterCount( double from, double to );

private:
  PaddedConv2d mConvolution;
  torch::nn::BatchNorm2d mNorm;
};
TORCH_MODULE( ConvolutionBlock );

/// The greatest value of each 2 × 2 cells. \param maps  [N, F, H, W] \return [N, F, ⌈H/2⌉, ⌈W/2⌉]
torch::Tensor halved( const torch::Tensor &maps );

} // namespace riskcast
