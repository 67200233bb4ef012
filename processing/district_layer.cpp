#include "district_layer.h"

#include "district_risk.h"

#include <qgscategorizedsymbolrenderer.h>
#include <qgsexpression.h>
#include <qgsfillsymbol.h>
#include <qgspallabeling.h>
#include <qgsvectorlayer.h>
#include <qgsvectorlayerlabeling.h>

namespace riskcast
{

namespace
{

const QString nameField = QStringLiteral( "name" );

/// A dark outline without a fill, which would tint the colours of the risk.
QgsFillSymbol *outline( double millimetres )
{
  std::unique_ptr<QgsFillSymbol> symbol( QgsFillSymbol::createSimple( { { "style", "no" },
                                                                        { "outline_color", "40,40,40" },
                                                                        { "outline_width", QString::number( millimetres ) },
                                                                        { "outline_width_unit", "MM" } } ) );
  return symbol.release();
}

QgsAbstractVectorLayerLabeling *nameLabels( const QStringList &names )
{
  QgsTextBufferSettings halo;
  halo.setEnabled( true );
  halo.setColor( Qt::white );
  halo.setSize( 0.6 );
  QgsTextFormat format;
  format.setSize( 6.5 );
  format.setColor( QColor( 26, 26, 26 ) );
  format.setBuffer( halo );
  QgsPalLayerSettings labels;
  QStringList quoted;
  for ( const QString &name : names )
    quoted << QgsExpression::quotedValue( name );
  labels.fieldName = QStringLiteral( "if( %1 in (%2), %1, '' )" ).arg( nameField, quoted.join( ',' ) );
  labels.isExpression = true;
  labels.setFormat( format );
  return new QgsVectorLayerSimpleLabeling( labels );
}

} // namespace

std::unique_ptr<QgsVectorLayer> districtLayer( const std::vector<NamedArea> &districts, const QgsCoordinateReferenceSystem &crs )
{
  auto layer = std::make_unique<QgsVectorLayer>( QStringLiteral( "MultiPolygon?field=%1:string" ).arg( nameField ),
                                                 QStringLiteral( "districts" ), QStringLiteral( "memory" ) );
  layer->setCrs( crs );
  QgsFeatureList features;
  for ( const NamedArea &district : districts )
  {
    QgsFeature feature( layer->fields() );
    feature.setGeometry( district.shape );
    feature.setAttribute( 0, district.name );
    features << feature;
  }
  layer->dataProvider()->addFeatures( features );
  layer->updateExtents();
  return layer;
}

void drawDistricts( QgsVectorLayer &layer, const QStringList &labelled, const QString &emphasised )
{
  layer.setLabeling( nameLabels( labelled ) );
  layer.setLabelsEnabled( !labelled.isEmpty() );
  QgsCategoryList categories;
  if ( !emphasised.isEmpty() )
    categories << QgsRendererCategory( emphasised, outline( 0.9 ), emphasised );
  categories << QgsRendererCategory( QVariant(), outline( 0.15 ), QString() ); // all the others
  layer.setRenderer( new QgsCategorizedSymbolRenderer( nameField, categories ) );
}

} // namespace riskcast
