#pragma once

#include "evaluation.h"
#include "forecaster.h"
#include "training_options.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace riskcast
{

/// Makes an untrained forecaster; handed in so that core needs no LibTorch (see models/registry.h).
using ForecasterMaker = std::function<std::unique_ptr<Forecaster>( const TrainingOptions & )>;

struct NamedScores
{
  std::string kind;
  Scores scores;
};

/// A trained model and how it did on the test steps, the baselines beside it.
struct TrainedModel
{
  ModelFile file;
  std::vector<NamedScores> scores; ///< the model first, then the baselines
};

/// Parts the observed steps from \a firstTarget on: the latest testShare for the test, of the rest the latest validationShare
/// for validation. \throws Error if a part would be empty; the message says how many steps there are and are needed
StepSplit splitSteps( const HeatmapStack &stack, int firstTarget, double validationShare, double testShare );

/// Trains a model, scores it and the baselines (long-run rate, EWMA) on the same test steps, takes the class breaks from the
/// training predictions, and describes everything in the model file.
/// \throws Error if the stack is too short, or on a degenerate result, with advice
TrainedModel trainRiskModel( const HeatmapStack &stack, const TrainingOptions &options, const ForecasterMaker &maker,
                             Feedback &feedback );

/// The table of scores for people, a line each: "hits in 1 / 4 / 5 / 10 % of the area, log loss".
std::string scoreTable( const std::vector<NamedScores> &scores );

} // namespace riskcast
