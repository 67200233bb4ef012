#pragma once

#include "loaded_model.h"
#include "score_table.h"

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace riskcast
{

/// The tensor of a model file that holds riskQuantiles() of the training steps.
inline constexpr const char *trainingQuantilesName = "training_risk_quantiles";

/// What the file is called in which a training keeps what it has learned so far: the model's path and this.
inline constexpr const char *checkpointSuffix = ".checkpoint";

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

/// The same for the test steps \a test: observed ones, ascending.
StepSplit splitBefore( const HeatmapStack &stack, int firstTarget, double validationShare, std::vector<int> test );

/// Quantiles 0, 0.1, … 100 % of the risks inside the study area, as a model file keeps those of the training steps.
/// \param risk       [targets, H × W]
/// \param studyArea  [H × W], 1 inside
Tensor riskQuantiles( std::span<const float> risk, std::span<const std::uint8_t> studyArea );

/// What a training has besides heatmaps and options: what it can go on from, who helps, and maps that don't change.
struct TrainingStart
{
  std::string checkpoint = {};              ///< file that fit() may keep what it has learned so far in; empty: none
  std::chrono::milliseconds pause{ 30000 }; ///< between two writings of it, at least
  std::optional<ModelFile> model = {};      ///< whose networks the training begins with
  WorkerPlace place = {};                   ///< of this process, where several train together
  std::vector<Covariate> covariates = {};   ///< none: those of the model, if it is of the same grid
};

/// Trains a model, scores it and the baselines (long-run rate, EWMA) on the same test steps, takes the class breaks from the
/// training predictions, and describes everything in the model file.
/// \param options  with a model to start from: continued() from its own
/// \throws Error if the stack is too short, on a degenerate result, with advice, or if the model to start from does not fit
TrainedModel trainRiskModel( const HeatmapStack &stack, const TrainingOptions &options, const ForecasterMaker &maker,
                             Feedback &feedback, const TrainingStart &start = {} );

} // namespace riskcast
