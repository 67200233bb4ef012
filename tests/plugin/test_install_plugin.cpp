#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// Runs tools/install-plugin for a user without a QGIS profile, and looks with QGIS's own qgis_process whether it worked.
class TestInstallPlugin : public QObject
{
  Q_OBJECT

private slots:
  void init();
  void qgisShowsTheAlgorithmsAfterwards();
  void aSecondTimeReplacesTheFirst();
  void anEngineUnpackedWithoutPermissionsCanBeRun();
  void aFolderWithoutPluginIsRefused();

private:
  struct Outcome
  {
    int exitCode = 0;
    QString output;
  };
  Outcome run( const QString &program, const QStringList &arguments ) const;
  Outcome install( const QString &pluginFolder ) const;
  QString installed( const QString &file ) const;

  std::unique_ptr<QTemporaryDir> mHome;
};

#define SKIP_WITHOUT_PYTHON( outcome )                                                                                           \
  if ( ( outcome ).output.contains( "has no Python" ) )                                                                          \
    QSKIP( "This QGIS has no Python." );

namespace
{
const QString pluginFolder = QStringLiteral( RISKCAST_PLUGIN_FOLDER );
}

void TestInstallPlugin::init()
{
  mHome = std::make_unique<QTemporaryDir>();
}

TestInstallPlugin::Outcome TestInstallPlugin::run( const QString &program, const QStringList &arguments ) const
{
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert( QStringLiteral( "HOME" ), mHome->path() );
  environment.remove( QStringLiteral( "XDG_DATA_HOME" ) );
  QProcess process;
  process.setProcessEnvironment( environment );
  process.setProcessChannelMode( QProcess::MergedChannels );
  process.start( program, arguments );
  process.waitForFinished( -1 );
  return { process.exitCode(), QString::fromUtf8( process.readAll() ) };
}

TestInstallPlugin::Outcome TestInstallPlugin::install( const QString &pluginFolder ) const
{
  return run( QStringLiteral( RISKCAST_SOURCE_DIR "/tools/install-plugin" ), { pluginFolder } );
}

QString TestInstallPlugin::installed( const QString &file ) const
{
  return mHome->filePath( QStringLiteral( ".local/share/QGIS/QGIS" QGIS_MAJOR "/profiles/default/python/plugins/riskcast/" ) +
                          file );
}

void TestInstallPlugin::qgisShowsTheAlgorithmsAfterwards()
{
  const Outcome outcome = install( pluginFolder );
  SKIP_WITHOUT_PYTHON( outcome )
  QVERIFY2( outcome.exitCode == 0, qPrintable( outcome.output ) );
  QVERIFY2( outcome.output.contains( "is installed in" ), qPrintable( outcome.output ) );
  const Outcome list = run( QStringLiteral( QGIS_PROCESS ), { QStringLiteral( "list" ) } );
  QVERIFY2( list.output.contains( "riskcast:predictrisk" ) || list.output.contains( "predictrisk\t" ),
            qPrintable( list.output ) );
}

void TestInstallPlugin::aSecondTimeReplacesTheFirst()
{
  const Outcome outcome = install( pluginFolder );
  SKIP_WITHOUT_PYTHON( outcome )
  QFile leftover( installed( QStringLiteral( "of_an_older_version.py" ) ) );
  QVERIFY( leftover.open( QIODevice::WriteOnly ) );
  leftover.close();
  QCOMPARE( install( pluginFolder ).exitCode, 0 );
  QVERIFY( !leftover.exists() );
  const QStringList plugins =
      QDir( installed( QStringLiteral( ".." ) ) ).entryList( QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot );
  QCOMPARE( plugins, QStringList( QStringLiteral( "riskcast" ) ) );
}

void TestInstallPlugin::anEngineUnpackedWithoutPermissionsCanBeRun()
{
  const Outcome outcome = install( pluginFolder );
  SKIP_WITHOUT_PYTHON( outcome )
  const QString engine = installed( QStringLiteral( "bin/riskcast" ) );
  if ( !QFile::exists( engine ) )
    QSKIP( "The engine was not built." );
  QVERIFY( QFile::setPermissions( engine, QFile::ReadOwner | QFile::WriteOwner ) ); // as the plugin manager unpacks a zip
  run( QStringLiteral( QGIS_PROCESS ), { QStringLiteral( "list" ) } );
  QVERIFY( QFileInfo( engine ).isExecutable() );
}

void TestInstallPlugin::aFolderWithoutPluginIsRefused()
{
  const Outcome outcome = install( mHome->path() );
  QCOMPARE( outcome.exitCode, 1 );
  QCOMPARE( outcome.output.trimmed(),
            QStringLiteral( "There is no built plugin in %1: build it first (cmake --preset default, then "
                            "cmake --build --preset default)." )
                .arg( mHome->path() ) );
  QVERIFY( QDir( mHome->path() ).isEmpty() );
}

QTEST_GUILESS_MAIN( TestInstallPlugin )

#include "test_install_plugin.moc"
