#include "styling.h"
#include "three_days.h"

#include <qgsapplication.h>
#include <qgsfillsymbol.h>
#include <qgsfillsymbollayer.h>
#include <qgssinglesymbolrenderer.h>
#include <qgsvectorlayer.h>
#include <qgsvectortilebasicrenderer.h>
#include <qgsvectortilelayer.h>

#include <QFile>
#include <QTest>
#include <QUrl>

using namespace riskcast;

namespace
{

using Basemap = std::unique_ptr<QgsMapLayer>;

/// The same white tile everywhere, as an image and as a vector tile.
class Tiles
{
public:
  Tiles()
  {
    QImage image( 256, 256, QImage::Format_RGB32 );
    image.fill( Qt::white );
    if ( !image.save( mFolder.path( "tile.png" ) ) )
      qFatal( "The tile cannot be written." );
    // Mapbox Vector Tile 2.1: a layer "land" (version 2, extent 4096) of one polygon, from -64, -64 to 4160, 4160.
    write( "tile.pbf", QByteArray::fromHex( "1a1f"                                     // a layer of 31 bytes:
                                            "7802"                                     // version 2,
                                            "0a046c616e64"                             // name "land",
                                            "12121803220e097f7f1a804200008042ff41000f" // the polygon,
                                            "288020" ) );                              // extent
    write( "WMTSCapabilities.xml", capabilities() );
  }

  QString image() const { return url( "tile.png" ); }
  QString vector() const { return url( "tile.pbf" ); }
  QString service() const { return url( "WMTSCapabilities.xml" ); }

private:
  QString url( const QString &name ) const { return QUrl::fromLocalFile( mFolder.path( name ) ).toString(); }

  void write( const QString &name, const QByteArray &content ) const
  {
    QFile file( mFolder.path( name ) );
    if ( !file.open( QIODevice::WriteOnly ) || file.write( content ) != content.size() )
      qFatal( "%s cannot be written.", qPrintable( name ) );
  }

  /// Of a service with one layer of a single tile, the world in Web Mercator.
  QByteArray capabilities() const
  {
    return QString(
               "<?xml version='1.0'?>"
               "<Capabilities xmlns='http://www.opengis.net/wmts/1.0' version='1.0.0' xmlns:ows='http://www.opengis.net/ows/1.1'>"
               "<Contents><Layer><ows:Title>Land</ows:Title><ows:Identifier>land</ows:Identifier>"
               "<ows:WGS84BoundingBox><ows:LowerCorner>-180 -85</ows:LowerCorner>"
               "<ows:UpperCorner>180 85</ows:UpperCorner></ows:WGS84BoundingBox>"
               "<Style isDefault='true'><ows:Identifier>default</ows:Identifier></Style><Format>image/png</Format>"
               "<TileMatrixSetLink><TileMatrixSet>world</TileMatrixSet></TileMatrixSetLink>"
               "<ResourceURL format='image/png' resourceType='tile' template='%1?{TileMatrix}/{TileRow}/{TileCol}'/>"
               "</Layer><TileMatrixSet><ows:Identifier>world</ows:Identifier>"
               "<ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>"
               "<TileMatrix><ows:Identifier>0</ows:Identifier><ScaleDenominator>559082264.0287178</ScaleDenominator>"
               "<TopLeftCorner>-20037508.3427892 20037508.3427892</TopLeftCorner>"
               "<TileWidth>256</TileWidth><TileHeight>256</TileHeight>"
               "<MatrixWidth>1</MatrixWidth><MatrixHeight>1</MatrixHeight>"
               "</TileMatrix></TileMatrixSet></Contents></Capabilities>" )
        .arg( image() )
        .toUtf8();
  }

  ResultFolder mFolder;
};

Basemap images( const QString &source )
{
  return std::make_unique<QgsRasterLayer>( source, QStringLiteral( "basemap" ), QStringLiteral( "wms" ) );
}

Basemap vectorTiles( const Tiles &tiles )
{
  auto layer = std::make_unique<QgsVectorTileLayer>(
      QStringLiteral( "type=xyz&zmin=20&zmax=20&url=%1?{z}/{x}/{y}" ).arg( tiles.vector() ), QStringLiteral( "basemap" ) );
  auto renderer = std::make_unique<QgsVectorTileBasicRenderer>();
  renderer->setStyles(
      QgsVectorTileBasicRenderer::simpleStyle( Qt::white, Qt::white, 0, Qt::white, 0, Qt::white, Qt::white, 0 ) );
  layer->setRenderer( renderer.release() );
  return layer;
}

/// A polygon that covers the map.
Basemap polygons()
{
  auto layer = std::make_unique<QgsVectorLayer>( QStringLiteral( "Polygon?crs=EPSG:4326" ), QStringLiteral( "basemap" ),
                                                 QStringLiteral( "memory" ) );
  QgsFeature land;
  land.setGeometry( QgsGeometry::fromRect( QgsRectangle( 60, -10, 90, 10 ) ) );
  layer->dataProvider()->addFeature( land );
  auto white = std::make_unique<QgsSimpleFillSymbolLayer>( Qt::white, Qt::SolidPattern, Qt::white, Qt::NoPen );
  layer->setRenderer( new QgsSingleSymbolRenderer( new QgsFillSymbol( { white.release() } ) ) );
  return layer;
}

} // namespace

/// Risk over whatever map lies beneath.
class TestBasemaps : public QObject
{
  Q_OBJECT

private slots:
  void showsThroughTheRisk_data();
  void showsThroughTheRisk();

private:
  Basemap basemap( const QString &kind ) const;

  Tiles mTiles;
  ResultFolder mFolder;
};

Basemap TestBasemaps::basemap( const QString &kind ) const
{
  if ( kind == "XYZ tiles" )
    return images( QStringLiteral( "type=xyz&zmin=0&zmax=0&url=%1?{z}/{x}/{y}" ).arg( mTiles.image() ) );
  if ( kind == "WMTS" )
    return images( QStringLiteral( "crs=EPSG:3857&format=image/png&layers=land&styles=default&tileMatrixSet=world&url=%1" )
                       .arg( mTiles.service() ) );
  if ( kind == "vector tiles" )
    return vectorTiles( mTiles );
  return polygons();
}

void TestBasemaps::showsThroughTheRisk_data()
{
  QTest::addColumn<QString>( "kind" );
  for ( const char *kind : { "XYZ tiles", "WMTS", "vector tiles", "polygons" } )
    QTest::newRow( kind ) << kind;
}

/// The basemap is white, and the canvas is not: risk is as on white paper, and a cell without data white, where the basemap is
/// drawn.
void TestBasemaps::showsThroughTheRisk()
{
  QFETCH( QString, kind );
  const Basemap beneath = basemap( kind );
  QVERIFY2( beneath->isValid(), qPrintable( beneath->error().message() ) );
  const Layer risk = unstyled( mFolder.risk() );
  styleLayer( *risk );
  const QgsDateTimeRange secondDay = day( "2024-01-02T00:00:00", "2024-01-03T00:00:00" );
  const QImage map = drawnIn( *risk, risk->crs(), QSize( 3, 2 ), secondDay, Qt::darkGreen, beneath.get() );
  QCOMPARE( classesIn( map ), classesOfRisks[1] );
}

int main( int argc, char *argv[] )
{
  const QTemporaryDir profile;
  QgsApplication application( argc, argv, true, profile.path() );
  QgsApplication::initQgis();
  TestBasemaps test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_basemaps.moc"
