#include "styling.h"

#include "error.h"
#include "raster_style.h"

#include <qgsmaplayerstyle.h>
#include <qgsmaplayerstylemanager.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>
#include <qgsproviderregistry.h>
#include <qgsrasterlayer.h>
#include <qgssinglesymbolrenderer.h>
#include <qgssymbol.h>
#include <qgssymbollayer.h>
#include <qgsvectorlayer.h>

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace riskcast
{

namespace
{

void apply( const StyleDocument &style, QgsMapLayer &layer )
{
  QDomDocument document = style.document();
  QString problem;
  if ( !layer.importNamedStyle( document, problem, QgsMapLayer::Symbology | QgsMapLayer::Temporal ) )
    throw Error( "The style cannot be applied: " + problem.toStdString() );
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

/// What a symbol is made of, but for its colours, which QGIS draws by lot.
QList<QVariantMap> partsOf( const QgsSymbol &symbol )
{
  QList<QVariantMap> parts;
  for ( int i = 0; i < symbol.symbolLayerCount(); ++i )
  {
    parts << symbol.symbolLayer( i )->properties();
    parts.last().remove( QStringLiteral( "color" ) );
  }
  return parts;
}

/// Whether the layer is drawn as QGIS draws features that nobody styled.
bool hasDefaultSymbol( const QgsVectorLayer &layer )
{
  const auto *renderer = dynamic_cast<const QgsSingleSymbolRenderer *>( layer.renderer() );
  const std::unique_ptr<QgsSymbol> usual( QgsSymbol::defaultSymbol( layer.geometryType() ) );
  return renderer && usual && partsOf( *renderer->symbol() ) == partsOf( *usual );
}

bool isUnstyled( const QgsMapLayer &layer )
{
  if ( const auto *raster = qobject_cast<const QgsRasterLayer *>( &layer ) )
    return hasDefaultRenderer( *raster );
  const auto *features = qobject_cast<const QgsVectorLayer *>( &layer );
  return features && hasDefaultSymbol( *features );
}

/// Whatever goes wrong is a warning.
void warnOf( QgsProcessingFeedback &feedback, const std::function<void()> &work )
{
  try
  {
    work();
  }
  catch ( const Canceled & )
  {
  }
  catch ( const std::exception &error )
  {
    feedback.pushWarning(
        QObject::tr( "%1 The file opens without the style of Riskcast." ).arg( QString::fromUtf8( error.what() ) ) );
  }
}

/// Styles the layer when QGIS has loaded it, unless it got a style of the user's.
class StyleLoader : public QgsProcessingLayerPostProcessorInterface
{
public:
  explicit StyleLoader( LayerStyle style )
      : mStyle( std::move( style ) )
  {
  }

  void postProcessLayer( QgsMapLayer *layer, QgsProcessingContext &, QgsProcessingFeedback *feedback ) override
  {
    if ( layer && isUnstyled( *layer ) )
      warnOf( *feedback, [&] { style( *layer ); } );
  }

private:
  void style( QgsMapLayer &layer ) const
  {
    bool loaded = false;
    layer.loadDefaultStyle( loaded ); // that is beside its file
    if ( !loaded )
      apply( mStyle.usual, layer );
    if ( mStyle.smooth )
    {
      QgsMapLayerStyleManager &styles = *layer.styleManager();
      styles.renameStyle( styles.currentStyle(), QObject::tr( "Cells" ) );
      styles.addStyle( QObject::tr( "Smooth", "a style" ), QgsMapLayerStyle( mStyle.smooth->document().toString() ) );
    }
    layer.triggerRepaint();
  }

  LayerStyle mStyle;
};

/// "risk.tif" → "risk.qml", which QGIS applies when it opens the file, or "risk.smooth.qml", which people may load.
QString styleFile( const QString &data, const QString &suffix = QStringLiteral( ".qml" ) )
{
  const QFileInfo place( data );
  return place.dir().filePath( place.completeBaseName() + suffix );
}

const QString smoothSuffix = QStringLiteral( ".smooth.qml" );

/// A style holds the breaks and dates of one layer: the new one must not be drawn in those of its predecessor, whatever becomes
/// of its own style. But it may be the user's work, so it is kept.
void putPreviousStyleAside( const QString &style, QgsProcessingFeedback &feedback )
{
  const QString aside = style + QStringLiteral( ".previous" );
  if ( !QFileInfo( style ).isFile() )
    return;
  QFile::remove( aside );
  if ( QFile::rename( style, aside ) )
    feedback.pushInfo( QObject::tr( "The style that was beside the previous layer is kept as %1." ).arg( aside ) );
  else
    feedback.pushWarning( QObject::tr( "The style %1 is that of the previous layer. Delete it." ).arg( style ) );
}

/// Whole or not at all.
void write( const StyleDocument &style, const QString &path )
{
  QSaveFile file( path );
  const QByteArray xml = style.document().toByteArray( 1 );
  if ( !file.open( QIODevice::WriteOnly ) || file.write( xml ) != xml.size() || !file.commit() )
    throw Error( "The style " + path.toStdString() + " cannot be written: " + file.errorString().toStdString() + "." );
}

void writeBeside( const QString &data, const LayerStyle &style )
{
  write( style.usual, styleFile( data ) );
  if ( style.smooth )
    write( *style.smooth, styleFile( data, smoothSuffix ) );
}

std::optional<LayerStyle> styleOfFile( const QString &raster, Feedback &feedback )
{
  const std::unique_ptr<QgsDataProvider> provider(
      QgsProviderRegistry::instance()->createProvider( QStringLiteral( "gdal" ), raster ) );
  return styleOf( dynamic_cast<QgsRasterDataProvider &>( *provider ), feedback );
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

void loadStyled( const LayerStyle &style, const QString &layer, QgsProcessingContext &context )
{
  if ( context.willLoadLayerOnCompletion( layer ) )
    context.layerToLoadOnCompletionDetails( layer ).setPostProcessor( new StyleLoader( style ) ); // the context deletes it
}

/// \param makeStyle  nothing if the layer is to have none
void openStyled( const QString &layer, const std::function<std::optional<LayerStyle>()> &makeStyle, QgsProcessingContext &context,
                 QgsProcessingFeedback &feedback )
{
  const bool isFile = QFileInfo( layer ).isFile();
  if ( isFile )
    putPreviousStyleAside( styleFile( layer ), feedback );
  warnOf( feedback,
          [&]
          {
            const std::optional<LayerStyle> style = makeStyle();
            if ( !style )
              return;
            loadStyled( *style, layer, context );
            if ( isFile )
              writeBeside( layer, *style );
          } );
}

} // namespace

void styleResult( const QString &raster, QgsProcessingContext &context, QgsProcessingFeedback *feedback )
{
  putPreviousStyleAside( styleFile( raster, smoothSuffix ), *feedback );
  CancelButton cancelButton( *feedback );
  openStyled(
      raster, [&] { return styleOfFile( raster, cancelButton ); }, context, *feedback );
}

void styleResult( const QString &layer, const std::function<StyleDocument()> &style, QgsProcessingContext &context,
                  QgsProcessingFeedback *feedback )
{
  openStyled(
      layer, [&] { return LayerStyle{ style() }; }, context, *feedback );
}

bool styleLayer( QgsRasterLayer &layer )
{
  Feedback silent;
  const std::optional<LayerStyle> style = styleOf( *layer.dataProvider(), silent );
  if ( style )
    apply( style->usual, layer );
  return style.has_value();
}

bool writeStyleFile( const QString &raster, Feedback &feedback )
{
  const std::optional<LayerStyle> style = styleOfFile( raster, feedback );
  if ( style )
    writeBeside( raster, *style );
  return style.has_value();
}

} // namespace riskcast
