#pragma once

#include "algorithm.h"
#include "output_files.h"
#include "prediction.h"

#include <nlohmann/json_fwd.hpp>

namespace riskcast
{

/// STEPS_AHEAD, and as advanced parameters BORDER, DISPLAY_FACTOR, PERCENTILES, CREATION_OPTIONS.
void declarePredictionParameters( Algorithm &algorithm );

/// RISK, CLASSES on request, STEPS, FIRST_STEP, LAST_STEP, MAXIMUM_RISK
void declarePredictionResults( Algorithm &algorithm );

/// What the engine's command `predict` is to do.
struct PredictionTask
{
  PredictionOptions options;
  std::vector<std::string> creationOptions;
  QString risk;
  QString classes; ///< empty: not wanted
  QString stagedRisk;
  QString stagedClasses;
};

/// Reads the options; the files follow when the work begins.
PredictionTask readPredictionTask( const ParameterValues &values );

/// Takes RISK and CLASSES, and stages them.
void readPredictionFiles( const ParameterValues &values, PredictionTask &task, OutputFiles &outputs );

/// The engine's command.
QStringList predictionCommand( const PredictionTask &task, const QString &heatmaps, const QString &model );

/// \param result  of the engine
/// \return the values of what declarePredictionResults() declares
QVariantMap predictionResults( const PredictionTask &task, const nlohmann::json &result );

/// Styles RISK and CLASSES once they are in their places.
void stylePrediction( const PredictionTask &task, QgsProcessingContext &context, QgsProcessingFeedback *feedback );

} // namespace riskcast
