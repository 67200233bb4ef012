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
  // Streets beneath stay readable under opaque colours, which are the same in map and legend: a legend knows one opacity only.
  layer.setBlendMode( QPainter::CompositionMode_Multiply );
  auto &dates = dynamic_cast<QgsRasterLayerTemporalProperties &>( *layer.temporalProperties() );
  dates.setIsActive( !style.dates.isEmpty() ); // a layer without dates is always shown
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

QString styleFile( const QString &raster )
{
  const QFileInfo place( raster );
  return place.dir().filePath( place.completeBaseName() + QStringLiteral( ".qml" ) );
}

/// A style holds the breaks and dates of one raster: the new one must not be drawn in those of its predecessor, whatever becomes
/// of its own style. But it may be the user's work, so it is kept.
void putPreviousStyleAside( const QString &raster, QgsProcessingFeedback &feedback )
{
  const QString style = styleFile( raster );
  const QString aside = style + QStringLiteral( ".previous" );
  if ( !QFileInfo( style ).isFile() )
    return;
  QFile::remove( aside );
  if ( QFile::rename( style, aside ) )
    feedback.pushInfo( QObject::tr( "The style that was beside the previous raster is kept as %1." ).arg( aside ) );
  else
    feedback.pushWarning( QObject::tr( "The style %1 is that of the previous raster. Delete it." ).arg( style ) );
}

/// Silent, as the work was done when the style is made; but QGIS's cancel button still stops it.
class CancelButton : public Feedback
{
public:
  explicit CancelButton( const QgsProcessingFeedback &feedback )
      : mFeedback( feedback )
  {
  }
  bool isCanceled() const override { return mFeedback.isCanceled(); }

private:
  const QgsProcessingFeedback &mFeedback;
};

} // namespace

void styleResult( const QString &raster, QgsProcessingContext &context, QgsProcessingFeedback *feedback )
{
  putPreviousStyleAside( raster, *feedback );
  try
  {
    CancelButton cancelButton( *feedback );
    if ( !writeStyleFile( raster, cancelButton ) )
      return;
  }
  catch ( const Canceled & )
  {
    return;
  }
  catch ( const std::exception &error )
  {
    feedback->pushWarning( QObject::tr( "%1 The raster opens in grey." ).arg( QString::fromUtf8( error.what() ) ) );
    return;
  }
  if ( context.willLoadLayerOnCompletion( raster ) )
    context.layerToLoadOnCompletionDetails( raster ).setPostProcessor( new StyleLoader ); // the context deletes it
}

bool styleLayer( QgsRasterLayer &layer )
{
  Feedback silent;
  std::optional<RasterStyle> style = styleOf( *layer.dataProvider(), silent );
  if ( style )
    apply( std::move( *style ), layer );
  return style.has_value();
}

bool writeStyleFile( const QString &raster, Feedback &feedback )
{
  const std::unique_ptr<QgsDataProvider> provider(
      QgsProviderRegistry::instance()->createProvider( QStringLiteral( "gdal" ), raster ) );
  std::optional<RasterStyle> style = styleOf( dynamic_cast<QgsRasterDataProvider &>( *provider ), feedback );
  if ( !style )
    return false;
  QSaveFile file( styleFile( raster ) );
  const QByteArray xml = styleXml( std::move( *style ) );
  if ( !file.open( QIODevice::WriteOnly ) || file.write( xml ) != xml.size() || !file.commit() )
    throw Error( "The style " + file.fileName().toStdString() + " cannot be written: " + file.errorString().toStdString() + "." );
  return true;
}

} // namespace riskcast
