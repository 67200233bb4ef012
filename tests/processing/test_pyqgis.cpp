#include "error_text.h"
#include "processing_run.h"
#include "stack_file.h"
#include "test_layers.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QProcess>

using namespace riskcast;

namespace
{

/// What a script says, with the plugin where QGIS's Python finds it. The test fails if the script does.
QString runPython( const QStringList &arguments )
{
  QProcess python;
  python.setProcessChannelMode( QProcess::MergedChannels );
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert( "PYTHONPATH", QFileInfo( RISKCAST_PLUGIN_FOLDER ).absolutePath() );
  python.setProcessEnvironment( environment );
  python.start( RISKCAST_PYTHON, arguments );
  const bool ended = python.waitForFinished( 180000 );
  const QString output = QString::fromUtf8( python.readAll() );
  if ( !ended || python.exitCode() != 0 )
    QTest::qFail( qPrintable( output ), __FILE__, __LINE__ );
  return output;
}

} // namespace

class TestPyQgis : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  /// docs/examples/cities.py, with two halves of a town for cities.
  void theExampleForecastsSeveralCities()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 7 * 70 ) );
    save( *layer, folder.path( "incidents.gpkg" ) );
    QFile cities( folder.path( "cities.csv" ) );
    QVERIFY( cities.open( QIODevice::WriteOnly ) );
    cities.write( "name,extent\nWest,\"700000,704000,3100000,3108000 [EPSG:32643]\"\n"
                  "East,\"704000,708000,3100000,3108000 [EPSG:32643]\"\n" );
    cities.close();
    const QString output = runPython( { RISKCAST_SOURCE_DIR "/docs/examples/cities.py", folder.path( "incidents.gpkg" ), "time",
                                        folder.path( "cities.csv" ), folder.path( "." ) } );
    VERIFY_SAYS( output, "West: week of 2025-05-05, highest risk of a cell" ); // 70 weeks after Monday 2024-01-01
    VERIFY_SAYS( output, "East: week of 2025-05-05" );
    for ( const char *result : { "West_risk.tif", "East_risk.tif", "West.safetensors" } )
      QVERIFY2( QFile::exists( folder.path( result ) ), result );
  }

  /// The same, with invented incidents in Delhi and Mumbai: every day one of each category, in a place of its own.
  void theExampleForecastsCitiesByCategory()
  {
    const TestFolder folder;
    QByteArray incidents = "time,lon,lat,category\n";
    for ( int day = 0; day < 7 * 70; ++day )
    {
      const QByteArray date = QDate( 2024, 1, 1 ).addDays( day ).toString( Qt::ISODate ).toLatin1();
      incidents += date + ",77.20,28.60,day / light\n" + date + ",77.05,28.75,night\n" + date + ",72.85,19.05,night\n";
    }
    folder.existing( "incidents.csv", incidents );
    folder.existing( "cities.csv", "name,extent,category\n"
                                   "Delhi,\"76.85,77.35,28.40,28.90 [EPSG:4326]\",day / light\n"
                                   "Delhi,\"76.85,77.35,28.40,28.90 [EPSG:4326]\",\n"
                                   "Mumbai,\"72.75,73.05,18.88,19.30 [EPSG:4326]\",night\n" );
    const QString table = "delimitedtext://file://" + folder.path( "incidents.csv" ) +
                          "?type=csv&xField=lon&yField=lat&crs=EPSG:4326&detectTypes=yes";
    const QString output = runPython( { RISKCAST_SOURCE_DIR "/docs/examples/cities.py", table, "time",
                                        folder.path( "cities.csv" ), folder.path( "." ), "category" } );
    VERIFY_SAYS( output, "Delhi, day / light: week of 2025-05-05" );
    VERIFY_SAYS( output, "Delhi: week of 2025-05-05" );
    VERIFY_SAYS( output, "Mumbai, night: week of 2025-05-05" );
    // By day there is one cell that has incidents, all in all there are two.
    const auto cellsWithIncidents = [&folder]( const char *name )
    {
      Feedback silent;
      const HeatmapStack stack = readHeatmapStack( folder.path( name ).toStdString(), silent );
      const auto map = stack.map( 0 );
      return std::count_if( map.begin(), map.end(), []( float count ) { return count > 0; } );
    };
    QCOMPARE( cellsWithIncidents( "Delhi_day_light_heatmaps.tif" ), 1 );
    QCOMPARE( cellsWithIncidents( "Delhi_heatmaps.tif" ), 2 );
    QCOMPARE( cellsWithIncidents( "Mumbai_night_heatmaps.tif" ), 1 );
  }

  /// docs/examples/cities.batch, with invented incidents: every day one of each category in each city, in ten places in turn.
  void theBatchForecastsCitiesByCategory()
  {
    const TestFolder folder;
    QByteArray incidents = "datetime,lon,lat,category\n";
    for ( int day = 0; day < 7 * 70 + 3; ++day )
    {
      const QByteArray date = QDate( 2024, 1, 1 ).addDays( day ).toString( Qt::ISODate ).toLatin1();
      const QByteArray tenth = QByteArray::number( day % 10 );
      for ( const char *category : { "Commenting", "Touching /Groping" } )
        incidents += date + ",77.1" + tenth + ",28.6" + tenth + "," + category + "\n" + date + ",72.8" + tenth + ",19.0" + tenth +
                     "," + category + "\n";
    }
    folder.existing( "incidents.csv", incidents );
    const QString table = "delimitedtext://file://" + folder.path( "incidents.csv" ) +
                          "?type=csv&xField=lon&yField=lat&crs=EPSG:4326&detectTypes=yes";
    const QString output = runPython( { RISKCAST_SOURCE_DIR "/tests/processing/batch_example.py",
                                        RISKCAST_SOURCE_DIR "/docs/examples/cities.batch", table, folder.path( "." ) } );
    // 70 weeks after Monday 2024-01-01; the one after them is not over.
    for ( const char *risk : { "delhi_commenting.tif", "delhi_touching.tif", "mumbai_commenting.tif", "mumbai_touching.tif" } )
    {
      VERIFY_SAYS( output, qPrintable( QString( risk ) + " 2025-05-05" ) );
      QVERIFY2( QFile::exists( folder.path( risk ) ), risk );
    }
  }

  /// docs/examples/animation.py, on three days.
  void theExampleDrawsAnAnimation()
  {
    const TestFolder folder;
    const QString heatmaps = writeDailyHeatmaps( 60, folder.path( "heatmaps.tif" ) );
    const QString model = folder.path( "model.safetensors" ); // of a kind whose map is another one each day
    const Outcome trained = run( "trainriskmodel", { { "HEATMAPS", heatmaps }, { "KIND", "randommap" }, { "MODEL", model } } );
    QVERIFY2( trained.ok, qPrintable( trained.error ) );
    const Outcome outcome =
        run( "predictrisk",
             { { "HEATMAPS", heatmaps }, { "MODEL", model }, { "STEPS_AHEAD", 3 }, { "RISK", folder.path( "risk.tif" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const TestFolder frames;
    const QString output =
        runPython( { RISKCAST_SOURCE_DIR "/docs/examples/animation.py", folder.path( "risk.tif" ), frames.path( "." ) } );
    VERIFY_SAYS( output, "risk_002.png: 2024-03-03 00:00" ); // days 0 … 59 end on 29 February
    QCOMPARE( frames.content(), QStringList( { "risk_000.png", "risk_001.png", "risk_002.png" } ) );
    const QImage first( frames.path( "risk_000.png" ) );
    QCOMPARE( first.size(), QSize( 800, 800 ) );
    QVERIFY( first.copy( 400, 100, 300, 600 ) !=
             QImage( frames.path( "risk_002.png" ) ).copy( 400, 100, 300, 600 ) ); // the map, without the date
  }

  /// As a double-click in the toolbox does.
  void theModelerOpensOurModelsWithoutAWord()
  {
    const QDir models( RISKCAST_PLUGIN_FOLDER "/models" );
    QStringList arguments = { RISKCAST_SOURCE_DIR "/tests/processing/open_models.py" };
    for ( const QString &name : models.entryList( QDir::Files ) )
      arguments << models.filePath( name );
    const QString output = runPython( arguments );
    VERIFY_SAYS( output, "weekly_forecast 5 boxes" );
    VERIFY_SAYS( output, "weekly_forecast_from_database 6 boxes" );
    VERIFY_SAYS( output, "evaluation_and_bulletin 6 boxes" );
    VERIFY_SAYS( output, "forecast_from_incidents 4 boxes" );
  }

  void aScriptRunsTheChain()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    save( *layer, folder.path( "incidents.gpkg" ) );
    const QString output = runPython( { RISKCAST_SOURCE_DIR "/tests/processing/pyqgis_chain.py", RISKCAST_PYTHON_PLUGINS,
                                        RISKCAST_PLUGIN_FOLDER, folder.path( "incidents.gpkg" ), folder.path( "." ) } );
    VERIFY_SAYS( output, "done" );
  }
};

QTEST_MAIN( TestPyQgis )
#include "test_pyqgis.moc"
