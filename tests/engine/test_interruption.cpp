#include "engine_run.h"
#include "incident_table.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace riskcast;

/// A signal ends the program within two seconds, and it leaves no trace.
class TestInterruption : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void signalEndsTheWorkAndLeavesNothing_data();
  void signalEndsTheWorkAndLeavesNothing();

private:
  QTemporaryDir mFolder;
};

void TestInterruption::initTestCase()
{
  writeFile( mFolder.filePath( "small.csv" ), incidentTable( 120 ) );
  const EngineRun run = runEngine(
      { "heatmaps", "small.csv", "stack.tif", "--crs", "EPSG:32643", "--columns", "16", "--rows", "16" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  // Half a million rows: reading them twice takes long enough to be interrupted.
  const QByteArray small = incidentTable( 500 );
  const auto header = small.indexOf( '\n' ) + 1;
  writeFile( mFolder.filePath( "large.csv" ), small + small.mid( header ).repeated( 1000 ) );
  for ( const char *previous : { "model.safetensors", "heatmaps.tif", "selection.gpkg" } )
    writeFile( mFolder.filePath( previous ), "yesterday's result" );
}

void TestInterruption::signalEndsTheWorkAndLeavesNothing_data()
{
  QTest::addColumn<QStringList>( "arguments" );
  QTest::addColumn<int>( "signal" );
  const QStringList train = { "train", "stack.tif", "model.safetensors", "--kind", "convlstm", "--epochs", "100000" };
  const QStringList heatmaps = { "heatmaps", "large.csv", "heatmaps.tif", "--crs", "EPSG:32643" };
  const QStringList select = { "select", "large.csv", "selection.gpkg", "--crs", "EPSG:32643" };
  QTest::newRow( "training, SIGTERM" ) << train << SIGTERM;
  QTest::newRow( "training, SIGINT" ) << train << SIGINT;
  QTest::newRow( "counting, SIGTERM" ) << heatmaps << SIGTERM;
  QTest::newRow( "counting, SIGINT" ) << heatmaps << SIGINT;
  QTest::newRow( "selecting, SIGTERM" ) << select << SIGTERM;
}

void TestInterruption::signalEndsTheWorkAndLeavesNothing()
{
  QFETCH( QStringList, arguments );
  QFETCH( int, signal );
  const QMap<QString, QByteArray> before = contents( mFolder.path() );

  QProcess engine;
  // OpenMP's threads wait for each other by spinning, which takes seconds a batch where other tests run at the same time.
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert( "OMP_WAIT_POLICY", "passive" );
  engine.setProcessEnvironment( environment );
  startEngine( engine, QStringList{ "--json" } + arguments, mFolder.path() );
  // In the middle of the work: the first epoch, or the first rows.
  const QByteArray underWay = arguments.contains( "train" ) ? "Epoch 1" : "progress";
  QByteArray output;
  while ( !output.contains( underWay ) )
  {
    QVERIFY( engine.waitForReadyRead( 30000 ) );
    output += engine.readAllStandardOutput();
  }
  QElapsedTimer sinceSignal;
  sinceSignal.start();
  ::kill( static_cast<pid_t>( engine.processId() ), signal );
  QVERIFY( engine.waitForFinished( 10000 ) );
  QVERIFY2( sinceSignal.elapsed() < 2000, qPrintable( QString::number( sinceSignal.elapsed() ) ) );
  QCOMPARE( engine.exitStatus(), QProcess::NormalExit );
  QCOMPARE( engine.exitCode(), 130 );
  QVERIFY( !( output + engine.readAllStandardOutput() ).contains( "\"error\"" ) );
  QCOMPARE( engine.readAllStandardError(), QByteArray() );
  QVERIFY( contents( mFolder.path() ) == before );
}

QTEST_GUILESS_MAIN( TestInterruption )
#include "test_interruption.moc"
