// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "training_means.h"

#include "small_training.h"
#include "torch_support.h"

#include "error_text.h"
#include "prediction.h"
#include "recorded_feedback.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace riskcast;

/// The published model as a forecaster: what it says, refuses and writes down.
class TestConvLstm : public QObject
{
  Q_OBJECT

private slots:
  void firstTargetIsTheFirstStepWithAWholeWindow_data();
  void firstTargetIsTheFirstStepWithAWholeWindow();
  void writesItsHistory();
  void theAutomaticWeightIsNegativesToPositives();
  void tellsGapsFromEmptyMapsOnlyWhenAsked();
  void stepsSinceReportsNeedGapsToLearnFrom();
  void aThresholdThatNoCountReachesIsRefused();
  void reportsEveryEpoch();
  void stopsWhenPatienceIsOver();
  void cancelingStopsSoon();
  void laterStepsBuildOnTheRiskOfEachCategory();
  void badSettingsAreRefused_data();
  void badSettingsAreRefused();
  void degenerateTrainingsAreNamed_data();
  void degenerateTrainingsAreNamed();
  void aFlatResultIsNamed();
  void modelsThatLieAreRefused_data();
  void modelsThatLieAreRefused();
};

using Change = std::function<void( TrainingOptions & )>;
using ModelChange = std::function<void( ModelFile & )>;
Q_DECLARE_METATYPE( Change )
Q_DECLARE_METATYPE( ModelChange )

namespace
{
Feedback silent;

TrainingOptions convLstmOptions()
{
  return smallOptions( "convlstm" );
}

/// Cancels after the first progress.
class Canceling : public Feedback
{
public:
  void setProgress( double fraction, const std::string & ) override
  {
    if ( fraction > 0 && !mSince.isValid() )
      mSince.start();
  }
  bool isCanceled() const override { return mSince.isValid(); }
  qint64 millisecondsSince() const { return mSince.elapsed(); }

private:
  QElapsedTimer mSince;
};
} // namespace

void TestConvLstm::firstTargetIsTheFirstStepWithAWholeWindow_data()
{
  QTest::addColumn<int>( "steps" );
  QTest::addColumn<bool>( "withGap" ); // days 1 and 2 are without reports
  QTest::addColumn<bool>( "lastObserved" );
  QTest::addColumn<int>( "first" );
  QTest::newRow( "every day has reports" ) << 10 << false << false << 4;
  QTest::newRow( "gaps are filled" ) << 10 << true << false << 4;
  QTest::newRow( "gaps are left out" ) << 10 << true << true << 6;
  QTest::newRow( "only the step after the stack" ) << 4 << false << false << 4;
  QTest::newRow( "too short for any" ) << 3 << false << false << 4;
}

void TestConvLstm::firstTargetIsTheFirstStepWithAWholeWindow()
{
  QFETCH( int, steps );
  QFETCH( bool, withGap );
  QFETCH( bool, lastObserved );
  QFETCH( int, first );
  HeatmapStack stack = formulaStack( steps, 2, 2 );
  if ( withGap )
    stack.states[1] = stack.states[2] = StepState::WithoutReports;
  TrainingOptions options = convLstmOptions();
  options.gapFilling = lastObserved ? GapFilling::LastObserved : GapFilling::Linear;
  QCOMPARE( makeForecaster( options )->firstTarget( stack ), first );
}

void TestConvLstm::writesItsHistory()
{
  const nlohmann::json history = trained( convLstmOptions(), smallStack() )->history();
  QCOMPARE( history["epochs"].size(), size_t{ 3 } );
  for ( const nlohmann::json &epoch : history["epochs"] )
    for ( const char *key : { "loss", "validationLoss", "validationLogLoss", "seconds" } )
      QVERIFY2( epoch.at( key ).get<double>() > 0, key );
  QVERIFY( history["bestEpoch"].get<int>() >= 1 && history["bestEpoch"].get<int>() <= 3 );
  QCOMPARE( history["device"].get<std::string>(), std::string( "cpu" ) );
  QCOMPARE( history["libtorch"].get<std::string>(), std::string( TORCH_VERSION ) );
  QCOMPARE( history["seed"].get<int>(), 1 );
  QVERIFY( history["threads"].get<int>() >= 1 );
  // 4 F ( 9 ( C + F ) + 1 ) + 2 F for blocks of 3 and 4 filters: 450 and 1032; dense: 4 × 1 × 2 × 2 inputs, 30 cells
  QCOMPARE( history["parameters"].get<int>(), 450 + 1032 + ( 16 + 1 ) * 30 );
  QVERIFY( makeForecaster( convLstmOptions() )->history().empty() );
}

void TestConvLstm::theAutomaticWeightIsNegativesToPositives()
{
  HeatmapStack stack = HeatmapStack::empty( Grid( "", { 0, 0, 5, 2 }, 5, 2 ), TimeSteps( *parseTime( "2024-01-01" ), {}, 40 ),
                                            StepState::Observed );
  stack.studyArea[9] = 0;
  for ( int step = 0; step < 40; ++step )
    stack.map( step )[step % 2] = stack.map( step )[2] = 1;
  QCOMPARE( trained( convLstmOptions(), stack )->history()["positiveWeight"].get<double>(), 3.5 ); // 7 of 9 cells to 2

  TrainingOptions given = convLstmOptions();
  given.positiveWeight = 12;
  QCOMPARE( trained( given, stack )->history()["positiveWeight"].get<double>(), 12.0 );
}

void TestConvLstm::tellsGapsFromEmptyMapsOnlyWhenAsked()
{
  HeatmapStack withGaps = smallStack();
  for ( int day = 3; day < 24; day += 4 )
    withGaps.states[day] = StepState::WithoutReports;
  HeatmapStack empty = withGaps; // no incident on the last five days
  for ( int day = 35; day < 40; ++day )
    std::ranges::fill( empty.map( day ), 0.0F );
  HeatmapStack gap = empty;
  std::fill( gap.states.begin() + 35, gap.states.end(), StepState::WithoutReports );
  const std::vector<int> target = { 40 };
  TrainingOptions options = convLstmOptions();
  options.gapFilling = GapFilling::Zeros;
  for ( const bool isAsked : { false, true } )
  {
    options.stepsSinceReport = isAsked;
    const auto model = trained( options, withGaps );
    QCOMPARE( model->predict( gap, target, silent ) == model->predict( empty, target, silent ), !isAsked );

    const auto loaded = makeForecaster( options );
    loaded->load( savedModel( *model, withGaps ) );
    QVERIFY( loaded->predict( gap, target, silent ) == model->predict( gap, target, silent ) );
    // 4 F ( 9 ( C + F ) + 1 ) + 2 F for the first block of 3 filters: another channel has 4 × 3 × 9 numbers.
    QCOMPARE( model->history()["parameters"].get<int>(), 450 + ( isAsked ? 108 : 0 ) + 1032 + ( 16 + 1 ) * 30 );
  }
}

void TestConvLstm::stepsSinceReportsNeedGapsToLearnFrom()
{
  TrainingOptions options = convLstmOptions();
  options.stepsSinceReport = true;
  HeatmapStack stack = smallStack();
  stack.states[30] = StepState::WithoutReports; // after the training
  VERIFY_SAYS( errorText( [&] { trained( options, stack ); } ),
               "Every step up to the last training step has reports, so that the steps since the last reports teach nothing" );
  stack.states[10] = StepState::WithoutReports;
  QVERIFY( trained( options, stack ) );
}

/// No count of a cell is above 2, but for one after the training.
void TestConvLstm::aThresholdThatNoCountReachesIsRefused()
{
  TrainingOptions options = convLstmOptions();
  HeatmapStack stack = smallStack();
  stack.map( 30 )[0] = 9;
  options.binaryThreshold = 2;
  QVERIFY( trained( options, stack ) );
  options.binaryThreshold = 2.5;
  QCOMPARE( errorText( [&] { trained( options, stack ); } ),
            QString( "No count of a cell before the last training step reaches the binary threshold, 2.5: all maps would be "
                     "empty. Choose one of at most 2, the greatest count." ) );
  options.windowMaps = WindowMaps::Counts;
  QVERIFY( trained( options, stack ) );
}

void TestConvLstm::reportsEveryEpoch()
{
  RecordedFeedback record;
  makeForecaster( convLstmOptions() )->fit( smallStack(), smallSplit(), record );
  QCOMPARE( record.texts.size(), size_t{ 4 } );
  QCOMPARE( record.texts.front(), std::string( "Epoch 1 of 3" ) );
  QVERIFY( QString::fromStdString( record.texts[3] )
               .contains( QRegularExpression( "^Epoch 3 of 3: loss [0-9.]+, validation [0-9.]+$" ) ) );
  QCOMPARE( record.infos.size(), size_t{ 2 } );
  QVERIFY( QString::fromStdString( record.infos[0] )
               .contains( QRegularExpression( "1,992 parameters, about [0-9]+ MB of memory, 20 steps, positive weight" ) ) );
  QVERIFY( QString::fromStdString( record.infos[1] ).startsWith( "Kept epoch" ) );
}

void TestConvLstm::stopsWhenPatienceIsOver()
{
  TrainingOptions options = convLstmOptions();
  options.epochs = 200;
  options.patience = 2;
  options.learningRate = 0.2; // soon knows the training windows too well
  const nlohmann::json history = trained( options, smallStack() )->history();
  QVERIFY( history["epochs"].size() < 200 );
  QCOMPARE( history["epochs"].size(), history["bestEpoch"].get<size_t>() + 2 );
}

void TestConvLstm::cancelingStopsSoon()
{
  Canceling canceling;
  TrainingOptions options{ .kind = "convlstm" }; // as published, on a map as large as the published one
  const HeatmapStack stack = formulaStack( 100, 32, 32 );
  QVERIFY_EXCEPTION_THROWN(
      makeForecaster( options )->fit( stack, { stepRange( 16, 80 ), stepRange( 81, 89 ), stepRange( 90, 99 ) }, canceling ),
      Canceled );
  QVERIFY2( canceling.millisecondsSince() < 2000, qPrintable( QString::number( canceling.millisecondsSince() ) ) );
}

void TestConvLstm::laterStepsBuildOnTheRiskOfEachCategory()
{
  HeatmapStack both = HeatmapStack::empty( smallStack().grid, smallStack().steps, StepState::Observed, { "theft", "robbery" } );
  for ( int step = 0; step < both.stepCount(); ++step )
    for ( int cell = 0; cell < 30; ++cell )
    {
      const float count = smallStack().map( step )[cell];
      both.map( step, 0 )[cell] = cell % 2 == 0 ? 3 * count : 0;
      both.map( step, 1 )[cell] = cell % 2 == 0 ? count : 2 * count;
    }

  const ModelFile model = trainRiskModel( both, convLstmOptions(), makeForecaster, silent ).file;
  constexpr int window = 4; // the last of the steps ahead sees predicted steps alone
  const RiskMaps ahead = predictRisk( both, model, { .stepsAhead = window + 1 }, makeForecaster, silent );
  QCOMPARE( ahead.categories, both.categories );
  QCOMPARE( ahead.categoryRisk.size(), size_t{ 2 * 30 * ( window + 1 ) } );
  HeatmapStack longer = both;
  for ( int step = 0; step < window; ++step )
  {
    longer.appendStep( StepState::Predicted );
    for ( int cell = 0; cell < 30; ++cell )
    {
      // What is expected of both, shared as what is expected of each.
      const auto expected = []( float risk ) { return -std::log1p( -static_cast<double>( risk ) ); };
      const double thefts = expected( ahead.categoryRisk[30 * step + cell] );
      const double robberies = expected( ahead.categoryRisk[30 * ( window + 1 + step ) + cell] );
      const double all = expected( ahead.risk[30 * step + cell] );
      longer.map( 40 + step, 0 )[cell] = static_cast<float>( all * thefts / ( thefts + robberies ) );
      longer.map( 40 + step, 1 )[cell] = static_cast<float>( all * robberies / ( thefts + robberies ) );
    }
  }
  const std::vector<float> next = predictRisk( longer, model, {}, makeForecaster, silent ).risk;
  for ( int cell = 0; cell < 30; ++cell )
    QVERIFY2( std::abs( next[cell] - ahead.risk[30 * window + cell] ) < 1e-6F, qPrintable( QString::number( cell ) ) );
}

void TestConvLstm::badSettingsAreRefused_data()
{
  QTest::addColumn<Change>( "change" );
  QTest::addColumn<QString>( "says" );
  QTest::newRow( "a block without filters" ) << Change(
                                                    []( TrainingOptions &o ) {
                                                      o.filters = { 4, 0 };
                                                    } )
                                             << "Filters must be whole numbers above 0";
  QTest::newRow( "no window" ) << Change( []( TrainingOptions &o ) { o.windowLength = 0; } ) << "at least one step";
  QTest::newRow( "no epoch" ) << Change( []( TrainingOptions &o ) { o.epochs = 0; } ) << "at least 1";
  QTest::newRow( "empty batches" ) << Change( []( TrainingOptions &o ) { o.batchSize = 0; } ) << "at least 1";
  QTest::newRow( "a negative learning rate" ) << Change( []( TrainingOptions &o ) { o.learningRate = -1; } ) << "above 0";
  QTest::newRow( "a negative weight" ) << Change( []( TrainingOptions &o ) { o.positiveWeight = -1; } ) << "above 0";
  if ( torchDevice( Device::Auto ).is_cpu() )
    QTest::newRow( "a GPU that is not there" ) << Change( []( TrainingOptions &o ) { o.device = Device::Gpu; } )
                                               << "There is no GPU that LibTorch can use here: choose the device cpu or auto.";
}

void TestConvLstm::badSettingsAreRefused()
{
  QFETCH( Change, change );
  QFETCH( QString, says );
  TrainingOptions options = convLstmOptions();
  change( options );
  const QString error = errorText( [&] { trained( options, smallStack() ); } );
  QVERIFY2( error.contains( says ), qPrintable( error ) );
}

void TestConvLstm::degenerateTrainingsAreNamed_data()
{
  QTest::addColumn<double>( "count" ); // in every cell; below 0: as the formula says
  QTest::addColumn<double>( "learningRate" );
  QTest::addColumn<int>( "windows" );
  QTest::addColumn<QString>( "says" );
  QTest::newRow( "nothing ever happens" ) << 0.0 << 0.01 << 20 << "No cell of the 20 training maps has an incident";
  QTest::newRow( "something happens everywhere, always" ) << 1.0 << 0.01 << 20 << "Every cell of the 20 training maps";
  QTest::newRow( "the loss overflows" ) << -1.0 << 1e30 << 20
                                        << "The loss is not finite in epoch 1. Lower the learning rate (now 1";
  QTest::newRow( "a single window" ) << -1.0 << 0.01 << 1 << "Steps to train on: 1, to choose the epoch by: 8; at least 2 and 1";
}

void TestConvLstm::degenerateTrainingsAreNamed()
{
  QFETCH( double, count );
  QFETCH( double, learningRate );
  QFETCH( int, windows );
  QFETCH( QString, says );
  HeatmapStack stack = smallStack();
  if ( count >= 0 )
    std::ranges::fill( stack.counts, static_cast<float>( count ) );
  TrainingOptions options = convLstmOptions();
  options.learningRate = learningRate;
  StepSplit split = smallSplit();
  split.training.resize( windows );
  const QString error = errorText( [&] { makeForecaster( options )->fit( stack, split, silent ); } );
  QVERIFY2( error.contains( says ), qPrintable( error ) );
}

namespace
{
/// Knows nothing of cells.
class FlatNetwork : public Network
{
public:
  FlatNetwork() { mLevel = register_parameter( "level", torch::zeros( 1 ) ); }
  torch::Tensor forward( const NetworkInput &input ) override { return mLevel.expand( { input.maps.size( 0 ), 1, 4 } ); }
  void startAtZero() override {}

private:
  torch::Tensor mLevel;
};
} // namespace

void TestConvLstm::aFlatResultIsNamed()
{
  const auto network = std::make_shared<FlatNetwork>();
  const auto batch = []( std::span<const int> targets )
  {
    const auto windows = static_cast<int64_t>( targets.size() );
    return Batch{ { { torch::zeros( { windows, 1, 1, 2, 2 } ), {}, {} }, {}, {} },
                  torch::eye( 4 ).narrow( 0, 0, windows ).unsqueeze( 1 ),
                  {} };
  };
  const TrainingTask task{
    .training = { 0, 1 }, .validation = { 2, 3 }, .batch = batch, .cells = torch::ones( 4 ), .reading = { Loss::CrossEntropy, 3 }
  };
  const TrainingOptions options = completed( convLstmOptions() );
  const QString error = errorText( [&] { trainNetwork( *network, task, meansFor( task, options ), silent ); } );
  QVERIFY2( error.startsWith( "The network gives every cell the same risk, 0.2" ), qPrintable( error ) );
  QVERIFY2( error.contains( "Change the learning rate (now 0.01) or the positive weight (now 3)" ), qPrintable( error ) );
}

void TestConvLstm::modelsThatLieAreRefused_data()
{
  QTest::addColumn<Change>( "change" );
  QTest::addColumn<ModelChange>( "modelChange" );
  QTest::addColumn<QString>( "says" );
  const Change none = []( TrainingOptions & ) {};
  const ModelChange nothing = []( ModelFile & ) {};
  QTest::newRow( "a tensor is missing" ) << none
                                         << ModelChange( []( ModelFile &file ) { file.tensors.erase( "block1.norm.bias" ); } )
                                         << "has no tensor \"block1.norm.bias\"";
  QTest::newRow( "filters differ" ) << Change(
                                           []( TrainingOptions &o ) {
                                             o.filters = { 2, 4 };
                                           } )
                                    << nothing
                                    << "\"block1.lstm.input.weight\" has the shape [12, 1, 3, 3], but [8, 1, 3, 3] was expected";
  QTest::newRow( "more filters than there is memory for" ) << Change(
                                                                  []( TrainingOptions &o ) {
                                                                    o.filters = { 2'000'000'000, 2'000'000'000 };
                                                                  } )
                                                           << nothing << "holds fewer numbers than the network";
  QTest::newRow( "a huge grid" ) << none << ModelChange( []( ModelFile &file ) { file.description["grid"]["rows"] = 100'000; } )
                                 << "holds fewer numbers than the network";
  QTest::newRow( "a weight of zero" ) << none
                                      << ModelChange( []( ModelFile &file ) { file.description["model"]["positiveWeight"] = 0; } )
                                      << "positive weight is not above 0";
}

void TestConvLstm::modelsThatLieAreRefused()
{
  QFETCH( Change, change );
  QFETCH( ModelChange, modelChange );
  QFETCH( QString, says );
  const HeatmapStack stack = smallStack();
  TrainingOptions options = convLstmOptions();
  ModelFile file = savedModel( *trained( options, stack ), stack );
  change( options );
  modelChange( file );
  const QString error = errorText( [&] { makeForecaster( options )->load( file ); } );
  QVERIFY2( error.contains( says ), qPrintable( error ) );
}

QTEST_GUILESS_MAIN( TestConvLstm )
#include "test_conv_lstm.moc"
