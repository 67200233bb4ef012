// A risk raster with districts whose bulletins are worked out by hand, and what stands in a PDF.
#pragma once

#include "processing_run.h"
#include "risk_raster.h"

#include <memory>
#include <vector>

class QImage;
class QgsVectorLayer;

namespace riskcast
{

inline const QString exportBulletin = QStringLiteral( "exportbulletin" );
inline const QString dayOne = QStringLiteral( "risk_bulletin_2016-07-01.pdf" );
inline const QString dayTwo = QStringLiteral( "risk_bulletin_2016-07-02.pdf" );

/// Two days on 4 × 4 cells of 1 km. The first: 12 · 0.1 + 0.3 + 0.5 + 0.4 + 0.4 = 2.8 of 16 cells, a mean of 17.5 %; the
/// incidents expected are Σ -ln(1 - p) = 12 · 0.10536 + 0.35667 + 0.69315 + 2 · 0.51083 = 3.336. The second: 16 · 0.2 = 3.2
/// cells, a mean of 20 %, and 16 · 0.22314 = 3.570 incidents.
RiskMaps bulletinExample();

/// \return the path
QString writeExample( const QString &path, int displayFactor = 1 );

/// A rectangle in kilometres from the grid's south-west corner.
struct Part
{
  QString name;
  double west, south, east, north;
};

/// The north-east is 2 × 2 cells with 0.3 + 0.5 + 0.4 + 0.4 = 1.6, a mean of 40 %, and 0.35667 + 0.69315 + 2 · 0.51083 = 2.071
/// incidents; the west, in two parts, is 8 cells of 10 %, 8 · 0.10536 = 0.8429 incidents; the south-east 4 of them, 0.4214.
inline const std::vector<Part> threeDistricts = {
  { "West", 0, 0, 2, 2 }, { "Süd-Ost", 2, 0, 4, 2 }, { "West", 0, 2, 2, 4 }, { "Nord-Ost", 2, 2, 4, 4 }
};

std::unique_ptr<QgsVectorLayer> polygons( const std::vector<Part> &parts, const QString &crs = "EPSG:32643" );

/// The text of a PDF with single blanks in place of line breaks and wider spaces.
QString textOf( const QString &pdf );

/// Every line of the table, which wraps nowhere, as one; and so are those of a column of text.
QString columnOf( const QString &pdf );

int pagesOf( const QString &pdf );

/// The first page, four pixels a millimetre.
QImage picture( const QString &pdf );

/// For tests to inherit: QGIS with the example, and districts in it and far away.
class BulletinExample
{
public:
  BulletinExample();
  ~BulletinExample();

protected:
  void setUp();
  void tearDown();

  /// Bulletins of the example in the folder "out".
  QVariantMap parameters( const TestFolder &folder, const QVariantMap &others ) const;

  TestFolder mFolder;
  QString mRisk;
  std::unique_ptr<QgsVectorLayer> mDistricts;
  std::unique_ptr<QgsVectorLayer> mFar;
};

} // namespace riskcast
