#include "engine_run.h"
#include "incident_table.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

/// What every command has in common: help, wrong usage, JSON lines, exit codes.
class TestCommandLine : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void helpNamesEveryCommand();
  void helpExplainsEveryOption_data();
  void helpExplainsEveryOption();
  void examplesOfTheHelpRunInTheirOrder();
  void defaultsInTheHelpAreThoseOfTheProgram();
  void versionIsThatOfTheProject();
  void wrongUsageIsExplained_data();
  void wrongUsageIsExplained();
  void jsonMayStandBeforeAndAfterTheCommand();
  void progressNeverFallsAndEndsAtOne();
  void errorsAreOneSentenceForPeople();
  void progressIsALineNowAndThenOutsideATerminal();
  void progressIsABarInATerminal();
  void readerThatGoesAwayEndsTheWork();
  void threadsSleepWhileTheyWait_data();
  void threadsSleepWhileTheyWait();

private:
  QTemporaryDir mFolder;
};

void TestCommandLine::initTestCase()
{
  writeFile( mFolder.filePath( "incidents.csv" ), incidentTable( 250 ) );
}

void TestCommandLine::helpNamesEveryCommand()
{
  const EngineRun run = runEngine( { "--help" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  QCOMPARE( run.errors, QByteArray() );
  for ( const char *command : { "select", "heatmaps", "train", "predict", "info", "diagnostics" } )
    QVERIFY2( run.output.contains( QByteArray( "\n  " ) + command + " " ), command );
}

void TestCommandLine::helpExplainsEveryOption_data()
{
  QTest::addColumn<QStringList>( "options" );
  const QStringList reading = { "--layer",   "--time-field", "--time-format",    "--x-field",
                                "--y-field", "--crs",        "--category-field", "--where" };
  QTest::newRow( "select" ) << reading + QStringList{ "INCIDENTS", "SELECTION",   "--rule",   "--columns",
                                                      "--rows",    "--threshold", "--extent", "--period-share" };
  QTest::newRow( "heatmaps" ) << reading + QStringList{ "INCIDENTS",     "STACK",      "--selection", "--extent",    "--start",
                                                        "--end",         "--columns",  "--rows",      "--cell-size", "--step",
                                                        "--empty-steps", "--grid-crs", "--filled",    "--time-zone" };
  QTest::newRow( "train" ) << QStringList{ "STACK",
                                           "MODEL",
                                           "--kind",
                                           "--validation-share",
                                           "--test-share",
                                           "--window",
                                           "--gap-filling",
                                           "--window-maps",
                                           "--binary-threshold",
                                           "--steps-since-report",
                                           "--calendar",
                                           "--prior",
                                           "--closeness",
                                           "--period",
                                           "--trend",
                                           "--period-steps",
                                           "--trend-steps",
                                           "--filters",
                                           "--cumulative-day",
                                           "--residual-units",
                                           "--super-resolution",
                                           "--form",
                                           "--gates",
                                           "--padding",
                                           "--loss",
                                           "--epochs",
                                           "--batch-size",
                                           "--weight-decay",
                                           "--gradient-clip",
                                           "--rate-drops",
                                           "--refit",
                                           "--seeds",
                                           "--learning-rate",
                                           "--positive-weight",
                                           "--patience",
                                           "--mixed-precision",
                                           "--device",
                                           "--seed",
                                           "ratenetwork: ",
                                           "convlstm: ",
                                           "ratemixture: " };
  QTest::newRow( "predict" ) << QStringList{
    "STACK", "MODEL", "RISK", "--classes", "--steps-ahead", "--border", "--display-factor", "--percentiles"
  };
  QTest::newRow( "info" ) << QStringList{ "FILE" };
}

void TestCommandLine::helpExplainsEveryOption()
{
  QFETCH( QStringList, options );
  const EngineRun run = runEngine( { QTest::currentDataTag(), "--help" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  const QString help = QString::fromUtf8( run.output );
  for ( const QString &option : options )
  {
    // The name stands at the beginning of a line, its explanation on the next.
    const QRegularExpression explained( "\n +" + option + "[^\n]*(\n      [^\n]{6}|: )" );
    QVERIFY2( help.contains( option ), qPrintable( option ) );
    if ( !option.endsWith( ' ' ) )
      QVERIFY2( explained.match( help ).hasMatch(), qPrintable( option ) );
  }
  QVERIFY( help.contains( "Example:\n  riskcast " ) );
}

void TestCommandLine::examplesOfTheHelpRunInTheirOrder()
{
  for ( const char *command : { "select", "heatmaps", "train", "predict", "info" } )
  {
    const QString help = QString::fromUtf8( runEngine( { command, "--help" }, mFolder.path() ).output );
    const auto example = QRegularExpression( "Example:\n  riskcast ([^\n]*)" ).match( help );
    QVERIFY2( example.hasMatch(), command );
    const QString place = command == QByteArray( "select" ) || command == QByteArray( "heatmaps" ) ? " --crs EPSG:32643" : "";
    QProcess shell;
    shell.setWorkingDirectory( mFolder.path() );
    shell.start( "sh", { "-c", enginePath() + " " + example.captured( 1 ) + place } );
    QVERIFY( shell.waitForFinished( 60000 ) );
    QVERIFY2( shell.exitCode() == 0, shell.readAllStandardError().constData() );
  }
  for ( const char *file : { "selection.gpkg", "heatmaps.tif", "model.safetensors", "risk.tif", "classes.tif" } )
    QVERIFY2( QFile::exists( mFolder.filePath( file ) ), file );
}

void TestCommandLine::defaultsInTheHelpAreThoseOfTheProgram()
{
  // Defaults as the design of the commands states them.
  const QByteArray select = runEngine( { "select", "--help" }, mFolder.path() ).output;
  QVERIFY( select.contains( "--columns NUMBER\n      Columns of the grid laid over the incidents [default: 32]" ) );
  QVERIFY( select.contains( "[default: rows-and-columns]" ) );
  const QByteArray train = runEngine( { "train", "--help" }, mFolder.path() ).output;
  QVERIFY( train.contains( "--filters LIST\n      Filters of the blocks, one number for each [default: of the kind]" ) );
  QVERIFY( train.contains( "[default: replicate]" ) );
  QVERIFY( train.contains( "[default: ratenetwork]" ) );
}

void TestCommandLine::versionIsThatOfTheProject()
{
  const EngineRun run = runEngine( { "--version" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  const QByteArray metadata = readFile( RISKCAST_SOURCE_DIR "/metadata.txt" );
  QVERIFY( metadata.contains( "\nversion=" + run.output.trimmed() + "\n" ) );
}

void TestCommandLine::wrongUsageIsExplained_data()
{
  QTest::addColumn<QStringList>( "arguments" );
  QTest::addColumn<QString>( "message" );
  QTest::newRow( "no command" ) << QStringList{} << "subcommand is required";
  QTest::newRow( "unknown command" ) << QStringList{ "forecast" } << "There is no command \"forecast\".";
  QTest::newRow( "a time with an offset" ) << QStringList{ "heatmaps", "incidents.csv", "out.tif", "--start",
                                                           "2016-07-01T00:00:00Z" }
                                           << "has an offset from UTC";
  QTest::newRow( "missing argument" ) << QStringList{ "info" } << "FILE is required";
  QTest::newRow( "unknown option" ) << QStringList{ "info", "risk.tif", "--verbose" } << "--verbose";
  QTest::newRow( "a word for a number" ) << QStringList{ "select", "a.csv", "b.gpkg", "--columns", "many" } << "--columns";
  QTest::newRow( "unknown name" ) << QStringList{ "train", "a.tif", "b.safetensors", "--padding", "mirror" }
                                  << "replicate,reflect,zeros";
  QTest::newRow( "unknown kind" ) << QStringList{
    "train", "a.tif", "b.safetensors", "--kind", "oracle"
  } << "ratenetwork,ratemixture,convlstm,stresnet,sftt,tfts,parb,encoder_forecaster,gan,ewma,longrunrate";
  QTest::newRow( "extent of three numbers" ) << QStringList{ "select", "a.csv", "b.gpkg", "--extent", "1,2,3" } << "--extent";
  QTest::newRow( "extent in QGIS's order" ) << QStringList{ "select", "a.csv", "b.gpkg", "--extent", "76,77,28,29" }
                                            << "XMIN,YMIN,XMAX,YMAX. QGIS writes extents in another order.";
  QTest::newRow( "extent upside down" ) << QStringList{ "heatmaps", "a.csv", "b.tif", "--extent", "0,8,8,0" } << "--extent";
  QTest::newRow( "columns and a cell size" )
      << QStringList{ "heatmaps", "a.csv", "b.tif", "--columns", "20", "--cell-size", "500" } << "--columns excludes --cell-size";
  QTest::newRow( "cells of negative size" ) << QStringList{ "heatmaps", "a.csv", "b.tif", "--cell-size", "-5" }
                                            << "--cell-size: Give a number of at least 0, not -5.";
  const QStringList predict = { "predict", "a.tif", "b.safetensors", "c.tif" };
  QTest::newRow( "no steps ahead" ) << predict + QStringList{ "--steps-ahead", "0" }
                                    << "--steps-ahead: Give a whole number of at least 1, not 0.";
  QTest::newRow( "negative border" ) << predict + QStringList{ "--border", "-1" } << "--border";
  QTest::newRow( "display factor below one" ) << predict + QStringList{ "--display-factor", "0" } << "--display-factor";
  QTest::newRow( "step without a unit" ) << QStringList{ "heatmaps", "a.csv", "b.tif", "--step", "1" } << "--step";
  QTest::newRow( "a date that is none" ) << QStringList{ "heatmaps", "a.csv", "b.tif", "--start", "2016-13-01" } << "2016-13-01";
}

void TestCommandLine::wrongUsageIsExplained()
{
  QFETCH( QStringList, arguments );
  QFETCH( QString, message );
  const EngineRun forPeople = runEngine( arguments, mFolder.path() );
  QCOMPARE( forPeople.exitCode, 2 );
  QVERIFY2( QString::fromUtf8( forPeople.errors ).contains( message ), forPeople.errors.constData() );
  QCOMPARE( forPeople.output, QByteArray() );

  const EngineRun forPrograms = runEngine( QStringList{ "--json" } + arguments, mFolder.path() );
  QCOMPARE( forPrograms.exitCode, 2 );
  QVERIFY2( forPrograms.error().contains( message ), forPrograms.output.constData() );
}

void TestCommandLine::jsonMayStandBeforeAndAfterTheCommand()
{
  const QStringList select = { "select", "incidents.csv", "json.gpkg", "--crs", "EPSG:32643", "--rule", "all" };
  const EngineRun before = runEngine( QStringList{ "--json" } + select, mFolder.path() );
  const EngineRun after = runEngine( select + QStringList{ "--json" }, mFolder.path() );
  QCOMPARE( before.exitCode, 0 );
  QCOMPARE( after.exitCode, 0 );
  QVERIFY( !before.result().empty() );
  QVERIFY( before.result() == after.result() );
  QCOMPARE( before.errors, QByteArray() );
}

void TestCommandLine::progressNeverFallsAndEndsAtOne()
{
  const EngineRun run =
      runEngine( { "--json", "heatmaps", "incidents.csv", "progress.tif", "--crs", "EPSG:32643" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  double last = 0;
  for ( const nlohmann::json &line : run.lines( "progress" ) )
  {
    const double fraction = line["fraction"];
    QVERIFY( fraction >= last );
    QVERIFY( line["text"].is_string() );
    last = fraction;
  }
  QCOMPARE( last, 1.0 );
  QVERIFY( nlohmann::json::parse( run.output.trimmed().split( '\n' ).last().toStdString() )["type"] == "result" );
}

void TestCommandLine::errorsAreOneSentenceForPeople()
{
  const EngineRun run = runEngine( { "info", "nowhere.tif" }, mFolder.path() );
  QCOMPARE( run.exitCode, 1 );
  QCOMPARE( run.output, QByteArray() );
  QVERIFY( run.errors.startsWith( "Error: nowhere.tif " ) );
  QCOMPARE( run.errors.count( '\n' ), 1 );
}

void TestCommandLine::progressIsALineNowAndThenOutsideATerminal()
{
  const EngineRun run = runEngine( { "heatmaps", "incidents.csv", "console.tif", "--crs", "EPSG:32643" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  const QList<QByteArray> lines = run.errors.trimmed().split( '\n' );
  QVERIFY( lines.last().startsWith( "100 %  " ) );
  QVERIFY( lines.size() <= 3 ); // the first, one every ten seconds, the last
  QVERIFY( !run.errors.contains( '\r' ) );
  QVERIFY( run.output.contains( "Wrote the heatmap stack to console.tif." ) );
}

void TestCommandLine::progressIsABarInATerminal()
{
  QProcess terminal; // script(1) gives the program one
  terminal.setWorkingDirectory( mFolder.path() );
  const QString work = " heatmaps incidents.csv terminal.tif --crs EPSG:32643";
  terminal.start( "script", { "--quiet", "--return", "--command", enginePath() + work, "/dev/null" } );
  QVERIFY( terminal.waitForFinished( 60000 ) );
  QCOMPARE( terminal.exitCode(), 0 );
  const QByteArray screen = terminal.readAllStandardOutput();
  QVERIFY2( screen.contains( "[##############################] 100 %  " ), screen.constData() );
  // The bar is wiped away before the result, and nothing but the result is left on its line.
  QVERIFY2( screen.contains( "\r\033[2KWrote the heatmap stack to terminal.tif." ), screen.constData() );
}

void TestCommandLine::readerThatGoesAwayEndsTheWork()
{
  QProcess shell;
  shell.setWorkingDirectory( mFolder.path() );
  const QString work = " --json heatmaps incidents.csv unread.tif --crs EPSG:32643";
  // The reader is gone before the program writes its first line.
  shell.start( "bash", { "-c", "exec 3> >(:); wait $!; " + enginePath() + work + " >&3" } );
  QVERIFY( shell.waitForFinished( 60000 ) );
  QCOMPARE( shell.exitCode(), 130 );
  QCOMPARE( shell.readAllStandardError(), QByteArray() );
  QVERIFY( !QFile::exists( mFolder.filePath( "unread.tif" ) ) );
}

void TestCommandLine::threadsSleepWhileTheyWait_data()
{
  QTest::addColumn<QByteArray>( "asked" );
  QTest::addColumn<QByteArray>( "shown" );
  QTest::newRow( "unless told otherwise" ) << QByteArray() << QByteArray( "OMP_WAIT_POLICY = 'PASSIVE'" );
  QTest::newRow( "not when the user wants them to spin" ) << QByteArray( "active" ) << QByteArray( "OMP_WAIT_POLICY = 'ACTIVE'" );
}

void TestCommandLine::threadsSleepWhileTheyWait()
{
  QFETCH( QByteArray, asked );
  QFETCH( QByteArray, shown );
  runEngine( { "heatmaps", "incidents.csv", "threads.tif", "--crs", "EPSG:32643", "--columns", "4", "--rows", "4" },
             mFolder.path() );
  QProcess engine;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove( "OMP_WAIT_POLICY" );
  environment.insert( "OMP_DISPLAY_ENV", "true" ); // OpenMP then says how it was set up, when it is loaded
  if ( !asked.isEmpty() )
    environment.insert( "OMP_WAIT_POLICY", asked );
  engine.setProcessEnvironment( environment );
  startEngine( engine, { "train", "threads.tif", "threads.safetensors", "--epochs", "1", "--filters", "1" }, mFolder.path() );
  QVERIFY( engine.waitForFinished( 60000 ) );
  const QByteArray errors = engine.readAllStandardError();
  QCOMPARE( engine.exitCode(), 0 );
  QVERIFY2( errors.contains( shown ), errors.constData() );
}

QTEST_GUILESS_MAIN( TestCommandLine )
#include "test_command_line.moc"
