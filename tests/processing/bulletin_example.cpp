#include "bulletin_example.h"

#include "maps.h"
#include "risk_classes.h"
#include "test_layers.h"

#include <qgscoordinatetransform.h>
#include <qgsgeometry.h>
#include <qgsvectorlayer.h>

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>

namespace riskcast
{

RiskMaps bulletinExample()
{
  RiskMaps maps;
  maps.grid = Grid( "EPSG:32643", { 700000, 3100000, 704000, 3104000 }, 4, 4 );
  maps.steps = TimeSteps( *parseTime( "2016-07-01" ), {}, 2 );
  maps.timeZone = "Asia/Kolkata";
  maps.percentiles = defaultPercentiles;
  maps.breaks = { 0.05, 0.15, 0.25, 0.35, 0.45 };
  maps.modelKind = "ratenetwork";
  maps.lastObserved = "2016-06-30";
  maps.risk = map( "0.1 0.1 0.3 0.5 / 0.1 0.1 0.4 0.4 / 0.1 0.1 0.1 0.1 / 0.1 0.1 0.1 0.1" ).values;
  maps.risk.resize( 32, 0.2f );
  return maps;
}

QString writeExample( const QString &path, int displayFactor )
{
  Feedback silent;
  RiskMaps maps = bulletinExample();
  if ( displayFactor > 1 )
    maps = upsampled( maps, displayFactor );
  writeRiskRaster( maps, path.toStdString(), {}, silent );
  return path;
}

std::unique_ptr<QgsVectorLayer> polygons( const std::vector<Part> &parts, const QString &crs )
{
  auto layer =
      std::make_unique<QgsVectorLayer>( QStringLiteral( "Polygon?crs=%1&field=name:string" ).arg( crs ), "districts", "memory" );
  const QgsCoordinateTransform toLayer( QgsCoordinateReferenceSystem( "EPSG:32643" ), layer->crs(),
                                        QgsCoordinateTransformContext() );
  QgsFeatureList features;
  for ( const Part &part : parts )
  {
    QgsGeometry shape = QgsGeometry::fromRect( QgsRectangle( 700000 + 1000 * part.west, 3100000 + 1000 * part.south,
                                                             700000 + 1000 * part.east, 3100000 + 1000 * part.north ) );
    if ( shape.transform( toLayer ) != Qgis::GeometryOperationResult::Success )
      qFatal( "The test's districts cannot be transformed." );
    QgsFeature feature( layer->fields() );
    feature.setGeometry( shape );
    feature.setAttribute( 0, part.name );
    features << feature;
  }
  layer->dataProvider()->addFeatures( features );
  return layer;
}

namespace
{
QString output( const QString &program, const QStringList &arguments )
{
  QProcess process;
  process.start( program, arguments );
  if ( !process.waitForFinished() || process.exitCode() != 0 )
    return QStringLiteral( "%1 failed: %2" ).arg( program, QString::fromUtf8( process.readAllStandardError() ) );
  return QString::fromUtf8( process.readAllStandardOutput() ).normalized( QString::NormalizationForm_KC ); // ligatures
}
} // namespace

QString textOf( const QString &pdf )
{
  return output( "pdftotext", { "-layout", pdf, "-" } ).simplified();
}

QString columnOf( const QString &pdf )
{
  return output( "pdftotext", { pdf, "-" } ).simplified();
}

int pagesOf( const QString &pdf )
{
  return QRegularExpression( "Pages:\\s+(\\d+)" ).match( output( "pdfinfo", { pdf } ) ).captured( 1 ).toInt();
}

QImage picture( const QString &pdf )
{
  const QString base = pdf.chopped( 4 );
  output( "pdftoppm", { "-r", "101.6", "-png", "-singlefile", pdf, base } );
  QImage image( base + ".png" );
  QFile::remove( base + ".png" );
  return image;
}

BulletinExample::BulletinExample() = default;
BulletinExample::~BulletinExample() = default;

void BulletinExample::setUp()
{
  startQgis();
  mRisk = writeExample( mFolder.path( "risk.tif" ) );
  mDistricts = polygons( threeDistricts );
  mFar = polygons( { { "Far", 50, 50, 60, 60 } } );
}

void BulletinExample::tearDown()
{
  mDistricts.reset();
  mFar.reset();
  stopQgis();
}

QVariantMap BulletinExample::parameters( const TestFolder &folder, const QVariantMap &others ) const
{
  QVariantMap parameters = { { "RISK", mRisk }, { "OUTPUT", folder.path( "out" ) } };
  parameters.insert( others );
  return parameters;
}

} // namespace riskcast
