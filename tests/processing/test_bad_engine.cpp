#include "error_text.h"
#include "processing_run.h"
#include "test_layers.h"

#include <qgssettings.h>

using namespace riskcast;

/// Engines that are shell scripts: for what the real one does not do on demand.
class TestBadEngine : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    startQgis();
    mHeatmaps = writeDailyHeatmaps( 60, mFolder.path( "heatmaps.tif" ) );
  }
  void cleanupTestCase() { stopQgis(); }

  void cleanup() { QgsSettings().remove( "riskcast/engine" ); }

  void enginesThatFail_data()
  {
    QTest::addColumn<QByteArray>( "script" );
    QTest::addColumn<QString>( "expected" );
    QTest::newRow( "killed while it writes" )
        << QByteArray( "echo half > \"$4\"; kill -9 $$" ) << "The engine was killed or crashed; there may be too little memory.";
    QTest::newRow( "a library is missing" ) << QByteArray( "echo 'libtorch.so: cannot open' >&2; exit 127" )
                                            << "It said: libtorch.so: cannot open";
    QTest::newRow( "no result" ) << QByteArray( "exit 0" ) << "The engine ended without a result.";
    QTest::newRow( "a result that lacks something" )
        << QByteArray( "echo half > \"$4\"; echo '{\"type\":\"result\"}'" ) << "key 'scores' not found";
    QTest::newRow( "its own sentence" ) << QByteArray( "echo '{\"type\":\"error\",\"text\":\"'\"$4\"' is full.\"}'; exit 1" )
                                        << "model.safetensors is full.";
  }
  void enginesThatFail()
  {
    QFETCH( QByteArray, script );
    QFETCH( QString, expected );
    const TestFolder engineFolder;
    QgsSettings().setValue( "riskcast/engine", engineFolder.program( script ) );
    const TestFolder folder;
    const QString model = folder.existing( "model.safetensors" );
    const Outcome outcome = run( "trainriskmodel", { { "HEATMAPS", mHeatmaps }, { "MODEL", model } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( expected ) );
    QVERIFY2( !outcome.error.contains( ".riskcast-" ), qPrintable( outcome.error ) );
    QCOMPARE( folder.content(), QStringList( "model.safetensors" ) );
    QCOMPARE( contentOf( model ), QByteArray( "previous" ) );
  }

  void aMissingEngine()
  {
    QgsSettings().setValue( "riskcast/engine", "/nowhere/riskcast" );
    const TestFolder folder;
    const Outcome outcome =
        run( "trainriskmodel", { { "HEATMAPS", mHeatmaps }, { "MODEL", folder.existing( "model.safetensors" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, "The Riskcast engine is missing: /nowhere/riskcast is no program." );
    QCOMPARE( contentOf( folder.path( "model.safetensors" ) ), QByteArray( "previous" ) );
  }

private:
  TestFolder mFolder;
  QString mHeatmaps;
};

QTEST_MAIN( TestBadEngine )
#include "test_bad_engine.moc"
