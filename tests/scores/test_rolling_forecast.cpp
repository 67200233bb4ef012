#include "core_kinds.h"
#include "error_text.h"
#include "evaluation_summary.h"
#include "formula_stack.h"
#include "maps.h"
#include "rolling_forecast.h"
#include "stack_parts.h"
#include "verdict.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <cmath>

using namespace riskcast;

/// What is forecast for a test: how far ahead, of which category, and from what.
class TestRollingForecast : public QObject
{
  Q_OBJECT

private slots:
  void farAheadStepsBuildOnForecasts();
  void nothingIsLearnedFromWhatIsUnknown();
  void theCategoryIsThatWhichIsAskedFor();
  void thresholdsAreThoseOfTheCategory();
  void whoTellsNoCategoriesApartIsNamed();
  void firstStepsAreThoseBefore();
  void aStepAheadMustBeForecastWithinTheTest();
  void aCategoryIsScoredAsIfItWereAlone();
};

namespace
{

/// Expects in each cell the mean of the last two maps: so much can be worked out by hand. Tells categories apart if it shall.
class MeanOfTwo : public Forecaster
{
public:
  MeanOfTwo( bool tellsApart, std::vector<std::pair<int, int>> &fits )
      : mTellsApart( tellsApart )
      , mFits( fits )
  {
  }
  int firstTarget( const HeatmapStack & ) const override { return 2; }
  void fit( const HeatmapStack &, const StepSplit &split, Feedback & ) override
  {
    mFits.emplace_back( split.test.front(), split.validation.back() );
  }
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback & ) const override
  {
    std::vector<float> risk;
    for ( const int target : targets )
      for ( int cell = 0; cell < stack.cellCount(); ++cell )
        risk.push_back( riskOf( stack.total( target - 2 )[cell], stack.total( target - 1 )[cell] ) );
    return risk;
  }
  RiskForecast forecast( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override
  {
    RiskForecast forecast{ predict( stack, targets, feedback ), {}, {} };
    if ( mTellsApart )
      for ( const int target : targets )
        for ( int category = 0; category < stack.categoryCount(); ++category )
          for ( int cell = 0; cell < stack.cellCount(); ++cell )
            forecast.categories.push_back(
                riskOf( stack.map( target - 2, category )[cell], stack.map( target - 1, category )[cell] ) );
    return forecast;
  }
  void save( ModelFile & ) const override {}
  void load( const ModelFile & ) override {}

private:
  static float riskOf( float earlier, float later ) { return static_cast<float>( -std::expm1( -( earlier + later ) / 2 ) ); }

  bool mTellsApart;
  std::vector<std::pair<int, int>> &mFits;
};

/// Contenders without a file, which are fitted first. \a fits gets the first test step and the last one learned from of each.
RollingForecast forecast( const HeatmapStack &stack, std::optional<int> category, const std::vector<int> &targets,
                          const EvaluationOptions &options, std::vector<std::pair<int, int>> &fits, bool tellsApart = true )
{
  Feedback silent;
  const ForecasterMaker maker = [&]( const TrainingOptions & ) { return std::make_unique<MeanOfTwo>( tellsApart, fits ); };
  return rollingForecast( { .name = "mean", .title = "Mean of two" }, { stack, category, targets, options }, maker, silent );
}

RollingForecast forecast( const HeatmapStack &stack, std::optional<int> category, const std::vector<int> &targets,
                          const EvaluationOptions &options )
{
  std::vector<std::pair<int, int>> fits;
  return forecast( stack, category, targets, options, fits );
}

/// Two categories on 20 days: the first is the stack of a formula, the second has that of the day before, in double.
HeatmapStack twoCategories()
{
  const HeatmapStack one = formulaStack( 20, 3, 4 );
  HeatmapStack both = HeatmapStack::empty( one.grid, one.steps, StepState::Observed, { "theft", "robbery" } );
  for ( int step = 0; step < both.stepCount(); ++step )
  {
    std::ranges::copy( one.map( step ), both.map( step, 0 ).begin() );
    if ( step > 0 )
      std::ranges::transform( one.map( step - 1 ), both.map( step, 1 ).begin(), []( float count ) { return 2 * count; } );
  }
  return both;
}

/// Baselines that are quick.
EvaluationOptions quick()
{
  return { .baselines = { "longrunrate", "randommap" }, .bootstrap = { .repetitions = 200 } };
}

RiskEvaluation evaluate( const HeatmapStack &stack, const EvaluationOptions &options )
{
  Feedback silent;
  return evaluateRiskModels( stack, {}, {}, options, makeCoreForecaster, silent );
}

/// Expected counts from risks.
Map expected( const std::vector<float> &risk, const HeatmapStack &stack )
{
  Map map{ stack.grid.rows(), stack.grid.columns(), {} };
  for ( const float each : risk )
    map.values.push_back( std::round( 1000 * -std::log1p( -each ) ) / 1000 );
  return map;
}

} // namespace

/// Counts 4 and 2 are known of a cell: 3 are expected next, then (2 + 3) / 2 = 2.5, then (3 + 2.5) / 2 = 2.75; of the next cell 0
/// and 1: 0.5, 0.75, 0.625. What happened in the meantime, 9 everywhere, is not looked at.
void TestRollingForecast::farAheadStepsBuildOnForecasts()
{
  const HeatmapStack days = stack( { "1 1", "1 1", "1 1", "1 1", "0 1", "4 0", "2 1", "9 9", "9 9", "9 9" } );
  EvaluationOptions options{ .thresholdScope = ThresholdScope::Step };
  QCOMPARE( expected( forecast( days, {}, { 7 }, options ).risk, days ), map( "3 0.5" ) );
  options.stepsAhead = 2;
  QCOMPARE( expected( forecast( days, {}, { 8 }, options ).risk, days ), map( "2.5 0.75" ) );
  options.stepsAhead = 3;
  QCOMPARE( expected( forecast( days, {}, { 9 }, options ).risk, days ), map( "2.75 0.625" ) );
  // Each target is forecast from its own past. Day 8 from days 4 and 5: 0 and 4 give 2, 3, 2.5; 1 and 0 give 0.5, 0.25, 0.375.
  const std::vector<float> both = forecast( days, {}, { 8, 9 }, options ).risk;
  QCOMPARE( expected( { both.begin(), both.begin() + 2 }, days ), map( "2.5 0.375" ) );
  QCOMPARE( expected( { both.begin() + 2, both.end() }, days ), map( "2.75 0.625" ) );
}

void TestRollingForecast::nothingIsLearnedFromWhatIsUnknown()
{
  const HeatmapStack days = formulaStack( 100, 2, 3 );
  EvaluationOptions options{ .refitEvery = 8, .thresholdScope = ThresholdScope::Step };
  std::vector<std::pair<int, int>> fits;
  forecast( days, {}, stepRange( 82, 99 ), options, fits );
  QCOMPARE( fits, ( std::vector<std::pair<int, int>>{ { 82, 81 }, { 90, 89 }, { 98, 97 } } ) );
  fits.clear();
  options.stepsAhead = 3; // step 82 is forecast before step 80 is known
  forecast( days, {}, stepRange( 82, 99 ), options, fits );
  QCOMPARE( fits, ( std::vector<std::pair<int, int>>{ { 80, 79 }, { 88, 87 }, { 96, 95 } } ) );
}

void TestRollingForecast::theCategoryIsThatWhichIsAskedFor()
{
  const HeatmapStack both = twoCategories();
  const std::vector<int> targets = { 15, 17 };
  for ( const int ahead : { 1, 3 } )
    for ( const int category : { 0, 1 } )
    {
      const EvaluationOptions options{ .stepsAhead = ahead, .thresholdScope = ThresholdScope::Step };
      const std::vector<float> alone = forecast( onlyCategory( both, category ), {}, targets, options ).risk;
      const std::vector<float> ofBoth = forecast( both, category, targets, options ).risk;
      QCOMPARE( ofBoth.size(), alone.size() );
      for ( size_t i = 0; i < alone.size(); ++i )
        QVERIFY( std::abs( ofBoth[i] - alone[i] ) < 1e-6 );
    }
}

void TestRollingForecast::thresholdsAreThoseOfTheCategory()
{
  const HeatmapStack both = twoCategories();
  const EvaluationOptions options{ .scores = { .percentiles = { 50, 90 } } };
  for ( const int category : { 0, 1 } )
    QCOMPARE( forecast( both, category, { 15, 17 }, options ).thresholds.ofStep,
              forecast( onlyCategory( both, category ), {}, { 15, 17 }, options ).thresholds.ofStep );
  QVERIFY( forecast( both, 0, { 15 }, options ).thresholds.ofStep != forecast( both, 1, { 15 }, options ).thresholds.ofStep );
}

void TestRollingForecast::whoTellsNoCategoriesApartIsNamed()
{
  std::vector<std::pair<int, int>> fits;
  const EvaluationOptions options{ .thresholdScope = ThresholdScope::Step };
  QCOMPARE( errorText( [&] { forecast( twoCategories(), 1, { 15 }, options, fits, /*tellsApart=*/false ); } ),
            QString( "The model mean tells no categories apart. Leave it out, or train it and test it on a heatmap stack of the "
                     "category robbery alone." ) );
}

void TestRollingForecast::firstStepsAreThoseBefore()
{
  HeatmapStack both = twoCategories();
  both.states[4] = StepState::WithoutReports;
  const HeatmapStack first = firstSteps( both, 5 );
  QCOMPARE( first.stepCount(), 5 );
  QCOMPARE( first.states.back(), StepState::WithoutReports );
  QCOMPARE( first.counts.size(), size_t{ 5 } * 2 * 12 );
  QVERIFY( std::ranges::equal( first.map( 4, 1 ), both.map( 4, 1 ) ) );
  QCOMPARE( first.categories, both.categories );
  // Others are added after them, of which nothing is left when more become known.
  HeatmapStack history = first;
  history.appendStep( StepState::Predicted );
  std::ranges::fill( history.map( 5, 0 ), 9 );
  takeFirstSteps( both, 5, 7, history );
  QCOMPARE( history.counts, firstSteps( both, 7 ).counts );
  QCOMPARE( history.states, firstSteps( both, 7 ).states );
  QCOMPARE( history.stepCount(), 7 );
}

void TestRollingForecast::aStepAheadMustBeForecastWithinTheTest()
{
  const HeatmapStack days = formulaStack( 100, 6, 7 );
  EvaluationOptions options = quick();
  options.stepsAhead = 3; // the first forecast of the test, made on its eve, is of its third day
  const RiskEvaluation evaluation = evaluate( days, options );
  QCOMPARE( toIso8601( evaluation.steps.front() ), std::string( "2024-03-23" ) );
  QCOMPARE( evaluation.steps.size(), size_t{ 18 } );
  VERIFY_SAYS( QString::fromStdString( verdict( evaluation )[0] ), " % of the area, 3 steps ahead" );
  QCOMPARE( summaryOf( evaluation )["stepsAhead"].get<int>(), 3 );
  options.stepsAhead = 21;
  VERIFY_SAYS( errorText( [&] { evaluate( days, options ); } ),
               "No step of the test period 2024-03-21 to 2024-04-10 can be forecast 21 steps ahead within it. Choose a longer "
               "period or fewer steps ahead." );
  options.stepsAhead = 0;
  VERIFY_SAYS( errorText( [&] { evaluate( days, options ); } ),
               "A step cannot be forecast from what was known 0 steps before it: give at least 1." );
}

/// Baselines alone, in a stack of two categories: all is as in a stack of the one.
void TestRollingForecast::aCategoryIsScoredAsIfItWereAlone()
{
  const HeatmapStack days = formulaStack( 100, 6, 7 );
  HeatmapStack both = HeatmapStack::empty( days.grid, days.steps, StepState::Observed, { "robbery", "theft" } );
  for ( int step = 0; step < both.stepCount(); ++step )
  {
    std::ranges::fill( both.map( step, 0 ), 1 );
    std::ranges::copy( days.map( step ), both.map( step, 1 ).begin() );
  }
  EvaluationOptions options = quick();
  const RiskEvaluation alone = evaluate( days, options );
  options.category = "theft";
  const RiskEvaluation scored = evaluate( both, options );
  QCOMPARE( scored.models[0].values, alone.models[0].values );
  QCOMPARE( scored.test.happened, alone.test.happened );
  VERIFY_SAYS( QString::fromStdString( verdict( scored )[0] ), " of 100 incidents of the category theft in 5 % of the area" );
  QCOMPARE( summaryOf( scored )["category"].get<std::string>(), std::string( "theft" ) );
  options.category = "arson";
  QCOMPARE( errorText( [&] { evaluate( both, options ); } ),
            QString( "The heatmap stack has no category arson, but robbery, theft." ) );
  both.categories = { "theft", "arson" };
  for ( int step = 0; step < both.stepCount(); ++step )
    std::ranges::fill( both.map( step, 1 ), 0 );
  VERIFY_SAYS( errorText( [&] { evaluate( both, options ); } ),
               "The heatmap stack has no incidents of the category arson until" );
  both.map( 3, 1 )[0] = 1;
  VERIFY_SAYS( errorText( [&] { evaluate( both, options ); } ),
               "There are no incidents of the category arson in the test period" );
  VERIFY_SAYS( errorText( [&] { evaluate( days, options ); } ), "The heatmap stack tells no categories apart, so that arson" );
}

QTEST_APPLESS_MAIN( TestRollingForecast )
#include "test_rolling_forecast.moc"
