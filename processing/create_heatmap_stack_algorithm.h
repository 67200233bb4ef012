#pragma once

#include "algorithm.h"
#include "heatmap_parameters.h"
#include "incident_parameters.h"

namespace riskcast
{

/// riskcast:createheatmapstack, see countIncidents().
class CreateHeatmapStackAlgorithm : public Algorithm
{
public:
  CreateHeatmapStackAlgorithm();
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
  HeatmapOptions mOptions;
  std::string mExtended; ///< stack to extend; empty: none
  std::vector<std::string> mCreationOptions;
};

} // namespace riskcast
