#pragma once

#include "worker_group.h"

#include <torch/torch.h>

namespace riskcast
{

/// Maps normalised over their filters. While training, a batch that has a single value per filter (one map of one cell) is
/// normalised as in prediction: it has no spread, and LibTorch would refuse it.
/// \param maps  [N, F, H, W]
/// \return the same shape
torch::Tensor normalised( torch::nn::BatchNorm2d &norm, const torch::Tensor &maps );

/// As long as it lives, normalised() takes means over the parts of a batch that all workers hold, if they hold parts, so that
/// several workers learn what a single one would.
class SharedNormalisation
{
public:
  SharedNormalisation( const WorkerGroup &workers, bool isPart );
  ~SharedNormalisation();
  SharedNormalisation( const SharedNormalisation & ) = delete;
  SharedNormalisation &operator=( const SharedNormalisation & ) = delete;
};

} // namespace riskcast
