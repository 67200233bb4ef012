#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <vector>

namespace riskcast
{

/// Losses are means over steps and over the cells that count.
struct EpochRecord
{
  double loss = 0;              ///< while training
  double validationLoss = 0;    ///< the same on the validation steps, after the epoch; of a GAN the cross-entropy
  double validationLogLoss = 0; ///< log loss of the risk of any incident, calibrated unless there is a prior
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
  int bestEpoch = 0;                   ///< from 1; 0: the network as it was, which only one that knows something already may stay
  std::vector<LearningPhase> bestPath; ///< what led to the best epoch
};

/// Mean losses and the range of risk on the validation steps.
struct Validation
{
  double loss = 0;
  double logLoss = 0; ///< of calibrated risks unless there is a prior
  double leastRisk = 1;
  double greatestRisk = 0;

  /// The same in every cell of every map, as far as a float can tell.
  bool isFlat() const { return greatestRisk - leastRisk <= 1e-6 * greatestRisk; }
};

/// Where a training stands, besides the tensors.
struct TrainingState
{
  TrainingHistory history;
  std::vector<LearningPhase> path; ///< to the present state
  std::optional<Validation> best;
  int dropsLeft = 0;
  int waited = 0;         ///< epochs without gain
  int epochs = 0;         ///< all that were trained, which the random numbers of the next one come from
  size_t targetsDone = 0; ///< in all epochs, validation included
  bool isDone = false;
};

/// As a checkpoint keeps it; numbers to the last bit.
void to_json( nlohmann::json &json, const TrainingState &state );
void from_json( const nlohmann::json &json, TrainingState &state );

/// The history as a model file keeps it.
nlohmann::json describe( const TrainingHistory &history );

} // namespace riskcast
