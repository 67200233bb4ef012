#include "error_text.h"
#include "processing_run.h"
#include "test_layers.h"

#include <QProcess>

using namespace riskcast;

class TestPyQgis : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void aScriptRunsTheChain()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    save( *layer, folder.path( "incidents.gpkg" ) );
    QProcess python;
    python.setProcessChannelMode( QProcess::MergedChannels );
    python.start( RISKCAST_PYTHON, { RISKCAST_SOURCE_DIR "/tests/processing/pyqgis_chain.py", RISKCAST_PYTHON_PLUGINS,
                                     RISKCAST_PLUGIN_FOLDER, folder.path( "incidents.gpkg" ), folder.path( "." ) } );
    QVERIFY( python.waitForFinished( 180000 ) );
    const QString output = QString::fromUtf8( python.readAll() );
    QVERIFY2( python.exitCode() == 0, qPrintable( output ) );
    VERIFY_SAYS( output, "done" );
  }
};

QTEST_MAIN( TestPyQgis )
#include "test_pyqgis.moc"
