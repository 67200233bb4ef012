#include "engine_run.h"
#include "incident_table.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace riskcast;

namespace
{

// Programs with a sanitizer are several times slower.
#ifdef __SANITIZE_ADDRESS__
constexpr int longest = 10000; // ms
#else
constexpr int longest = 2000; // ms
#endif

} // namespace

/// A signal ends the program within two seconds, and it leaves no trace.
class TestInterruption : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void signalEndsTheWorkAndLeavesNothing_data();
  void signalEndsTheWorkAndLeavesNothing();
  void aTrainingSaysWhereItGoesOn();
  void aTrainingThatKeptNothingYetSaysSo();
  void whatKeepsNothingLeavesCheckpointsAlone();

private:
  QTemporaryDir mFolder;
};

void TestInterruption::initTestCase()
{
  writeFile( mFolder.filePath( "small.csv" ), incidentTable( 120 ) );
  const EngineRun run = runEngine(
      { "heatmaps", "small.csv", "stack.tif", "--crs", "EPSG:32643", "--columns", "16", "--rows", "16" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  // Many cells, so that each phase of a mixture's training lasts long enough to be seen.
  const EngineRun wide = runEngine(
      { "heatmaps", "small.csv", "wide.tif", "--crs", "EPSG:32643", "--columns", "128", "--rows", "128" }, mFolder.path() );
  QCOMPARE( wide.exitCode, 0 );
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
  QTest::addColumn<QByteArray>( "underWay" ); // the signal comes when the program says this
  const QStringList train = { "train", "stack.tif", "model.safetensors", "--kind", "convlstm", "--epochs", "100000" };
  const QStringList mixture = { "train", "wide.tif", "model.safetensors", "--kind", "ratemixture" };
  const QStringList heatmaps = { "heatmaps", "large.csv", "heatmaps.tif", "--crs", "EPSG:32643" };
  const QStringList select = { "select", "large.csv", "selection.gpkg", "--crs", "EPSG:32643" };
  const QStringList filled = { "--filled", "filled.tif", "--columns", "256", "--rows", "256" };
  QTest::newRow( "training, SIGTERM" ) << train << SIGTERM << QByteArray( "Epoch 1 of" );
  QTest::newRow( "training, SIGINT" ) << train << SIGINT << QByteArray( "Epoch 1 of" );
  QTest::newRow( "fitting a mixture" ) << mixture << SIGTERM << QByteArray( "Fitting the rate mixture" );
  QTest::newRow( "predicting the training steps" ) << mixture << SIGTERM << QByteArray( "Predicting the training steps" );
  QTest::newRow( "scoring a baseline" ) << mixture << SIGTERM << QByteArray( "Scoring the baseline ewma" );
  QTest::newRow( "counting, SIGTERM" ) << heatmaps << SIGTERM << QByteArray( "progress" );
  QTest::newRow( "counting, SIGINT" ) << heatmaps << SIGINT << QByteArray( "progress" );
  QTest::newRow( "filling gaps" ) << heatmaps + filled << SIGTERM << QByteArray( "Filling gaps" );
  QTest::newRow( "selecting, SIGTERM" ) << select << SIGTERM << QByteArray( "progress" );
}

void TestInterruption::signalEndsTheWorkAndLeavesNothing()
{
  QFETCH( QStringList, arguments );
  QFETCH( int, signal );
  QFETCH( QByteArray, underWay );
  const QMap<QString, QByteArray> before = contents( mFolder.path() );

  QProcess engine;
  startEngine( engine, QStringList{ "--json" } + arguments, mFolder.path() );
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
  QVERIFY2( sinceSignal.elapsed() < longest, qPrintable( QString::number( sinceSignal.elapsed() ) ) );
  QCOMPARE( engine.exitStatus(), QProcess::NormalExit );
  QCOMPARE( engine.exitCode(), 130 );
  QVERIFY( !( output + engine.readAllStandardOutput() ).contains( "\"error\"" ) );
  QCOMPARE( engine.readAllStandardError(), QByteArray() );
  QVERIFY( contents( mFolder.path() ) == before );
}

void TestInterruption::aTrainingSaysWhereItGoesOn()
{
  QProcess engine;
  startEngine( engine,
               { "train", "stack.tif", "again.safetensors", "--kind", "sftt", "--filters", "2", "--epochs", "100000",
                 "--patience", "0", "--checkpoint-every", "0" },
               mFolder.path() );
  QTRY_VERIFY_WITH_TIMEOUT( QFile::exists( mFolder.filePath( "again.safetensors.checkpoint" ) ), 60000 );
  ::kill( static_cast<pid_t>( engine.processId() ), SIGINT );
  QVERIFY( engine.waitForFinished( 10000 ) );
  QCOMPARE( engine.exitCode(), 130 );
  const QByteArray output = engine.readAllStandardOutput();
  QVERIFY2(
      output.contains( "Canceled. What was learned so far is kept in again.safetensors.checkpoint: the same command goes on "
                       "from there." ),
      output.constData() );
}

void TestInterruption::aTrainingThatKeptNothingYetSaysSo()
{
  QProcess engine;
  startEngine( engine, { "train", "wide.tif", "first.safetensors", "--kind", "convlstm", "--form", "convolutional" },
               mFolder.path() );
  QTRY_VERIFY_WITH_TIMEOUT( engine.peek( 100000 ).contains( "Training on " ), 60000 );
  ::kill( static_cast<pid_t>( engine.processId() ), SIGINT );
  QVERIFY( engine.waitForFinished( 10000 ) );
  QCOMPARE( engine.exitCode(), 130 );
  const QByteArray output = engine.readAllStandardOutput();
  QVERIFY2( output.contains( "Canceled. Nothing is kept yet: that begins with the first epoch to end after 30 seconds." ),
            output.constData() );
  QVERIFY( !QFile::exists( mFolder.filePath( "first.safetensors.checkpoint" ) ) );
}

/// A mixture goes on from nothing, so the checkpoint is that of another training, or no checkpoint at all.
void TestInterruption::whatKeepsNothingLeavesCheckpointsAlone()
{
  writeFile( mFolder.filePath( "left.checkpoint" ), "of a network" );
  const EngineRun run =
      runEngine( { "train", "stack.tif", "mixture.safetensors", "--kind", "ratemixture", "--checkpoint", "left.checkpoint" },
                 mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  QCOMPARE( readFile( mFolder.filePath( "left.checkpoint" ) ), QByteArray( "of a network" ) );
}

QTEST_GUILESS_MAIN( TestInterruption )
#include "test_interruption.moc"
