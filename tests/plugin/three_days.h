// The maps of three days as results of ours, as layers and as drawn.
#pragma once

#include "feedback.h"
#include "risk_raster.h"

#include <qgscolorrampshader.h>
#include <qgsrange.h>
#include <qgsrasterlayer.h>

#include <QImage>
#include <QTemporaryDir>

#include <memory>
#include <string>
#include <vector>

class QgsRasterLayerTemporalProperties;

namespace riskcast
{

using Layer = std::unique_ptr<QgsRasterLayer>;

/// The breaks of the classes in threeDays(). 0.1 and 0.3 are values of cells, too, as Float32.
inline const std::vector<double> breaks = { 0.05, 0.1f, 0.2, 0.3f, 0.4 };

/// Three days on 2 rows × 3 columns (a GeoTIFF keeps no colour table for more than two), from 2024-01-01 on. Every class occurs.
RiskMaps threeDays();

/// The classes of the cells in threeDays(), counted from 0; "-" has no value.
inline const QStringList classesOfRisks = { "1 1 2 / 3 4 5", "5 - 2 / 1 1 0", "5 5 5 / 0 0 0" };

/// Times in UTC.
QgsDateTimeRange day( const QString &begin, const QString &end );

inline const QgsDateTimeRange newYear = day( QStringLiteral( "2024-01-01T00:00:00" ), QStringLiteral( "2024-01-02T00:00:00" ) );
inline const QgsDateTimeRange dayAfter = day( QStringLiteral( "2024-01-02T00:00:00" ), QStringLiteral( "2024-01-03T00:00:00" ) );
inline const QgsDateTimeRange nextWeek = day( QStringLiteral( "2024-01-08T00:00:00" ), QStringLiteral( "2024-01-09T00:00:00" ) );

/// A folder that results are written to.
class ResultFolder
{
public:
  QString path( const QString &name = QStringLiteral( "." ) ) const { return mFolder.filePath( name ); }

  /// Writes the risk, or the classes, of threeDays(). Returns the path.
  QString risk() const;
  QString classes() const;

  /// Writes class rasters in which the two highest of the classes are flagged, and cells without data. Returns the path.
  QString flags() const;

  /// Writes the six labels, and a cell that is not scored, for the first and the third day. Returns the path.
  QString labels() const;

  /// Writes why the risk of the first day is what it is. Returns the path.
  QString explanation() const;

  /// Writes the counts drawn, a step each. Returns the path.
  QString heatmaps( const std::vector<std::string> &drawings ) const;

private:
  QTemporaryDir mFolder;
};

/// Opened without a style, as Processing does.
Layer unstyled( const QString &path );

/// As QGIS Desktop opens a file: it loads the default style when the layer is there (test_desktop looks at a real one).
Layer reopened( const QString &path );

QgsRasterLayerTemporalProperties &dates( QgsRasterLayer &layer );

/// The classes of a layer in pseudocolour.
QList<QgsColorRampShader::ColorRampItem> items( const QgsRasterLayer &layer );

/// A layer as the canvas of a project in \a crs shows it while the temporal controller stands at \a time.
/// \param basemap  lies beneath; null: none
QImage drawnIn( QgsRasterLayer &layer, const QgsCoordinateReferenceSystem &crs, const QSize &size, const QgsDateTimeRange &time,
                const QColor &background = Qt::white, QgsMapLayer *basemap = nullptr );

/// The map as the canvas shows it while the temporal controller stands at \a time: a pixel a cell.
QImage drawn( QgsRasterLayer &layer, const QgsDateTimeRange &time, const QColor &background = Qt::white );

/// ColorBrewer's YlOrRd of six classes, from the lowest to the highest.
inline const QList<QColor> classColours = { { 255, 255, 204 }, { 254, 217, 118 }, { 254, 178, 76 },
                                            { 252, 78, 42 },   { 227, 26, 28 },   { 128, 0, 38 } };

/// A colour as the styles put it on white paper: 55 % of it.
QColor onPaper( const QColor &colour );

/// Whether two colours are the same but for rounding.
bool isSame( const QColor &one, const QColor &other );

/// The colours of the styles of labels, of counts up to 2, of effects, and of flags, in the order of their legends.
inline const QList<QColor> labelColours = { QColor( "#e8e8e8" ), QColor( "#008060" ), QColor( "#f3bf3c" ),
                                            QColor( "#000000" ), QColor( "#52abe0" ), QColor( "#00447c" ) };
inline const QList<QColor> countColours = { QColor( "#d0d1e6" ), QColor( "#023858" ) };
inline const QList<QColor> effectColours = { QColor( "#542788" ), QColor( "#998ec3" ), QColor( "#d8daeb" ), QColor( "#f7f7f7" ),
                                             QColor( "#fee0b6" ), QColor( "#f1a340" ), QColor( "#b35806" ) };
inline const QList<QColor> flagColours = { QColor( "#ececec" ), QColor( "#800026" ) };

/// The class that each pixel has the colour of: "-" is white.
QString classesIn( const QImage &image, const QList<QColor> &colours = classColours );

} // namespace riskcast
