#pragma once

#include <qgsvectorlayer.h>

#include <QDateTime>

#include <memory>
#include <vector>

namespace riskcast
{

/// A row of a test layer. Without a position it has no geometry.
struct Row
{
  QgsPointXY position;
  QVariant time;
  bool hasPosition = true;
};

/// A layer of points in memory.
/// \param timeType  of the field "time": datetime, date, string or integer
std::unique_ptr<QgsVectorLayer> pointLayer( const std::vector<Row> &rows, const QString &timeType = "datetime",
                                            const QString &crs = "EPSG:32643" );

/// Incidents in an 8 × 8 km square of EPSG:32643 whose corner is at 700000, 3100000, on days from 2024-01-01 on. Every day has
/// one in a cell that never changes and one in a cell that wanders one east and three north a day, on kilometres.
std::vector<Row> dailyIncidents( int days );

/// The parameters that count dailyIncidents() on their 8 × 8 grid.
QVariantMap dailyGrid();

/// Saves a layer, as GeoPackage.
void save( QgsVectorLayer &layer, const QString &path );

/// Puts a copy of a file into a zip archive.
/// \return the path that GDAL opens it by
QString archived( const QString &path, const QString &archive );

/// The value that a layer parameter takes.
QVariant asParameter( const std::unique_ptr<QgsVectorLayer> &layer );

/// Writes the heatmaps of dailyIncidents() with core. \return the path
QString writeDailyHeatmaps( int days, const QString &path );

/// Trains a rate mixture on heatmaps. \return the path of the model
QString trainModel( const QString &heatmaps, const QString &path );

} // namespace riskcast
