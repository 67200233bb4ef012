#pragma once

#include "../feedback.h"
#include "batch_learner.h"
#include "checkpoint.h"
#include "training_state.h"

namespace riskcast
{

struct TrainingTask
{
  std::vector<int> training;   ///< places of the targets that batch() knows
  std::vector<int> validation; ///< those that choose the epoch
  std::function<Batch( std::span<const int> places )> batch;
  int run = 1;                      ///< targets that share a window where theirs go on; above 1 for causal networks alone
  std::vector<bool> continues = {}; ///< of each place, whether its window goes on from the one before; of use if run is above 1
  torch::Tensor cells;              ///< [H × W], 1 for cells that count
  bool hasPrior = false;            ///< the network corrects one
  bool wasTrained = false;          ///< before this training
  std::vector<double> shares;       ///< [O], of the cells of all training steps that had incidents; none is 0 or 1
  ScoreReading reading;

  /// The network as it is at first is a candidate, too.
  bool knowsAlready() const { return hasPrior || wasTrained; }
};

/// What a training needs besides its task.
struct TrainingMeans
{
  const TrainingOptions &options; ///< completed, batch size included
  LearnerMaker learner;
  torch::Device device;
  const WorkerGroup &workers;
  Checkpoint &checkpoint;
  std::string part; ///< of the checkpoint
};

/// Trains on shuffled batches and leaves the state of the epoch whose log loss on the validation steps is least: of the risks as
/// they are where there is a prior, else of the calibrated ones. Goes on from its part of the checkpoint, to the same result.
/// Progress is reported by batch, the losses by epoch.
/// \throws Error if the loss is not finite or if all cells get the same risk, with advice; Canceled between batches
TrainingHistory trainNetwork( Network &network, const TrainingTask &task, const TrainingMeans &means, Feedback &feedback );

/// Trains on training and validation steps together, along the path that was best before.
void retrainNetwork( Network &network, const TrainingTask &task, const TrainingMeans &means,
                     const std::vector<LearningPhase> &path, Feedback &feedback );

} // namespace riskcast
