#pragma once

#include "forecaster.h"
#include "score_table.h"
#include "training_options.h"

#include <functional>
#include <memory>
#include <vector>

namespace riskcast
{

/// Makes an untrained forecaster; handed in so that core needs no LibTorch (see models/registry.h).
using ForecasterMaker = std::function<std::unique_ptr<Forecaster>( const TrainingOptions & )>;

/// A trained model and how it did on the test steps, the baselines beside it.
struct TrainedModel
{
  ModelFile file;
  std::vector<NamedScores> scores; ///< the model first, then the baselines; also in the file
};

/// Parts the observed steps: the latest \a testShare of them for the test, the latest \a validationShare of the rest for
/// validation, and what is left from step \a firstTarget on for training. The test steps depend on the stack and the share
/// alone, so that models of all kinds are scored on the same ones.
/// \throws Error if a part would be empty; the message says how many steps there are
StepSplit splitSteps( const HeatmapStack &stack, int firstTarget, double validationShare, double testShare );

/// Trains a model, scores it and the baselines (long-run rate, EWMA) on the same test steps, takes the class breaks from the
/// training predictions, and describes everything in the model file.
/// \throws Error if the stack is too short, or on a degenerate result, with advice
TrainedModel trainRiskModel( const HeatmapStack &stack, const TrainingOptions &options, const ForecasterMaker &maker,
                             Feedback &feedback );

} // namespace riskcast
