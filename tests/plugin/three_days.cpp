#include "three_days.h"

#include "maps.h"
#include "risk_classes.h"
#include "stack_file.h"

#include <qgsmaprenderersequentialjob.h>
#include <qgsmapsettings.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgsrastershader.h>
#include <qgssinglebandpseudocolorrenderer.h>

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

QImage drawn( QgsRasterLayer &layer, const QgsDateTimeRange &time, const QColor &background )
{
  QgsMapSettings settings;
  settings.setLayers( { &layer } );
  settings.setDestinationCrs( layer.crs() );
  settings.setExtent( layer.extent() );
  settings.setOutputSize( QSize( layer.width(), layer.height() ) );
  settings.setBackgroundColor( background );
  settings.setFlag( Qgis::MapSettingsFlag::Antialiasing, false );
  settings.setIsTemporal( true );
  settings.setTemporalRange( time );
  QgsMapRendererSequentialJob job( settings );
  job.start();
  job.waitForFinished();
  return job.renderedImage();
}

QString classesIn( const QImage &image )
{
  QStringList rows;
  for ( int y = 0; y < image.height(); ++y )
  {
    QStringList cells;
    for ( int x = 0; x < image.width(); ++x )
    {
      const QColor pixel = image.pixelColor( x, y );
      const auto riskClass = classColours.indexOf( pixel );
      cells << ( riskClass >= 0                 ? QString::number( riskClass )
                 : pixel == QColor( Qt::white ) ? QStringLiteral( "-" )
                                                : pixel.name() );
    }
    rows << cells.join( ' ' );
  }
  return rows.join( QStringLiteral( " / " ) );
}

} // namespace riskcast
