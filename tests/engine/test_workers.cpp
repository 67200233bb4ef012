#include "engine_run.h"
#include "formula_stack.h"
#include "model_file.h"
#include "stack_file.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>
#include <thread>
#include <vector>

#include <csignal>

#include <unistd.h>

using namespace riskcast;

/// Several processes that train a model together.
class TestWorkers : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void learnWhatOneLearns_data();
  void learnWhatOneLearns();
  void onlyTheFirstWritesAndSpeaks();
  void theLogSaysHowManyTheyAre();
  void theyPartTheProcessors();
  void aPlaceThatIsTakenIsNamed();
  void aLostWorkerEndsTheOthersAndTheCheckpointStays_data();
  void aLostWorkerEndsTheOthersAndTheCheckpointStays();
  void differentSettingsAreNoticed_data();
  void differentSettingsAreNoticed();
  void aSignalEndsTheWaiting();
  void placesThatCannotBeAreRefused_data();
  void placesThatCannotBeAreRefused();

private:
  QString path( const QString &name ) const { return mFolder.filePath( name ); }
  std::unique_ptr<QProcess> started( int number, int count, const QStringList &arguments,
                                     const std::pair<QString, QString> &variable = { "OMP_NUM_THREADS", "1" } ) const;

  QTemporaryDir mFolder;
};

namespace
{
/// One that other tests running beside this one do not use.
int freePort()
{
  static int next = 20000 + static_cast<int>( getpid() ) % 20000;
  return next++;
}

QStringList training( const QString &model, const QString &kind, int epochs = 3, const QString &heatmaps = "heatmaps.tif" )
{
  return { "train",     heatmaps,   model,      "--kind",   kind,
           "--filters", "3,4",      "--window", "4",        "--refit",
           "false",     "--device", "cpu",      "--epochs", QString::number( epochs ) };
}

bool areClose( double value, double expected, double tolerance )
{
  return std::abs( value - expected ) < tolerance * ( 1 + std::abs( expected ) );
}

int port = 0;
} // namespace

void TestWorkers::initTestCase()
{
  Feedback silent;
  writeHeatmapStack( formulaStack( 60, 5, 6 ), path( "heatmaps.tif" ).toStdString(), {}, silent );
  writeHeatmapStack( formulaStack( 60, 2, 2 ), path( "tiny.tif" ).toStdString(), {}, silent );
}

std::unique_ptr<QProcess> TestWorkers::started( int number, int count, const QStringList &arguments,
                                                const std::pair<QString, QString> &variable ) const
{
  auto process = std::make_unique<QProcess>();
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert( "RANK", QString::number( number ) );
  environment.insert( "WORLD_SIZE", QString::number( count ) );
  environment.insert( "MASTER_PORT", QString::number( port ) );
  environment.remove( "OMP_NUM_THREADS" );
  environment.insert( variable.first, variable.second );
  process->setProcessEnvironment( environment );
  startEngine( *process, arguments, mFolder.path() );
  return process;
}

void TestWorkers::learnWhatOneLearns_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<int>( "workers" );
  QTest::addColumn<QStringList>( "options" );
  QTest::addColumn<QString>( "heatmaps" );
  // 38 training steps: batches of 8, 8, 8, 8 and 6; where targets share windows, in twos.
  QTest::newRow( "a correction" ) << "ratenetwork" << 2 << QStringList() << "heatmaps.tif";
  QTest::newRow( "normalised maps, two" ) << "sftt" << 2 << QStringList() << "heatmaps.tif";
  QTest::newRow( "normalised maps, four" ) << "convlstm" << 4 << QStringList{ "--learning-rate", "0.001" } << "heatmaps.tif";
  QTest::newRow( "shared windows, fewer in a batch than workers" )
      << "sftt" << 4 << QStringList{ "--batch-size", "4" } << "heatmaps.tif";
  QTest::newRow( "mixed precision" ) << "tfts" << 2 << QStringList{ "--mixed-precision" } << "heatmaps.tif";
  QTest::newRow( "batches smaller than there are workers" )
      << "stresnet" << 4 << QStringList{ "--batch-size", "3" } << "heatmaps.tif";
  QTest::newRow( "drawn maps, and their critic" ) << "gan" << 4 << QStringList{ "--learning-rate", "0.001" } << "heatmaps.tif";
  QTest::newRow( "maps halved to a cell, one of them alone" )
      << "gan" << 2 << QStringList{ "--learning-rate", "0.001", "--batch-size", "3" } << "tiny.tif";
  QTest::newRow( "steps and maps halved to a value, one of them alone" ) // in a third block
      << "convlstm" << 2 << QStringList{ "--learning-rate", "0.001", "--batch-size", "3", "--filters", "5" } << "tiny.tif";
  QTest::newRow( "steps ahead without reports" ) << "encoder_forecaster" << 2 << QStringList() << "heatmaps.tif";
}

void TestWorkers::learnWhatOneLearns()
{
  QFETCH( QString, kind );
  QFETCH( int, workers );
  QFETCH( QStringList, options );
  QFETCH( QString, heatmaps );
  const double tolerance = options.contains( "--mixed-precision" ) ? 2e-2 : 1e-3;
  QCOMPARE( runEngine( training( "alone.safetensors", kind, 3, heatmaps ) + options, mFolder.path() ).exitCode, 0 );
  port = freePort();
  std::vector<std::unique_ptr<QProcess>> processes;
  for ( int number = 0; number < workers; ++number )
    processes.push_back( started( number, workers, training( "together.safetensors", kind, 3, heatmaps ) + options ) );
  for ( const std::unique_ptr<QProcess> &process : processes )
  {
    QVERIFY( process->waitForFinished( 120000 ) );
    QVERIFY2( process->exitCode() == 0, process->readAllStandardError().constData() );
  }
  const ModelFile alone = ModelFile::read( path( "alone.safetensors" ).toStdString() );
  const ModelFile together = ModelFile::read( path( "together.safetensors" ).toStdString() );
  for ( const auto &[name, tensor] : alone.tensors )
  {
    const Tensor &same = together.tensor( name, tensor.shape );
    for ( size_t i = 0; i < tensor.values.size(); ++i )
      QVERIFY2( areClose( same.values[i], tensor.values[i], tolerance ), qPrintable( QStringLiteral( "%1: %2, %3" )
                                                                                         .arg( QString::fromStdString( name ) )
                                                                                         .arg( same.values[i] )
                                                                                         .arg( tensor.values[i] ) ) );
  }
  const nlohmann::json &epochs = alone.description["history"]["epochs"];
  for ( size_t epoch = 0; epoch < epochs.size(); ++epoch )
    for ( const char *loss : { "loss", "validationLoss" } )
    {
      const double same = together.description["history"]["epochs"][epoch][loss], expected = epochs[epoch][loss];
      QVERIFY2( areClose( same, expected, tolerance ), qPrintable( QString( "%1, %2" ).arg( same ).arg( expected ) ) );
    }
}

void TestWorkers::onlyTheFirstWritesAndSpeaks()
{
  port = freePort();
  const std::unique_ptr<QProcess> first = started( 0, 2, training( "first.safetensors", "ewma" ) );
  const std::unique_ptr<QProcess> second = started( 1, 2, training( "second.safetensors", "ewma" ) );
  QVERIFY( first->waitForFinished() && second->waitForFinished() );
  QCOMPARE( first->exitCode() + second->exitCode(), 0 );
  QVERIFY( QFile::exists( path( "first.safetensors" ) ) );
  QVERIFY( !QFile::exists( path( "second.safetensors" ) ) );
  QVERIFY( first->readAllStandardOutput().contains( "Wrote the model to first.safetensors." ) );
  QCOMPARE( second->readAllStandardOutput(),
            QStringLiteral( "Worker 1 of 2 helps the first one at 127.0.0.1:%1, which says how it goes and writes the model.\n"
                            "Worker 1 of 2 has done its part.\n" )
                .arg( port )
                .toUtf8() );
}

void TestWorkers::theLogSaysHowManyTheyAre()
{
  port = freePort();
  const std::unique_ptr<QProcess> first =
      started( 0, 2, training( "log.safetensors", "sftt" ) + QStringList{ "--batch-size", "2" } );
  const std::unique_ptr<QProcess> second =
      started( 1, 2, training( "log.safetensors", "sftt" ) + QStringList{ "--batch-size", "2" } );
  QVERIFY( first->waitForFinished() && second->waitForFinished() );
  const QByteArray log = first->readAllStandardOutput();
  QVERIFY2( log.contains( QStringLiteral( "Waiting at 127.0.0.1:%1 until all 2 processes are there." ).arg( port ).toUtf8() ),
            log.constData() );
  QVERIFY2( log.contains( "Training in 2 processes, each on cpu with 1 thread: " ), log.constData() );
  const QByteArray warnings = first->readAllStandardError();
  QVERIFY2( warnings.contains( "Warning: A batch of 2 holds too few windows for 2 processes: each does all of it, and nothing is "
                               "gained. Choose a batch size of 4 at least." ),
            warnings.constData() );
}

/// As if there were as many on this machine as it has processors.
void TestWorkers::theyPartTheProcessors()
{
  port = freePort();
  const unsigned processors = std::thread::hardware_concurrency();
  if ( processors < 2 )
    QSKIP( "A single processor cannot be parted." );
  const std::pair<QString, QString> onMachine( "LOCAL_WORLD_SIZE", QString::number( processors ) );
  const std::unique_ptr<QProcess> first = started( 0, 2, training( "parted.safetensors", "sftt" ), onMachine );
  const std::unique_ptr<QProcess> second = started( 1, 2, training( "parted.safetensors", "sftt" ), onMachine );
  QVERIFY( first->waitForFinished() && second->waitForFinished() );
  const QByteArray log = first->readAllStandardOutput();
  QVERIFY2( log.contains( "Training in 2 processes, each on cpu with 1 thread: " ), log.constData() );
}

void TestWorkers::aPlaceThatIsTakenIsNamed()
{
  port = freePort();
  const std::unique_ptr<QProcess> first = started( 0, 2, training( "first.safetensors", "sftt" ) );
  QByteArray log;
  while ( !log.contains( "Waiting" ) )
  {
    QVERIFY( first->waitForReadyRead() );
    log += first->readAllStandardOutput();
  }
  const std::unique_ptr<QProcess> another = started( 0, 2, training( "another.safetensors", "sftt" ) );
  QVERIFY( another->waitForFinished() );
  QVERIFY( another->exitCode() != 0 );
  const QByteArray errors = another->readAllStandardError();
  QVERIFY2(
      errors.contains( QStringLiteral( "Error: Worker 0 of 2 could not meet the others at 127.0.0.1:%1" ).arg( port ).toUtf8() ),
      errors.constData() );
  first->kill();
  first->waitForFinished();
}

void TestWorkers::aLostWorkerEndsTheOthersAndTheCheckpointStays_data()
{
  QTest::addColumn<int>( "lost" );
  QTest::addColumn<int>( "count" );
  QTest::newRow( "the second of two" ) << 1 << 2;
  QTest::newRow( "the first of three, at whose place they met" ) << 0 << 3;
}

void TestWorkers::aLostWorkerEndsTheOthersAndTheCheckpointStays()
{
  QFETCH( int, lost );
  QFETCH( int, count );
  const QString model = QStringLiteral( "lost%1.safetensors" ).arg( lost );
  const QString checkpoint = path( model + ".checkpoint" );
  const QStringList endless = training( model, "sftt", 1'000'000 ) + QStringList{ "--patience", "0", "--checkpoint-every", "0" };
  const auto allStarted = [&]
  {
    port = freePort();
    std::vector<std::unique_ptr<QProcess>> processes;
    for ( int number = 0; number < count; ++number )
      processes.push_back( started( number, count, endless ) );
    return processes;
  };
  const std::vector<std::unique_ptr<QProcess>> processes = allStarted();
  QTRY_VERIFY_WITH_TIMEOUT( QFile::exists( checkpoint ), 60000 );
  processes[lost]->kill();
  for ( int number = 0; number < count; ++number )
  {
    QVERIFY( processes[number]->waitForFinished( 20000 ) );
    if ( number == lost )
      continue;
    QVERIFY( processes[number]->exitCode() != 0 );
    const QByteArray errors = processes[number]->readAllStandardError();
    const QString name = QStringLiteral( "Error: Worker %1 of %2 has lost the others" ).arg( number ).arg( count );
    QVERIFY2( errors.contains( name.toUtf8() ), errors.constData() );
    QVERIFY2( errors.contains( "Start all again; a training goes on from its checkpoint." ), errors.constData() );
  }
  QVERIFY( QFile::exists( checkpoint ) );
  QVERIFY( !QFile::exists( path( model ) ) );

  const std::vector<std::unique_ptr<QProcess>> again = allStarted();
  QByteArray log;
  while ( !log.contains( "Going on with the training that was interrupted" ) )
  {
    QVERIFY2( again[0]->waitForReadyRead(), log.constData() );
    log += again[0]->readAllStandardOutput();
  }
  for ( const std::unique_ptr<QProcess> &process : again )
  {
    process->kill();
    process->waitForFinished();
  }
}

void TestWorkers::differentSettingsAreNoticed_data()
{
  QTest::addColumn<QStringList>( "options" );
  QTest::addColumn<QString>( "difference" );
  QTest::newRow( "networks alike" ) << QStringList{ "--seed", "2" } << "seed";
  QTest::newRow( "networks of other sizes" ) << QStringList{ "--calendar", "true" } << "calendar";
}

void TestWorkers::differentSettingsAreNoticed()
{
  QFETCH( QStringList, options );
  QFETCH( QString, difference );
  port = freePort();
  const std::unique_ptr<QProcess> first = started( 0, 2, training( "settings.safetensors", "sftt" ) );
  const std::unique_ptr<QProcess> second = started( 1, 2, training( "settings.safetensors", "sftt" ) + options );
  QVERIFY( second->waitForFinished() );
  QVERIFY( second->exitCode() != 0 );
  const QByteArray errors = second->readAllStandardError();
  QVERIFY2( errors.contains( "Worker 1 of 2 differs from the first one in " + difference.toUtf8() + ": start" ),
            errors.constData() );
  QVERIFY( first->waitForFinished( 20000 ) );
  QVERIFY( first->exitCode() != 0 );
  const QByteArray errorsOfTheFirst = first->readAllStandardError();
  QVERIFY2( errorsOfTheFirst.contains( "1 other process was started with other settings or inputs, and said which: start all" ),
            errorsOfTheFirst.constData() );
}

/// Where no first one listens, the system call that waits for it is interrupted.
void TestWorkers::aSignalEndsTheWaiting()
{
  port = freePort();
  const std::unique_ptr<QProcess> second = started( 1, 2, training( "waiting.safetensors", "sftt" ) );
  QTRY_VERIFY_WITH_TIMEOUT( second->peek( 100000 ).contains( "helps the first one" ), 20000 );
  QTest::qWait( 1500 ); // till it has read the heatmaps and waits
  ::kill( static_cast<pid_t>( second->processId() ), SIGINT );
  QVERIFY( second->waitForFinished( 10000 ) );
  QCOMPARE( second->exitCode(), 130 );
}

void TestWorkers::placesThatCannotBeAreRefused_data()
{
  QTest::addColumn<QString>( "number" ); // none if it is empty
  QTest::addColumn<QString>( "message" );
  QTest::newRow( "no number at all" ) << ""
                                      << "The environment variable WORLD_SIZE is set, but not RANK: set both";
  QTest::newRow( "beyond the last" ) << "2"
                                     << "There is no worker of the number 2 among 2: RANK must be from 0 on";
  QTest::newRow( "below 0" ) << "-1"
                             << "There is no worker of the number -1 among 2";
  QTest::newRow( "no number" ) << "first"
                               << "The environment variable RANK is \"first\", which is no whole number.";
}

void TestWorkers::placesThatCannotBeAreRefused()
{
  QFETCH( QString, number );
  QFETCH( QString, message );
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove( "RANK" );
  if ( !number.isEmpty() )
    environment.insert( "RANK", number );
  environment.insert( "WORLD_SIZE", "2" );
  process.setProcessEnvironment( environment );
  startEngine( process, training( "nowhere.safetensors", "sftt" ), mFolder.path() );
  QVERIFY( process.waitForFinished() );
  QVERIFY( process.exitCode() != 0 );
  const QByteArray errors = process.readAllStandardError();
  QVERIFY2( errors.contains( message.toUtf8() ), errors.constData() );
}

QTEST_GUILESS_MAIN( TestWorkers )
#include "test_workers.moc"
