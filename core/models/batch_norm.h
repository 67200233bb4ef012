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

/// Moves the running means of a training on by those of a batch, as LibTorch does.
/// \param moments  mean and variance of each filter [2, F], of \a count values
void keepRunningMoments( torch::nn::BatchNorm2d &norm, const torch::Tensor &moments, double count );

/// Whether the maps of a batch have a spread of values per filter: this worker's, or those of all that hold parts of it, of which
/// each has one at least. All workers get the same answer.
/// \param maps  [..., F, H, W]
bool hasSpread( const torch::Tensor &maps );

/// Adds up what all workers have, if they hold parts of a batch.
void sumOverWorkers( torch::Tensor &values );

/// As long as it lives, normalised() and normalisedAndPooled() take means over the parts of a batch that all workers hold, if
/// they hold parts, so that several workers learn what a single one would.
class SharedNormalisation
{
public:
  SharedNormalisation( const WorkerGroup &workers, bool isPart );
  ~SharedNormalisation();
  SharedNormalisation( const SharedNormalisation & ) = delete;
  SharedNormalisation &operator=( const SharedNormalisation & ) = delete;
};

} // namespace riskcast
