// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "rate_inputs.h"
#include "rate_network.h"

#include "error_text.h"
#include "prediction.h"
#include "rate_mixtures.h"
#include "reference_step.h"
#include "small_training.h"
#include "training.h"

#include <QTest>

#include <algorithm>

using namespace riskcast;

/// The default model: what it starts from, what it adds, what it keeps apart. Expected values of matchesPyTorch():
/// tests/reference/rate_network.py.
class TestRateNetwork : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void scoresAreThoseOfTheFormula();
  void theUntrainedNetworkIsTheMixture();
  void learnsTheWeekdayThatTheMixtureCannotKnow();
  void tellsTheRiskOfEachCategory();
  void featuresAreScaledDownByTheNumberOfOutputs();
  void severalNetworksTellTheirSpread();
  void correctsNothingButTheMixture();
};

namespace
{
Feedback silent;

const nlohmann::json &reference()
{
  static const nlohmann::json json = referenceValues( "rate_network" );
  return json;
}

TrainingOptions options()
{
  TrainingOptions options{ .kind = "ratenetwork" };
  options.epochs = 30;
  return options;
}

/// Days of 2 × 2 cells from a Monday on; incidents in the first cell on every second day, and in the second on every Saturday.
HeatmapStack weeklyStack( int days )
{
  HeatmapStack stack = HeatmapStack::empty( Grid( "", { 0, 0, 2, 2 }, 2, 2 ), TimeSteps( *parseTime( "2024-01-01" ), {}, days ),
                                            StepState::Observed );
  for ( int day = 0; day < days; ++day )
  {
    stack.map( day )[0] = day % 2 == 0 ? 1.0F : 0.0F;
    stack.map( day )[1] = day % 7 == 5 ? 1.0F : 0.0F;
  }
  return stack;
}

StepSplit weeklySplit()
{
  return { stepRange( 20, 199 ), stepRange( 200, 249 ), stepRange( 250, 279 ) };
}
} // namespace

void TestRateNetwork::matchesPyTorch_data()
{
  addCases( reference() );
}

void TestRateNetwork::matchesPyTorch()
{
  QFETCH( int, index );
  const nlohmann::json &expected = reference()[index];
  RateNetwork network( shapeOf( expected ), RateNetworkOptions{ .filters = expected["filters"] } );
  QVERIFY( matchesReference( *network, expected ) );
}

void TestRateNetwork::scoresAreThoseOfTheFormula()
{
  // One feature and one filter: h = relu( 2 x + 1 ), h + relu( 3 h - 4 ), scores 0.5 x + 0.25 + 2 h + 10 × calendar.
  RateNetwork network( NetworkShape{ .features = 1, .calendar = 1, .rows = 1, .columns = 2 },
                       RateNetworkOptions{ .filters = 1 } );
  const torch::NoGradGuard noGrad;
  const auto set = [&]( const char *name, float value ) { network->named_parameters()[name].fill_( value ); };
  set( "first.weight", 2 );
  set( "first.bias", 1 );
  set( "second.weight", 3 );
  set( "second.bias", -4 );
  set( "linear.weight", 0.5 );
  set( "linear.bias", 0.25 );
  set( "last.weight", 2 );
  set( "calendar.beta.weight", 10 );
  const NetworkInput input{ {}, torch::tensor( { 1.0F, -1.0F } ).view( { 1, 1, 1, 2 } ), torch::tensor( { { 0.1F } } ) };
  // x = 1: h = 3, then 3 + 5 = 8; 0.5 + 0.25 + 16 + 1 = 17.75.  x = -1: h = 0; -0.5 + 0.25 + 0 + 1 = 0.75
  QVERIFY( torch::allclose( network( input ), torch::tensor( { 17.75F, 0.75F } ).view( { 1, 1, 2 } ) ) );
}

void TestRateNetwork::theUntrainedNetworkIsTheMixture()
{
  const HeatmapStack stack = smallStack();
  TrainingOptions untrained = options();
  untrained.learningRate = 1e-30; // no step changes a 32-bit number
  const std::vector<float> risk = trained( untrained, stack )->predict( stack, stepRange( 32, 40 ), silent );
  const std::unique_ptr<Forecaster> mixture = makeRateMixtures();
  mixture->fit( stack, smallSplit(), silent );
  const std::vector<float> expected = mixture->predict( stack, stepRange( 32, 40 ), silent );
  for ( size_t i = 0; i < risk.size(); ++i )
    QVERIFY2( std::abs( risk[i] - expected[i] ) < 2e-6F, qPrintable( QString::number( risk[i] - expected[i] ) ) );
}

void TestRateNetwork::learnsTheWeekdayThatTheMixtureCannotKnow()
{
  const HeatmapStack stack = weeklyStack( 280 );
  const std::unique_ptr<Forecaster> network = makeForecaster( options() );
  network->fit( stack, weeklySplit(), silent );
  const std::vector<float> risk = network->predict( stack, std::array{ 250, 257, 264, 271, 278 + 1 }, silent );
  // Days 250, 257, … are Saturdays (5 of each week of 7: 250 = 35 × 7 + 5), day 279 a Sunday.
  QVERIFY2( risk[1] > 2 * risk[4 * 4 + 1], qPrintable( QStringLiteral( "%1, %2" ).arg( risk[1] ).arg( risk[4 * 4 + 1] ) ) );
}

void TestRateNetwork::featuresAreScaledDownByTheNumberOfOutputs()
{
  HeatmapStack stack = smallStack();
  for ( int step = 0; step < stack.stepCount(); ++step ) // all cells are alike until now, so that features of another one are cut
    std::ranges::fill( stack.map( step ), 1 );
  stack.map( 35 )[3] = 0;
  HeatmapStack parted = HeatmapStack::empty( stack.grid, stack.steps, StepState::Observed, { "even", "odd" } );
  for ( int step = 0; step < stack.stepCount(); ++step )
    std::ranges::copy( stack.map( step ), parted.map( step, step % 2 ).begin() );
  const auto featuresOf = []( const HeatmapStack &of )
  {
    RateInputs inputs( completed( options() ) );
    inputs.fit( of, smallSplit(), silent );
    return inputs.open( of, { 36 }, silent )( std::array{ 0 } ).input.features;
  };
  const torch::Tensor alone = featuresOf( stack ), ofThree = featuresOf( parted );
  // Any incident, even and odd days; the features of any incident come first, and are those without categories.
  QCOMPARE( ofThree.size( 1 ), 3 * alone.size( 1 ) );
  QVERIFY( torch::allclose( 3 * ofThree.narrow( 1, 0, alone.size( 1 ) ), alone, 1e-4, 1e-5 ) );
  QCOMPARE( alone.abs().max().item<float>(), 6.0F );
}

void TestRateNetwork::tellsTheRiskOfEachCategory()
{
  HeatmapStack stack = HeatmapStack::empty( smallStack().grid, smallStack().steps, StepState::Observed, { "theft", "robbery" } );
  for ( int step = 0; step < stack.stepCount(); ++step )
    stack.map( step, 1 )[7] = stack.map( step, 0 )[7 + step % 2] = 1;
  const std::unique_ptr<Forecaster> forecaster = makeForecaster( options() );
  forecaster->fit( stack, smallSplit(), silent );
  const RiskForecast forecast = forecaster->forecast( stack, std::array{ 39 }, silent );
  QCOMPARE( forecast.risk.size(), size_t{ 30 } );
  QCOMPARE( forecast.categories.size(), size_t{ 2 * 30 } );
  // Robberies are in cell 7 every day; thefts in 7 and 8 by turns, in 8 on odd days.
  QVERIFY( forecast.categories[30 + 7] > 0.9F );
  QVERIFY( forecast.categories[30 + 8] < 0.1F );
  QVERIFY( forecast.categories[8] > forecast.categories[30 + 8] );
  QVERIFY( forecast.spread.empty() );
}

void TestRateNetwork::severalNetworksTellTheirSpread()
{
  const HeatmapStack stack = smallStack();
  TrainingOptions several = options();
  several.seeds = 3;
  several.learningRate = 0.05;
  several.epochs = 3;
  several.prior = Prior::Mixture;
  const std::unique_ptr<Forecaster> forecaster = trained( several, stack );
  const RiskForecast forecast = forecaster->forecast( stack, std::array{ 40 }, silent );
  QCOMPARE( forecast.spread.size(), size_t{ 30 } );
  std::vector<std::vector<float>> alone;
  for ( const int seed : { 1, 2, 3 } )
  {
    TrainingOptions one = several;
    one.seeds = 1;
    one.seed = seed;
    alone.push_back( trained( one, stack )->predict( stack, std::array{ 40 }, silent ) );
  }
  for ( size_t cell = 0; cell < forecast.spread.size(); ++cell )
  {
    const double a = alone[0][cell], b = alone[1][cell], c = alone[2][cell], mean = ( a + b + c ) / 3;
    const double deviation = std::sqrt( ( a * a + b * b + c * c ) / 3 - mean * mean );
    QVERIFY( std::abs( forecast.spread[cell] - deviation ) < 1e-5 );
  }
  QVERIFY( std::ranges::max( forecast.spread ) > 1e-3F );
  QCOMPARE( forecaster->predict( stack, std::array{ 40 }, silent ), forecast.risk );

  const std::unique_ptr<Forecaster> loaded = makeForecaster( several );
  loaded->load( savedModel( *forecaster, stack ) );
  QCOMPARE( loaded->forecast( stack, std::array{ 40 }, silent ).spread, forecast.spread );

  const ModelFile model = trainRiskModel( stack, several, makeForecaster, silent ).file;
  const RiskMaps maps = predictRisk( stack, model, { .stepsAhead = 2 }, makeForecaster, silent );
  QCOMPARE( maps.spread.size(), size_t{ 2 * 30 } );
  QVERIFY( maps.categories.empty() );
}

void TestRateNetwork::correctsNothingButTheMixture()
{
  TrainingOptions other = options();
  other.prior = Prior::None;
  VERIFY_SAYS( errorText( [&] { makeForecaster( other ); } ),
               "A rate network corrects the rate mixture: choose the prior mixture, or another kind of model." );
}

QTEST_GUILESS_MAIN( TestRateNetwork )
#include "test_rate_network.moc"
