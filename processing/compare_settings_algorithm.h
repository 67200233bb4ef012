#pragma once

#include "algorithm.h"
#include "incident_parameters.h"

#include <nlohmann/json.hpp>

namespace riskcast
{

/// riskcast:comparesettings: the engine's command `compare`.
class CompareSettingsAlgorithm : public EngineAlgorithm
{
public:
  CompareSettingsAlgorithm();
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
  IncidentInput mIncidents;
  std::unique_ptr<QgsProcessingFeatureSource> mStudyArea; ///< null: all cells
  QStringList mArguments;
  nlohmann::json mIncidentInputs; ///< what says where the incidents are, for qgis_process
};

} // namespace riskcast
