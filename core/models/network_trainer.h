#pragma once

#include "../feedback.h"
#include "network_inputs.h"
#include "score_reading.h"

namespace riskcast
{

/// What a network learns from: samples, and what came after each.
struct Batch
{
  Samples samples;
  torch::Tensor counts; ///< [N, O, H × W], numbers of incidents
};

struct TrainingTask
{
  std::vector<int> training;   ///< places of the targets that batch() knows
  std::vector<int> validation; ///< those that choose the epoch
  std::function<Batch( std::span<const int> places )> batch;
  torch::Tensor cells;   ///< [H × W], 1 for cells that count
  bool hasPrior = false; ///< then the untrained network is a candidate, too
  ScoreReading reading;
};

/// Losses are means over steps and over the cells that count.
struct EpochRecord
{
  double loss = 0;              ///< while training
  double validationLoss = 0;    ///< the same on the validation steps, after the epoch
  double validationLogLoss = 0; ///< log loss of the risk of any incident
  double seconds = 0;
};

/// Epochs at one learning rate, begun with a fresh optimiser.
struct LearningPhase
{
  double learningRate = 0;
  int epochs = 0;
};

struct TrainingHistory
{
  std::vector<EpochRecord> epochs;
  int bestEpoch = 0; ///< from 1; 0: the network as it was, which only a network with a prior may stay
  double bestLogLoss = 0;
  std::vector<LearningPhase> bestPath; ///< what led to the best epoch
};

/// What the network says with the prior that it corrects, [N, O, H × W].
torch::Tensor scoresOf( Network &network, const Samples &samples, const ScoreReading &reading );

/// Trains with AdamW on shuffled batches and leaves the state of the epoch whose log loss on the validation steps is least.
/// Progress is reported by batch, the losses by epoch.
/// \param options  completed, batch size included
/// \throws Error if the loss is not finite or if all cells get the same risk, with advice; Canceled between batches
TrainingHistory trainNetwork( Network &network, const TrainingTask &task, const TrainingOptions &options, torch::Device device,
                              Feedback &feedback );

/// Trains on training and validation steps together, along the path that was best before.
void retrainNetwork( Network &network, const TrainingTask &task, const TrainingOptions &options,
                     const std::vector<LearningPhase> &path, torch::Device device, Feedback &feedback );

} // namespace riskcast
