#pragma once

#include "algorithm.h"
#include "enum_names.h"

namespace riskcast
{

/// What a bulletin is about.
enum class BulletinOf
{
  Step,
  District,
};
template<> const std::vector<std::string> &enumNames<BulletinOf>(); ///< step, district

/// riskcast:exportbulletin: print layouts of a risk raster as PDF files.
class ExportBulletinAlgorithm : public Algorithm
{
public:
  ExportBulletinAlgorithm();
  ~ExportBulletinAlgorithm() override;
  QString displayName() const override;
  QStringList tags() const override;
  Qgis::ProcessingAlgorithmFlags flags() const override; ///< layouts belong to the main thread
  void initAlgorithm( const QVariantMap &configuration ) override;

protected:
  QString explanation() const override;
  QString source() const override;
  QgsProcessingAlgorithm *createInstance() const override;
  void read( const ParameterValues &values ) override;
  QVariantMap execute( const ParameterValues &values, QgsProcessingFeedback *feedback ) override;

private:
  QString mRisk;
  std::unique_ptr<QgsProcessingFeatureSource> mDistricts; ///< null: none
  QString mDistrictField;
  BulletinOf mPer = BulletinOf::Step;
  QString mTitle;
  QString mEvaluation;
  QList<QgsMapLayer *> mBasemap;
  QString mTemplate;
};

} // namespace riskcast
