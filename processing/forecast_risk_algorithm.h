#pragma once

#include "algorithm.h"
#include "heatmap_parameters.h"
#include "incident_parameters.h"
#include "prediction_parameters.h"
#include "selection.h"
#include "training_options.h"

namespace riskcast
{

/// riskcast:forecastrisk: the whole pipeline, from incidents to the risk raster.
class ForecastRiskAlgorithm : public EngineAlgorithm
{
public:
  ForecastRiskAlgorithm();
  QString displayName() const override;
  QStringList tags() const override;
  void initAlgorithm( const QVariantMap &configuration ) override;

protected:
  QString explanation() const override;
  QgsProcessingAlgorithm *createInstance() const override;
  void read( const ParameterValues &values ) override;
  QVariantMap execute( const ParameterValues &values, QgsProcessingFeedback *feedback ) override;

private:
  IncidentInput mIncidents;
  SelectionOptions mSelection;
  HeatmapOptions mHeatmaps;
  QStringList mTraining;
  PredictionTask mPrediction;
};

} // namespace riskcast
