// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "training_task.h"
#include "window_inputs.h"

#include "error_text.h"
#include "maps.h"
#include "small_training.h"

#include <QTest>

using namespace riskcast;

/// A model that foretells several steps at once: what it learns of them, and which of them it gives.
class TestEncoderForecaster : public QObject
{
  Q_OBJECT

private slots:
  void learnsFromStepsOfTheSamePartWithReports_data();
  void learnsFromStepsOfTheSamePartWithReports();
  void learnsEachOfTheSteps();
  void leapsOverThePredictedSteps();
  void aStepThatFewMapsTellOfIsPutRightLikeTheOneBefore();
  void aHorizonThatNothingTellsOfIsRefused_data();
  void aHorizonThatNothingTellsOfIsRefused();
};

namespace
{
Feedback silent;

TrainingOptions threeAhead()
{
  TrainingOptions options = smallOptions( "encoder_forecaster" );
  options.horizon = 3;
  return completed( options );
}

/// With a predicted step, of that expected count everywhere, at the end.
HeatmapStack withPrediction( HeatmapStack stack, float count )
{
  stack.appendStep( StepState::Predicted );
  std::ranges::fill( stack.map( stack.stepCount() - 1 ), count );
  return stack;
}
} // namespace

void TestEncoderForecaster::learnsFromStepsOfTheSamePartWithReports_data()
{
  QTest::addColumn<int>( "place" );
  QTest::addColumn<int>( "target" );
  QTest::addColumn<QVector<int>>( "known" );
  // Ten days, no reports on day 6; training on days 4, 5 and 7, validation on 8 and 9.
  QTest::newRow( "the third has no reports" ) << 0 << 4 << QVector<int>{ 1, 1, 0 };
  QTest::newRow( "the second has no reports" ) << 1 << 5 << QVector<int>{ 1, 0, 1 };
  QTest::newRow( "the others are for validation" ) << 2 << 7 << QVector<int>{ 1, 0, 0 };
  QTest::newRow( "the third is beyond the end" ) << 3 << 8 << QVector<int>{ 1, 1, 0 };
  QTest::newRow( "two are beyond the end" ) << 4 << 9 << QVector<int>{ 1, 0, 0 };
}

void TestEncoderForecaster::learnsFromStepsOfTheSamePartWithReports()
{
  QFETCH( int, place );
  QFETCH( int, target );
  QFETCH( QVector<int>, known );
  HeatmapStack stack = formulaStack( 10, 2, 3 );
  stack.states[6] = StepState::WithoutReports;
  const WindowInputs inputs( threeAhead(), 3 );
  const TrainingTask task = taskFor( stack, inputs, { 4, 5, 7 }, { 8, 9 }, { Loss::CrossEntropy, 1 }, silent );
  const Batch batch = task.batch( std::array{ place } );
  QCOMPARE( batch.known.sizes().vec(), ( std::vector<int64_t>{ 1, 3, 1 } ) );
  for ( int ahead = 0; ahead < 3; ++ahead )
  {
    QCOMPARE( batch.known[0][ahead][0].item<int>(), known[ahead] );
    for ( int cell = 0; known[ahead] && cell < 6; ++cell )
      QCOMPARE( batch.counts[0][ahead][cell].item<float>(), stack.map( target + ahead )[cell] );
  }
}

/// Incidents on one side on even days, on the other on odd ones.
void TestEncoderForecaster::learnsEachOfTheSteps()
{
  std::vector<std::string> maps;
  for ( int day = 0; day < 40; ++day )
    maps.push_back( day % 2 == 0 ? "1 1 . ." : ". . 1 1" );
  const HeatmapStack days = stack( maps );
  TrainingOptions options = threeAhead();
  options.epochs = 60;
  options.learningRate = 0.03;
  const std::unique_ptr<Forecaster> forecaster = trained( options, days );
  HeatmapStack history = days;
  for ( int day = 40; day < 43; ++day )
  {
    const std::vector<float> risk = forecaster->predict( history, std::array{ day }, silent );
    for ( int cell = 0; cell < 4; ++cell )
      QVERIFY2( ( cell < 2 ) == ( day % 2 == 0 ) ? risk[cell] > 0.7F : risk[cell] < 0.3F,
                qPrintable( QStringLiteral( "day %1, cell %2: %3" ).arg( day ).arg( cell ).arg( risk[cell] ) ) );
    history = withPrediction( history, 9 ); // nonsense that must not be looked at
  }
}

void TestEncoderForecaster::leapsOverThePredictedSteps()
{
  const std::unique_ptr<Forecaster> forecaster = trained( threeAhead(), smallStack() );
  HeatmapStack few = smallStack();
  HeatmapStack many = smallStack();
  for ( int step = 41; step <= 43; ++step )
  {
    few = withPrediction( few, 0 );
    many = withPrediction( many, 4 );
    const bool isSame =
        forecaster->predict( few, std::array{ step }, silent ) == forecaster->predict( many, std::array{ step }, silent );
    QCOMPARE( isSame, step < 43 ); // it sees two steps further than the next one
  }
}

/// Of the validation days 24, 26, 28, 30 and 31 have reports: all are a first step, only the last is a second one, three are a
/// third.
void TestEncoderForecaster::aStepThatFewMapsTellOfIsPutRightLikeTheOneBefore()
{
  HeatmapStack stack = smallStack();
  for ( const int day : { 25, 27, 29 } )
  {
    stack.states[day] = StepState::WithoutReports;
    std::ranges::fill( stack.map( day ), 0 );
  }
  const ModelFile model = savedModel( *trained( threeAhead(), stack ), stack );
  const nlohmann::json lines = model.description["model"]["calibration"];
  QCOMPARE( lines.size(), size_t{ 3 } );
  QVERIFY( lines[1] == lines[0] );
  QVERIFY( lines[2] != lines[1] );
}

void TestEncoderForecaster::aHorizonThatNothingTellsOfIsRefused_data()
{
  QTest::addColumn<int>( "horizon" );
  QTest::addColumn<int>( "firstForValidation" );
  QTest::addColumn<int>( "withoutReports" );
  QTest::addColumn<bool>( "isRefused" );
  // Training begins on day 4, validation ends on day 31; day 2 is in neither.
  QTest::newRow( "training on days 4 ... 13, of which 5 of 10 know the sixth step" ) << 6 << 14 << 2 << false;
  QTest::newRow( "of which 4 know the seventh" ) << 7 << 14 << 2 << true;
  QTest::newRow( "of which 4 of 9 know the sixth step, with reports" ) << 6 << 14 << 12 << true;
  QTest::newRow( "training on days 4 ... 27, of which 10 of 24 know the fifteenth step, but none for validation" )
      << 15 << 28 << 2 << true;
  QTest::newRow( "validation on days 24 ... 31, of which the first knows the eighth step" ) << 8 << 24 << 2 << false;
  QTest::newRow( "of which none knows the ninth" ) << 9 << 24 << 2 << true;
  QTest::newRow( "of which none knows the eighth step, with reports" ) << 8 << 24 << 31 << true;
}

void TestEncoderForecaster::aHorizonThatNothingTellsOfIsRefused()
{
  QFETCH( int, horizon );
  QFETCH( int, firstForValidation );
  QFETCH( int, withoutReports );
  QFETCH( bool, isRefused );
  HeatmapStack stack = smallStack();
  stack.states[withoutReports] = StepState::WithoutReports;
  StepSplit split{ stepRange( 4, firstForValidation - 1 ), stepRange( firstForValidation, 31 ), {} };
  std::erase( split.training, withoutReports );
  std::erase( split.validation, withoutReports );
  WindowInputs inputs( threeAhead(), horizon );
  const QString refusal = errorText( [&] { inputs.fit( stack, split, silent ); } );
  if ( isRefused )
    VERIFY_SAYS( refusal, "Use a smaller horizon or a longer period." );
  else
    QCOMPARE( refusal, QStringLiteral( "no error" ) );
}

QTEST_GUILESS_MAIN( TestEncoderForecaster )
#include "test_encoder_forecaster.moc"
