#pragma once

#include "algorithm.h"
#include "stack_export.h"

namespace riskcast
{

/// riskcast:exportheatmapstack, see exportStack().
class ExportHeatmapStackAlgorithm : public Algorithm
{
public:
  ExportHeatmapStackAlgorithm();
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
  std::string mHeatmaps;
  Aggregate mAggregate = Aggregate::Steps;
};

} // namespace riskcast
