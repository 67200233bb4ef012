#pragma once

#include "batch_learner.h"

#include <memory>

namespace riskcast
{

/// What kinds of networks differ in.
struct NetworkKind
{
  std::unique_ptr<NetworkInputs> inputs;
  std::function<double( const NetworkShape & )> parameterCount; ///< exact, without making the network
  std::function<std::shared_ptr<Network>( const NetworkShape & )> make;

  /// What trains the network. \param cells  [H × W], 1 for cells that count, where the network is
  std::function<LearnerMaker( const NetworkShape &, const ScoreReading &, const torch::Tensor &cells, const WorkerGroup & )>
      learner;

  /// It answers after each map of a window, so that targets can share one while it learns.
  bool isCausal = false;

  /// Its loss is least where it says the risk, so that what it corrects a prior to needs no calibration.
  bool isHonest = true;
};

/// The kind that the options name, which is one of modelKinds that are networks. \param options  completed
NetworkKind networkKind( const TrainingOptions &options );

} // namespace riskcast
