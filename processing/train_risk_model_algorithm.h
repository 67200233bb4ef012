#pragma once

#include "algorithm.h"
#include "training_options.h"

namespace riskcast
{

/// riskcast:trainriskmodel: the engine's command `train`.
class TrainRiskModelAlgorithm : public EngineAlgorithm
{
public:
  TrainRiskModelAlgorithm();
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
  QStringList mOptions;
};

} // namespace riskcast
