#pragma once

#include "feedback.h"
#include "forecaster.h"
#include "risk_raster.h"
#include "training.h"

namespace riskcast
{

struct PredictionOptions
{
  int stepsAhead = 1;    ///< later steps are predicted from the predicted risk of earlier ones
  int borderCells = 0;   ///< outer rings of cells left out (nodata)
  int displayFactor = 1; ///< bilinear up-sampling for display; above 1 the raster must not be scored
};

/// Predicts the steps after the end of the stack.
/// \throws Error if grid, step or categories of the stack are not the model's, or if it has too few steps for the window
RiskMaps predictRisk( const HeatmapStack &stack, const ModelFile &model, const PredictionOptions &options,
                      const ForecasterMaker &maker, Feedback &feedback );

} // namespace riskcast
