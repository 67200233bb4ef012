#include "three_days.h"

#include "category_raster.h"
#include "classify_risk.h"
#include "maps.h"
#include "metadata_items.h"
#include "risk_bands.h"
#include "risk_classes.h"
#include "scores/six_labels.h"
#include "stack_file.h"

#include <qgscoordinatetransform.h>
#include <qgsmaprenderersequentialjob.h>
#include <qgsmapsettings.h>
#include <qgsproject.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgsrastershader.h>
#include <qgssinglebandpseudocolorrenderer.h>

#include <algorithm>
#include <cstdlib>

namespace riskcast
{

namespace
{

const std::vector<std::string> risks = { "0.07 0.1 0.15 / 0.3 0.35 0.9", "0.5 - 0.19 / 0.06 0.09 0.0",
                                         "0.9 0.9 0.9 / 0.0 0.0 0.0" };

QDateTime utc( const QString &iso )
{
  return QDateTime::fromString( iso + QStringLiteral( "Z" ), Qt::ISODate );
}

} // namespace

RiskMaps threeDays()
{
  RiskMaps maps;
  maps.grid = Grid( "EPSG:32643", { 0, 0, 3, 2 }, 3, 2 );
  maps.steps = TimeSteps( *parseTime( "2024-01-01" ), {}, 3 );
  maps.percentiles = defaultPercentiles;
  maps.breaks = breaks;
  for ( const std::string &drawing : risks )
  {
    const std::vector<float> values = map( drawing ).values;
    maps.risk.insert( maps.risk.end(), values.begin(), values.end() );
  }
  return maps;
}

QgsDateTimeRange day( const QString &begin, const QString &end )
{
  return { utc( begin ), utc( end ), true, false };
}

QString ResultFolder::risk() const
{
  Feedback silent;
  writeRiskRaster( threeDays(), path( "risk.tif" ).toStdString(), {}, silent );
  return path( "risk.tif" );
}

QString ResultFolder::classes() const
{
  Feedback silent;
  writeClassRaster( threeDays(), path( "classes.tif" ).toStdString(), {}, silent );
  return path( "classes.tif" );
}

QString ResultFolder::flags() const
{
  Feedback silent;
  const std::vector<double> areas( 6, 1.0 );
  const ClassifiedRisk classified =
      classifyRisk( readRiskBands( risk().toStdString(), silent ),
                    { .method = ClassMethod::ModelBreaks, .bounds = {}, .flagged = 2 }, areas, silent );
  OutputFile file( path( "flags.tif" ).toStdString() );
  writeClassRaster( classified, ClassLook::Flagged, file, {}, silent );
  file.commit();
  return path( "flags.tif" );
}

QString ResultFolder::labels() const
{
  CategoryRaster raster{ .grid = threeDays().grid, .categories = {}, .metadata = {}, .bands = {} };
  for ( const std::string &name : enumNames<CellLabel>() )
    raster.categories.push_back( { name, labelColor( enumFromName<CellLabel>( name ) ) } );
  raster.metadata = { { contentItem, labelsContent }, { stepItem, "1 day" }, { timeZoneItem, "as written" } };
  raster.bands.push_back( { "2024-01-01", { { stepStartItem, "2024-01-01" } }, { 1, 2, 3, 4, 5, 6 } } );
  raster.bands.push_back( { "2024-01-03", { { stepStartItem, "2024-01-03" } }, { 0, 1, 2, 3, 4, 5 } } );
  OutputFile file( path( "labels.tif" ).toStdString() );
  Feedback silent;
  writeCategoryRaster( raster, file, {}, silent );
  file.commit();
  return path( "labels.tif" );
}

QString ResultFolder::explanation() const
{
  const std::vector<float> zeros( 6 );
  const std::vector<float> here = { -2, -1, -0.5, 0, 0.5, 1 }; // logarithms of the odds: those of 2 and 4 are 0.69 and 1.39
  std::vector<RasterBand> bands( 4, { "2024-01-01, another factor", { { stepStartItem, "2024-01-01" } }, zeros } );
  bands.push_back( { "2024-01-01, recent incidents here", { { stepStartItem, "2024-01-01" } }, here } );
  Feedback silent;
  writeRaster( path( "explanation.tif" ).toStdString(), threeDays().grid, bands,
               { { contentItem, explanationContent }, { startItem, "2024-01-01" }, { stepItem, "1 day" } }, {}, silent );
  return path( "explanation.tif" );
}

QString ResultFolder::heatmaps( const std::vector<std::string> &drawings ) const
{
  HeatmapStack counts = stack( drawings );
  counts.provenance.source = "drawing";
  Feedback silent;
  writeHeatmapStack( counts, path( "heatmaps.tif" ).toStdString(), {}, silent );
  return path( "heatmaps.tif" );
}

Layer unstyled( const QString &path )
{
  QgsRasterLayer::LayerOptions options;
  options.loadDefaultStyle = false;
  return std::make_unique<QgsRasterLayer>( path, QStringLiteral( "map" ), QStringLiteral( "gdal" ), options );
}

Layer reopened( const QString &path )
{
  Layer layer = unstyled( path );
  bool loaded = false;
  layer->loadDefaultStyle( loaded );
  return layer;
}

QgsRasterLayerTemporalProperties &dates( QgsRasterLayer &layer )
{
  return *static_cast<QgsRasterLayerTemporalProperties *>( layer.temporalProperties() );
}

QList<QgsColorRampShader::ColorRampItem> items( const QgsRasterLayer &layer )
{
  const auto &renderer = dynamic_cast<const QgsSingleBandPseudoColorRenderer &>( *layer.renderer() );
  return dynamic_cast<const QgsColorRampShader &>( *renderer.shader()->rasterShaderFunction() ).colorRampItemList();
}

QImage drawnIn( QgsRasterLayer &layer, const QgsCoordinateReferenceSystem &crs, const QSize &size, const QgsDateTimeRange &time,
                const QColor &background, QgsMapLayer *basemap )
{
  const QgsCoordinateTransform toMap( layer.crs(), crs, QgsProject::instance() );
  QgsMapSettings settings;
  settings.setLayers( basemap ? QList<QgsMapLayer *>{ &layer, basemap } : QList<QgsMapLayer *>{ &layer } );
  settings.setDestinationCrs( crs );
  settings.setExtent( toMap.transformBoundingBox( layer.extent() ) );
  settings.setOutputSize( size );
  settings.setBackgroundColor( background );
  settings.setFlag( Qgis::MapSettingsFlag::Antialiasing, false );
  settings.setIsTemporal( true );
  settings.setTemporalRange( time );
  QgsMapRendererSequentialJob job( settings );
  job.start();
  job.waitForFinished();
  return job.renderedImage();
}

QImage drawn( QgsRasterLayer &layer, const QgsDateTimeRange &time, const QColor &background )
{
  return drawnIn( layer, layer.crs(), QSize( layer.width(), layer.height() ), time, background );
}

QColor onPaper( const QColor &colour )
{
  const auto mixed = []( int channel ) { return qRound( 0.55 * channel + 0.45 * 255 ); };
  return QColor( mixed( colour.red() ), mixed( colour.green() ), mixed( colour.blue() ) );
}

bool isSame( const QColor &one, const QColor &other )
{
  constexpr int rounded = 2;
  return std::abs( one.red() - other.red() ) <= rounded && std::abs( one.green() - other.green() ) <= rounded &&
         std::abs( one.blue() - other.blue() ) <= rounded;
}

QString classesIn( const QImage &image, const QList<QColor> &colours )
{
  QStringList rows;
  for ( int y = 0; y < image.height(); ++y )
  {
    QStringList cells;
    for ( int x = 0; x < image.width(); ++x )
    {
      const QColor pixel = image.pixelColor( x, y );
      const auto riskClass = std::find_if( colours.begin(), colours.end(),
                                           [&]( const QColor &colour ) { return isSame( pixel, onPaper( colour ) ); } );
      cells << ( riskClass != colours.end()     ? QString::number( riskClass - colours.begin() )
                 : pixel == QColor( Qt::white ) ? QStringLiteral( "-" )
                                                : pixel.name() );
    }
    rows << cells.join( ' ' );
  }
  return rows.join( QStringLiteral( " / " ) );
}

} // namespace riskcast
