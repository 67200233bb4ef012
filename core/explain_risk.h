#pragma once

#include "heatmap_stack.h"
#include "loaded_model.h"

#include <optional>
#include <string>
#include <vector>

namespace riskcast
{

struct ExplanationOptions
{
  std::optional<int> recentSteps; ///< latest steps that are recent; empty: a week of hours, 28 days, 8 weeks, 3 months
  std::optional<LocalTime> end;   ///< the steps that end by then are all that is known; empty: all steps are
  int stepsAhead = 1;             ///< which of the next steps is explained, see PredictionOptions
};

/// Why the risk of a step is what it is. Each map [H × W] holds the effect of a factor: what it adds to the logarithm of the
/// odds p / (1 - p). The base and all effects add up to those of the risk. NaN outside the study area.
struct RiskExplanation
{
  Grid grid;
  LocalTime start; ///< of the step that is explained
  StepLength length;
  std::string timeZone;
  std::string modelKind;
  int stepsAhead = 1;  ///< of the last step that was known
  int recentSteps = 0; ///< R, that were taken for recent
  double base = 0;     ///< log odds of the mean risk of the area

  std::vector<float> risk;     ///< p, as predictRisk() gives it
  std::vector<float> longRun;  ///< the cell itself, without recent incidents, in the mean over the calendar
  std::vector<float> calendar; ///< season, weekday and hour of the step
  std::vector<float> nearby;   ///< recent incidents in other cells
  std::vector<float> here;     ///< recent incidents in the cell
};

/// Explains a step after those that are known by occlusion: the model predicts it again from histories in which something is
/// left out. In its place stands what the cell had in as many steps with reports before, evenly spread over all that time.
///
///     here      log odds of the risk, minus those with the cell's own recent steps left out. A cell is left out together with
///               those that lie a multiple of five rows and columns away, so that 25 predictions do for all cells.
///     nearby    those, minus the log odds with all recent steps left out
///     calendar  those, minus their mean over the same history moved to other times of the day, week and year
///     longRun   that mean, minus the log odds of the mean risk
///
/// Occlusion after Zeiler and Fergus 2014, Visualizing and understanding convolutional networks; the factors are ours.
/// \throws Error as predictRisk() does, if nothing is known by the end that was given, and if there are no steps with reports
/// before the recent ones
RiskExplanation explainRisk( const HeatmapStack &stack, const ModelFile &model, const ExplanationOptions &options,
                             const ForecasterMaker &maker, Feedback &feedback );

} // namespace riskcast
