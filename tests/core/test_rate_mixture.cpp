#include "category_stack.h"
#include "error_text.h"
#include "formula_stack.h"
#include "maps.h"
#include "model_description.h"
#include "prediction.h"
#include "rate_features.h"
#include "rate_mixtures.h"
#include "recorded_feedback.h"
#include "stack_parts.h"

#include <QTest>

#include <map>

using namespace riskcast;

class TestRateMixture : public QObject
{
  Q_OBJECT

private slots:
  void ratesHoldOnlyWhatWasBefore();
  void decayHalvesTheWeightOfAHalfLife();
  void smoothedRatesAreAsBusyAsTheCellWas();
  void stepsTakenInTogetherAreThoseTakenInOneByOne();
  void matchesScipySmoothing();
  void smoothingLosesNoIncident();
  void weightsOfAMixtureThatCanBeWorkedByHand();
  void aWeightStopsAtItsLimit();
  void aMemoryCountsAtMostAsOneOfReportsAlone();
  void everyRoundAsksWhetherToStop();
  void everyStepOnTheWayToATargetAsksWhetherToStop();
  void matchesNumpy();
  void matchesNumpyWhereReportsAreRare();
  void aTargetChangesNoRiskUpToItself();
  void whatIsExpectedFarAheadIsWhatWasUsual();
  void savedAndLoadedPredictsTheSame();
  void aCategoryIsForecastAsIfItWereAloneButNotAboveAny();
  void aModelOfOtherRatesIsRefused();
};

namespace
{
Feedback silent;
constexpr double endless = std::numeric_limits<double>::infinity();
const std::array noLimits = { endless, endless };
const StepSplit split{ stepRange( 7, 31 ), stepRange( 32, 39 ), stepRange( 40, 59 ) };

/// The same mixture as it comes out of a file.
std::unique_ptr<Forecaster> reloaded( const Forecaster &mixture, const HeatmapStack &stack )
{
  ModelFile file;
  describeStack( file.description, stack );
  mixture.save( file );
  std::unique_ptr<Forecaster> loaded = makeRateMixtures();
  loaded->load( file );
  return loaded;
}
} // namespace

void TestRateMixture::ratesHoldOnlyWhatWasBefore()
{
  RateFeatures features( Grid( "", { 0, 0, 2, 1 }, 2, 1 ), { { 1 }, { 0 } } );
  QCOMPARE( features.rates()[0], 0.0F );
  features.add( std::vector<float>{ 3, 0 } );
  QCOMPARE( features.rates()[0], 3.0F ); // N / D = 3 / 1: no start-up bias
  QCOMPARE( features.rates()[1], 0.0F );
}

void TestRateMixture::decayHalvesTheWeightOfAHalfLife()
{
  RateFeatures features( Grid( "", { 0, 0, 1, 1 }, 1, 1 ), { { 1, endless }, { 0 } } );
  features.add( std::vector<float>{ 4 } );
  features.add( std::vector<float>{ 1 } );
  QCOMPARE( features.rates()[0], 2.0F ); // ( 4 / 2 + 1 ) / ( 1 / 2 + 1 )
  QCOMPARE( features.rates()[1], 2.5F ); // ( 4 + 1 ) / 2: nothing is forgotten
}

void TestRateMixture::smoothedRatesAreAsBusyAsTheCellWas()
{
  RateFeatures features( Grid( "", { 0, 0, 5, 4 }, 5, 4 ), { { 1, endless }, { 0, 0.7 }, /*cellShape=*/1 } );
  std::vector<float> one( 20, 0 );
  one[1] = 1;
  features.add( one );
  // Smoothed, by SciPy (matchesScipySmoothing): 0.441815714 where it was, 0.166692176 in the cell before.
  const auto rateOf = [&]( size_t rate, size_t cell ) { return features.rates()[rate * 20 + cell]; };
  for ( const size_t unsmoothed : { 0, 2 } )
  {
    QCOMPARE( rateOf( unsmoothed, 0 ), 0.0F );
    QCOMPARE( rateOf( unsmoothed, 1 ), 1.0F );
    QVERIFY( qAbs( rateOf( unsmoothed + 1, 0 ) - 0.166692176F * ( 1 + 0 ) / ( 1 + 0.166692176F ) ) < 1e-6F );
    QVERIFY( qAbs( rateOf( unsmoothed + 1, 1 ) - 0.441815714F * ( 1 + 1 ) / ( 1 + 0.441815714F ) ) < 1e-6F );
  }
  features.add( std::vector<float>( 20, 0 ) );
  // n and m stay; rates of half-life 1 are halved and shared by 1.5 steps, those that forget nothing by 2.
  QVERIFY( qAbs( rateOf( 1, 1 ) - 0.441815714F / 3 * 2 / 1.441815714F ) < 1e-6F );
  QVERIFY( qAbs( rateOf( 3, 1 ) - 0.441815714F / 2 * 2 / 1.441815714F ) < 1e-6F );
}

void TestRateMixture::stepsTakenInTogetherAreThoseTakenInOneByOne()
{
  const HeatmapStack stack = formulaStack( 60, 4, 5 );
  const RateBank bank{ { 2, 30, endless }, { 0, 0.7, 3 } };
  RateFeatures oneByOne( stack.grid, bank );
  RateFeatures together( stack.grid, bank );
  for ( const int end : { 20, 60 } ) // from nothing, and from what there is
  {
    int step = end == 20 ? 0 : 20;
    const int first = step;
    together.addTogether( end - first, [&] { return stack.total( step++ ); } );
    for ( step = first; step < end; ++step )
      oneByOne.add( stack.total( step ) );
    const std::span<const float> expected = oneByOne.rates();
    const std::span<const float> rates = together.rates();
    for ( size_t i = 0; i < rates.size(); ++i )
      QVERIFY2( qAbs( rates[i] - expected[i] ) < 1e-6F, qPrintable( QString::number( i ) ) );
  }
}

void TestRateMixture::matchesScipySmoothing()
{
  std::vector<float> one( 20, 0 );
  one[1] = 1;
  // tests/reference/rates.py, "smoothed": the first row for σ 0.7, the last for σ 3, which is wider than the map
  const std::vector<float> narrow = smoothed( one, 4, 5, gaussianKernel( 0.7 ) );
  const std::vector<float> wide = smoothed( one, 4, 5, gaussianKernel( 3 ) );
  const float firstNarrow[] = { 0.166692176F, 0.441815714F, 0.159235143F, 0.007457032F, 0.000045371F };
  const float lastWide[] = { 0.053119357F, 0.049913032F, 0.044705675F, 0.039465458F, 0.03620814F };
  for ( int column = 0; column < 5; ++column )
  {
    QVERIFY( qAbs( narrow[column] - firstNarrow[column] ) < 1e-7F );
    QVERIFY( qAbs( wide[15 + column] - lastWide[column] ) < 1e-7F );
  }
}

void TestRateMixture::smoothingLosesNoIncident()
{
  std::vector<float> corner( 12, 0 );
  corner[0] = 5;
  double sum = 0;
  for ( const float each : smoothed( corner, 3, 4, gaussianKernel( 1.5 ) ) )
    sum += each;
  QVERIFY( qAbs( sum - 5 ) < 1e-6 );
}

void TestRateMixture::weightsOfAMixtureThatCanBeWorkedByHand()
{
  // Two features that never meet in a cell: each weight is the incidents in its cells over the total of its rates.
  const std::vector<float> counts = { 2, 1 };
  const std::vector<float> rates = { 0.5F, 0, 0, 0.25F };
  const std::vector<double> totals = { 4, 2 };
  const std::vector<double> weights = fitMixture( counts, rates, totals, noLimits, silent );
  QCOMPARE( weights[0], 2.0 / 4 );
  QCOMPARE( weights[1], 1.0 / 2 );
}

void TestRateMixture::aWeightStopsAtItsLimit()
{
  // One cell with 3 incidents, where both rates are 1; elsewhere they add up to 0 and 3. The likelihood
  //   3 log( w0 + w1 ) - w0 - 4 w1
  // is greatest at w0 = 3, w1 = 0; if w0 is at most 0.5, where 3 / ( 0.5 + w1 ) = 4.
  const std::vector<float> counts = { 3 };
  const std::vector<float> rates = { 1, 1 };
  const std::vector<double> totals = { 1, 4 };
  const std::vector<double> free = fitMixture( counts, rates, totals, noLimits, silent );
  QCOMPARE( free[0], 3.0 );
  QVERIFY( free[1] < 1e-9 );
  const std::vector<double> limited = fitMixture( counts, rates, totals, std::array{ 0.5, endless }, silent );
  QCOMPARE( limited[0], 0.5 );
  QVERIFY2( qAbs( limited[1] - 0.25 ) < 1e-9, qPrintable( QString::number( limited[1] ) ) );
}

void TestRateMixture::aMemoryCountsAtMostAsOneOfReportsAlone()
{
  // Half-life 1, reports on every third step: just after one, N = 1 + 1/8 + 1/64 + … = 8/7 incidents are remembered, of as many
  // reports but D = 2 steps: 8/7 / 2 = 4/7 of what the memory of reports alone would be.
  QCOMPARE( weightLimit( 1, 3 ), 7.0 / 4 );
  QCOMPARE( weightLimit( 30, 1 ), 1.0 ); // reports everywhere
  QCOMPARE( weightLimit( endless, 3 ), 3.0 );
}

void TestRateMixture::everyRoundAsksWhetherToStop()
{
  const std::vector<float> counts = { 2, 1 };
  const std::vector<float> rates = { 0.5F, 0, 0, 0.25F };
  const std::vector<double> totals = { 4, 2 };
  RecordedFeedback whole;
  fitMixture( counts, rates, totals, noLimits, whole );
  QCOMPARE( whole.fractions.size(), size_t{ 200 } );
  QVERIFY( whole.isSteady() );
  RecordedFeedback canceled;
  canceled.cancelsAfter = 3;
  QVERIFY_EXCEPTION_THROWN( fitMixture( counts, rates, totals, noLimits, canceled ), Canceled );
  QCOMPARE( canceled.fractions.size(), size_t{ 3 } );
}

void TestRateMixture::everyStepOnTheWayToATargetAsksWhetherToStop()
{
  const HeatmapStack stack = formulaStack( 60, 4, 5 );
  const auto mixture = makeRateMixtures();
  mixture->fit( stack, split, silent );
  RecordedFeedback whole;
  mixture->predict( stack, std::array{ 59 }, whole );
  QCOMPARE( whole.fractions.size(), size_t{ 59 } );
  QVERIFY( whole.isSteady() );
  RecordedFeedback canceled;
  canceled.cancelsAfter = 10;
  QVERIFY_EXCEPTION_THROWN( mixture->predict( stack, std::array{ 59 }, canceled ), Canceled );
  QCOMPARE( canceled.fractions.size(), size_t{ 10 } );
}

void TestRateMixture::matchesNumpy()
{
  const HeatmapStack stack = formulaStack( 60, 4, 5 );
  const auto mixture = makeRateMixtures();
  mixture->fit( stack, split, silent );

  // tests/reference/rates.py: binary maps win on the validation steps
  const nlohmann::json losses = mixture->history()["validationLogLoss"];
  QVERIFY( qAbs( losses["counts"].get<double>() - 0.4394522334541002 ) < 1e-6 );
  QVERIFY( qAbs( losses["binary"].get<double>() - 0.42279149857779796 ) < 1e-6 );
  QVERIFY( qAbs( losses["capped"].get<double>() - 0.42279196269401054 ) < 1e-6 );
  ModelFile file;
  mixture->save( file );
  QCOMPARE( file.description["model"]["mixtures"][0]["input"].get<std::string>(), std::string( "binary" ) );

  const std::vector<float> risk = mixture->predict( stack, std::array{ 50 }, silent );
  const float expected[] = { 0.151182588F, 0.151054924F, 0.150926992F, 0.15105111F,  0.151175201F, 0.151055923F, 0.150928207F,
                             0.151177933F, 0.151175435F, 0.149917557F, 0.150929557F, 0.151180064F, 0.149917924F, 0.15104914F,
                             0.15104774F,  0.151182537F, 0.151054252F, 0.151051491F, 0.151049736F, 0.150923127F };
  for ( int cell = 0; cell < 20; ++cell )
    QVERIFY2( qAbs( risk[cell] - expected[cell] ) < 2e-6F, qPrintable( QString::number( cell ) ) );
}

/// Reports come on every eighth day, and what happened in one often happens in the next: what short memories still know then says
/// the most. At last there is one the day after a report.
void TestRateMixture::matchesNumpyWhereReportsAreRare()
{
  HeatmapStack stack =
      HeatmapStack::empty( Grid( "", { 0, 0, 5, 4 }, 5, 4 ), formulaStack( 122, 4, 5 ).steps, StepState::WithoutReports );
  std::vector<int> targets;
  for ( int report = 0; report < 16; ++report )
  {
    stack.states[8 * report] = StepState::Observed;
    stack.map( 8 * report )[report / 2 * 7 % 20] = 1;
    if ( report >= 2 )
      targets.push_back( 8 * report );
  }
  stack.states[121] = StepState::Observed;
  std::ranges::copy( stack.map( 120 ), stack.map( 121 ).begin() );
  RateMixture mixture;
  mixture.fitWeights( stack, targets, silent );
  const std::vector<float> risk = mixture.predict( stack, std::array{ 122 }, silent );
  // tests/reference/rates.py, "rare reports"; without limits 8.8 incidents would be expected in cell 9, a risk of 0.9998
  const std::map<int, float> expected = { { 0, 0.027099795F }, { 2, 0.112495392F }, { 9, 0.912325808F }, { 15, 0.044724584F } };
  for ( const auto &[cell, value] : expected )
    QVERIFY2( qAbs( risk[cell] - value ) < 2e-6F, qPrintable( QString::number( risk[cell] ) ) );
}

void TestRateMixture::aTargetChangesNoRiskUpToItself()
{
  HeatmapStack stack = formulaStack( 60, 4, 5 );
  const auto mixture = makeRateMixtures();
  mixture->fit( stack, split, silent );
  const std::vector<int> upTo = stepRange( 40, 50 );
  const std::vector<float> before = mixture->predict( stack, upTo, silent );
  std::ranges::fill( std::span( stack.counts ).subspan( 50 * 20 ), 9.0F );
  QVERIFY( before == mixture->predict( stack, upTo, silent ) );
  QVERIFY( before != mixture->predict( stack, stepRange( 41, 51 ), silent ) );
}

/// Reports come on every fourth day, and then of one cell. Days without reports count as empty, predicted ones are of
/// reports.
void TestRateMixture::whatIsExpectedFarAheadIsWhatWasUsual()
{
  HeatmapStack stack =
      HeatmapStack::empty( Grid( "", { 0, 0, 5, 5 }, 5, 5 ), formulaStack( 60, 5, 5 ).steps, StepState::WithoutReports );
  StepSplit reported;
  for ( int step = 0; step < 60; step += 4 )
  {
    stack.states[step] = StepState::Observed;
    stack.map( step )[12] = 1;
    ( step < 12 ? reported.test : step < 44 ? reported.training : reported.validation ).push_back( step );
  }
  const std::unique_ptr<Forecaster> mixture = makeRateMixtures();
  mixture->fit( stack, reported, silent );
  const std::vector<float> risk = forecastAhead( *mixture, stack, 60, silent ).risk;
  // One incident is expected there if there are reports: 1 - exp( -1 ) = 0.63. Binary maps fall a little from step to step.
  QVERIFY2( risk[12] > 0.3F && risk[12] < 0.8F, qPrintable( QString::number( risk[12] ) ) );
}

void TestRateMixture::savedAndLoadedPredictsTheSame()
{
  const HeatmapStack stack = formulaStack( 60, 4, 5 );
  const auto mixture = makeRateMixtures();
  mixture->fit( stack, split, silent );
  QVERIFY( mixture->predict( stack, split.test, silent ) == reloaded( *mixture, stack )->predict( stack, split.test, silent ) );
}

void TestRateMixture::aCategoryIsForecastAsIfItWereAloneButNotAboveAny()
{
  const HeatmapStack whole = formulaStack( 60, 4, 5 );
  const HeatmapStack parted = robberiesAndThefts( whole );
  const auto forecastOf = [&]( const HeatmapStack &stack )
  {
    const auto mixture = makeRateMixtures();
    mixture->fit( stack, split, silent );
    return reloaded( *mixture, stack )->forecast( stack, split.test, silent );
  };
  const RiskForecast forecast = forecastOf( parted );
  const RiskForecast any = forecastOf( whole );
  QVERIFY( forecast.risk == any.risk );
  QVERIFY( any.categories.empty() );
  for ( int category = 0; category < 2; ++category )
  {
    const std::vector<float> alone = forecastOf( onlyCategory( parted, category ) ).risk;
    for ( size_t i = 0; i < split.test.size(); ++i )
      for ( size_t cell = 0; cell < 20; ++cell )
        QCOMPARE( forecast.categories[( i * 2 + category ) * 20 + cell],
                  std::min( alone[i * 20 + cell], any.risk[i * 20 + cell] ) );
  }
}

void TestRateMixture::aModelOfOtherRatesIsRefused()
{
  ModelFile file;
  describeStack( file.description, formulaStack( 60, 4, 5 ) );
  file.description["model"] = { { "input", "counts" }, { "constant", 0.1 } };
  VERIFY_SAYS( errorText( [&] { makeRateMixtures()->load( file ); } ),
               "The model holds no mixtures as this version of Riskcast keeps them. Train it again." );
  file.description["model"] = { { "mixtures", { { { "input", "counts" }, { "constant", 0.1 }, { "cellShape", 2 } } } } };
  VERIFY_SAYS( errorText( [&] { makeRateMixtures()->load( file ); } ),
               "The model's rates are not scaled as this version of Riskcast does it. Train it again." );
}

QTEST_APPLESS_MAIN( TestRateMixture )
#include "test_rate_mixture.moc"
