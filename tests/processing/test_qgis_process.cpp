#include "error_text.h"
#include "model_file.h"
#include "processing_run.h"
#include "risk_raster.h"
#include "test_layers.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace riskcast;

namespace
{

struct ProgramRun
{
  int exitCode = -1;
  QString output; ///< both streams
  QJsonObject results;
};

} // namespace

/// The real program qgis_process, with the plugin folder as it is installed.
class TestQgisProcess : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    startQgis();
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    save( *layer, mFolder.path( "incidents.gpkg" ) );
    const ProgramRun enabled = qgisProcess( { "plugins", "enable", "riskcast" } );
    QVERIFY2( enabled.exitCode == 0, qPrintable( enabled.output ) );
  }
  void cleanupTestCase() { stopQgis(); }

  void listsTheAlgorithmsInTheirGroups()
  {
    const ProgramRun listed = qgisProcess( { "list" } );
    VERIFY_SAYS( listed.output, "riskcast:selectextentandperiod" );
    VERIFY_SAYS( listed.output, "riskcast:forecastrisk" );
  }

  void runsThePipelineStepByStep()
  {
    ProgramRun done =
        algorithm( "selectextentandperiod",
                   { "INCIDENTS=" + mFolder.path( "incidents.gpkg" ), "TIME_FIELD=time", "RULE=all", "PERIOD_SHARE=100",
                     "OUTPUT=" + mFolder.path( "selected.gpkg" ), "SELECTION=" + mFolder.path( "selection.gpkg" ) } );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    QCOMPARE( done.results.value( "KEPT" ).toInt(), 120 );

    done = algorithm( "createheatmapstack", { "INCIDENTS=" + mFolder.path( "incidents.gpkg" ), "TIME_FIELD=time",
                                              "SELECTION=" + mFolder.path( "selection.gpkg" ), "COLUMNS=8", "ROWS=8",
                                              "HEATMAPS=" + mFolder.path( "heatmaps.tif" ) } );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    QCOMPARE( done.results.value( "STEPS" ).toInt(), 60 );

    done = algorithm( "trainriskmodel", { "HEATMAPS=" + mFolder.path( "heatmaps.tif" ), "KIND=ratemixture",
                                          "MODEL=" + mFolder.path( "model.safetensors" ) } );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    QVERIFY( done.results.value( "LOG_LOSS" ).toDouble() > 0 );

    done = algorithm( "predictrisk", { "HEATMAPS=" + mFolder.path( "heatmaps.tif" ),
                                       "MODEL=" + mFolder.path( "model.safetensors" ), "RISK=" + mFolder.path( "risk.tif" ) } );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    QCOMPARE( done.results.value( "FIRST_STEP" ).toString(), QString( "2024-03-01" ) );
    Feedback silent;
    QCOMPARE( readRiskRaster( mFolder.path( "risk.tif" ).toStdString(), silent ).steps.count(), 1 );
  }

  /// Which works in a program of its own.
  void showsTheProgressOfTheEngine()
  {
    const ProgramRun done = qgisProcess( { "run", "riskcast:trainriskmodel", "--HEATMAPS=" + mFolder.path( "heatmaps.tif" ),
                                           "--KIND=ratemixture", "--MODEL=" + mFolder.path( "again.safetensors" ) } );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    VERIFY_SAYS( done.output, "...70...80...90..." );
  }

  void evaluatesAndTakesTheWinnersSettings()
  {
    ProgramRun done = algorithm( "evaluateriskmodel",
                                 { "HEATMAPS=" + mFolder.path( "heatmaps.tif" ), "MODELS=" + mFolder.path( "model.safetensors" ),
                                   "BASELINES=longrunrate", "BASELINES=ewma", "REPORT=" + mFolder.path( "evaluation.html" ),
                                   "SCORES=" + mFolder.path( "scores.csv" ) } );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    QCOMPARE( done.results.value( "TEST_STEPS" ).toInt(), 12 );
    QVERIFY( !done.results.value( "VERDICT" ).toString().isEmpty() );

    done = algorithm( "comparesettings",
                      { "INCIDENTS=" + mFolder.path( "incidents.gpkg" ), "TIME_FIELD=time", "CELL_SIZES=1000", "STEPS=1 day",
                        "KINDS=longrunrate", "TABLE=" + mFolder.path( "settings.csv" ),
                        "REPORT=" + mFolder.path( "settings.html" ), "SETTINGS=" + mFolder.path( "winner.json" ) } );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    // What it wrote goes to the program as it is.
    done = qgisProcess( { "run", "riskcast:forecastrisk", "-" }, contentOf( mFolder.path( "winner.json" ) ) );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    Feedback silent;
    QVERIFY( readRiskRaster( mFolder.path( "tomorrow/risk.tif" ).toStdString(), silent ).steps.count() == 1 );
  }

  /// The files of the steps before, and PDF files without a display.
  void printsABulletinWithTheVerdict()
  {
    const ProgramRun done =
        algorithm( "exportbulletin", { "RISK=" + mFolder.path( "risk.tif" ), "EVALUATION=" + mFolder.path( "evaluation.html" ),
                                       "BASEMAP=" + mFolder.path( "selection.gpkg" ), "OUTPUT=" + mFolder.path( "bulletins" ) } );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    QCOMPARE( done.results.value( "BULLETINS" ).toInt(), 1 );
    const QByteArray pdf = contentOf( mFolder.path( "bulletins/risk_bulletin_2024-03-01.pdf" ) );
    QVERIFY( pdf.startsWith( "%PDF-" ) );
  }

  /// All that are shipped but the one that reads a database, which takes an algorithm that this program does not have.
  void runsEachModelThatIsShipped_data()
  {
    QTest::addColumn<QString>( "model" );
    QTest::addColumn<QStringList>( "outputs" ); // parameter=name
    QTest::addColumn<QString>( "last" );        // of the files that it makes
    QTest::newRow( "from incidents" ) << "forecast_from_incidents" << QStringList() << "risk.tif";
    QTest::newRow( "weekly" ) << "weekly_forecast" << QStringList( "areas_to_look_at_first=areas.gpkg" ) << "areas.gpkg";
    QTest::newRow( "evaluated and printed" )
        << "evaluation_and_bulletin" << QStringList{ "evaluation=evaluation.html", "bulletins=bulletins" }
        << "bulletins/risk_bulletin_2024-10-07.pdf"; // after 40 weeks from 2024-01-01 on
  }
  void runsEachModelThatIsShipped()
  {
    QFETCH( QString, model );
    QFETCH( QStringList, outputs );
    QFETCH( QString, last );
    const TestFolder folder;
    save( *pointLayer( dailyIncidents( 7 * 40 ) ), folder.path( "incidents.gpkg" ) );
    QStringList parameters = { "incidents=" + folder.path( "incidents.gpkg" ), "time_field=time", "kind=ratemixture",
                               "rule=all" };
    for ( const QString &output : QStringList{ "risk=risk.tif", "model=model.safetensors" } + outputs )
      parameters << output.section( '=', 0, 0 ) + '=' + folder.path( output.section( '=', 1 ) );
    const ProgramRun done = run( QStringLiteral( RISKCAST_PLUGIN_FOLDER "/models/%1.model3" ).arg( model ), parameters );
    QVERIFY2( done.exitCode == 0, qPrintable( done.output ) );
    Feedback silent;
    QCOMPARE( readRiskRaster( folder.path( "risk.tif" ).toStdString(), silent ).steps.count(), 1 );
    QVERIFY2( QFileInfo( folder.path( last ) ).size() > 0, qPrintable( done.output ) );
  }

  void anErrorIsASentenceAndAnExitCode()
  {
    const ProgramRun done = algorithm( "createheatmapstack", { "INCIDENTS=" + mFolder.path( "incidents.gpkg" ), "TIME_FIELD=when",
                                                               "HEATMAPS=" + mFolder.path( "none.tif" ) } );
    QVERIFY( done.exitCode != 0 );
    VERIFY_SAYS( done.output, "has no field \"when\"" );
    QVERIFY( !QFile::exists( mFolder.path( "none.tif" ) ) );
  }

private:
  /// \param input  what the program reads from its standard input; the working folder is then one of its own
  ProgramRun qgisProcess( const QStringList &arguments, const QByteArray &input = {} ) const
  {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert( "QGIS_PLUGINPATH", QString( RISKCAST_PLUGIN_FOLDER ) + "/.." );
    environment.insert( "HOME", mFolder.path( "." ) );
    environment.insert( "XDG_DATA_HOME", mFolder.path( "data" ) );
    QProcess process;
    process.setProcessEnvironment( environment );
    if ( !input.isEmpty() && QDir( mFolder.path( "." ) ).mkpath( "tomorrow" ) )
      process.setWorkingDirectory( mFolder.path( "tomorrow" ) );
    process.start( RISKCAST_QGIS_PROCESS, arguments );
    process.write( input );
    process.closeWriteChannel();
    ProgramRun run;
    if ( !process.waitForFinished( 120000 ) )
      return run;
    const QByteArray output = process.readAllStandardOutput();
    run.exitCode = process.exitCode();
    run.output = QString::fromUtf8( output + process.readAllStandardError() );
    run.results = QJsonDocument::fromJson( output ).object().value( "results" ).toObject();
    return run;
  }

  ProgramRun run( const QString &algorithm, const QStringList &parameters ) const
  {
    return qgisProcess( QStringList{ "--json", "run", algorithm, "--" } + parameters );
  }

  ProgramRun algorithm( const QString &name, const QStringList &parameters ) const
  {
    return run( "riskcast:" + name, parameters );
  }

  TestFolder mFolder;
};

QTEST_MAIN( TestQgisProcess )
#include "test_qgis_process.moc"
