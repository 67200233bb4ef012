#include "error_text.h"
#include "processing_run.h"
#include "raster_file.h"
#include "test_layers.h"

#include <qgsrasterlayer.h>
#include <qgsrasterrenderer.h>

#include <QTest>

#include <cmath>

using namespace riskcast;

class TestExplainRiskAlgorithm : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    startQgis();
    mHeatmaps = writeDailyHeatmaps( 60, mFolder.path( "heatmaps.tif" ) );
    mModel = trainModel( mHeatmaps, mFolder.path( "model.safetensors" ) );
  }
  void cleanupTestCase() { stopQgis(); }

  void mapsTheEffectOfEachFactor()
  {
    const TestFolder folder;
    RecordedLog log;
    const Outcome outcome =
        run( algorithm, { { "HEATMAPS", mHeatmaps }, { "MODEL", mModel }, { "EXPLANATION", folder.path( "why.tif" ) } }, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );
    QCOMPARE( folder.content(), QStringList( { "why.qml", "why.tif" } ) );
    QCOMPARE( outcome.results.value( "STEP" ).toString(), QString( "2024-03-01" ) ); // 60 days after 2024-01-01
    Feedback silent;
    const Raster raster = readRaster( folder.path( "why.tif" ).toStdString(), silent );
    QCOMPARE( raster.bandCount(), 5 );
    const size_t cells = raster.grid.cellCount();
    const double base = outcome.results.value( "BASE_LOG_ODDS" ).toDouble();
    for ( size_t cell = 0; cell < cells; ++cell )
    {
      double sum = base;
      for ( size_t band = 1; band < 5; ++band )
        sum += raster.values[band * cells + cell];
      const double risk = raster.values[cell];
      QVERIFY( std::abs( sum - std::log( risk / ( 1 - risk ) ) ) < 1e-3 );
    }
  }

  void recentStepsReachTheEngine()
  {
    const TestFolder folder;
    RecordedLog log;
    const Outcome outcome = run( algorithm,
                                 { { "HEATMAPS", mHeatmaps },
                                   { "MODEL", mModel },
                                   { "RECENT_STEPS", 5 },
                                   { "CREATION_OPTIONS", "COMPRESS=LZW" },
                                   { "EXPLANATION", folder.path( "why.tif" ) } },
                                 log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    VERIFY_SAYS( log.commands.value( 0 ), " --recent-steps 5" );
    VERIFY_SAYS( log.commands.value( 0 ), "COMPRESS=LZW" );
    QCOMPARE( readRasterMetadata( folder.path( "why.tif" ).toStdString() ).at( "RISKCAST_RECENT_STEPS" ), std::string( "5" ) );
  }

  void opensWithTheEffectOfRecentIncidents()
  {
    const TestFolder folder;
    QVERIFY(
        run( algorithm, { { "HEATMAPS", mHeatmaps }, { "MODEL", mModel }, { "EXPLANATION", folder.path( "why.tif" ) } } ).ok );
    const QgsRasterLayer layer( folder.path( "why.tif" ) );
    QCOMPARE( layer.renderer()->type(), QString( "singlebandpseudocolor" ) );
    QCOMPARE( layer.renderer()->inputBand(), 5 );
    QCOMPARE( layer.renderer()->legendSymbologyItems().size(), 7 );
  }

  void whatTheEngineRefusesIsTold()
  {
    const TestFolder folder;
    folder.existing( "why.tif" );
    const Outcome outcome = run(
        algorithm,
        { { "HEATMAPS", mHeatmaps }, { "MODEL", mModel }, { "RECENT_STEPS", 60 }, { "EXPLANATION", folder.path( "why.tif" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, "no steps with reports before the recent ones" );
    QCOMPARE( folder.content(), QStringList( "why.tif" ) ); // the previous one
  }

private:
  const QString algorithm = "explainrisk";
  TestFolder mFolder;
  QString mHeatmaps;
  QString mModel;
};

QTEST_MAIN( TestExplainRiskAlgorithm )
#include "test_explain_risk_algorithm.moc"
