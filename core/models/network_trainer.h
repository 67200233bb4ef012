#pragma once

#include "../feedback.h"
#include "../training_options.h"
#include "network.h"

#include <functional>
#include <span>

namespace riskcast
{

/// What a network learns from: windows of maps, and the binary map that came after each.
struct Batch
{
  torch::Tensor inputs;  ///< [N, L, C, H, W]
  torch::Tensor targets; ///< [N, H × W], 0 or 1
};

struct TrainingTask
{
  std::vector<int> training;   ///< target steps
  std::vector<int> validation; ///< target steps that choose the epoch
  std::function<Batch( std::span<const int> targets )> batch;
  torch::Tensor cells; ///< [H × W], 1 for cells that count
  double positiveWeight = 1;
};

/// Losses are means over steps and over the cells that count.
struct EpochRecord
{
  double loss = 0;              ///< weighted cross-entropy while training
  double validationLoss = 0;    ///< the same on the validation steps, after the epoch
  double validationLogLoss = 0; ///< log loss of the calibrated risk
  double seconds = 0;
};

struct TrainingHistory
{
  std::vector<EpochRecord> epochs;
  int bestEpoch = 0; ///< from 1
};

/// Weighted binary cross-entropy, mean over windows and cells: -[w y ln q + (1 - y) ln(1 - q)], q = sigmoid(logits).
torch::Tensor weightedLoss( const torch::Tensor &logits, const torch::Tensor &targets, const torch::Tensor &cells,
                            double positiveWeight );

/// The logits that a positive weight w had not distorted. The weighted loss is least at q / (1 - q) = w p / (1 - p), hence
/// p = q / (q + w (1 - q)): the logit minus ln w.
torch::Tensor calibrated( const torch::Tensor &logits, double positiveWeight );

/// Trains with Adam on shuffled batches and leaves the state of the epoch whose calibrated log loss on the validation steps
/// is least. Progress is reported by batch, the losses by epoch.
/// \throws Error if the loss is not finite or if all cells get the same risk, with advice; Canceled between batches
TrainingHistory trainNetwork( Network &network, const TrainingTask &task, const TrainingOptions &options, torch::Device device,
                              Feedback &feedback );

} // namespace riskcast
