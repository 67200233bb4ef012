#include "engine_run.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include <sched.h>
#endif

using namespace riskcast;

/// `riskcast diagnostics`, and the threads that it tells.
class TestDiagnostics : public QObject
{
  Q_OBJECT

private slots:
  void tellsWhatItIsMadeOf();
  void peopleReadTheSame();
  void threadsAreThoseAskedFor_data();
  void threadsAreThoseAskedFor();
  void aBoundProcessCountsItsProcessors();
  void networksThatCannotBeLoadedAreNamed();

private:
  QTemporaryDir mFolder;
};

void TestDiagnostics::tellsWhatItIsMadeOf()
{
  const EngineRun run = runEngine( { "--json", "diagnostics" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  const nlohmann::json facts = run.result();
  QVERIFY( readFile( RISKCAST_SOURCE_DIR "/metadata.txt" )
               .contains( QByteArray( "\nversion=" ) + facts["version"].get<std::string>().c_str() + "\n" ) );
  for ( const char *library : { "gdal", "proj", "libtorch" } )
    QVERIFY2( facts[library].get<std::string>().find( '.' ) != std::string::npos, library );
  QVERIFY( facts["gpus"] >= 0 );
  QVERIFY( facts["processors"] >= 1 );
  QVERIFY( !facts.contains( "problem" ) );
}

void TestDiagnostics::peopleReadTheSame()
{
  const nlohmann::json facts = runEngine( { "--json", "diagnostics" }, mFolder.path() ).result();
  const QString text = QString::fromUtf8( runEngine( { "diagnostics" }, mFolder.path() ).output );
  const std::pair<const char *, const char *> lines[] = { { "Riskcast", "version" },
                                                          { "GDAL", "gdal" },
                                                          { "LibTorch", "libtorch" } };
  for ( const auto &[name, field] : lines )
    QVERIFY2( text.contains( QStringLiteral( "%1 %2\n" ).arg( name, QString::fromStdString( facts[field] ) ) ),
              qPrintable( text ) );
}

namespace
{
/// What an engine that has ended said in its last line.
nlohmann::json factsFrom( QProcess &engine )
{
  return nlohmann::json::parse( engine.readAllStandardOutput().trimmed().split( '\n' ).last().toStdString() );
}
} // namespace

void TestDiagnostics::threadsAreThoseAskedFor_data()
{
  QTest::addColumn<QStringList>( "options" );
  QTest::addColumn<QString>( "environment" );
  QTest::addColumn<int>( "threads" ); // 0: as LibTorch sees fit; -1: one for each processor
  QTest::newRow( "nobody asked" ) << QStringList() << QString() << 0;
  QTest::newRow( "the option" ) << QStringList{ "--threads", "1" } << QString() << 1;
  QTest::newRow( "the environment" ) << QStringList() << QString( "3" ) << 3;
  QTest::newRow( "the option goes before the environment" ) << QStringList{ "--threads", "1" } << QString( "5" ) << 1;
  QTest::newRow( "no more than there are processors" ) << QStringList{ "--threads", "10000" } << QString() << -1;
  QTest::newRow( "0 is nobody" ) << QStringList{ "--threads", "0" } << QString() << 0;
}

void TestDiagnostics::threadsAreThoseAskedFor()
{
  QFETCH( QStringList, options );
  QFETCH( QString, environment );
  QFETCH( int, threads );
  QProcess engine;
  QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
  variables.remove( "OMP_NUM_THREADS" );
  if ( !environment.isEmpty() )
    variables.insert( "OMP_NUM_THREADS", environment );
  engine.setProcessEnvironment( variables );
  startEngine( engine, QStringList{ "--json", "diagnostics" } + options, mFolder.path() );
  QVERIFY( engine.waitForFinished( 60000 ) );
  const nlohmann::json facts = factsFrom( engine );
  const int told = facts["threads"], expected = threads < 0 ? facts["processors"].get<int>() : threads;
  QVERIFY2( expected > 0 ? told == expected : told >= 1, qPrintable( QString::number( told ) ) );
}

/// mpirun, too, binds processes to some of the machine's processors.
void TestDiagnostics::aBoundProcessCountsItsProcessors()
{
#ifdef Q_OS_LINUX
  QProcess engine;
  QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
  variables.remove( "OMP_NUM_THREADS" );
  engine.setProcessEnvironment( variables );
  engine.start( "taskset", { "--cpu-list", QString::number( sched_getcpu() ), enginePath(), "--json", "diagnostics" } );
  QVERIFY( engine.waitForFinished( 60000 ) );
  QCOMPARE( factsFrom( engine )["threads"].get<int>(), 1 );
#endif
}

void TestDiagnostics::networksThatCannotBeLoadedAreNamed()
{
  QVERIFY( QDir( mFolder.path() ).mkpath( "bin" ) );
  const QString lonely = mFolder.filePath( "bin/riskcast" );
  QVERIFY( QFile::copy( enginePath(), lonely ) );
  QProcess engine;
  engine.start( lonely, { "diagnostics" } );
  QVERIFY( engine.waitForFinished( 60000 ) );
  const QByteArray text = engine.readAllStandardOutput();
  QCOMPARE( engine.exitCode(), 0 );
  QVERIFY2( text.startsWith( "Riskcast " ), text.constData() );
  QVERIFY2( text.contains( "No networks: The library of networks " + mFolder.filePath( "lib/" ).toUtf8() ), text.constData() );
}

QTEST_GUILESS_MAIN( TestDiagnostics )
#include "test_diagnostics.moc"
