#pragma once

#include "algorithm.h"

class QgsProcessingFeatureSource;

namespace riskcast
{

/// riskcast:evaluateriskmodel: the engine's command `evaluate`.
class EvaluateRiskModelAlgorithm : public EngineAlgorithm
{
public:
  EvaluateRiskModelAlgorithm();
  ~EvaluateRiskModelAlgorithm() override;
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
  QStringList mModels;
  QStringList mArguments;
  QString mDistrictField;
  std::unique_ptr<QgsProcessingFeatureSource> mDistricts; ///< null: none
  std::unique_ptr<QgsProcessingFeatureSource> mStreets;   ///< null: none
};

} // namespace riskcast
