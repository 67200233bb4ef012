#include "risk_raster.h"
#include "stack_file.h"
#include "styling.h"

#include <qgsapplication.h>

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

/// Starts a real QGIS Desktop on a virtual screen, with a fresh profile, and lets the inspector (desktop_inspector.cpp) look
/// around in it.
class TestDesktop : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void init();
  void providerAndExplorerAreThereOnce_data();
  void providerAndExplorerAreThereOnce();
  void aPackageForAnotherQgisSaysSo();
  void anOpenedRiskRasterIsStyledAndDated();
  void theFirstStartOffersTheSampleProject();
  void closingWhileATrainingRunsEndsIt();

private:
  void openCppDoor();
  void openPythonDoor();
  QString pythonPackage() const { return mProfile + QStringLiteral( "/python/plugins/riskcast" ); }
  QSettings settings() const;
  QJsonObject inspectDesktop();
  void writeRisk() const;
  void writeHeatmaps() const;
  void verifyExplored( const QJsonObject &explorer, bool hasPython ) const;
  void keepScreenshots() const;

  std::unique_ptr<QTemporaryDir> mFolder;
  QString mProfile;
  QStringList mPluginFolders;
};

void TestDesktop::initTestCase()
{
  if ( !QFile::exists( QStringLiteral( RISKCAST_QGIS_DESKTOP ) ) )
    QSKIP( "There is no QGIS Desktop beside the QGIS libraries." );
  if ( QStandardPaths::findExecutable( QStringLiteral( "xvfb-run" ) ).isEmpty() )
    QSKIP( "There is no xvfb-run to give QGIS Desktop a screen." );
}

void TestDesktop::init()
{
  mFolder = std::make_unique<QTemporaryDir>();
  mProfile = mFolder->filePath( QStringLiteral( "profiles/test" ) );
  mPluginFolders = QStringList( QStringLiteral( RISKCAST_INSPECTOR_FOLDER ) );
  QVERIFY( QDir().mkpath( QFileInfo( pythonPackage() ).path() ) );
  settings().setValue( QStringLiteral( "Plugins/libplugin_inspector" ), true );
  settings().setValue( QStringLiteral( "riskcast/welcomed" ), true );
}

QSettings TestDesktop::settings() const
{
  const QString file = QStringLiteral( "QGIS%1.ini" ).arg( Qgis::versionInt() / 10000 );
  return QSettings( QDir( mProfile ).filePath( QStringLiteral( "QGIS/" ) + file ), QSettings::IniFormat );
}

void TestDesktop::openCppDoor()
{
  mPluginFolders << QStringLiteral( RISKCAST_PLUGIN_FOLDER "/qgis_plugin" );
  settings().setValue( QStringLiteral( "Plugins/libplugin_riskcast" ), true );
}

void TestDesktop::openPythonDoor()
{
  QVERIFY( QFile::link( QStringLiteral( RISKCAST_PLUGIN_FOLDER ), pythonPackage() ) );
  settings().setValue( QStringLiteral( "PythonPlugins/riskcast" ), true );
}

/// Keeps the pictures of this test for people to look at.
void TestDesktop::keepScreenshots() const
{
  const QString name = QString::fromUtf8( QTest::currentDataTag() ? QTest::currentDataTag() : QTest::currentTestFunction() );
  QDir().mkpath( QStringLiteral( RISKCAST_SCREENSHOT_FOLDER ) );
  for ( const QFileInfo &picture : QDir( mFolder->path() ).entryInfoList( { QStringLiteral( "*.png" ) } ) )
  {
    const QString of = picture.baseName() == QLatin1String( "desktop" ) ? QString() : '-' + picture.baseName();
    const QString kept = QStringLiteral( RISKCAST_SCREENSHOT_FOLDER "/%1%2.png" ).arg( QString( name ).replace( ' ', '-' ), of );
    QFile::remove( kept );
    QFile::copy( picture.filePath(), kept );
  }
}

/// What the inspector saw; empty if QGIS did not start, did not end well, or said nothing.
QJsonObject TestDesktop::inspectDesktop()
{
  settings().setValue( QStringLiteral( "plugins/searchPathsForPlugins" ), mPluginFolders );
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove( QStringLiteral( "QT_QPA_PLATFORM" ) );
  environment.insert( QStringLiteral( "HOME" ), mFolder->path() );
  environment.insert( QStringLiteral( "RISKCAST_INSPECTION" ), mFolder->path() );
  QProcess qgis;
  qgis.setProcessEnvironment( environment );
  qgis.setProcessChannelMode( QProcess::MergedChannels );
  const QString secondsAtMost = QStringLiteral( "180" );
  qgis.start( QStringLiteral( "xvfb-run" ),
              { "-a", "-s", "-screen 0 1280x860x24", "timeout", secondsAtMost, RISKCAST_QGIS_DESKTOP, "--profiles-path",
                mFolder->path(), "--profile", "test", "--nologo", "--noversioncheck" } );
  const bool ended = qgis.waitForFinished( -1 ) && qgis.exitCode() == 0;
  keepScreenshots();
  QFile file( mFolder->filePath( QStringLiteral( "inspection.json" ) ) );
  if ( !ended || !file.open( QIODevice::ReadOnly ) )
  {
    qWarning() << qgis.readAll();
    return {};
  }
  return QJsonDocument::fromJson( file.readAll() ).object();
}

namespace
{

QString texts( const QJsonValue &list )
{
  QStringList texts;
  for ( const QJsonValue &text : list.toArray() )
    texts << text.toString();
  return texts.join( '\n' );
}

/// The look of one moment in one line: "12 algorithms, 1 in the toolbox, …".
QString summary( const QJsonObject &look )
{
  return QStringLiteral( "%1 algorithms, %2 in the toolbox, %3 in menus, %4 buttons, %5 explorers" )
      .arg( look["algorithms"].toArray().size() )
      .arg( look["toolboxEntries"].toInt() )
      .arg( look["actions"].toArray().size() )
      .arg( look["explorerButtons"].toInt() )
      .arg( look["explorers"].toInt() );
}

} // namespace

void TestDesktop::providerAndExplorerAreThereOnce_data()
{
  QTest::addColumn<bool>( "cpp" );
  QTest::addColumn<bool>( "python" );
  QTest::newRow( "through the C++ plugin alone" ) << true << false;
  QTest::newRow( "through the Python package alone" ) << false << true;
  QTest::newRow( "through both" ) << true << true;
}

void TestDesktop::providerAndExplorerAreThereOnce()
{
  QFETCH( bool, cpp );
  QFETCH( bool, python );
  if ( cpp )
    openCppDoor();
  if ( python )
    openPythonDoor();
  writeRisk();
  const QJsonObject seen = inspectDesktop();
  QVERIFY( !seen.isEmpty() );
  const bool hasPython = seen["python"].toBool();
  if ( python && !hasPython )
    QSKIP( "This QGIS has no Python." );
  const QString there =
      QStringLiteral( "12 algorithms, %1 in the toolbox, 1 in menus, 1 buttons, 0 explorers" ).arg( hasPython ? 1 : -1 );
  const QString gone =
      QStringLiteral( "0 algorithms, %1 in the toolbox, 0 in menus, 0 buttons, 0 explorers" ).arg( hasPython ? 0 : -1 );
  const QString explored = QString( there ).replace( QStringLiteral( "0 explorers" ), QStringLiteral( "1 explorers" ) );
  QCOMPARE( summary( seen["started"].toObject() ), there );
  QCOMPARE( summary( seen["unloaded"].toObject() ), cpp ? explored : gone ); // the inspector unloads the Python package
  QStringList looks;
  for ( const QJsonValue &each : seen["reloadedInManager"].toArray() )
    looks << summary( each.toObject() );
  QCOMPARE( looks, cpp ? QStringList( { gone, there, gone, there } ) : QStringList( { gone, gone, gone, gone } ) );
  if ( python )
    QCOMPARE( summary( seen["reloaded"].toObject() ), there );
  QCOMPARE( texts( seen["started"].toObject()["messages"] ), QString() );
  QCOMPARE( seen["started"].toObject()["menuEntries"].toInt(), 3 ); // sample, settings, diagnostics
  QCOMPARE( seen["unloaded"].toObject()["menuEntries"].toInt(), cpp ? 3 : 0 );
  verifyExplored( seen["explorer"].toObject(), hasPython );
}

/// The dock opens from the toolbar and from the menu of risk rasters alone, moves the map, and fills in what an algorithm asks
/// for.
void TestDesktop::verifyExplored( const QJsonObject &explorer, bool hasPython ) const
{
  QCOMPARE( texts( explorer["menuOfRisk"] ), QStringLiteral( "Risk explorer" ) );
  QCOMPARE( texts( explorer["menuOfOther"] ), QString() );
  QVERIFY( explorer["isVisible"].toBool() );
  QCOMPARE( explorer["shownFrom"].toString(), QStringLiteral( "2024-01-02T00:00:00Z" ) );
  QCOMPARE( explorer["dialog"].toString(), hasPython ? QStringLiteral( "('riskcast:predictrisk', {})" ) : QString() );
  QCOMPARE( explorer["dialogWithRisk"].toString(),
            hasPython ? QStringLiteral( "('riskcast:classifyrisk', {'RISK': 'the layer'})" ) : QString() );
}

void TestDesktop::aPackageForAnotherQgisSaysSo()
{
  QVERIFY( QDir().mkpath( pythonPackage() ) );
  for ( const char *name : { "__init__.py", "metadata.txt" } )
  {
    QFile original( QStringLiteral( RISKCAST_PLUGIN_FOLDER "/" ) + name );
    QFile copy( pythonPackage() + '/' + name );
    QVERIFY( original.open( QIODevice::ReadOnly ) && copy.open( QIODevice::WriteOnly ) );
    copy.write( original.readAll().replace( "BUILT_FOR = \"QGIS 3", "BUILT_FOR = \"QGIS 13" ) );
  }
  settings().setValue( QStringLiteral( "PythonPlugins/riskcast" ), true );
  const QJsonObject seen = inspectDesktop();
  QVERIFY( !seen.isEmpty() );
  if ( !seen["python"].toBool() )
    QSKIP( "This QGIS has no Python." );
  const QJsonObject started = seen["started"].toObject();
  QCOMPARE( started["algorithms"].toArray().size(), 0 );
  const QString message = texts( started["messages"] );
  QVERIFY2( message.startsWith( "Riskcast cannot be used: it was built for QGIS 13." ), qPrintable( message ) );
}

void TestDesktop::anOpenedRiskRasterIsStyledAndDated()
{
  writeRisk();
  const QJsonObject raster = inspectDesktop()["raster"].toObject();
  QCOMPARE( raster["renderer"].toString(), QStringLiteral( "singlebandpseudocolor" ) );
  QCOMPARE( raster["dated"].toBool(), true );
}

/// Once: the notice, and what its button opens. And the other entries of the menu.
void TestDesktop::theFirstStartOffersTheSampleProject()
{
  openCppDoor();
  settings().remove( QStringLiteral( "riskcast/welcomed" ) );
  QFile firstStart( mFolder->filePath( QStringLiteral( "first_start" ) ) );
  QVERIFY( firstStart.open( QIODevice::WriteOnly ) );
  const QJsonObject seen = inspectDesktop();
  QCOMPARE( texts( seen["started"].toObject()["messages"] ),
            QStringLiteral( "Riskcast is ready. Try it on reports from Delhi." ) );
  const QJsonObject assistance = seen["assistance"].toObject();
  QVERIFY( assistance["isPressed"].toBool() );
  const QJsonObject project = assistance["project"].toObject();
  QCOMPARE( project["title"].toString(), QStringLiteral( "Reports of harassment in Delhi" ) );
  QCOMPARE( project["file"].toString(), QString() ); // whoever saves it is asked where
  QVERIFY( !project["isDirty"].toBool() );
  QCOMPARE( project["crs"].toString(), QStringLiteral( "EPSG:32643" ) );
  QCOMPARE( texts( project["layers"] ), QStringLiteral( "Reports: 4818, dated\nWards: 290" ) ); // data/README.md
  QVERIFY( assistance["isUnsavedKept"].toBool() );
  QVERIFY( assistance["options"].toObject()["isShown"].toBool() );
  QCOMPARE( assistance["options"].toObject()["engine"].toString(), QStringLiteral( "Riskcast " RISKCAST_VERSION " runs." ) );
  QCOMPARE( settings().value( QStringLiteral( "riskcast/threads" ) ).toInt(), 2 );
  const QString diagnostics = assistance["diagnostics"].toString();
  QVERIFY2( diagnostics.startsWith( "# Riskcast diagnostics" ), qPrintable( diagnostics ) );
  QVERIFY2( diagnostics.contains( "threads: 2" ), qPrintable( diagnostics ) );

  QVERIFY( firstStart.remove() );
  QCOMPARE( texts( inspectDesktop()["started"].toObject()["messages"] ), QString() );
}

/// Two days, with the style that QGIS opens them in.
void TestDesktop::writeRisk() const
{
  RiskMaps maps;
  maps.grid = Grid( "EPSG:32643", { 0, 0, 2, 1 }, 2, 1 );
  maps.steps = TimeSteps( *parseTime( "2024-01-01" ), {}, 2 );
  maps.percentiles = { 50 };
  maps.breaks = { 0.5 };
  maps.risk = { 0.1F, 0.9F, 0.8F, 0.2F };
  const QString path = mFolder->filePath( QStringLiteral( "risk.tif" ) );
  Feedback feedback;
  writeRiskRaster( maps, path.toStdString(), {}, feedback );
  QVERIFY( writeStyleFile( path, feedback ) );
}

/// Enough for a training of minutes.
void TestDesktop::writeHeatmaps() const
{
  HeatmapStack stack = HeatmapStack::empty( Grid( "EPSG:32643", { 0, 0, 32, 32 }, 32, 32 ),
                                            TimeSteps( *parseTime( "2024-01-01" ), {}, 300 ), StepState::Observed );
  for ( size_t i = 0; i < stack.counts.size(); i += 97 )
    stack.counts[i] = 1;
  Feedback feedback;
  writeHeatmapStack( stack, mFolder->filePath( QStringLiteral( "heatmaps.tif" ) ).toStdString(), {}, feedback );
}

/// QGIS asks, the engine ends, and nothing is left of its work.
void TestDesktop::closingWhileATrainingRunsEndsIt()
{
  if ( !QFile::exists( QStringLiteral( RISKCAST_PLUGIN_FOLDER "/bin/riskcast" ) ) )
    QSKIP( "The engine was not built." );
  openCppDoor();
  writeHeatmaps();
  const QJsonObject seen = inspectDesktop(); // and QGIS ended by itself, without an error
  QVERIFY( !seen.isEmpty() );
  QCOMPARE( seen["running"].toInt(), 1 );
  QVERIFY2( texts( seen["filesWhileRunning"] ).startsWith( ".riskcast-" ), qPrintable( texts( seen["filesWhileRunning"] ) ) );
  QVERIFY2( seen["asked"].toString().contains( "Train risk model" ), qPrintable( seen["asked"].toString() ) );
  QVERIFY2( seen["millisecondsToEnd"].toInt() < 2000, qPrintable( QString::number( seen["millisecondsToEnd"].toInt() ) ) );
  QCOMPARE( texts( seen["filesAfterwards"] ), QString() );
}

int main( int argc, char *argv[] )
{
  QgsApplication application( argc, argv, false );
  QgsApplication::initQgis();
  TestDesktop test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_desktop.moc"
