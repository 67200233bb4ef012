// A risk raster whose classes and areas are worked out by hand on the help page, and what becomes of it.
#pragma once

#include "processing_run.h"

#include <qgsgeometry.h>
#include <qgsvectorlayer.h>

namespace riskcast
{

inline const QString classifyRisk = QStringLiteral( "classifyrisk" );
inline const QString classesName = QStringLiteral( "CLASSES" );
inline const QString areasName = QStringLiteral( "AREAS" );
inline const QString topCellsName = QStringLiteral( "TOP_CELLS" );

/// A GeoTIFF of one band as any program writes it, with cells of \a cellSize and -9999 for no data.
QString writeAny( const QString &path, const std::string &drawing, const char *crs = "EPSG:32643", double west = 498000,
                  double north = 3104000, double cellSize = 1000 );

/// A band as a drawing; "-" has no data.
QString bandOf( const QString &path, int number );

/// The rows of a layer, each as its fields' texts, numbers to five digits; "-" is nothing.
QStringList rowsOf( const QString &path );

QgsGeometry firstGeometry( const QString &path );

/// For tests to inherit: QGIS with the example, two steps from 2024-02-01 on, the second upside down.
class ClassifiedExample
{
protected:
  void setUp();

  /// Everything that can be asked for, of the example.
  QVariantMap asked( const TestFolder &folder ) const;

  TestFolder mFolder;
  QString mRisk;
};

} // namespace riskcast
