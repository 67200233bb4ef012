#include "error_text.h"
#include "full_disk.h"
#include "processing_run.h"
#include "test_layers.h"

#include <qgsfeatureiterator.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingparameters.h>
#include <qgsproject.h>

#include <cmath>

using namespace riskcast;

namespace
{

const QString algorithm = "checkincidents";
const QgsPointXY northWest( 700000, 3104000 );
constexpr double cell = 1000;

/// The example of the help page. 2: the same incident twice; o: from 1916; -: without a time. One more row is at 0/0.
const QStringList drawn = { ". 1 1 .", "1 2 1 1", "1 o 1 1", ". 1 - ." };

std::vector<Row> example()
{
  std::vector<Row> rows;
  for ( int y = 0; y < 4; ++y )
  {
    const QStringList letters = drawn[y].split( ' ' );
    for ( int x = 0; x < 4; ++x )
    {
      const QgsPointXY middle( northWest.x() + ( x + 0.5 ) * cell, northWest.y() - ( y + 0.5 ) * cell );
      const QDateTime june( QDate( 2024, 6, 1 + 4 * y + x ), QTime( 14, 20 ) );
      const QDateTime longAgo( QDate( 1916, 12, 30 ), QTime( 14, 20 ) );
      const QVariant time = letters[x] == "-" ? QVariant() : letters[x] == "o" ? QVariant( longAgo ) : QVariant( june );
      const int count = letters[x] == "." ? 0 : letters[x] == "2" ? 2 : 1;
      rows.insert( rows.end(), count, { middle, time } );
    }
  }
  rows.push_back( { QgsPointXY( 0, 0 ), QDateTime( QDate( 2024, 6, 20 ), QTime( 9, 5 ) ) } );
  return rows;
}

/// Rows per cell, as they are drawn; those outside are not.
QStringList map( const QgsVectorLayer &layer )
{
  std::vector<int> counts( 16 );
  QgsFeatureIterator features = layer.getFeatures();
  for ( QgsFeature feature; features.nextFeature( feature ); )
  {
    const QgsPointXY point = feature.geometry().asPoint();
    const int x = static_cast<int>( std::floor( ( point.x() - northWest.x() ) / cell ) );
    const int y = static_cast<int>( std::floor( ( northWest.y() - point.y() ) / cell ) );
    if ( x >= 0 && x < 4 && y >= 0 && y < 4 )
      ++counts[4 * y + x];
  }
  QStringList lines;
  for ( int y = 0; y < 4; ++y )
  {
    QStringList letters;
    for ( int x = 0; x < 4; ++x )
      letters << ( counts[4 * y + x] == 0 ? QString( "." ) : QString::number( counts[4 * y + x] ) );
    lines << letters.join( ' ' );
  }
  return lines;
}

/// The reasons of the rows that have some, in order.
QStringList reasons( const QgsVectorLayer &layer )
{
  QStringList texts;
  QgsFeatureIterator features = layer.getFeatures();
  for ( QgsFeature feature; features.nextFeature( feature ); )
  {
    const QString text = feature.attribute( "reasons" ).toString();
    if ( !text.isEmpty() )
      texts << text;
  }
  return texts;
}

QVariantMap checking( const std::unique_ptr<QgsVectorLayer> &layer, const TestFolder &folder )
{
  return { { "INCIDENTS", asParameter( layer ) }, { "TIME_FIELD", "time" }, { "REPORT", folder.path( "report.html" ) } };
}

} // namespace

class TestCheckIncidentsAlgorithm : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void theExampleOfTheHelpPage()
  {
    const TestFolder folder;
    const auto layer = pointLayer( example() );
    QVariantMap parameters = checking( layer, folder );
    parameters["OUTPUT"] = folder.path( "all.gpkg" );
    parameters["CLEAN"] = folder.path( "clean.gpkg" );
    RecordedLog log;
    const Outcome outcome = run( algorithm, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );
    const auto number = [&outcome]( const char *name ) { return outcome.results.value( name ).toInt(); };
    QCOMPARE( number( "ROWS" ), 14 );
    QCOMPARE( number( "FLAGGED" ), 4 );
    QCOMPARE( number( "MISSING_TIME" ), 1 );
    QCOMPARE( number( "ZERO_COORDINATES" ), 1 );
    QCOMPARE( number( "FAR_OFF" ), 1 );
    QCOMPARE( number( "DUPLICATE_INCIDENT" ), 1 );
    QCOMPARE( number( "IMPLAUSIBLE_DATE" ), 1 );
    QCOMPARE( number( "SWAPPED_COORDINATES" ), 0 );

    const QgsVectorLayer all( folder.path( "all.gpkg" ) );
    QCOMPARE( all.featureCount(), 14LL );
    QCOMPARE( reasons( all ),
              QStringList( { "duplicate-incident", "implausible-date", "missing-time", "zero-coordinates; far-off" } ) );
    const QgsVectorLayer clean( folder.path( "clean.gpkg" ) );
    QCOMPARE( map( clean ), QStringList( { ". 1 1 .", "1 1 1 1", "1 . 1 1", ". 1 . ." } ) );
    QVERIFY( clean.fields().lookupField( "time" ) >= 0 );
    QCOMPARE( clean.fields().lookupField( "reasons" ), -1 );
    VERIFY_SAYS( QString::fromUtf8( contentOf( folder.path( "report.html" ) ) ), "4 of 14 rows (28.6 %) are flagged" );
  }

  void rulesCanBeTurnedOff()
  {
    const TestFolder folder;
    const auto layer = pointLayer( example() );
    QVariantMap parameters = checking( layer, folder );
    parameters["RULES"] = QStringList( { "zero-coordinates", "missing-time" } );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "FLAGGED" ).toInt(), 2 );
    QCOMPARE( outcome.results.value( "FAR_OFF" ).toInt(), 0 );
  }

  void rowsWithoutGeometryStayWithoutGeometry()
  {
    const TestFolder folder;
    std::vector<Row> rows = example();
    rows.push_back( { QgsPointXY(), QDateTime( QDate( 2024, 6, 3 ), QTime( 8, 1 ) ), false } );
    const auto layer = pointLayer( rows );
    QVariantMap parameters = checking( layer, folder );
    parameters["OUTPUT"] = folder.path( "all.gpkg" );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const QgsVectorLayer all( folder.path( "all.gpkg" ) );
    QCOMPARE( reasons( all ).last(), "missing-coordinates" );
    QgsFeature last;
    QgsFeatureIterator features = all.getFeatures();
    while ( features.nextFeature( last ) && last.hasGeometry() )
    {
    }
    QCOMPARE( last.attribute( "reasons" ).toString(), "missing-coordinates" );
  }

  void anAreaDecidesWhatIsFarOff()
  {
    // Around the example, but for its eastern column of two rows, and 0/0.
    const TestFolder folder;
    const auto layer = pointLayer( example() );
    QVariantMap parameters = checking( layer, folder );
    parameters["EXTENT"] = "700000,703000,3100000,3104000 [EPSG:32643]";
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "FAR_OFF" ).toInt(), 3 );
  }

  void cancelingLeavesThePreviousFilesAsTheyWere()
  {
    const TestFolder folder;
    const auto layer = pointLayer( example() );
    QVariantMap parameters = checking( layer, folder );
    parameters["REPORT"] = folder.existing( "report.html" );
    parameters["OUTPUT"] = folder.existing( "all.gpkg" );
    parameters["CLEAN"] = folder.existing( "clean.gpkg" );
    RecordedLog log;
    log.cancelAt = 70;
    QVERIFY( !run( algorithm, parameters, log ).ok );
    QCOMPARE( folder.content(), QStringList( { "all.gpkg", "clean.gpkg", "report.html" } ) );
    for ( const QString &file : folder.content() )
      QCOMPARE( contentOf( folder.path( file ) ), QByteArray( "previous" ) );
  }

  void aDiskThatIsFullAtTheEndLeavesThePreviousFilesAsTheyWere()
  {
    // 16,000 rows: the checked ones fit on the disk as CSV of less than 40 bytes each, the clean ones do not as GeoPackage of
    // more than 80 bytes each, which shows when that is closed.
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 8000 ) );
    QVariantMap parameters = checking( layer, folder );
    parameters["REPORT"] = folder.existing( "report.html" );
    parameters["OUTPUT"] = folder.existing( "all.csv" );
    parameters["CLEAN"] = folder.existing( "clean.gpkg" );
    {
      const FullDisk disk( 900000 );
      const Outcome outcome = run( algorithm, parameters );
      QVERIFY( !outcome.ok );
      VERIFY_SAYS( outcome.error, "clean.gpkg\" could not be written whole" );
    }
    QCOMPARE( folder.content(), QStringList( { "all.csv", "clean.gpkg", "report.html" } ) );
    for ( const QString &file : folder.content() )
      QCOMPARE( contentOf( folder.path( file ) ), QByteArray( "previous" ) );
  }

  void onlySelectedFeaturesAreChecked()
  {
    // Rows 2 and 3 of the example are clean, rows 4 and 5 are one incident written twice.
    const TestFolder folder;
    QgsProject project;
    auto layer = pointLayer( example() );
    layer->selectByExpression( "\"id\" in (2, 4, 5)" );
    const QString id = layer->id();
    QVERIFY( project.addMapLayer( layer.release() ) );
    QgsProcessingContext context;
    context.setProject( &project );
    RecordedLog log;
    const QVariantMap parameters = { { "INCIDENTS", QVariant::fromValue( QgsProcessingFeatureSourceDefinition( id, true ) ) },
                                     { "TIME_FIELD", "time" },
                                     { "REPORT", folder.path( "report.html" ) },
                                     { "OUTPUT", folder.path( "all.gpkg" ) },
                                     { "CLEAN", folder.path( "clean.gpkg" ) } };
    const Outcome outcome = run( algorithm, parameters, log, context );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "ROWS" ).toInt(), 3 );
    QCOMPARE( reasons( QgsVectorLayer( folder.path( "all.gpkg" ) ) ), QStringList( "duplicate-incident" ) );
    QCOMPARE( QgsVectorLayer( folder.path( "clean.gpkg" ) ).featureCount(), 2LL );
  }
};

QTEST_MAIN( TestCheckIncidentsAlgorithm )
#include "test_check_incidents_algorithm.moc"
