#include "error_text.h"
#include "processing_run.h"
#include "risk_raster.h"
#include "test_layers.h"

#include <qgsmaplayertemporalproperties.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingparameters.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>
#include <qgsrasterrenderer.h>

#include <QFileInfo>

#include <cmath>

using namespace riskcast;

namespace
{

const QString algorithm = "predictrisk";

RiskMaps read( const QString &path )
{
  Feedback silent;
  return readRiskRaster( path.toStdString(), silent );
}

} // namespace

class TestPredictRisk : public QObject
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

  void everyStepAheadIsADatedBand()
  {
    const TestFolder folder;
    QVariantMap parameters = {
      { "HEATMAPS", mHeatmaps }, { "MODEL", mModel }, { "STEPS_AHEAD", 3 }, { "RISK", folder.path( "risk.tif" ) }
    };
    RecordedLog log;
    const Outcome outcome = run( algorithm, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );

    // The heatmaps are the 60 days from 2024-01-01 on, the last of which is 29 February.
    QCOMPARE( outcome.results.value( "STEPS" ).toInt(), 3 );
    QCOMPARE( outcome.results.value( "FIRST_STEP" ).toString(), QString( "2024-03-01" ) );
    QCOMPARE( outcome.results.value( "LAST_STEP" ).toString(), QString( "2024-03-03" ) );
    const RiskMaps maps = read( outcome.results.value( "RISK" ).toString() );
    QCOMPARE( maps.steps.count(), 3 );
    const float highest = *std::max_element( maps.risk.begin(), maps.risk.end() );
    QVERIFY( highest > 0.5 && highest <= 1 ); // one cell has an incident every day
    QCOMPARE( outcome.results.value( "MAXIMUM_RISK" ).toFloat(), highest );
    // That cell lies at 2.5, 2.5 km: column 2, and row 5 from the north.
    QCOMPARE( maps.risk[5 * 8 + 2], highest );
  }

  void classesAreARasterOfTheirOwn()
  {
    const TestFolder folder;
    const Outcome outcome = run( algorithm, { { "HEATMAPS", mHeatmaps },
                                              { "MODEL", mModel },
                                              { "PERCENTILES", "50,90" },
                                              { "RISK", folder.path( "risk.tif" ) },
                                              { "CLASSES", folder.path( "classes.tif" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( read( folder.path( "risk.tif" ) ).percentiles, std::vector<double>( { 50, 90 } ) );
    QgsRasterLayer classes( outcome.results.value( "CLASSES" ).toString() );
    QVERIFY( classes.isValid() );
    QCOMPARE( classes.dataProvider()->dataType( 1 ), Qgis::DataType::Byte );
    // The hottest cell is in the highest of the three classes, which are counted from 1.
    QCOMPARE( classes.dataProvider()->sample( QgsPointXY( 702500, 3102500 ), 1 ), 3.0 );
  }

  void percentilesReachTheEngineWithAllTheirDigits()
  {
    const TestFolder folder;
    RecordedLog log;
    const Outcome outcome = run( algorithm,
                                 { { "HEATMAPS", mHeatmaps },
                                   { "MODEL", mModel },
                                   { "PERCENTILES", "33.3333333,99.99995" },
                                   { "RISK", folder.path( "risk.tif" ) } },
                                 log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    VERIFY_SAYS( log.commands.value( 0 ), " --percentiles 33.3333333,99.99995" );
  }

  void aLinkStaysALink()
  {
    const TestFolder folder;
    folder.existing( "real.tif" );
    QVERIFY( QFile::link( "real.tif", folder.path( "risk.tif" ) ) );
    const Outcome outcome =
        run( algorithm, { { "HEATMAPS", mHeatmaps }, { "MODEL", mModel }, { "RISK", folder.path( "risk.tif" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( QFileInfo( folder.path( "risk.tif" ) ).isSymLink() );
    QCOMPARE( read( folder.path( "real.tif" ) ).steps.count(), 1 );
    QCOMPARE( folder.content(), QStringList( { "real.tif", "risk.qml", "risk.smooth.qml", "risk.tif" } ) );
  }

  void borderIsLeftOutAndDisplayIsFiner()
  {
    const TestFolder folder;
    const Outcome outcome = run( algorithm, { { "HEATMAPS", mHeatmaps },
                                              { "MODEL", mModel },
                                              { "BORDER", 1 },
                                              { "DISPLAY_FACTOR", 2 },
                                              { "RISK", folder.path( "risk.tif" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const RiskMaps maps = read( folder.path( "risk.tif" ) );
    QCOMPARE( maps.grid.columns(), 16 );
    QVERIFY( std::isnan( maps.risk[0] ) );
    QVERIFY( !std::isnan( maps.risk[8 * 16 + 8] ) );
  }

  void theRiskOpensStyled()
  {
    const TestFolder folder;
    QVERIFY( run( algorithm, { { "HEATMAPS", mHeatmaps }, { "MODEL", mModel }, { "RISK", folder.path( "risk.tif" ) } } ).ok );
    const QgsRasterLayer risk( folder.path( "risk.tif" ) );
    QCOMPARE( risk.renderer()->type(), QString( "singlebandpseudocolor" ) );
  }

  void whatBelongedToThePreviousRasterIsGone()
  {
    const TestFolder folder;
    for ( const char *file : { "risk.tif", "risk.tif.ovr", "risk.tif.aux.xml" } )
      folder.existing( file );
    const Outcome outcome =
        run( algorithm, { { "HEATMAPS", mHeatmaps }, { "MODEL", mModel }, { "RISK", folder.path( "risk.tif" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( folder.content(), QStringList( { "risk.qml", "risk.smooth.qml", "risk.tif" } ) );
  }

  void aResultThatIsLoadedIsStyled()
  {
    // As the algorithm dialog runs it: the layer comes into the project when the task has ended.
    const TestFolder folder;
    QgsProject project;
    QgsProcessingContext context;
    context.setProject( &project );
    RecordedLog log;
    const QVariantMap parameters = {
      { "HEATMAPS", mHeatmaps },
      { "MODEL", mModel },
      { "RISK", QVariant::fromValue( QgsProcessingOutputLayerDefinition( folder.path( "risk.tif" ), &project ) ) }
    };
    const Outcome outcome = run( algorithm, parameters, log, context );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( context.layersToLoadOnCompletion().keys(), QStringList( folder.path( "risk.tif" ) ) );
    QgsProcessingLayerPostProcessorInterface *style =
        context.layerToLoadOnCompletionDetails( folder.path( "risk.tif" ) ).postProcessor();
    QVERIFY( style );
    QgsMapLayer *layer = QgsProcessingUtils::mapLayerFromString( folder.path( "risk.tif" ), context );
    style->postProcessLayer( layer, context, &log );
    QCOMPARE( qobject_cast<QgsRasterLayer *>( layer )->renderer()->type(), QString( "singlebandpseudocolor" ) );
    QVERIFY( layer->temporalProperties()->isActive() );
  }

  void cancelingLeavesThePreviousFilesAsTheyWere()
  {
    const TestFolder folder;
    RecordedLog log;
    log.cancelAt = 10;
    const Outcome outcome = run( algorithm,
                                 { { "HEATMAPS", mHeatmaps },
                                   { "MODEL", mModel },
                                   { "RISK", folder.existing( "risk.tif" ) },
                                   { "CLASSES", folder.path( "classes.tif" ) } },
                                 log );
    QVERIFY( !outcome.ok );
    QCOMPARE( folder.content(), QStringList( "risk.tif" ) );
    QCOMPARE( contentOf( folder.path( "risk.tif" ) ), QByteArray( "previous" ) );
  }

private:
  TestFolder mFolder;
  QString mHeatmaps;
  QString mModel;
};

QTEST_MAIN( TestPredictRisk )
#include "test_predict_risk.moc"
