#pragma once

#include "algorithm.h"

namespace riskcast
{

/// riskcast:explainrisk: the engine's command `explain`.
class ExplainRiskAlgorithm : public EngineAlgorithm
{
public:
  ExplainRiskAlgorithm();
  QString displayName() const override;
  QStringList tags() const override;
  void initAlgorithm( const QVariantMap &configuration ) override;

protected:
  QString explanation() const override;
  QString source() const override;
  QgsProcessingAlgorithm *createInstance() const override;
  void read( const ParameterValues &values ) override;
  QVariantMap execute( const ParameterValues &values, QgsProcessingFeedback *feedback ) override;

private:
  QString mHeatmaps;
  QString mModel;
  QStringList mOptions;
};

} // namespace riskcast
