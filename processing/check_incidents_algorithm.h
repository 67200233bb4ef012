#pragma once

#include "algorithm.h"
#include "check_incidents.h"
#include "incident_parameters.h"

namespace riskcast
{

/// riskcast:checkincidents, see checkIncidents().
class CheckIncidentsAlgorithm : public Algorithm
{
public:
  CheckIncidentsAlgorithm();
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
  CheckOptions mOptions;
};

} // namespace riskcast
