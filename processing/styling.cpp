#include "styling.h"

#include "error.h"
#include "raster_style.h"

#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>
#include <qgsproviderregistry.h>
#include <qgsrasterlayer.h>
#include <qgsrasterlayertemporalproperties.h>

#include <QDir>
#include <QDomDocument>
#include <QFileInfo>
#include <QSaveFile>

namespace riskcast
{

namespace
{

void apply( RasterStyle style, QgsRasterLayer &layer )
{
  layer.setRenderer( style.renderer.release() );
  auto &dates = dynamic_cast<QgsRasterLayerTemporalProperties &>( *layer.temporalProperties() );
  dates.setIsActive( true );
  dates.setMode( Qgis::RasterTemporalMode::FixedRangePerBand );
  dates.setFixedRangePerBand( style.dates );
}

/// The style as a .qml holds it. The layer that it is read from has no raster, as QGIS would write statistics of it to the disk.
QByteArray styleXml( RasterStyle style )
{
  QgsRasterLayer layer;
  apply( std::move( style ), layer );
  QDomDocument document;
  QString problem;
  layer.exportNamedStyle( document, problem, {}, QgsMapLayer::Symbology | QgsMapLayer::Temporal );
  return document.toByteArray( 2 );
}

QString rendererXml( const QgsRasterLayer &layer )
{
  QDomDocument document;
  QDomElement root = document.createElement( QStringLiteral( "style" ) );
  if ( layer.renderer() )
    layer.renderer()->writeXml( document, root );
  document.appendChild( root );
  return document.toString();
}

/// Whether the layer is drawn as QGIS draws a raster that nobody styled.
bool hasDefaultRenderer( const QgsRasterLayer &layer )
{
  QgsRasterLayer::LayerOptions options;
  options.loadDefaultStyle = false;
  const QgsRasterLayer unstyled( layer.source(), QString(), layer.providerType(), options );
  return rendererXml( layer ) == rendererXml( unstyled );
}

/// Applies the .qml when QGIS has loaded the layer, unless it got a style of the user's.
class StyleLoader : public QgsProcessingLayerPostProcessorInterface
{
public:
  void postProcessLayer( QgsMapLayer *layer, QgsProcessingContext &, QgsProcessingFeedback * ) override
  {
    const auto *raster = qobject_cast<QgsRasterLayer *>( layer );
    if ( !raster || !hasDefaultRenderer( *raster ) )
      return;
    bool loaded = false;
    layer->loadDefaultStyle( loaded );
    layer->triggerRepaint();
  }
};

} // namespace

void styleResult( const QString &raster, QgsProcessingContext &context, QgsProcessingFeedback *feedback )
{
  try
  {
    if ( !writeStyleFile( raster ) )
      return;
  }
  catch ( const Error &error )
  {
    feedback->pushWarning( QString::fromStdString( error.what() ) );
    return;
  }
  if ( context.willLoadLayerOnCompletion( raster ) )
    context.layerToLoadOnCompletionDetails( raster ).setPostProcessor( new StyleLoader ); // the context deletes it
}

bool styleLayer( QgsRasterLayer &layer )
{
  std::optional<RasterStyle> style = styleOf( *layer.dataProvider() );
  if ( style )
    apply( std::move( *style ), layer );
  return style.has_value();
}

bool writeStyleFile( const QString &raster )
{
  const std::unique_ptr<QgsDataProvider> provider(
      QgsProviderRegistry::instance()->createProvider( QStringLiteral( "gdal" ), raster ) );
  std::optional<RasterStyle> style = styleOf( dynamic_cast<QgsRasterDataProvider &>( *provider ) );
  if ( !style )
    return false;
  const QFileInfo place( raster );
  QSaveFile file( place.dir().filePath( place.completeBaseName() + QStringLiteral( ".qml" ) ) );
  const QByteArray xml = styleXml( std::move( *style ) );
  if ( !file.open( QIODevice::WriteOnly ) || file.write( xml ) != xml.size() || !file.commit() )
    throw Error( "The style " + file.fileName().toStdString() + " cannot be written: " + file.errorString().toStdString() +
                 ". The raster will open in grey; style it by hand." );
  return true;
}

} // namespace riskcast
