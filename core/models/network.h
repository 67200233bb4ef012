#pragma once

#include <torch/torch.h>

namespace riskcast
{

/// A network that gives the logits of a map from the maps before it.
class Network : public torch::nn::Module
{
public:
  /// \param maps  [N, L, C, H, W], N windows of L maps, oldest first
  /// \return logits [N, H × W]
  virtual torch::Tensor forward( const torch::Tensor &maps ) = 0;
};

} // namespace riskcast
