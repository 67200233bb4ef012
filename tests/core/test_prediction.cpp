#include "core_kinds.h"
#include "error_text.h"
#include "formula_stack.h"
#include "maps.h"
#include "model_description.h"
#include "prediction.h"
#include "recorded_feedback.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

class TestPrediction : public QObject
{
  Q_OBJECT

private slots:
  void theFirstStepFollowsTheStack();
  void aShortPastIsWarnedOf();
  void laterStepsBuildOnThePredictedRisk();
  void theBorderHasNoData();
  void aFinerMapHasTheSameBorder();
  void theRiskIsToldToBeThatOfAStepWithReports();
  void anotherTimeZoneIsWarnedOf();
  void emptyStepsOfAnotherMeaningAreWarnedOf();
  void cellsOutsideTheStudyAreaHaveNoData();
  void nothingSpreadsFromOutsideTheStudyArea();
  void refusesRisksThatAreNoProbabilities_data();
  void refusesRisksThatAreNoProbabilities();
  void breaksAreQuantilesOfTheTrainingPredictions();
  void aStackThatDoesNotFitIsRefused_data();
  void aStackThatDoesNotFitIsRefused();
  void aModelThatLiesIsRefused_data();
  void aModelThatLiesIsRefused();
};

namespace
{
Feedback silent;

const ModelFile &mixtureModel()
{
  static const ModelFile model = []
  {
    TrainingOptions options;
    options.kind = "ratemixture";
    return trainRiskModel( formulaStack( 100, 4, 5 ), options, makeCoreForecaster, silent ).file;
  }();
  return model;
}

/// One cell lies outside the study area.
HeatmapStack stackWithAHole()
{
  HeatmapStack days = formulaStack( 100, 4, 5 );
  days.studyArea[7] = 0;
  for ( int step = 0; step < days.stepCount(); ++step )
    days.map( step )[7] = 0;
  return days;
}

const ModelFile &modelWithAHole()
{
  static const ModelFile model = []
  {
    TrainingOptions options;
    options.kind = "ratemixture";
    return trainRiskModel( stackWithAHole(), options, makeCoreForecaster, silent ).file;
  }();
  return model;
}

/// Says the same of every cell.
class Constant : public Forecaster
{
public:
  explicit Constant( float risk )
      : mRisk( risk )
  {
  }
  int firstTarget( const HeatmapStack & ) const override { return 1; }
  void fit( const HeatmapStack &, const StepSplit &, Feedback & ) override {}
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int>, Feedback & ) const override
  {
    return std::vector<float>( stack.cellCount(), mRisk );
  }
  void save( ModelFile & ) const override {}
  void load( const ModelFile & ) override {}

private:
  float mRisk;
};

RiskMaps predict( const HeatmapStack &stack, const PredictionOptions &options = {} )
{
  return predictRisk( stack, mixtureModel(), options, makeCoreForecaster, silent );
}
} // namespace

void TestPrediction::theFirstStepFollowsTheStack()
{
  const RiskMaps maps = predict( formulaStack( 100, 4, 5 ), { .stepsAhead = 3 } );
  QCOMPARE( maps.steps.count(), 3 );
  QCOMPARE( toIso8601( maps.steps.start( 0 ) ), std::string( "2024-04-10" ) ); // 2024-01-01 and 100 days
  QCOMPARE( maps.lastObserved, std::string( "2024-04-09" ) );
  QCOMPARE( maps.risk.size(), size_t{ 60 } );
}

void TestPrediction::aShortPastIsWarnedOf()
{
  RecordedFeedback feedback;
  predictRisk( formulaStack( 100, 4, 5 ), mixtureModel(), {}, makeCoreForecaster, feedback );
  QVERIFY( feedback.warnings.empty() );
  predictRisk( formulaStack( 10, 4, 5 ), mixtureModel(), {}, makeCoreForecaster, feedback );
  QVERIFY( RecordedFeedback::says( feedback.warnings, "The heatmap stack has 10 steps, while the model learned from " ) );
}

void TestPrediction::laterStepsBuildOnThePredictedRisk()
{
  const HeatmapStack days = formulaStack( 100, 4, 5 );
  const RiskMaps ahead = predict( days, { .stepsAhead = 2 } );
  HeatmapStack longer = days;
  longer.appendStep( StepState::Predicted );
  for ( int cell = 0; cell < 20; ++cell )
    longer.map( 100 )[cell] = -std::log1p( -ahead.risk[cell] );
  const RiskMaps next = predict( longer );
  for ( int cell = 0; cell < 20; ++cell )
    QCOMPARE( next.risk[cell], ahead.risk[20 + cell] );
}

void TestPrediction::theBorderHasNoData()
{
  const RiskMaps maps = predict( formulaStack( 100, 4, 5 ), { .borderCells = 1 } );
  for ( int cell = 0; cell < 20; ++cell )
  {
    const bool inner = ( cell / 5 == 1 || cell / 5 == 2 ) && cell % 5 >= 1 && cell % 5 <= 3;
    QCOMPARE( std::isnan( maps.risk[cell] ), !inner );
  }
  QVERIFY_EXCEPTION_THROWN( predict( formulaStack( 100, 4, 5 ), { .borderCells = 2 } ), Error );
}

void TestPrediction::aFinerMapHasTheSameBorder()
{
  const RiskMaps maps = predict( formulaStack( 100, 4, 5 ), { .borderCells = 1, .displayFactor = 4 } );
  QCOMPARE( maps.risk.size(), size_t{ 16 * 20 } );
  for ( int cell = 0; cell < 16 * 20; ++cell )
  {
    const int row = cell / 20;
    const int column = cell % 20;
    const bool inner = row >= 4 && row < 12 && column >= 4 && column < 16;
    QVERIFY2( std::isnan( maps.risk[cell] ) != inner, qPrintable( QString::number( cell ) ) );
  }
}

void TestPrediction::theRiskIsToldToBeThatOfAStepWithReports()
{
  const std::string told = "The risk is that of a step in which somebody reports";
  HeatmapStack days = formulaStack( 100, 4, 5 );
  RecordedFeedback complete;
  predictRisk( days, mixtureModel(), {}, makeCoreForecaster, complete );
  QVERIFY( !RecordedFeedback::says( complete.infos, told ) );
  days.states[50] = StepState::WithoutReports;
  RecordedFeedback withGap;
  predictRisk( days, mixtureModel(), {}, makeCoreForecaster, withGap );
  QVERIFY( RecordedFeedback::says( withGap.infos, told ) );
}

void TestPrediction::anotherTimeZoneIsWarnedOf()
{
  HeatmapStack days = formulaStack( 100, 4, 5 );
  RecordedFeedback same;
  predictRisk( days, mixtureModel(), {}, makeCoreForecaster, same );
  QVERIFY( same.warnings.empty() );
  days.timeZone = "Asia/Kolkata";
  RecordedFeedback other;
  predictRisk( days, mixtureModel(), {}, makeCoreForecaster, other );
  QVERIFY( RecordedFeedback::says(
      other.warnings,
      "are \"Asia/Kolkata\", those that the model was trained on \"as written\": its steps may begin at other" ) );
}

void TestPrediction::emptyStepsOfAnotherMeaningAreWarnedOf()
{
  const auto warnings = []( const HeatmapStack &learned, const HeatmapStack &stack )
  {
    RecordedFeedback feedback;
    ModelFile model = mixtureModel();
    describeStack( model.description, learned );
    predictRisk( stack, model, {}, makeCoreForecaster, feedback );
    return feedback.warnings;
  };
  const HeatmapStack busy = formulaStack( 100, 4, 5 ); // incidents in each step
  HeatmapStack quiet = busy;
  HeatmapStack unreported = busy;
  for ( const int step : stepRange( 50, 59 ) )
  {
    std::ranges::fill( quiet.map( step ), 0.0F );
    std::ranges::fill( unreported.map( step ), 0.0F );
    unreported.states[step] = StepState::WithoutReports;
  }
  unreported.states[50] = StepState::Observed; // a row that counts 0 was in it
  HeatmapStack skipped = formulaStack( 101, 4, 5 );
  skipped.states[50] = StepState::WithoutReports; // as an hour that clocks skip
  for ( const HeatmapStack &each : std::vector{ busy, quiet, unreported, skipped } )
  {
    QVERIFY( warnings( each, each ).empty() );
    for ( const HeatmapStack &full : { busy, skipped } )
      QVERIFY( warnings( each, full ).empty() && warnings( full, each ).empty() );
  }
  QVERIFY( RecordedFeedback::says(
      warnings( unreported, quiet ),
      "Steps without incidents are \"true-zeros\" in the heatmap stack, but \"without-reports\" in what" ) );
  QVERIFY( RecordedFeedback::says(
      warnings( quiet, unreported ),
      "are \"without-reports\" in the heatmap stack, but \"true-zeros\" in what the model was trained" ) );
}

void TestPrediction::cellsOutsideTheStudyAreaHaveNoData()
{
  const RiskMaps maps = predictRisk( stackWithAHole(), modelWithAHole(), {}, makeCoreForecaster, silent );
  QVERIFY( std::isnan( maps.risk[7] ) );
  QVERIFY( !std::isnan( maps.risk[8] ) );
}

void TestPrediction::nothingSpreadsFromOutsideTheStudyArea()
{
  const RiskMaps ahead = predictRisk( stackWithAHole(), modelWithAHole(), { .stepsAhead = 2 }, makeCoreForecaster, silent );
  HeatmapStack longer = stackWithAHole();
  longer.appendStep( StepState::Predicted );
  for ( int cell = 0; cell < 20; ++cell )
    longer.map( 100 )[cell] = cell == 7 ? 0 : -std::log1p( -ahead.risk[cell] );
  const RiskMaps next = predictRisk( longer, modelWithAHole(), {}, makeCoreForecaster, silent );
  for ( int cell = 0; cell < 20; ++cell )
    QVERIFY( cell == 7 || next.risk[cell] == ahead.risk[20 + cell] );
}

void TestPrediction::refusesRisksThatAreNoProbabilities_data()
{
  QTest::addColumn<float>( "risk" );
  QTest::newRow( "NaN" ) << std::numeric_limits<float>::quiet_NaN();
  QTest::newRow( "negative" ) << -0.5F;
  QTest::newRow( "above 1" ) << 1.5F;
}

void TestPrediction::refusesRisksThatAreNoProbabilities()
{
  QFETCH( float, risk );
  const auto lying = [risk]( const TrainingOptions & ) { return std::make_unique<Constant>( risk ); };
  COMPARE_TEXT( errorText( [&] { predictRisk( formulaStack( 100, 4, 5 ), mixtureModel(), {}, lying, silent ); } ).toStdString(),
                "The model gives risks that are no probabilities. Train it again." );
}

void TestPrediction::breaksAreQuantilesOfTheTrainingPredictions()
{
  ModelFile model;
  Tensor quantiles{ { 1001 }, {} };
  for ( int i = 0; i <= 1000; ++i )
    quantiles.values.push_back( static_cast<float>( i ) / 1000 );
  model.tensors["training_risk_quantiles"] = quantiles;
  const std::vector<double> breaks = classBreaks( model, { 25, 99.9 } );
  QVERIFY( qAbs( breaks[0] - 0.25 ) < 1e-6 );
  QVERIFY( qAbs( breaks[1] - 0.999 ) < 1e-6 );
}

void TestPrediction::aStackThatDoesNotFitIsRefused_data()
{
  QTest::addColumn<QString>( "difference" );
  QTest::addColumn<QString>( "says" );
  QTest::newRow( "fewer columns" ) << "columns"
                                   << "but the model was trained on 5 × 4 cells";
  QTest::newRow( "weeks instead of days" ) << "weeks"
                                           << "are 1 week long, but the model was trained on steps of 1 day";
  QTest::newRow( "other categories" ) << "categories"
                                      << "has the categories Stalking, but the model was trained on all";
  QTest::newRow( "another study area" ) << "study area"
                                        << "it leaves out 1 of the 20 cells, that of the model 0";
}

void TestPrediction::aStackThatDoesNotFitIsRefused()
{
  QFETCH( QString, difference );
  QFETCH( QString, says );
  HeatmapStack other = formulaStack( 100, 4, difference == "columns" ? 4 : 5 );
  if ( difference == "weeks" )
    other.steps = TimeSteps( other.steps.start( 0 ), { 1, StepUnit::Week }, 100 );
  if ( difference == "study area" )
    other.studyArea[7] = 0;
  if ( difference == "categories" )
    other.categories = { "Stalking" };
  try
  {
    predict( other );
    QFAIL( "The stack was accepted." );
  }
  catch ( const Error &error )
  {
    QVERIFY2( QString( error.what() ).contains( says ), error.what() );
  }
}

void TestPrediction::aModelThatLiesIsRefused_data()
{
  QTest::addColumn<QString>( "pointer" );
  QTest::addColumn<QString>( "value" );
  QTest::newRow( "grid of a billion rows" ) << "/grid/rows"
                                            << "1000000000";
  QTest::newRow( "grid of minus four rows" ) << "/grid/rows"
                                             << "-4";
  QTest::newRow( "extent of three numbers" ) << "/grid/extent"
                                             << "[0, 0, 1]";
  QTest::newRow( "grid that is a word" ) << "/grid"
                                         << "\"large\"";
  QTest::newRow( "options that are a number" ) << "/options"
                                               << "7";
  QTest::newRow( "kind that nobody knows" ) << "/options/kind"
                                            << "\"oracle\"";
  QTest::newRow( "input that nobody knows" ) << "/model/mixtures/0/input"
                                             << "\"tea leaves\"";
  QTest::newRow( "kind that is a number" ) << "/kind"
                                           << "7";
  QTest::newRow( "mean rate below zero" ) << "/model/mixtures/0/constant"
                                          << "-1";
  QTest::newRow( "model that is a list" ) << "/model"
                                          << "[]";
  QTest::newRow( "extent without an area" ) << "/grid/extent"
                                            << "[0, 0, 0, 0]";
  QTest::newRow( "reference system that is none" ) << "/grid/crs"
                                                   << "\"nonsense\"";
  QTest::newRow( "step that is a number" ) << "/step"
                                           << "1";
  QTest::newRow( "time zone that is a number" ) << "/timeZone"
                                                << "1";
}

void TestPrediction::aModelThatLiesIsRefused()
{
  QFETCH( QString, pointer );
  QFETCH( QString, value );
  ModelFile liar = mixtureModel();
  liar.description[nlohmann::json::json_pointer( pointer.toStdString() )] = nlohmann::json::parse( value.toStdString() );
  const QString error = errorText( [&] { predictRisk( formulaStack( 100, 4, 5 ), liar, {}, makeCoreForecaster, silent ); } );
  QVERIFY2( error.contains( "model" ), qPrintable( error ) ); // it is the model that lies, not the stack
}

QTEST_APPLESS_MAIN( TestPrediction )
#include "test_prediction.moc"
