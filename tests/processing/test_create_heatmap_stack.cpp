#include "error_text.h"
#include "maps.h"
#include "processing_run.h"
#include "raster_file.h"
#include "stack_file.h"
#include "test_layers.h"

#include <qgsprocessingcontext.h>
#include <qgsprocessingparameters.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>

#include <cpl_string.h>
#include <gdal_priv.h>

using namespace riskcast;

namespace
{

const QString algorithm = "createheatmapstack";

QDateTime at( const QString &time )
{
  return QDateTime::fromString( time, Qt::ISODate );
}

/// Counts on 3 × 3 cells of 1 m in days.
QVariantMap threeByThree( const std::unique_ptr<QgsVectorLayer> &layer, const QString &heatmaps )
{
  return { { "INCIDENTS", asParameter( layer ) },
           { "TIME_FIELD", "time" },
           { "EXTENT", "0,3,0,3" },
           { "COLUMNS", 3 },
           { "ROWS", 3 },
           { "HEATMAPS", heatmaps } };
}

/// rasters.gpkg and rasters.zip, each with a raster of 2 and one of 4 columns that cover dailyIncidents().
void writeRasters( const TestFolder &folder )
{
  GDALDriver *geoPackage = GetGDALDriverManager()->GetDriverByName( "GPKG" );
  Feedback silent;
  for ( const auto &[name, columns] : { std::pair( "first", 2 ), std::pair( "second", 4 ) } )
  {
    const std::vector<float> values( static_cast<size_t>( columns * columns ), 1 );
    const Grid grid( "EPSG:32643", { 700000, 3100000, 708000, 3108000 }, columns, columns );
    const QString path = folder.path( QStringLiteral( "%1.tif" ).arg( name ) );
    writeRaster( path.toStdString(), grid, { { "height", {}, values } }, {}, {}, silent );

    const GDALDatasetUniquePtr raster( GDALDataset::Open( qPrintable( path ) ) );
    const QByteArray table = QByteArray( "RASTER_TABLE=" ) + name;
    CPLStringList options;
    options.AddString( table );
    options.AddString( "APPEND_SUBDATASET=YES" );
    GDALClose( geoPackage->CreateCopy( qPrintable( folder.path( "rasters.gpkg" ) ), raster.get(), false, options.List(), nullptr,
                                       nullptr ) );

    archived( path, folder.path( "rasters.zip" ) );
  }
}

HeatmapStack read( const QString &path )
{
  Feedback silent;
  return readHeatmapStack( path.toStdString(), silent );
}

} // namespace

class TestCreateHeatmapStack : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void countsPerCellAndDay()
  {
    const TestFolder folder;
    const auto layer = pointLayer( { { QgsPointXY( 0.5, 2.5 ), at( "2024-01-01T10:00:00" ) },
                                     { QgsPointXY( 0.6, 2.9 ), at( "2024-01-01T23:59:59" ) },
                                     { QgsPointXY( 1.5, 1.5 ), at( "2024-01-01T00:00:00" ) },
                                     { QgsPointXY( 3.0, 0.0 ), at( "2024-01-03T12:00:00" ) }, // on the corner: the last cell
                                     { QgsPointXY( 3.1, 0.5 ), at( "2024-01-03T12:00:00" ) } } );
    RecordedLog log;
    const Outcome outcome = run( algorithm, threeByThree( layer, folder.path( "heatmaps.tif" ) ), log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );

    const HeatmapStack stack = read( outcome.results.value( "HEATMAPS" ).toString() );
    QCOMPARE( stepMap( stack, 0 ), map( "2 . . / . 1 . / . . ." ) );
    QCOMPARE( stepMap( stack, 2 ), map( ". . . / . . . / . . 1" ) );
    QVERIFY( !stack.isObserved( 1 ) );
    QCOMPARE( outcome.results.value( "STEPS" ).toInt(), 3 );
    QCOMPARE( outcome.results.value( "OBSERVED_STEPS" ).toInt(), 2 );
    QCOMPARE( outcome.results.value( "INCIDENTS_USED" ).toInt(), 4 );
    QCOMPARE( outcome.results.value( "LEFT_OUT" ).toInt(), 1 );
    QCOMPARE( outcome.results.value( "CELL_WIDTH" ).toDouble(), 1.0 );
    QCOMPARE( outcome.results.value( "CELL_HEIGHT" ).toDouble(), 1.0 );
    VERIFY_SAYS( ( log.infos + log.warnings ).join( '\n' ), "1 outside the extent" );
  }

  void completeRegistersHaveTrueZeros()
  {
    const TestFolder folder;
    const auto layer = pointLayer(
        { { QgsPointXY( 0.5, 2.5 ), at( "2024-01-01T10:00:00" ) }, { QgsPointXY( 0.5, 2.5 ), at( "2024-01-03T10:00:00" ) } } );
    QVariantMap parameters = threeByThree( layer, folder.path( "heatmaps.tif" ) );
    parameters["EMPTY_STEPS"] = "true-zeros";
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "OBSERVED_STEPS" ).toInt(), 3 );
  }

  void weeksStartOnMonday()
  {
    const TestFolder folder;
    const auto layer = pointLayer( { { QgsPointXY( 0.5, 2.5 ), at( "2024-01-07T23:00:00" ) },     // a Sunday
                                     { QgsPointXY( 1.5, 1.5 ), at( "2024-01-08T00:00:00" ) } } ); // the Monday after
    QVariantMap parameters = threeByThree( layer, folder.path( "heatmaps.tif" ) );
    parameters["STEP_UNIT"] = "week";
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const HeatmapStack stack = read( folder.path( "heatmaps.tif" ) );
    COMPARE_TEXT( toIso8601( stack.steps.start( 0 ) ), "2024-01-01" );
    COMPARE_TEXT( toIso8601( stack.steps.start( 1 ) ), "2024-01-08" );
    QCOMPARE( stepMap( stack, 1 ), map( ". . . / . 1 . / . . ." ) );
  }

  void startAndEndBoundThePeriod()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 10 ) );
    QVariantMap parameters = dailyGrid();
    parameters["INCIDENTS"] = asParameter( layer );
    parameters["START"] = "2024-01-03";
    parameters["END"] = QDateTime( QDate( 2024, 1, 6 ), QTime( 0, 0 ) );
    parameters["HEATMAPS"] = folder.path( "heatmaps.tif" );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    // The 3rd, 4th and 5th, two incidents each; the other seven days are left out.
    QCOMPARE( outcome.results.value( "STEPS" ).toInt(), 3 );
    QCOMPARE( outcome.results.value( "INCIDENTS_USED" ).toInt(), 6 );
    QCOMPARE( outcome.results.value( "LEFT_OUT" ).toInt(), 14 );
  }

  void cellSizeReplacesColumnsAndRows()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 3 ) );
    QVariantMap parameters = dailyGrid();
    parameters["INCIDENTS"] = asParameter( layer );
    parameters["CELL_SIZE"] = 2000;
    parameters["HEATMAPS"] = folder.path( "heatmaps.tif" );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const HeatmapStack stack = read( folder.path( "heatmaps.tif" ) );
    QCOMPARE( stack.grid.columns(), 4 );
    QCOMPARE( stack.grid.cellHeight(), 2000.0 );
  }

  void degreesAreReplacedByTheLocalMetricCrs()
  {
    const TestFolder folder;
    const auto layer =
        pointLayer( { { QgsPointXY( 77.1, 28.5 ), QDate( 2024, 1, 1 ) }, { QgsPointXY( 77.3, 28.7 ), QDate( 2024, 1, 2 ) } },
                    "date", "EPSG:4326" );
    QVariantMap parameters = threeByThree( layer, folder.path( "heatmaps.tif" ) );
    parameters.remove( "EXTENT" );
    RecordedLog log;
    const Outcome outcome = run( algorithm, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    COMPARE_TEXT( read( folder.path( "heatmaps.tif" ) ).grid.crs(), "EPSG:32643" );
    VERIFY_SAYS( log.infos.join( '\n' ), "EPSG:32643" );
  }

  void extentIsTakenInTheGridsCrs()
  {
    const TestFolder folder;
    const auto layer = pointLayer( { { QgsPointXY( 77.2, 28.6 ), QDate( 2024, 1, 1 ) } }, "date", "EPSG:4326" );
    QVariantMap parameters = threeByThree( layer, folder.path( "heatmaps.tif" ) );
    parameters["GRID_CRS"] = "EPSG:32643";
    parameters["EXTENT"] = "700000,730000,3150000,3180000";
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const Extent extent = read( folder.path( "heatmaps.tif" ) ).grid.extent();
    QCOMPARE( extent.xMin, 700000.0 );
    QCOMPARE( extent.yMax, 3180000.0 );
  }

  void selectionGivesExtentAndPeriodUnlessTheyAreGiven()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 40 ) );
    QVariantMap parameters = { { "INCIDENTS", asParameter( layer ) },
                               { "TIME_FIELD", "time" },
                               { "RULE", "all" },
                               { "PERIOD_SHARE", 75 },
                               { "OUTPUT", "memory:" },
                               { "SELECTION", folder.path( "selection.gpkg" ) } };
    QVERIFY( run( "selectextentandperiod", parameters ).ok );

    parameters = { { "INCIDENTS", asParameter( layer ) },
                   { "TIME_FIELD", "time" },
                   { "SELECTION", folder.path( "selection.gpkg" ) },
                   { "HEATMAPS", folder.path( "heatmaps.tif" ) } };
    Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    // January holds 31 of 40 days, 77.5 %; the incidents lie on kilometres from 700.5 to 707.5 and from 3100.5 to 3107.5.
    HeatmapStack stack = read( folder.path( "heatmaps.tif" ) );
    QCOMPARE( stack.stepCount(), 31 );
    QCOMPARE( stack.grid.extent().xMin, 700500.0 );
    QCOMPARE( stack.grid.extent().yMax, 3107500.0 );

    parameters["END"] = "2024-01-11";
    parameters["EXTENT"] = "700000,708000,3100000,3108000";
    outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    stack = read( folder.path( "heatmaps.tif" ) );
    QCOMPARE( stack.stepCount(), 10 );
    QCOMPARE( stack.grid.extent().xMin, 700000.0 );
  }

  void onlySelectedFeaturesAreCounted()
  {
    const TestFolder folder;
    QgsProject project;
    auto layer = pointLayer( dailyIncidents( 5 ) );
    QVariantMap parameters = dailyGrid();
    layer->selectByExpression( "\"id\" in (1, 4)" ); // the first incident of the first day, and the second of the second
    parameters["INCIDENTS"] = QVariant::fromValue( QgsProcessingFeatureSourceDefinition( layer->id(), true ) );
    parameters["HEATMAPS"] = folder.path( "heatmaps.tif" );
    QVERIFY( project.addMapLayer( layer.release() ) );
    QgsProcessingContext context;
    context.setProject( &project );
    RecordedLog log;
    const Outcome outcome = run( algorithm, parameters, log, context );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );
    QCOMPARE( outcome.results.value( "STEPS" ).toInt(), 2 );
    QCOMPARE( outcome.results.value( "INCIDENTS_USED" ).toInt(), 2 );
    QCOMPARE( outcome.results.value( "LEFT_OUT" ).toInt(), 0 );
  }

  void aFilterOfTheSourceIsApplied()
  {
    const TestFolder folder;
    save( *pointLayer( dailyIncidents( 5 ) ), folder.path( "incidents.gpkg" ) );
    QVariantMap parameters = dailyGrid();
    parameters["INCIDENTS"] = QVariant::fromValue( QgsProcessingFeatureSourceDefinition(
        folder.path( "incidents.gpkg" ), false, -1, {}, Qgis::InvalidGeometryCheck::AbortOnInvalid, "\"id\" > 4" ) );
    parameters["HEATMAPS"] = folder.path( "heatmaps.tif" );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    // Two a day, so 5 … 10 are those of the last three days.
    QCOMPARE( outcome.results.value( "STEPS" ).toInt(), 3 );
    QCOMPARE( outcome.results.value( "INCIDENTS_USED" ).toInt(), 6 );
  }

  void theGridMayBeThatOfARasterInsideAFile_data()
  {
    QTest::addColumn<QString>( "raster" );
    QTest::newRow( "one of two in a GeoPackage" ) << "GPKG:%1/rasters.gpkg:second";
    QTest::newRow( "in an archive" ) << "/vsizip/%1/rasters.zip/second.tif";
    QTest::newRow( "with an option of the driver" ) << "%1/second.tif|option:NUM_THREADS=1";
  }
  void theGridMayBeThatOfARasterInsideAFile()
  {
    QFETCH( QString, raster );
    const TestFolder folder;
    writeRasters( folder );
    const auto layer = pointLayer( dailyIncidents( 5 ) );
    const Outcome outcome = run( algorithm, { { "INCIDENTS", asParameter( layer ) },
                                              { "TIME_FIELD", "time" },
                                              { "TEMPLATE", raster.arg( folder.path( "." ) ) },
                                              { "HEATMAPS", folder.path( "heatmaps.tif" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( read( folder.path( "heatmaps.tif" ) ).grid.columns(), 4 );
  }

  void filledMapsAreASecondRaster()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 5 ) );
    QVariantMap parameters = dailyGrid();
    parameters["INCIDENTS"] = asParameter( layer );
    parameters["HEATMAPS"] = folder.path( "heatmaps.tif" );
    parameters["FILLED"] = folder.path( "filled.tif" );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    // 5 filled and 5 binary maps
    QCOMPARE( QgsRasterLayer( outcome.results.value( "FILLED" ).toString() ).bandCount(), 10 );
  }

  void creationOptionsReachTheDriver()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 5 ) );
    QVariantMap parameters = dailyGrid();
    parameters["INCIDENTS"] = asParameter( layer );
    parameters["HEATMAPS"] = folder.path( "heatmaps.tif" );
    parameters["CREATION_OPTIONS"] = "COMPRESS=LZW|TILED=NO";
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const GDALDatasetUniquePtr file( GDALDataset::Open( qPrintable( folder.path( "heatmaps.tif" ) ) ) );
    QCOMPARE( file->GetMetadataItem( "COMPRESSION", "IMAGE_STRUCTURE" ), "LZW" );
  }

  void sameIncidentsGiveTheSameBytes()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 5 ) );
    QVariantMap parameters = dailyGrid();
    parameters["INCIDENTS"] = asParameter( layer );
    for ( const char *name : { "first.tif", "second.tif" } )
    {
      parameters["HEATMAPS"] = folder.path( name );
      QVERIFY( run( algorithm, parameters ).ok );
    }
    QCOMPARE( contentOf( folder.path( "first.tif" ) ), contentOf( folder.path( "second.tif" ) ) );
  }

  void cancelingLeavesThePreviousFilesAsTheyWere()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 50 ) );
    QVariantMap parameters = dailyGrid();
    parameters["INCIDENTS"] = asParameter( layer );
    parameters["HEATMAPS"] = folder.existing( "heatmaps.tif" );
    parameters["FILLED"] = folder.path( "filled.tif" );
    RecordedLog log;
    log.cancelAt = 80; // when the stack is written, but the filled maps are not
    QVERIFY( !run( algorithm, parameters, log ).ok );
    QCOMPARE( folder.content(), QStringList( "heatmaps.tif" ) );
    QCOMPARE( contentOf( folder.path( "heatmaps.tif" ) ), QByteArray( "previous" ) );
  }

  void aStackGoesOn()
  {
    // 60 days at once, and 40 days that go on with a layer of all 60: the last 20 are counted, the first 40 left out.
    const TestFolder folder;
    const auto some = pointLayer( dailyIncidents( 40 ) );
    const auto all = pointLayer( dailyIncidents( 60 ) );
    const auto counted = [&]( const std::unique_ptr<QgsVectorLayer> &layer, const QString &name, const QString &extended )
    {
      QVariantMap parameters = dailyGrid();
      parameters.insert(
          { { "INCIDENTS", asParameter( layer ) }, { "TIME_FIELD", "time" }, { "HEATMAPS", folder.path( name ) } } );
      if ( !extended.isEmpty() )
        parameters["EXTEND"] = folder.path( extended );
      return run( "createheatmapstack", parameters );
    };
    QVERIFY( counted( all, "whole.tif", {} ).ok );
    QVERIFY( counted( some, "some.tif", {} ).ok );
    const Outcome outcome = counted( all, "more.tif", "some.tif" );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "STEPS" ).toInt(), 60 );
    QCOMPARE( outcome.results.value( "INCIDENTS_USED" ).toInt(), 120 );
    QCOMPARE( outcome.results.value( "LEFT_OUT" ).toInt(), 80 );
    Feedback silent;
    QVERIFY( readHeatmapStack( folder.path( "more.tif" ).toStdString(), silent ).counts ==
             readHeatmapStack( folder.path( "whole.tif" ).toStdString(), silent ).counts );
  }
};

QTEST_MAIN( TestCreateHeatmapStack )
#include "test_create_heatmap_stack.moc"
