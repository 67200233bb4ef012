#pragma once

#include "algorithm.h"
#include "incident_parameters.h"
#include "selection.h"

namespace riskcast
{

/// riskcast:selectextentandperiod, see selectExtentAndPeriod().
class SelectExtentAndPeriodAlgorithm : public Algorithm
{
public:
  SelectExtentAndPeriodAlgorithm();
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
  SelectionOptions mOptions;
};

} // namespace riskcast
