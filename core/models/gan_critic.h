#pragma once

#include "gan_network.h"

namespace riskcast
{

/// The other side of a conditional GAN: tells maps that came after what was before from drawn ones, patch by patch.
///
///     conditionMaps [N, L C + K, H, W] and maps [N, O, H, W]
///     → [ convolution 3 × 3 to 32, then 64 filters → leaky ReLU of slope 0.2 → greatest of 2 × 2, rounding up ] twice
///     → convolution 3 × 3 → logits that the patch is real [N, 1, ⌈H/4⌉, ⌈W/4⌉]
///
/// Without batch normalisation: what it thinks of a map depends on no other map. Only training needs it.
class GanCriticImpl : public torch::nn::Module
{
public:
  GanCriticImpl( const NetworkShape &shape, Padding padding );
  torch::Tensor forward( const torch::Tensor &condition, const torch::Tensor &maps );

  /// 1 for patches with any cell that counts, [⌈H/4⌉, ⌈W/4⌉]. \param cells  [H, W], 0 or 1
  static torch::Tensor patches( const torch::Tensor &cells );

private:
  PaddedConv2d mFirst;
  PaddedConv2d mSecond;
  PaddedConv2d mLast;
};
TORCH_MODULE( GanCritic );

} // namespace riskcast
