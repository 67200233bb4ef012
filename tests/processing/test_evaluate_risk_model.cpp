#include "error_text.h"
#include "processing_run.h"
#include "test_layers.h"

#include <qgsapplication.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingoutputs.h>
#include <qgsprocessingregistry.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgsrasterrenderer.h>

using namespace riskcast;

namespace
{

const QString algorithm = QStringLiteral( "evaluateriskmodel" );

/// The western and the eastern half of dailyIncidents()' square, in a layer that is in no file.
std::unique_ptr<QgsVectorLayer> halves()
{
  auto layer = std::make_unique<QgsVectorLayer>( "Polygon?crs=EPSG:32643&field=name:string", "halves", "memory" );
  QgsFeature west( layer->fields() );
  west.setAttribute( "name", "West" );
  west.setGeometry( QgsGeometry::fromRect( QgsRectangle( 700000, 3100000, 704000, 3108000 ) ) );
  QgsFeature east( layer->fields() );
  east.setAttribute( "name", "East" );
  east.setGeometry( QgsGeometry::fromRect( QgsRectangle( 704000, 3100000, 708000, 3108000 ) ) );
  QgsFeatureList features = { west, east };
  layer->dataProvider()->addFeatures( features );
  return layer;
}

} // namespace

class TestEvaluateRiskModel : public QObject
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

  void saysVerdictAndNumbers()
  {
    const TestFolder folder;
    RecordedLog log;
    const Outcome outcome = run( algorithm,
                                 { { "HEATMAPS", mHeatmaps },
                                   { "MODELS", QStringList{ mModel } },
                                   { "BASELINES", QStringList{ "longrunrate", "lastmap" } },
                                   { "REPORT", folder.path( "report.html" ) },
                                   { "SCORES", folder.path( "scores.csv" ) },
                                   { "REPETITIONS", 100 } },
                                 log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );
    QCOMPARE( outcome.results.value( "MAIN_MODEL" ).toString(), QString( "model" ) );
    QCOMPARE( outcome.results.value( "TEST_STEPS" ).toInt(), 12 ); // the latest 20 % of 60 days
    QCOMPARE( outcome.results.value( "INCIDENTS" ).toInt(), 24 );  // two a day
    const double hitRate = outcome.results.value( "HIT_RATE" ).toDouble();
    QVERIFY( hitRate >= 0.5 ); // one cell of 64 never changes, and 5 % are 3 cells
    QVERIFY( outcome.results.value( "DIFFERENCE_LOW" ).toDouble() <= outcome.results.value( "DIFFERENCE_HIGH" ).toDouble() );
    VERIFY_SAYS( outcome.results.value( "VERDICT" ).toString(), "Rate mixture" );
    VERIFY_SAYS( QString::fromUtf8( contentOf( folder.path( "report.html" ) ) ), "Evaluation of Rate mixture" );
    QCOMPARE( folder.content(), QStringList( { "report.html", "scores.csv" } ) );
  }

  void districtsMayBeInMemoryAndFiltered()
  {
    const TestFolder folder;
    const auto districts = halves();
    const auto groups = [&]
    {
      const Outcome outcome = run( algorithm, { { "HEATMAPS", mHeatmaps },
                                                { "BASELINES", QStringList{ "longrunrate" } },
                                                { "REPETITIONS", 100 },
                                                { "DISTRICTS", asParameter( districts ) },
                                                { "DISTRICT_FIELD", "name" },
                                                { "REPORT", folder.path( "report.html" ) },
                                                { "SCORES", folder.path( "scores.csv" ) },
                                                { "GROUPS", folder.path( "groups.csv" ) } } );
      return outcome.ok ? QString::fromUtf8( contentOf( folder.path( "groups.csv" ) ) ) : outcome.error;
    };
    VERIFY_SAYS( groups(), "\ndistrict,East,longrunrate," );
    QVERIFY( districts->setSubsetString( "name = 'West'" ) );
    VERIFY_SAYS( groups(), "\ndistrict,West,longrunrate," );
    VERIFY_SAYS( groups(), "\ndistrict,(none),longrunrate," );
    QVERIFY( !groups().contains( "East" ) );
  }

  void labelsAreStyledAndDated()
  {
    const TestFolder folder;
    QgsProject project;
    QgsProcessingContext context;
    context.setProject( &project );
    const QString labels = folder.path( "labels.tif" );
    RecordedLog log;
    const Outcome outcome = run( algorithm,
                                 { { "HEATMAPS", mHeatmaps },
                                   { "MODELS", QStringList{ mModel } },
                                   { "BASELINES", QStringList{ "longrunrate" } },
                                   { "REPETITIONS", 100 },
                                   { "REPORT", folder.path( "report.html" ) },
                                   { "SCORES", folder.path( "scores.csv" ) },
                                   { "LABELS", labels } },
                                 log, context );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QgsRasterLayer layer( labels );
    QCOMPARE( layer.bandCount(), 12 );
    QCOMPARE( layer.renderer()->type(), QString( "paletted" ) );
    QStringList legend;
    for ( const QPair<QString, QColor> &item : layer.renderer()->legendSymbologyItems() )
      legend << item.first;
    QCOMPARE( legend, QStringList( { "true negative", "correct", "false negative neighbour", "false negative",
                                     "false positive neighbour", "false positive" } ) );
    const auto &dates = dynamic_cast<QgsRasterLayerTemporalProperties &>( *layer.temporalProperties() );
    // The 60 days end on 29 February.
    QCOMPARE( dates.fixedRangePerBand().value( 12 ).begin().date(), QDate( 2024, 2, 29 ) );
  }

  void theReportIsAnOutputThatTheResultsViewerOpens()
  {
    const QgsProcessingAlgorithm *evaluation =
        QgsApplication::processingRegistry()->algorithmById( "riskcast:evaluateriskmodel" );
    QCOMPARE( evaluation->outputDefinition( "REPORT" )->type(), QgsProcessingOutputHtml::typeName() );
    const QgsProcessingAlgorithm *training = QgsApplication::processingRegistry()->algorithmById( "riskcast:trainriskmodel" );
    QCOMPARE( training->outputDefinition( "REPORT" )->type(), QgsProcessingOutputHtml::typeName() );
  }

  void aTestOfWhatIsKnownIsRefused()
  {
    const TestFolder folder;
    const QString report = folder.existing( "report.html" );
    const Outcome outcome = run( algorithm, { { "HEATMAPS", mHeatmaps },
                                              { "MODELS", QStringList{ mModel } },
                                              { "START", "2024-01-10" },
                                              { "REPORT", report },
                                              { "SCORES", folder.path( "scores.csv" ) } } );
    VERIFY_SAYS( outcome.error, "The test period begins at 2024-01-10, but the model model learned from steps up to" );
    QCOMPARE( contentOf( report ), QByteArray( "previous" ) );
    QCOMPARE( folder.content(), QStringList( { "report.html" } ) );
  }

  void whatIsScoredCanBeChosen()
  {
    const TestFolder folder;
    QVariantMap parameters = {
      { "HEATMAPS", mHeatmaps }, { "BASELINES", QStringList{ "longrunrate" } }, { "REPETITIONS", 100 },
      { "STEPS_AHEAD", 3 },      { "REPORT", folder.path( "report.html" ) },    { "SCORES", folder.path( "scores.csv" ) }
    };
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "TEST_STEPS" ).toInt(), 10 ); // the first of 12 that is forecast in the test is the third
    VERIFY_SAYS( outcome.results.value( "VERDICT" ).toString(), ", 3 steps ahead" );
    VERIFY_SAYS( QString::fromUtf8( contentOf( folder.path( "report.html" ) ) ),
                 "Which cells will have incidents, 3 steps ahead" );
    parameters["CATEGORY"] = "arson";
    VERIFY_SAYS( run( algorithm, parameters ).error,
                 "The heatmap stack tells no categories apart, so that arson cannot be scored alone." );
  }

  void cancelingLeavesNothingBehind()
  {
    const TestFolder folder;
    RecordedLog log;
    log.cancelAt = 20;
    const Outcome outcome = run( algorithm,
                                 { { "HEATMAPS", mHeatmaps },
                                   { "REPORT", folder.path( "report.html" ) },
                                   { "SCORES", folder.path( "scores.csv" ) },
                                   { "REPETITIONS", 50000 } },
                                 log );
    QVERIFY( !outcome.ok );
    QCOMPARE( folder.content(), QStringList() );
  }

private:
  TestFolder mFolder;
  QString mHeatmaps;
  QString mModel;
};

QTEST_MAIN( TestEvaluateRiskModel )
#include "test_evaluate_risk_model.moc"
