#pragma once

#include "convolution_block.h"

namespace riskcast
{

/// What a U-Net is made of.
struct UNetShape
{
  int from = 0;             ///< channels that come in
  int to = 0;               ///< maps that go out
  std::vector<int> filters; ///< of each level; a level halves the maps

  /// Number of learned values.
  double parameterCount() const;
};

/// Looks at maps at several scales, and gives maps of the size that came in.
///
///     x [N, from, H, W] → of each level, ConvolutionBlock → kept aside → greatest of 2 × 2, rounding up
///       → at the coarsest, ConvolutionBlock
///       → of each level backwards, nearest cell of the size kept aside, beside what was kept → ConvolutionBlock
///       → convolution 1 × 1 → [N, to, H, W]
///
/// Source: the generator of Isola et al. 2017, Image-to-image translation with conditional adversarial networks, which has
/// strided convolutions where this pools, so that any grid works.
class UNetImpl : public torch::nn::Module
{
public:
  UNetImpl( const UNetShape &shape, Padding padding );
  torch::Tensor forward( torch::Tensor maps );
  void startAtZero();

private:
  std::vector<ConvolutionBlock> mDown; ///< finest first
  ConvolutionBlock mBottom;
  std::vector<ConvolutionBlock> mUp; ///< coarsest first
  torch::nn::Conv2d mLast;
};
TORCH_MODULE( UNet );

} // namespace riskcast
