#include "diagnostics.h"
#include "error_text.h"
#include "own_profile.h"
#include "run_log.h"
#include "settings.h"

#include <qgsapplication.h>
#include <qgssettings.h>

#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

/// What is copied for a bug report, in a profile of its own.
class TestDiagnosticsReport : public QObject
{
  Q_OBJECT

private slots:
  void cleanup() { QgsSettings().remove( QStringLiteral( "riskcast" ) ); }

  void namesVersionsEngineAndFolders()
  {
    const QString engine = QStringLiteral( RISKCAST_PLUGIN_FOLDER "/bin/riskcast" );
    writeSettings( { engine, Device::Cpu, 2 } );
    const QString report = diagnosticsReport();
    VERIFY_SAYS( report, "\nRiskcast version " RISKCAST_VERSION "\n" );
    VERIFY_SAYS( report, qPrintable( Qgis::version() ) );
    for ( const char *library : { "QGIS code", "Qt version", "GDAL/OGR version", "PROJ version", "GEOS version", "\nOS " } )
      VERIFY_SAYS( report, library );
    VERIFY_SAYS( report, qPrintable( "\n" + engine + "\nRiskcast " RISKCAST_VERSION "\n" ) );
    VERIFY_SAYS( report, "\nLibTorch " );
    VERIFY_SAYS( report, "\nThreads: 2\n" );
    VERIFY_SAYS( report, "\ndevice: cpu\n" );
    VERIFY_SAYS( report, qPrintable( "\nprofile: " + QgsApplication::qgisSettingsDirPath() ) );
    VERIFY_SAYS( report, "Read it before you send it." );
  }

  void anEngineThatCannotBeRunIsPartOfIt()
  {
    writeSettings( { QStringLiteral( "/nowhere/riskcast" ) } );
    const QString report = diagnosticsReport();
    VERIFY_SAYS( report, "\nThe Riskcast engine is missing: /nowhere/riskcast is no program." );
    VERIFY_SAYS( report, "GDAL/OGR version" );
    VERIFY_SAYS( report, "## Last run of the engine\n```\nThere was none in this profile.\n```\n" );
  }

  /// Line 1 … 300, of which the last 200 matter.
  void theEndOfTheLastRunIsPartOfIt()
  {
    writeSettings( { QStringLiteral( "/nowhere/riskcast" ) } );
    Feedback silent;
    RunLog log( silent );
    for ( int line = 1; line <= 300; ++line )
      log.info( "Epoch " + std::to_string( line ) + "." );
    const QString report = diagnosticsReport();
    VERIFY_SAYS( report, " Epoch 300.\n```\n" );
    VERIFY_SAYS( report, " Epoch 101.\n" );
    QVERIFY( !report.contains( QStringLiteral( " Epoch 100." ) ) );
    QVERIFY( QFile::remove( RunLog::path() ) );
  }
};

int main( int argc, char *argv[] )
{
  return runInOwnProfile<TestDiagnosticsReport>( argc, argv );
}

#include "test_diagnostics_report.moc"
