#include "error_text.h"
#include "processing_run.h"
#include "test_layers.h"

#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QProcess>

using namespace riskcast;

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
    QProcess python;
    python.setProcessChannelMode( QProcess::MergedChannels );
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert( "PYTHONPATH", QFileInfo( RISKCAST_PLUGIN_FOLDER ).absolutePath() );
    python.setProcessEnvironment( environment );
    python.start( RISKCAST_PYTHON, { RISKCAST_SOURCE_DIR "/docs/examples/cities.py", folder.path( "incidents.gpkg" ), "time",
                                     folder.path( "cities.csv" ), folder.path( "." ) } );
    QVERIFY( python.waitForFinished( 180000 ) );
    const QString output = QString::fromUtf8( python.readAll() );
    QVERIFY2( python.exitCode() == 0, qPrintable( output ) );
    VERIFY_SAYS( output, "West: week of 2025-05-05, highest risk of a cell" ); // 70 weeks after Monday 2024-01-01
    VERIFY_SAYS( output, "East: week of 2025-05-05" );
    for ( const char *result : { "West_risk.tif", "East_risk.tif", "West.safetensors" } )
      QVERIFY2( QFile::exists( folder.path( result ) ), result );
  }

  /// docs/examples/animation.py, on three days.
  void theExampleDrawsAnAnimation()
  {
    const TestFolder folder;
    const QString heatmaps = writeDailyHeatmaps( 60, folder.path( "heatmaps.tif" ) );
    const Outcome outcome = run( "predictrisk", { { "HEATMAPS", heatmaps },
                                                  { "MODEL", trainModel( heatmaps, folder.path( "model.safetensors" ) ) },
                                                  { "STEPS_AHEAD", 3 },
                                                  { "RISK", folder.path( "risk.tif" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const TestFolder frames;
    QProcess python;
    python.setProcessChannelMode( QProcess::MergedChannels );
    python.start( RISKCAST_PYTHON,
                  { RISKCAST_SOURCE_DIR "/docs/examples/animation.py", folder.path( "risk.tif" ), frames.path( "." ) } );
    QVERIFY( python.waitForFinished( 180000 ) );
    const QString output = QString::fromUtf8( python.readAll() );
    QVERIFY2( python.exitCode() == 0, qPrintable( output ) );
    VERIFY_SAYS( output, "risk_002.png: 2024-03-03 00:00" ); // days 0 … 59 end on 29 February
    QCOMPARE( frames.content(), QStringList( { "risk_000.png", "risk_001.png", "risk_002.png" } ) );
    const QImage first( frames.path( "risk_000.png" ) );
    QCOMPARE( first.size(), QSize( 800, 800 ) );
    QVERIFY( first.copy( 400, 100, 300, 600 ) !=
             QImage( frames.path( "risk_002.png" ) ).copy( 400, 100, 300, 600 ) ); // the map, without the date
  }

  void aScriptRunsTheChain()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    save( *layer, folder.path( "incidents.gpkg" ) );
    QProcess python;
    python.setProcessChannelMode( QProcess::MergedChannels );
    python.start( RISKCAST_PYTHON, { RISKCAST_SOURCE_DIR "/tests/processing/pyqgis_chain.py", RISKCAST_PYTHON_PLUGINS,
                                     RISKCAST_PLUGIN_FOLDER, folder.path( "incidents.gpkg" ), folder.path( "." ) } );
    QVERIFY( python.waitForFinished( 180000 ) );
    const QString output = QString::fromUtf8( python.readAll() );
    QVERIFY2( python.exitCode() == 0, qPrintable( output ) );
    VERIFY_SAYS( output, "done" );
  }
};

QTEST_MAIN( TestPyQgis )
#include "test_pyqgis.moc"
