#include "error_text.h"
#include "maps.h"
#include "processing_run.h"
#include "stack_file.h"

#include <qgsmeshlayer.h>
#include <qgsrasterlayer.h>

using namespace riskcast;

namespace
{

const QString algorithm = QStringLiteral( "exportheatmapstack" );

/// The example of the help page: three days from 2016-07-30 on.
HeatmapStack example()
{
  HeatmapStack days = stack( { "1 . . . / . 2 . . / . . . . / . . . .", ". . . . / . 1 . . / . . . . / . . . 1",
                               ". . . . / . . . . / . . . 4 / . . . ." } );
  days.steps = TimeSteps( *parseTime( "2016-07-30" ), {}, 3 );
  return days;
}

} // namespace

class TestExportHeatmapStack : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    startQgis();
    mHeatmaps = mFolder.path( "heatmaps.tif" );
    Feedback silent;
    writeHeatmapStack( example(), mHeatmaps.toStdString(), {}, silent );
  }
  void cleanupTestCase() { stopQgis(); }

  void addsUpTheWorkedExample()
  {
    const TestFolder folder;
    RecordedLog log;
    const Outcome outcome = run(
        algorithm, { { "HEATMAPS", mHeatmaps }, { "AGGREGATE", "months" }, { "OUTPUT", folder.path( "months.tif" ) } }, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "STEPS" ).toInt(), 2 );
    QVERIFY( log.isSteady() );
    Feedback silent;
    const HeatmapStack months = readHeatmapStack( folder.path( "months.tif" ).toStdString(), silent );
    QCOMPARE( stepMap( months, 0 ), map( "1 . . . / . 3 . . / . . . . / . . . 1" ) );
    QCOMPARE( stepMap( months, 1 ), map( ". . . . / . . . . / . . . 4 / . . . ." ) );
    COMPARE_TEXT( toIso8601( months.steps.start( 1 ) ), "2016-08-01" );
    QCOMPARE( folder.content(), QStringList( { "months.qml", "months.tif" } ) );
  }

  void writesTheTableOfTheWorkedExample()
  {
    const TestFolder folder;
    const Outcome outcome = run( algorithm, { { "HEATMAPS", mHeatmaps }, { "OUTPUT", folder.path( "days.csv" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const QString page = QString::fromUtf8( contentOf( RISKCAST_SOURCE_DIR "/docs/algorithms/export_heatmap_stack.md" ) );
    const QString table = QString::fromUtf8( contentOf( folder.path( "days.csv" ) ) );
    QCOMPARE( table.count( '\n' ), 6 );
    VERIFY_SAYS( page, table.toUtf8() );
  }

  void qgisOpensTheNetcdfAsARaster()
  {
    const TestFolder folder;
    QVERIFY( run( algorithm, { { "HEATMAPS", mHeatmaps }, { "OUTPUT", folder.path( "days.nc" ) } } ).ok );
    QgsRasterLayer layer( QStringLiteral( "NETCDF:\"%1\":count" ).arg( folder.path( "days.nc" ) ) );
    QVERIFY2( layer.isValid(), qPrintable( layer.error().message() ) );
    QCOMPARE( layer.bandCount(), 3 );
    QCOMPARE( layer.crs().authid(), QStringLiteral( "EPSG:32643" ) );
    QCOMPARE( layer.extent(), QgsRectangle( 0, 0, 4, 4 ) );
    // The cell of the example with 2 on the first day and 1 on the second; row 1 from the north, column 1.
    const QgsPointXY place( 1.5, 2.5 );
    QCOMPARE( layer.dataProvider()->sample( place, 1 ), 2.0 );
    QCOMPARE( layer.dataProvider()->sample( place, 2 ), 1.0 );
    QCOMPARE( layer.dataProvider()->sample( QgsPointXY( 3.5, 1.5 ), 3 ), 4.0 );
  }

  void qgisOpensTheNetcdfAsAMeshWithTimes()
  {
    const TestFolder folder;
    QVERIFY( run( algorithm, { { "HEATMAPS", mHeatmaps }, { "OUTPUT", folder.path( "days.nc" ) } } ).ok );
    QgsMeshLayer layer( folder.path( "days.nc" ), "days", "mdal" );
    QVERIFY2( layer.isValid(), qPrintable( layer.error().message() ) );
    int group = -1;
    for ( const int index : layer.datasetGroupsIndexes() )
      if ( layer.datasetGroupMetadata( QgsMeshDatasetIndex( index ) ).name().contains( "incidents in the cell" ) ||
           layer.datasetGroupMetadata( QgsMeshDatasetIndex( index ) ).name() == "count" )
        group = index;
    QVERIFY( group >= 0 );
    QCOMPARE( layer.datasetCount( QgsMeshDatasetIndex( group ) ), 3 );
    const QDateTime first = layer.dataProvider()->temporalCapabilities()->referenceTime();
    const auto timeOf = [&]( int step )
    { return first.addMSecs( layer.datasetRelativeTimeInMilliseconds( QgsMeshDatasetIndex( group, step ) ) ).toUTC(); };
    QCOMPARE( timeOf( 0 ), QDateTime( QDate( 2016, 7, 30 ), QTime( 0, 0 ), Qt::UTC ) );
    QCOMPARE( timeOf( 2 ), QDateTime( QDate( 2016, 8, 1 ), QTime( 0, 0 ), Qt::UTC ) );
  }

  void refusesAFileWithoutAFormat()
  {
    const TestFolder folder;
    const Outcome outcome = run( algorithm, { { "HEATMAPS", mHeatmaps }, { "OUTPUT", folder.path( "days.xyz" ) } } );
    VERIFY_SAYS( outcome.error, "days.xyz has a suffix that says nothing: name it .tif" );
    QVERIFY( folder.content().isEmpty() );
  }

  void refusesToReplaceTheStack()
  {
    const QByteArray before = contentOf( mHeatmaps );
    const Outcome outcome = run( algorithm, { { "HEATMAPS", mHeatmaps }, { "OUTPUT", mHeatmaps } } );
    VERIFY_SAYS( outcome.error, "it is what the result is made from" );
    QCOMPARE( contentOf( mHeatmaps ), before );
  }

  void cancelingLeavesThePreviousFile()
  {
    const TestFolder folder;
    folder.existing( "days.nc" );
    RecordedLog log;
    log.cancelAt = 40;
    QVERIFY( !run( algorithm, { { "HEATMAPS", mHeatmaps }, { "OUTPUT", folder.path( "days.nc" ) } }, log ).ok );
    QCOMPARE( folder.content(), QStringList( "days.nc" ) );
    QCOMPARE( contentOf( folder.path( "days.nc" ) ), QByteArray( "previous" ) );
  }

private:
  TestFolder mFolder;
  QString mHeatmaps;
};

QTEST_MAIN( TestExportHeatmapStack )
#include "test_export_heatmap_stack.moc"
