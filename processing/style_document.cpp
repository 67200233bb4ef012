#include "style_document.h"

#include "error.h"
#include "legend_text.h"
#include "plugin_folder.h"

#include <qgsmaplayertemporalproperties.h>
#include <qgsrasterrenderer.h>
#include <qgsreadwritecontext.h>

#include <QFile>

namespace riskcast
{

namespace
{
const QString rendererTag = QStringLiteral( "rasterrenderer" );

void translateLabels( const QDomDocument &style, const QString &tag )
{
  const QString attribute = QStringLiteral( "label" );
  const QDomNodeList classes = style.elementsByTagName( tag );
  for ( int i = 0; i < classes.size(); ++i )
  {
    QDomElement each = classes.at( i ).toElement();
    each.setAttribute( attribute, legendText( each.attribute( attribute ) ) );
  }
}
} // namespace

StyleDocument::StyleDocument( const QString &name )
{
  QFile file( QStringLiteral( "%1/styles/%2.qml" ).arg( pluginFolder(), name ) );
  if ( !file.open( QIODevice::ReadOnly ) || !mDocument.setContent( &file ) )
    throw Error( "The style " + file.fileName().toStdString() + " cannot be read. Install Riskcast again." );
  translateLabels( mDocument, QStringLiteral( "item" ) );
  translateLabels( mDocument, QStringLiteral( "paletteEntry" ) );
}

QDomElement StyleDocument::pipe() const
{
  return mDocument.documentElement().firstChildElement( QStringLiteral( "pipe" ) );
}

QDomElement StyleDocument::rendererElement() const
{
  return pipe().firstChildElement( rendererTag );
}

void StyleDocument::setRenderer( const QgsRasterRenderer &renderer )
{
  const QDomElement former = rendererElement();
  QDomElement parent = pipe();
  renderer.writeXml( mDocument, parent );
  parent.replaceChild( parent.lastChildElement( rendererTag ), former );
}

StyleDocument StyleDocument::smooth() const
{
  StyleDocument copy( *this );
  copy.mDocument = mDocument.cloneNode().toDocument(); // else they would share its elements
  const QString bilinear = QStringLiteral( "bilinear" );
  QDomElement resampling = copy.pipe().firstChildElement( QStringLiteral( "provider" ) ).firstChildElement();
  resampling.setAttribute( QStringLiteral( "enabled" ), QStringLiteral( "true" ) );
  resampling.setAttribute( QStringLiteral( "zoomedInResamplingMethod" ), bilinear );
  resampling.setAttribute( QStringLiteral( "zoomedOutResamplingMethod" ), bilinear );
  // Of the values, not of their colours: those of a map stay those of its legend.
  copy.pipe().firstChildElement( QStringLiteral( "resamplingStage" ) ).firstChild().setNodeValue( QStringLiteral( "provider" ) );
  return copy;
}

void StyleDocument::setTimes( const QgsMapLayerTemporalProperties &times )
{
  QDomElement root = mDocument.documentElement();
  root.setAttribute( QStringLiteral( "styleCategories" ), QStringLiteral( "Symbology|Temporal" ) );
  const_cast<QgsMapLayerTemporalProperties &>( times ).writeXml( root, mDocument, QgsReadWriteContext() ); // no const in QGIS
}

} // namespace riskcast
