#pragma once

#include "risk_classes.h"
#include "risk_raster.h"
#include "training.h"

namespace riskcast
{

struct PredictionOptions
{
  int stepsAhead = 1;    ///< later steps are predicted from the predicted risk of earlier ones
  int borderCells = 0;   ///< outer rings of cells left out (no data)
  int displayFactor = 1; ///< bilinear up-sampling for display; above 1 the raster is not for scoring
  std::vector<double> percentiles = defaultPercentiles; ///< of the training predictions; they give the classes' absolute breaks
};

/// Says before the work, and before a training that it waits for, whether the options suit a grid. \throws Error if they don't
void checkPrediction( const Grid &grid, const PredictionOptions &options );

/// Predicts the steps after the end of the stack: their risk, its spread, and the risk of each category, as far as the model
/// tells them.
/// \throws Error if grid, step or categories of the stack are not the model's, if it has too few steps for the window, or if
///         the model file lies
RiskMaps predictRisk( const HeatmapStack &stack, const ModelFile &model, const PredictionOptions &options,
                      const ForecasterMaker &maker, Feedback &feedback );

/// \throws Error if a network needs more steps before \a target than the stack has; the message says how many
void checkHistory( const HeatmapStack &stack, const LoadedModel &model, int target );

/// Forecasts the step after the end of a stack, and puts its expected counts there for later steps to build on. Nothing is
/// expected outside the study area. \throws Error if the model gives no probabilities
RiskForecast forecastNext( const Forecaster &forecaster, HeatmapStack &history, Feedback &feedback );

/// Does so for several steps, of which the later ones build on the earlier ones, and returns the last forecast.
RiskForecast forecastAhead( const Forecaster &forecaster, HeatmapStack &history, int steps, Feedback &feedback );

/// Absolute class breaks: quantiles of the training predictions that the model keeps. \throws Error if it keeps none
std::vector<double> classBreaks( const ModelFile &model, const std::vector<double> &percentiles );

/// The same from riskQuantiles().
std::vector<double> classBreaks( const Tensor &quantiles, const std::vector<double> &percentiles );

} // namespace riskcast
