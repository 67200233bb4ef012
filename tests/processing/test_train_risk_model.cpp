#include "error_text.h"
#include "model_file.h"
#include "processing_run.h"
#include "stack_file.h"
#include "test_layers.h"
#include "training_options.h"

#include <qgsapplication.h>
#include <qgsprocessingalgorithm.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingregistry.h>

#include <QElapsedTimer>

using namespace riskcast;

namespace
{

const QString algorithm = "trainriskmodel";

/// A network that is tiny, and takes a second.
QVariantMap tinyNetwork( const QString &heatmaps, const QString &model )
{
  return { { "HEATMAPS", heatmaps }, { "KIND", "convlstm" }, { "EPOCHS", 2 }, { "FILTERS", "2,2,2,2" }, { "MODEL", model } };
}

} // namespace

class TestTrainRiskModel : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    startQgis();
    mHeatmaps = writeDailyHeatmaps( 60, mFolder.path( "heatmaps.tif" ) );
  }
  void cleanupTestCase() { stopQgis(); }

  void givesAModelAndItsScores()
  {
    const TestFolder folder;
    RecordedLog log;
    const Outcome outcome =
        run( algorithm,
             { { "HEATMAPS", mHeatmaps }, { "KIND", "ratemixture" }, { "MODEL", folder.path( "a model.safetensors" ) } }, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );
    const QString model = outcome.results.value( "MODEL" ).toString();
    QCOMPARE( model, folder.path( "a model.safetensors" ) );
    QCOMPARE( folder.content(), QStringList( "a model.safetensors" ) );

    const ModelFile file = ModelFile::read( model.toStdString() );
    const nlohmann::json &scores = file.description.at( "scores" ).at( 0 );
    QCOMPARE( outcome.results.value( "LOG_LOSS" ).toDouble(), scores.at( "logLoss" ).get<double>() );
    QCOMPARE( outcome.results.value( "HIT_RATE_5" ).toDouble(), scores.at( "hitRate" ).at( "5" ).get<double>() );
    QCOMPARE( outcome.results.value( "TEST_STEPS" ).toInt(), scores.at( "steps" ).get<int>() );
    VERIFY_SAYS( outcome.results.value( "TABLE" ).toString(), "ratemixture" );
    VERIFY_SAYS( outcome.results.value( "TABLE" ).toString(), "longrunrate" );
    QCOMPARE( log.infos.join( '\n' ).count( outcome.results.value( "TABLE" ).toString() ), 1 );
  }

  void theReportIsWrittenIfAskedFor()
  {
    const TestFolder folder;
    QVariantMap parameters = tinyNetwork( mHeatmaps, folder.path( "model.safetensors" ) );
    parameters["REPORT"] = folder.path( "a report.html" );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "REPORT" ).toString(), folder.path( "a report.html" ) );
    QCOMPARE( folder.content(), QStringList( { "a report.html", "model.safetensors" } ) );
    const QString page = QString::fromUtf8( contentOf( folder.path( "a report.html" ) ) );
    VERIFY_SAYS( page, "Training of a model of the kind convlstm" );
    VERIFY_SAYS( page, "Of 2 epochs" );
  }

  void theHistoryHasARowForEachEpoch()
  {
    const TestFolder folder;
    QVariantMap parameters = tinyNetwork( mHeatmaps, folder.path( "model.safetensors" ) );
    parameters["HISTORY"] = folder.path( "history.csv" );
    parameters["SEEDS"] = 2;
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "HISTORY" ).toString(), folder.path( "history.csv" ) );
    QCOMPARE( folder.content(), QStringList( { "history.csv", "model.safetensors" } ) );
    const QStringList rows = QString::fromUtf8( contentOf( folder.path( "history.csv" ) ) ).split( '\n', Qt::SkipEmptyParts );
    QCOMPARE( rows.size(), 1 + 2 * 2 ); // two epochs of two networks
    QCOMPARE( rows[0].trimmed(), QString( "network,epoch,loss,validation_loss,validation_log_loss,seconds,is_kept" ) );
    QVERIFY2( rows[4].startsWith( "2,2," ), qPrintable( rows[4] ) );
  }

  void beginsWithTheNetworksOfAModel()
  {
    const TestFolder folder;
    const QString first = folder.path( "first.safetensors" );
    QVERIFY( run( algorithm, tinyNetwork( mHeatmaps, first ) ).ok );
    const QString second = folder.path( "second.safetensors" );
    const Outcome outcome =
        run( algorithm, { { "HEATMAPS", mHeatmaps }, { "START_MODEL", first }, { "EPOCHS", 1 }, { "MODEL", second } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const nlohmann::json model = ModelFile::read( second.toStdString() ).description;
    QVERIFY( model["kind"] == "convlstm" );
    QVERIFY( model["options"]["filters"] == ModelFile::read( first.toStdString() ).description["options"]["filters"] );
    QCOMPARE( model["history"]["epochs"].size(), size_t{ 1 } );
    QVERIFY( model.contains( "startedFrom" ) );
  }

  void rastersOfWhatDoesNotChangeAreCovariates()
  {
    const TestFolder folder;
    const QString streets = writeDailyHeatmaps( 1, folder.path( "streets.tif" ) );
    RecordedLog log;
    const Outcome outcome = run( algorithm,
                                 { { "HEATMAPS", mHeatmaps },
                                   { "KIND", "ratemixture" },
                                   { "COVARIATES", QStringList{ streets } },
                                   { "MODEL", folder.path( "model.safetensors" ) } },
                                 log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    VERIFY_SAYS( log.infos.join( '\n' ), qPrintable( "Covariate streets: " + streets + ", mean over each cell; " ) );
    const ModelFile file = ModelFile::read( folder.path( "model.safetensors" ).toStdString() );
    QVERIFY( file.description.at( "covariates" ) == nlohmann::json::array( { "streets" } ) );
  }

  /// The modeler asks for no check before, and nests lists.
  void aCovariateThatIsNotThereIsRefusedInTheModeler()
  {
    const TestFolder folder;
    const QString nowhere = folder.path( "nowhere.tif" );
    for ( const QVariant &given :
          { QVariant( nowhere ), QVariant( QVariantList{ QVariantList{ mHeatmaps, nowhere }, mHeatmaps } ) } )
    {
      const std::unique_ptr<QgsProcessingAlgorithm> training(
          QgsApplication::processingRegistry()->algorithmById( "riskcast:" + algorithm )->create() );
      RecordedLog log;
      QgsProcessingContext context;
      bool ok = true;
      training->run( { { "HEATMAPS", mHeatmaps },
                       { "KIND", "ratemixture" },
                       { "COVARIATES", given },
                       { "MODEL", folder.path( "model.safetensors" ) } },
                     context, &log, &ok );
      QVERIFY( !ok );
      VERIFY_SAYS( log.errors.join( '\n' ), "COVARIATES" );
      QCOMPARE( folder.content(), QStringList() );
    }
  }

  void aCovariateThatIsNotThereIsRefused()
  {
    const TestFolder folder;
    const Outcome outcome = run( algorithm, { { "HEATMAPS", mHeatmaps },
                                              { "KIND", "ratemixture" },
                                              { "COVARIATES", QStringList{ mHeatmaps, folder.path( "nowhere.tif" ) } },
                                              { "MODEL", folder.path( "model.safetensors" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, "COVARIATES" );
    QCOMPARE( folder.content(), QStringList() );
  }

  void theLogShowsACommandThatCanBeRepeated()
  {
    const TestFolder folder;
    RecordedLog log;
    const QString model = folder.path( "a model.safetensors" );
    QVERIFY( run( algorithm, { { "HEATMAPS", mHeatmaps }, { "KIND", "ewma" }, { "MODEL", model } }, log ).ok );
    const QByteArray once = contentOf( model );
    QVERIFY( QFile::remove( model ) );
    QCOMPARE( log.commands.size(), 1 );
    QCOMPARE( system( qPrintable( log.commands.first() + " > /dev/null 2>&1" ) ), 0 );
    QCOMPARE( contentOf( model ), once );
  }

  void everyOptionReachesTheEngine()
  {
    const TestFolder folder;
    Feedback silent;
    HeatmapStack gap = readHeatmapStack( mHeatmaps.toStdString(), silent ); // STEPS_SINCE_REPORT needs one
    gap.states[20] = StepState::WithoutReports;
    std::ranges::fill( gap.map( 20 ), 0.0F );
    writeHeatmapStack( gap, folder.path( "gap.tif" ).toStdString(), {}, silent );
    QVariantMap parameters = tinyNetwork( folder.path( "gap.tif" ), folder.path( "model.safetensors" ) );
    parameters.insert( { { "VALIDATION_SHARE", 25 },
                         { "TEST_SHARE", 30 },
                         { "WINDOW", 17 },
                         { "GAP_FILLING", "hold" },
                         { "WINDOW_MAPS", "counts" },
                         { "BINARY_THRESHOLD", 0.75 },
                         { "STEPS_SINCE_REPORT", true },
                         { "CALENDAR", "true" },
                         { "PRIOR", "longrunrate" },
                         { "HORIZON", 2 },
                         { "CLOSENESS", 4 },
                         { "PERIOD", 2 },
                         { "TREND", 0 },
                         { "PERIOD_STEPS", 5 },
                         { "TREND_STEPS", 6 },
                         { "CUMULATIVE_DAY", true },
                         { "RESIDUAL_UNITS", 3 },
                         { "SUPER_RESOLUTION", 2 },
                         { "FORM", "convolutional" },
                         { "GATES", "sigmoid" },
                         { "PADDING", "zeros" },
                         { "LOSS", "poisson" },
                         { "LEARNING_RATE", 0.002 },
                         { "BATCH_SIZE", 5 },
                         { "POSITIVE_WEIGHT", 3.5 },
                         { "WEIGHT_DECAY", 0.01 },
                         { "GRADIENT_CLIP", 2.5 },
                         { "PATIENCE", 7 },
                         { "RATE_DROPS", 3 },
                         { "REFIT", "true" },
                         { "SEEDS", 2 },
                         { "MIXED_PRECISION", true },
                         { "DEVICE", "cpu" },
                         { "SEED", 42 } } );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );

    TrainingOptions expected;
    expected.kind = "convlstm";
    expected.validationShare = 0.25;
    expected.testShare = 0.3;
    expected.windowLength = 17;
    expected.horizon = 2;
    expected.gapFilling = GapFilling::Hold;
    expected.windowMaps = WindowMaps::Counts;
    expected.binaryThreshold = 0.75;
    expected.stepsSinceReport = true;
    expected.filters = { 2, 2, 2, 2 };
    expected.calendar = true;
    expected.prior = Prior::LongRunRate;
    expected.closeness = 4;
    expected.period = 2;
    expected.trend = 0;
    expected.periodSteps = 5;
    expected.trendSteps = 6;
    expected.cumulativeDay = true;
    expected.residualUnits = 3;
    expected.superResolution = 2;
    expected.form = ConvLstmForm::Convolutional;
    expected.gateActivation = GateActivation::Sigmoid;
    expected.padding = Padding::Zeros;
    expected.epochs = 2;
    expected.learningRate = 0.002;
    expected.batchSize = 5;
    expected.positiveWeight = 3.5;
    expected.loss = Loss::Poisson;
    expected.weightDecay = 0.01;
    expected.gradientClip = 2.5;
    expected.patience = 7;
    expected.rateDrops = 3;
    expected.refit = true;
    expected.seeds = 2;
    expected.mixedPrecision = true;
    expected.device = Device::Cpu;
    expected.seed = 42;
    const ModelFile file = ModelFile::read( folder.path( "model.safetensors" ).toStdString() );
    COMPARE_TEXT( file.description.at( "options" ).dump(), nlohmann::json( expected ).dump().c_str() );
  }

  void cancelingEndsTheEngineSoon()
  {
    const TestFolder folder;
    QVariantMap parameters = tinyNetwork( mHeatmaps, folder.existing( "model.safetensors" ) );
    parameters["EPOCHS"] = 100000;
    RecordedLog log;
    QElapsedTimer sinceCancel;
    connect(
        &log, &QgsFeedback::canceled, &log, [&] { sinceCancel.start(); }, Qt::DirectConnection );
    log.cancelAtText = "Epoch";
    QVERIFY( !run( algorithm, parameters, log ).ok );
    // Within two seconds; the rest is for machines that are busy with other things.
    QVERIFY2( sinceCancel.elapsed() < 5000, qPrintable( QString::number( sinceCancel.elapsed() ) ) );
    QCOMPARE( folder.content(), QStringList( "model.safetensors" ) );
    QCOMPARE( contentOf( folder.path( "model.safetensors" ) ), QByteArray( "previous" ) );
  }

  void aCancelBeforeTheStartIsSeen()
  {
    const TestFolder folder;
    QVariantMap parameters = tinyNetwork( mHeatmaps, folder.path( "model.safetensors" ) );
    RecordedLog log;
    log.cancel();
    QVERIFY( !run( algorithm, parameters, log ).ok );
    QVERIFY( log.commands.isEmpty() );
    QCOMPARE( folder.content(), QStringList() );
  }

private:
  TestFolder mFolder;
  QString mHeatmaps;
};

QTEST_MAIN( TestTrainRiskModel )
#include "test_train_risk_model.moc"
