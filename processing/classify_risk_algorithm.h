#pragma once

#include "algorithm.h"
#include "classify_risk.h"
#include "flagged_layers.h"
#include "incident_parameters.h"

namespace riskcast
{

/// riskcast:classifyrisk, see classifyRisk().
class ClassifyRiskAlgorithm : public Algorithm
{
public:
  ClassifyRiskAlgorithm();
  QString displayName() const override;
  QStringList tags() const override;
  void initAlgorithm( const QVariantMap &configuration ) override;

protected:
  QString explanation() const override;
  QgsProcessingAlgorithm *createInstance() const override;
  void read( const ParameterValues &values ) override;
  QVariantMap execute( const ParameterValues &values, QgsProcessingFeedback *feedback ) override;

private:
  void declareMethod();
  void declareAreas();
  void learn( AreaFacts &facts, const RiskBands &maps, const ParameterValues &values, QgsProcessingFeedback *feedback,
              Feedback &report ) const;

  std::string mRisk;
  ClassOptions mOptions;
  ClassLook mLook = ClassLook::Graded;
  std::vector<std::string> mCreationOptions;
  IncidentInput mIncidents;
  int mRecentWeeks = 4;
  std::unique_ptr<QgsProcessingFeatureSource> mAddresses;
  QString mAddressField;
  int mTopCount = 10;
};

} // namespace riskcast
