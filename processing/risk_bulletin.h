#pragma once

#include <qgsproject.h>
#include <qgsrectangle.h>

#include <QDomDocument>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

class QgsMapLayer;
class QgsPrintLayout;
class QgsRasterLayer;
class QgsVectorLayer;

namespace riskcast
{

struct NamedArea;
struct RiskMaps;

/// What a page says and shows.
struct BulletinPage
{
  int step = 0;
  QString title;
  QString period;
  QString baseRate;
  QString verdict;
  QString caveats;
  QList<QStringList> districtRows; ///< of the table
  QgsRectangle extent;             ///< that the map shows at least, in the raster's CRS
  QStringList labelledDistricts;   ///< those whose names are on the map, where there is room
  QString district;                ///< that is emphasised; empty: none
};

/// The pages of bulletins: a print layout that is filled, in a project of its own, so that the user's stays as it is. Layouts
/// belong to the main thread.
///
/// The template's items are found by their ids, which are those of the members of BulletinPage: map, legend, title, period,
/// base_rate, verdict, caveats, and districts, frames of a table. One that a template does not have is not filled.
class RiskBulletin
{
public:
  /// \param layoutTemplate  a .qpt
  /// \param maps            describe \a raster, the file of a risk raster
  /// \param basemap  layers beneath the risk, the uppermost first; they must live as long as this
  /// \throws Error if the template is none, or has no map
  RiskBulletin( const QString &layoutTemplate, const QString &raster, const RiskMaps &maps,
                const std::vector<NamedArea> &districts, const QList<QgsMapLayer *> &basemap,
                const QgsCoordinateTransformContext &transforms );
  ~RiskBulletin();

  /// Draws the step of this page in all layouts, so the one before must be exported by now.
  std::unique_ptr<QgsPrintLayout> layout( const BulletinPage &page );

private:
  void fillMap( QgsPrintLayout &layout, const BulletinPage &page ) const;
  void fillLegend( QgsPrintLayout &layout ) const;

  QgsProject mProject;
  QDomDocument mTemplate;
  QgsRasterLayer *mRisk = nullptr;      ///< of the project
  QgsVectorLayer *mDistricts = nullptr; ///< of the project; null if there are none
  QList<QgsMapLayer *> mBasemap;
  QStringList mLegendTexts;
};

} // namespace riskcast
