#include "error_text.h"
#include "processing_run.h"
#include "selection.h"
#include "test_layers.h"

#include <qgsfeature.h>
#include <qgsgeometry.h>

#include <QDir>

using namespace riskcast;

namespace
{

QDateTime at( const QString &time )
{
  return QDateTime::fromString( time, Qt::ISODate );
}

/// Three incidents of January 2024 in the corners and the middle of a rectangle, and one at the very start of February.
std::vector<Row> januaryAndAMoment()
{
  return { { QgsPointXY( 0, 0 ), at( "2024-01-05T10:00:00" ) },
           { QgsPointXY( 50, 60 ), at( "2024-01-12T10:00:00" ) },
           { QgsPointXY( 100, 120 ), at( "2024-01-31T23:59:59" ) },
           { QgsPointXY( 50, 50 ), at( "2024-02-01T00:00:00" ) } };
}

QVariantMap januaryOnly( const std::unique_ptr<QgsVectorLayer> &layer )
{
  return { { "INCIDENTS", asParameter( layer ) }, { "TIME_FIELD", "time" }, { "RULE", "all" }, { "PERIOD_SHARE", 75 } };
}

const QString algorithm = "selectextentandperiod";
const QString outputName = "OUTPUT";
const QString selectionName = "SELECTION";

} // namespace

class TestSelectExtentAndPeriod : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void keepsTheMonthThatHoldsTheShare()
  {
    const TestFolder folder;
    const auto layer = pointLayer( januaryAndAMoment() );
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = folder.path( "selected.gpkg" );
    parameters[selectionName] = folder.path( "selection.gpkg" );
    RecordedLog log;
    const Outcome outcome = run( algorithm, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );

    // 3 of 4 incidents are 75 %, and January alone holds them.
    QCOMPARE( outcome.results.value( "START" ).toString(), "2024-01-01" );
    QCOMPARE( outcome.results.value( "END" ).toString(), "2024-02-01" );
    QCOMPARE( outcome.results.value( "ROWS_READ" ).toInt(), 4 );
    QCOMPARE( outcome.results.value( "KEPT" ).toInt(), 3 );
    QCOMPARE( outcome.results.value( "LEFT_OUT" ).toInt(), 1 );

    const QgsVectorLayer selected( outcome.results.value( outputName ).toString() );
    QCOMPARE( selected.featureCount(), 3LL );
    QCOMPARE( selected.crs().authid(), "EPSG:32643" );
    QVERIFY( selected.fields().lookupField( "time" ) >= 0 );

    const Selection selection = readSelection( outcome.results.value( selectionName ).toString().toStdString() );
    QCOMPARE( selection.extent.xMin, 0.0 );
    QCOMPARE( selection.extent.yMax, 120.0 );
    QCOMPARE( QString::fromStdString( toIso8601( selection.end ) ), "2024-02-01" );
  }

  void extentIsTextThatAnExtentParameterTakes()
  {
    const auto layer = pointLayer( januaryAndAMoment() );
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = "memory:";
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "EXTENT" ).toString(), "0,100,0,120 [EPSG:32643]" );
  }

  void startExtentMayBeInAnotherCrs()
  {
    // Around 77.2° E, 28.6° N in UTM 43N lies about 715,130 E, 3,165,930 N; the far point is 100 km east of it.
    const std::vector<Row> rows = { { QgsPointXY( 715000, 3165000 ), at( "2024-01-05T10:00:00" ) },
                                    { QgsPointXY( 715500, 3166000 ), at( "2024-01-06T10:00:00" ) },
                                    { QgsPointXY( 815000, 3166000 ), at( "2024-01-06T10:00:00" ) } };
    const auto layer = pointLayer( rows );
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = "memory:";
    parameters["START_EXTENT"] = "77.1,77.3,28.5,28.7 [EPSG:4326]";
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "KEPT" ).toInt(), 2 );
  }

  void rowsLeftOutAreToldByReason()
  {
    std::vector<Row> rows = januaryAndAMoment();
    rows.push_back( { QgsPointXY( 1, 1 ), QVariant() } );
    rows.push_back( { QgsPointXY(), at( "2024-01-05T10:00:00" ), false } );
    const auto layer = pointLayer( rows );
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = "memory:";
    RecordedLog log;
    const Outcome outcome = run( algorithm, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "ROWS_READ" ).toInt(), 6 );
    QCOMPARE( outcome.results.value( "LEFT_OUT" ).toInt(), 3 );
    const QString told = ( log.infos + log.warnings ).join( '\n' );
    VERIFY_SAYS( told, "1 without a time" );
    VERIFY_SAYS( told, "1 without coordinates" );
    VERIFY_SAYS( told, "without a time zone" );
  }

  void cancelingLeavesThePreviousFilesAsTheyWere_data()
  {
    QTest::addColumn<double>( "percent" );
    QTest::newRow( "while incidents are read" ) << 0.1;
    QTest::newRow( "while the selected ones are written" ) << 81.0;
  }
  void cancelingLeavesThePreviousFilesAsTheyWere()
  {
    QFETCH( double, percent );
    const TestFolder folder;
    const auto layer = pointLayer( januaryAndAMoment() );
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = folder.existing( "selected.gpkg" );
    parameters[selectionName] = folder.existing( "selection.gpkg" );
    RecordedLog log;
    log.cancelAt = percent;
    QVERIFY( !run( algorithm, parameters, log ).ok );
    QCOMPARE( folder.content(), QStringList( { "selected.gpkg", "selection.gpkg" } ) );
    QCOMPARE( contentOf( folder.path( "selected.gpkg" ) ), QByteArray( "previous" ) );
    QCOMPARE( contentOf( folder.path( "selection.gpkg" ) ), QByteArray( "previous" ) );
  }

  void cancelingLeavesAShapefileWhole()
  {
    const TestFolder folder;
    const QStringList files = { "selected.dbf", "selected.prj", "selected.qml", "selected.shp", "selected.shx" };
    for ( const QString &file : files )
      folder.existing( file, "previous " + file.toUtf8() );
    const auto layer = pointLayer( januaryAndAMoment() );
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = folder.path( "selected.shp" );
    RecordedLog log;
    log.cancelAt = 81;
    QVERIFY( !run( algorithm, parameters, log ).ok );
    QCOMPARE( folder.content(), files );
    for ( const QString &file : files )
      QCOMPARE( contentOf( folder.path( file ) ), "previous " + file.toUtf8() );
  }

  void aShapefileIsReplacedAndItsStyleKeptAside()
  {
    const TestFolder folder;
    for ( const char *file : { "selected.shp", "selected.shx", "selected.dbf", "selected.qml" } )
      folder.existing( file );
    const auto layer = pointLayer( januaryAndAMoment() );
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = folder.path( "selected.shp" );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( QgsVectorLayer( folder.path( "selected.shp" ) ).featureCount(), 3LL );
    QCOMPARE( contentOf( folder.path( "selected.qml.previous" ) ), QByteArray( "previous" ) );
    QVERIFY(
        contentOf( folder.path( "selected.qml" ) ).contains( "&quot;time&quot;" ) ); // the field that the new layer is dated by
    QVERIFY( folder.content().filter( ".riskcast" ).isEmpty() );
  }

  void filesOfAnyFormatAreKept_data()
  {
    QTest::addColumn<QString>( "output" );
    QTest::addColumn<QString>( "file" );
    QTest::newRow( "a spreadsheet whose header looks like a row" ) << "selected.xlsx"
                                                                   << "selected.xlsx";
    QTest::newRow( "a format that GDAL can write only" ) << "selected.sql"
                                                         << "selected.sql";
    QTest::newRow( "no suffix" ) << "selected"
                                 << "selected.gpkg";
    QTest::newRow( "a suffix that is no format" ) << "selected.2024"
                                                  << "selected.2024.gpkg";
  }
  void filesOfAnyFormatAreKept()
  {
    QFETCH( QString, output );
    QFETCH( QString, file );
    const TestFolder folder;
    folder.existing( file );
    const auto layer = std::make_unique<QgsVectorLayer>( "Point?crs=EPSG:32643&field=time:string", "incidents", "memory" );
    QgsFeature feature( layer->fields() );
    feature.setAttribute( 0, "2024-01-05" );
    for ( const QgsPointXY &place : { QgsPointXY( 0, 0 ), QgsPointXY( 50, 60 ) } )
    {
      feature.setGeometry( QgsGeometry::fromPointXY( place ) );
      QVERIFY( layer->dataProvider()->addFeature( feature ) );
    }
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = folder.path( output );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( outputName ).toString(), folder.path( file ) );
    QStringList fileAndStyle = { file, QFileInfo( file ).completeBaseName() + ".qml" };
    fileAndStyle.sort();
    QCOMPARE( folder.content(), fileAndStyle );
    QVERIFY( contentOf( folder.path( file ) ) != "previous" );
  }

  void aFileWhoseSuffixQgisAddsIsProtectedToo()
  {
    const TestFolder folder;
    folder.existing( "selected.gpkg" );
    const auto layer = pointLayer( januaryAndAMoment() );
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = folder.path( "selected" );
    RecordedLog log;
    log.cancelAt = 81;
    QVERIFY( !run( algorithm, parameters, log ).ok );
    QCOMPARE( folder.content(), QStringList( "selected.gpkg" ) );
    QCOMPARE( contentOf( folder.path( "selected.gpkg" ) ), QByteArray( "previous" ) );
  }

  void aRelativePathIsProtectedToo()
  {
    const TestFolder folder;
    const QString before = QDir::currentPath();
    QVERIFY( QDir::setCurrent( folder.path( "." ) ) );
    folder.existing( "selected.gpkg" );
    const auto layer = pointLayer( januaryAndAMoment() );
    QVariantMap parameters = januaryOnly( layer );
    parameters[outputName] = "selected.gpkg";
    RecordedLog log;
    log.cancelAt = 81;
    const bool ok = run( algorithm, parameters, log ).ok;
    QVERIFY( QDir::setCurrent( before ) );
    QVERIFY( !ok );
    QCOMPARE( folder.content(), QStringList( "selected.gpkg" ) );
    QCOMPARE( contentOf( folder.path( "selected.gpkg" ) ), QByteArray( "previous" ) );
  }
};

QTEST_MAIN( TestSelectExtentAndPeriod )
#include "test_select_extent_and_period.moc"
