#pragma once

#include "algorithm.h"
#include "prediction_parameters.h"

namespace riskcast
{

/// riskcast:predictrisk: the engine's command `predict`.
class PredictRiskAlgorithm : public EngineAlgorithm
{
public:
  PredictRiskAlgorithm();
  QString displayName() const override;
  QStringList tags() const override;
  void initAlgorithm( const QVariantMap &configuration ) override;

protected:
  QString explanation() const override;
  QgsProcessingAlgorithm *createInstance() const override;
  void read( const ParameterValues &values ) override;
  QVariantMap execute( const ParameterValues &values, QgsProcessingFeedback *feedback ) override;

private:
  QString mHeatmaps;
  QString mModel;
  PredictionTask mTask;
};

} // namespace riskcast
