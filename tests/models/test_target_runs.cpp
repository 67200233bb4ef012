// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "target_runs.h"
#include "training_task.h"
#include "window_inputs.h"

#include "error_text.h"
#include "formula_stack.h"
#include "recorded_feedback.h"
#include "small_training.h"
#include "training_means.h"

#include <QTest>

#include <set>

using namespace riskcast;

/// Targets that share a window while a causal network learns.
class TestTargetRuns : public QObject
{
  Q_OBJECT

private slots:
  void runsDivideTheBatch_data();
  void runsDivideTheBatch();
  void windowsGoOnUnlessAStepIsFilledAnew();
  void everyPlaceIsLearnedFromOnce_data();
  void everyPlaceIsLearnedFromOnce();
  void runsStartElsewhereWithEverySeed();
  void aSharedWindowHoldsTheMapsOfAll();
  void trainingsShareWindowsIfTheirKindCan_data();
  void trainingsShareWindowsIfTheirKindCan();
  void theLogSaysWhenNoneCan();
  void processesThatIdleAreWarnedOf_data();
  void processesThatIdleAreWarnedOf();
  void everyTargetIsComparedWithWhatCameOfIt_data();
  void everyTargetIsComparedWithWhatCameOfIt();
};

namespace
{
/// Says again what the map before the target says, and remembers the windows that it saw.
class LastMapNetwork : public Network
{
public:
  LastMapNetwork() { mWeight = register_parameter( "weight", torch::ones( 1 ) ); }

  torch::Tensor forward( const NetworkInput &input ) override
  {
    if ( is_training() )
      windows.insert( { input.maps.size( 1 ), input.targets } );
    return input.maps.slice( 1, -input.targets ).flatten( 0, 1 ).flatten( 2 ) * mWeight;
  }
  void startAtZero() override {}

  std::set<std::pair<int64_t, int>> windows; ///< maps, and targets that share them

private:
  torch::Tensor mWeight;
};

constexpr int windowLength = 4;
constexpr int firstTarget = windowLength, lastTarget = 29;

TrainingOptions optionsOfCausal()
{
  TrainingOptions options{ .kind = "tfts", .windowLength = windowLength };
  options.loss = Loss::SquaredError;
  options.epochs = 1;
  options.batchSize = 6;
  options.learningRate = 1e-12;
  return completed( options );
}

/// 40 days, some of them without reports.
HeatmapStack stackWithout( const std::vector<int> &days )
{
  HeatmapStack stack = formulaStack( 40, 3, 4 );
  for ( const int day : days )
  {
    stack.states[day] = StepState::WithoutReports;
    std::ranges::fill( stack.map( day ), 0.0F );
  }
  return stack;
}

std::vector<int> observed( const HeatmapStack &stack, int first, int last )
{
  std::vector<int> steps;
  for ( const int step : stepRange( first, last ) )
    if ( stack.isObserved( step ) )
      steps.push_back( step );
  return steps;
}

std::vector<int> sorted( std::vector<int> values )
{
  std::ranges::sort( values );
  return values;
}
} // namespace

void TestTargetRuns::runsDivideTheBatch_data()
{
  QTest::addColumn<int>( "batch" );
  QTest::addColumn<int>( "window" );
  QTest::addColumn<int>( "run" );
  QTest::newRow( "half a window" ) << 32 << 16 << 8;
  QTest::newRow( "the batch, where it is shorter" ) << 4 << 16 << 4;
  QTest::newRow( "a part of a batch" ) << 10 << 16 << 5;
  QTest::newRow( "a batch that only 1 divides" ) << 11 << 16 << 1;
  QTest::newRow( "an odd window" ) << 8 << 5 << 2;
  QTest::newRow( "a single map" ) << 8 << 1 << 1;
}

void TestTargetRuns::runsDivideTheBatch()
{
  QFETCH( int, batch );
  QFETCH( int, window );
  QTEST( longestRun( batch, window ), "run" );
}

void TestTargetRuns::windowsGoOnUnlessAStepIsFilledAnew()
{
  // Day 10 has no reports: before day 11 nobody knows what comes, later it lies between day 9 and day 11. The windows of the days
  // 11 and 12 therefore differ in it; those of 12 and 13 both have it as it is between the two. Day 10 is no target itself.
  const HeatmapStack stack = stackWithout( { 10 } );
  const TrainingOptions options = optionsOfCausal();
  const WindowInputs inputs( options );
  Feedback silent;
  const TrainingTask task = taskFor( stack, inputs, observed( stack, 6, 12 ), { 13, 14 }, { *options.loss, 1 }, silent );
  const std::vector<bool> expected = { false, true, true, true, false, false, true, true }; // of 6, 7, 8, 9, 11, 12, 13, 14
  QVERIFY( continuingWindows( task, 3, silent ) == expected ); // the batches that it looks at overlap
}

void TestTargetRuns::everyPlaceIsLearnedFromOnce_data()
{
  QTest::addColumn<int>( "run" );
  QTest::addColumn<QVector<int>>( "breaks" );
  QTest::newRow( "single targets" ) << 1 << QVector<int>();
  QTest::newRow( "runs" ) << 4 << QVector<int>();
  QTest::newRow( "runs between breaks" ) << 4 << QVector<int>{ 3, 20, 21 };
}

void TestTargetRuns::everyPlaceIsLearnedFromOnce()
{
  QFETCH( int, run );
  QFETCH( QVector<int>, breaks );
  constexpr int batchSize = 8;
  std::vector<bool> continues( 50, true );
  for ( const int place : breaks )
    continues[place] = false;
  std::vector<int> learned;
  for ( const PlannedBatch &batch : shuffledBatches( places( 0, 50 ), continues, run, batchSize, 7 ) )
  {
    QVERIFY( !batch.places.empty() && batch.places.size() <= batchSize );
    QVERIFY( batch.run == 1 || batch.run == run );
    for ( size_t i = 0; i < batch.places.size(); ++i )
      if ( i % batch.run != 0 )
      {
        QCOMPARE( batch.places[i], batch.places[i - 1] + 1 );
        QVERIFY( continues[batch.places[i]] );
      }
    learned.insert( learned.end(), batch.places.begin(), batch.places.end() );
  }
  QVERIFY( learned != places( 0, 50 ) );
  QVERIFY( sorted( learned ) == places( 0, 50 ) );
}

void TestTargetRuns::runsStartElsewhereWithEverySeed()
{
  const std::vector<bool> continues( 50, true );
  std::set<int> starts;
  for ( std::uint64_t seed = 1; seed <= 20; ++seed )
    for ( const PlannedBatch &batch : shuffledBatches( places( 0, 50 ), continues, 4, 8, seed ) )
      if ( batch.run == 4 )
        starts.insert( batch.places.front() % 4 );
  QCOMPARE( starts.size(), size_t{ 4 } );
}

void TestTargetRuns::aSharedWindowHoldsTheMapsOfAll()
{
  // Windows of four maps from a series of nine: six of them, in two runs.
  const torch::Tensor series = torch::arange( 9 * 2, torch::kFloat ).view( { 9, 1, 1, 2 } );
  NetworkInput input{ series.unfold( 0, 4, 1 ).movedim( -1, 1 ), {}, {} };
  joinWindows( input, 3 );
  QCOMPARE( input.targets, 3 );
  QVERIFY( input.maps.equal( torch::stack( { series.slice( 0, 0, 6 ), series.slice( 0, 3, 9 ) } ) ) );
}

void TestTargetRuns::trainingsShareWindowsIfTheirKindCan_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<bool>( "shares" );
  for ( const char *kind : { "sftt", "tfts", "parb", "encoder_forecaster" } )
    QTest::newRow( kind ) << kind << true;
  for ( const char *kind : { "convlstm", "stresnet", "gan", "ratenetwork" } )
    QTest::newRow( kind ) << kind << false;
}

void TestTargetRuns::trainingsShareWindowsIfTheirKindCan()
{
  QFETCH( QString, kind );
  RecordedFeedback feedback;
  makeForecaster( smallOptions( kind.toStdString() ) )->fit( smallStack(), smallSplit(), feedback );
  // Of 20 training targets each but the first has a neighbour; windows of four maps let two share one.
  QTEST( RecordedFeedback::says( feedback.infos,
                                 "Up to 2 targets in a row share a window while the network learns, where windows "
                                 "go on from the one before: 19 of 20 do." ),
         "shares" );
}

void TestTargetRuns::theLogSaysWhenNoneCan()
{
  TrainingOptions options = smallOptions( "sftt" );
  options.batchSize = 11; // only 1 divides it
  RecordedFeedback feedback;
  makeForecaster( options )->fit( smallStack(), smallSplit(), feedback );
  QVERIFY( RecordedFeedback::says( feedback.infos,
                                   "No targets share a window while the network learns: a batch of 11 does not part" ) );
}

void TestTargetRuns::processesThatIdleAreWarnedOf_data()
{
  QTest::addColumn<int>( "window" );
  QTest::addColumn<int>( "batch" );
  QTest::addColumn<int>( "processes" );
  QTest::addColumn<int>( "advised" ); // 0: no warning
  QTest::newRow( "a window for each" ) << 16 << 32 << 4 << 0;
  QTest::newRow( "one window of eight" ) << 16 << 8 << 4 << 32;
  QTest::newRow( "longer runs in a longer batch" ) << 16 << 4 << 2 << 16;
  QTest::newRow( "an odd window" ) << 5 << 4 << 3 << 6;
  QTest::newRow( "no windows shared" ) << 1 << 3 << 4 << 4;
  QTest::newRow( "a single process" ) << 16 << 8 << 1 << 0;
}

void TestTargetRuns::processesThatIdleAreWarnedOf()
{
  QFETCH( int, window );
  QFETCH( int, batch );
  QFETCH( int, processes );
  QFETCH( int, advised );
  RecordedFeedback record;
  warnOfIdleProcesses( batch, window, processes, record );
  QCOMPARE( record.warnings.size(), size_t( advised > 0 ) );
  if ( advised == 0 )
    return;
  VERIFY_SAYS( QString::fromStdString( record.warnings[0] ),
               qPrintable( QString( "Choose a batch size of %1 at least." ).arg( advised ) ) );
  record.warnings.clear(); // as advised, there is none
  warnOfIdleProcesses( advised, window, processes, record );
  QVERIFY( record.warnings.empty() );
}

void TestTargetRuns::everyTargetIsComparedWithWhatCameOfIt_data()
{
  QTest::addColumn<QVector<int>>( "daysWithout" );
  QTest::newRow( "reports every day" ) << QVector<int>();
  QTest::newRow( "days without reports" ) << QVector<int>{ 12, 20 };
}

void TestTargetRuns::everyTargetIsComparedWithWhatCameOfIt()
{
  QFETCH( QVector<int>, daysWithout );
  const HeatmapStack stack = stackWithout( { daysWithout.begin(), daysWithout.end() } );
  const TrainingOptions options = optionsOfCausal();
  const WindowInputs inputs( options );
  Feedback silent;
  const std::vector<int> targets = observed( stack, firstTarget, lastTarget );
  TrainingTask task = taskFor( stack, inputs, targets, { 30, 31, 32 }, { *options.loss, 1 }, silent );
  shareWindows( task, *options.batchSize, windowLength, silent );
  const auto network = std::make_shared<LastMapNetwork>();
  const TrainingHistory history = trainNetwork( *network, task, meansFor( task, options ), silent );

  // The squared difference of each count from the binary map before it, which is that of the last day with reports where the day
  // before had none.
  double sum = 0;
  for ( const int target : targets )
    for ( int cell = 0; cell < stack.cellCount(); ++cell )
    {
      const int before = stack.isObserved( target - 1 ) ? target - 1 : target - 2;
      const double said = stack.map( before )[cell] > 0 ? 1 : 0;
      sum += ( said - stack.map( target )[cell] ) * ( said - stack.map( target )[cell] );
    }
  const double expected = sum / static_cast<double>( targets.size() * stack.cellCount() );
  QVERIFY2( std::abs( history.epochs[0].loss - expected ) < 1e-5 * expected,
            qPrintable( QString( "%1, %2" ).arg( history.epochs[0].loss ).arg( expected ) ) );
  const std::set<std::pair<int64_t, int>> seen = { { windowLength, 1 }, { windowLength + 1, 2 } };
  QVERIFY( network->windows == seen );
}

QTEST_GUILESS_MAIN( TestTargetRuns )
#include "test_target_runs.moc"
