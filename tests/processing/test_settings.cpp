#include "engine_program.h"
#include "error_text.h"
#include "processing_run.h"
#include "run_log.h"
#include "settings.h"
#include "test_layers.h"

#include <qgsapplication.h>
#include <qgsprocessingparameters.h>
#include <qgsprocessingregistry.h>
#include <qgssettings.h>

#include <QDir>
#include <QFile>

using namespace riskcast;

namespace
{

const QString realEngine = QStringLiteral( RISKCAST_PLUGIN_FOLDER "/bin/riskcast" );

/// What the dialog of an algorithm begins with.
QVariant defaultOf( const QString &algorithm, const QString &parameter )
{
  const std::unique_ptr<QgsProcessingAlgorithm> opened(
      QgsApplication::processingRegistry()->algorithmById( "riskcast:" + algorithm )->create() );
  return opened->parameterDefinition( parameter )->defaultValue();
}

QByteArray lastLog()
{
  return contentOf( RunLog::path() );
}

} // namespace

/// What is set for all of Riskcast, in a profile of its own, and what algorithms and engine make of it.
class TestSettings : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    startQgis();
    mHeatmaps = writeDailyHeatmaps( 60, mFolder.path( "heatmaps.tif" ) );
  }
  void cleanupTestCase() { stopQgis(); }

  void cleanup() { QgsSettings().remove( "riskcast" ); }

  void aFreshProfileHasTheDefaults()
  {
    QVERIFY( QgsSettings().fileName().startsWith( QgsApplication::qgisSettingsDirPath() ) ); // and not the developer's own
    const Settings settings = readSettings();
    QCOMPARE( settings.engine, QString() );
    QCOMPARE( settings.device, Device::Auto );
    QCOMPARE( settings.threads, 0 );
    QCOMPARE( settings.look, ClassLook::Graded );
    QVERIFY( !wasWelcomed() );
  }

  /// As docs/settings.md names them, for whoever writes them into a profile.
  void settingsAreKeptByTheirNames()
  {
    writeSettings( { "/opt/riskcast", Device::Gpu, 3, ClassLook::Flagged } );
    QCOMPARE( QgsSettings().value( "riskcast/engine" ).toString(), QString( "/opt/riskcast" ) );
    QCOMPARE( QgsSettings().value( "riskcast/device" ).toString(), QString( "gpu" ) );
    QCOMPARE( QgsSettings().value( "riskcast/threads" ).toInt(), 3 );
    QCOMPARE( QgsSettings().value( "riskcast/look" ).toString(), QString( "flagged" ) );
    const Settings read = readSettings();
    QCOMPARE( read.engine, QString( "/opt/riskcast" ) );
    QCOMPARE( read.device, Device::Gpu );
    QCOMPARE( read.threads, 3 );
    QCOMPARE( read.look, ClassLook::Flagged );
  }

  void whatIsNoValueIsPassedOver()
  {
    QgsSettings().setValue( "riskcast/device", "tpu" );
    QgsSettings().setValue( "riskcast/threads", -2 );
    QgsSettings().setValue( "riskcast/look", "" );
    const Settings settings = readSettings();
    QCOMPARE( settings.device, Device::Auto );
    QCOMPARE( settings.threads, 0 );
    QCOMPARE( settings.look, ClassLook::Graded );
  }

  void dialogsBeginWithWhatIsSet()
  {
    QCOMPARE( defaultOf( "trainriskmodel", "DEVICE" ).toString(), QString( "auto" ) );
    QCOMPARE( defaultOf( "classifyrisk", "LOOK" ).toString(), QString( "graded" ) );
    writeSettings( { {}, Device::Cpu, 0, ClassLook::Flagged } );
    QCOMPARE( defaultOf( "trainriskmodel", "DEVICE" ).toString(), QString( "cpu" ) );
    QCOMPARE( defaultOf( "forecastrisk", "DEVICE" ).toString(), QString( "cpu" ) );
    QCOMPARE( defaultOf( "classifyrisk", "LOOK" ).toString(), QString( "flagged" ) );
  }

  void engineDeviceAndThreadsThatAreSetAreUsed()
  {
    const TestFolder folder;
    const QString engine = folder.program( "exec '" + realEngine.toUtf8() + "' \"$@\"\n" );
    writeSettings( { engine, Device::Cpu, 2, ClassLook::Graded } );
    RecordedLog log;
    const Outcome outcome = run( "trainriskmodel",
                                 { { "HEATMAPS", mHeatmaps },
                                   { "KIND", "convlstm" },
                                   { "EPOCHS", 1 },
                                   { "FILTERS", "2,2,2,2" },
                                   { "MODEL", folder.path( "model.safetensors" ) } },
                                 log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( log.commands.size(), 1 );
    QVERIFY2( log.commands.first().startsWith( engine + " train " ), qPrintable( log.commands.first() ) );
    VERIFY_SAYS( log.commands.first(), "--device cpu" );
    VERIFY_SAYS( log.commands.first(), "--threads 2" );
    VERIFY_SAYS( log.infos.join( '\n' ), "Training on cpu with 2 threads" ); // the engine's own words
  }

  void whatTheLastRunSaidIsKept()
  {
    const TestFolder folder;
    RecordedLog log;
    const Outcome outcome =
        run( "trainriskmodel",
             { { "HEATMAPS", mHeatmaps }, { "KIND", "ratemixture" }, { "MODEL", folder.path( "model.safetensors" ) } }, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    VERIFY_SAYS( QString( lastLog() ), qPrintable( log.commands.first() ) );
    QVERIFY2( lastLog().endsWith( " Done.\n" ), lastLog().constData() );
    VERIFY_SAYS( QString( lastLog() ), qPrintable( log.infos.last() ) );

    writeSettings( { folder.program( "echo '{\"type\":\"error\",\"text\":\"It is too late.\"}'; exit 1\n" ) } );
    QVERIFY( !run( "trainriskmodel", { { "HEATMAPS", mHeatmaps }, { "MODEL", folder.path( "late.safetensors" ) } } ).ok );
    QVERIFY2( lastLog().endsWith( " It is too late.\n" ), lastLog().constData() );
    QVERIFY( !lastLog().contains( "Done." ) );
  }

  void aProfileThatCannotBeWrittenToIsNoReasonToStop()
  {
    QVERIFY( QDir( QFileInfo( RunLog::path() ).path() ).removeRecursively() );
    QFile inTheWay( QFileInfo( RunLog::path() ).path() );
    QVERIFY( inTheWay.open( QIODevice::WriteOnly ) );
    const TestFolder folder;
    const Outcome outcome =
        run( "trainriskmodel",
             { { "HEATMAPS", mHeatmaps }, { "KIND", "ratemixture" }, { "MODEL", folder.path( "model.safetensors" ) } } );
    QVERIFY( inTheWay.remove() );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
  }

  void anEngineSaysItsVersion()
  {
    const EngineAnswer answer = engineVersion( realEngine );
    QCOMPARE( answer.problem, QString() );
    QCOMPARE( answer.text, QString( RISKCAST_VERSION ) );
  }

  void programsThatAreNoEngine_data()
  {
    QTest::addColumn<QByteArray>( "script" );
    QTest::addColumn<QString>( "problem" );
    QTest::newRow( "another program" ) << QByteArray( "echo 'nano 7.2'" ) << "is another program, not the Riskcast engine.";
    QTest::newRow( "one that says nothing" ) << QByteArray( "exit 0" ) << "is another program, not the Riskcast engine.";
    QTest::newRow( "a library is missing" ) << QByteArray( "echo 'libgdal.so: cannot open' >&2; exit 127" )
                                            << "failed. It said: libgdal.so: cannot open";
    QTest::newRow( "it crashes" ) << QByteArray( "kill -9 $$" ) << "failed without a word.";
    QTest::newRow( "it reads until somebody writes" ) << QByteArray( "cat; exit 3" ) << "failed without a word.";
  }
  void programsThatAreNoEngine()
  {
    QFETCH( QByteArray, script );
    QFETCH( QString, problem );
    const TestFolder folder;
    const QString path = folder.program( script );
    VERIFY_SAYS( engineVersion( path ).problem, qPrintable( path + ' ' + problem ) );
  }

  void aFileThatIsNoProgramIsSaidInASentence()
  {
    const TestFolder folder;
    const QString text = folder.existing( "engine.txt" );
    VERIFY_SAYS( engineVersion( text ).problem, "may not be run: make it executable" );
    QFile::setPermissions( text, QFile::ReadOwner | QFile::ExeOwner );
    VERIFY_SAYS( engineVersion( text ).problem, "engine.txt " );
    VERIFY_SAYS( engineVersion( "/nowhere/riskcast" ).problem, "/nowhere/riskcast is no program." );
  }

private:
  TestFolder mFolder;
  QString mHeatmaps;
};

QTEST_MAIN( TestSettings )
#include "test_settings.moc"
