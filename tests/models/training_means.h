#pragma once

#include "network_trainer.h"

namespace riskcast
{

/// Training by gradients on a processor, without a checkpoint. \param options  completed; they outlive the means
inline TrainingMeans meansFor( const TrainingTask &task, const TrainingOptions &options )
{
  static Checkpoint none;
  static const WorkerGroup alone{ WorkerPlace() };
  const LearnerMaker learner = [reading = task.reading, cells = task.cells, options]( Network &network, double learningRate )
  { return std::make_unique<GradientLearner>( network, reading, cells, options, alone, learningRate ); };
  return { options, learner, torch::kCPU, alone, none, {} };
}

} // namespace riskcast
