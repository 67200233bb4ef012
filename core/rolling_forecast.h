#pragma once

#include "error.h"
#include "evaluate_risk_models.h"

namespace riskcast
{

/// A model or baseline before it is scored.
struct Contender
{
  std::string name;
  std::string title;
  bool isBaseline = false;
  TrainingOptions options;
  const ModelFile *file = nullptr; ///< null: fitted here
};

/// What a contender is asked to forecast.
struct ForecastTask
{
  const HeatmapStack &stack;   ///< that it looks at
  std::optional<int> category; ///< whose risk is asked for; nothing: that of any incident
  std::span<const int> targets;
  const EvaluationOptions &options;
};

/// Risk maps of the test, and where their thresholds lie.
struct RollingForecast
{
  std::vector<float> risk; ///< [targets, H × W]
  Thresholds thresholds;   ///< not yet those of ThresholdScope::Test
};

/// What is said of a model that has no risk of a category of its own.
Error tellsNoCategoriesApart( const std::string &model, const std::string &category );

/// Forecasts each target from what was known EvaluationOptions::stepsAhead steps before it, in the way predictRisk() does; fits a
/// contender first, or again, where the options say so, to nothing later than that.
/// \throws Error if the contender gives no probabilities, or no risk of the category, or if the stack lacks the steps that it was
///         trained on where thresholds come from those
RollingForecast rollingForecast( const Contender &contender, const ForecastTask &task, const ForecasterMaker &maker,
                                 Feedback &feedback );

} // namespace riskcast
