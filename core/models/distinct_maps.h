#pragma once

#include <torch/torch.h>

namespace riskcast
{

/// The maps of some windows, or parts of maps, each kept once, in the order in which they first appear: windows of neighbouring
/// targets share theirs.
struct DistinctMaps
{
  torch::Tensor maps;   ///< [M, C, H, W]
  torch::Tensor places; ///< [L, N], which of them stands at a step of a window
};

/// Maps are the same if they are so byte by byte. Has no gradient. \param maps  [L, N, C, H, W], or other parts in two series
DistinctMaps distinctMaps( const torch::Tensor &maps );

} // namespace riskcast
