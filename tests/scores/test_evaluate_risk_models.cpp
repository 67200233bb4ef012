#include "error_text.h"
#include "evaluation_summary.h"
#include "evaluation_tables.h"
#include "formula_stack.h"
#include "insider.h"
#include "maps.h"
#include "model_description.h"
#include "recorded_feedback.h"
#include "stack_parts.h"
#include "verdict.h"

#include <QRegularExpression>
#include <QTest>

using namespace riskcast;

class TestEvaluateRiskModels : public QObject
{
  Q_OBJECT

private slots:
  void theTestBeginsWhereLearningEnds();
  void stepsWithoutReportsAreNotScored();
  void aTestOfWhatAModelLearnedFromIsRefused();
  void aPeriodWithoutAnythingToScoreIsRefused_data();
  void aPeriodWithoutAnythingToScoreIsRefused();
  void modelsOfAnotherGridAreRefused();
  void emptyStepsOfAnotherMeaningAreWarnedOf();
  void modelsOfOneKindAreToldApart();
  void theBestBaselineIsTheRival();
  void aBetterModelIsSaidToBeBetter();
  void aWorseModelIsSaidToBeWorse();
  void noDifferenceIsSaidToBeNone();
  void thresholdsComeFromWhereTheyAreAskedFor();
  void uselessMapsAreWarnedOf();
  void anAreaOfLessThanHalfACellIsWarnedOf();
  void theSameSeedGivesTheSameScores();
  void progressNeverFallsAndCancelingIsHeard();
  void tablesHaveARowForEverything();

private:
  RiskEvaluation evaluate( const std::vector<NamedModel> &models, const EvaluationOptions &options, Feedback &feedback = silent )
  {
    return evaluateRiskModels( mStack, models, {}, options, mMaker, feedback );
  }

  static Feedback silent;
  HeatmapStack mStack = formulaStack( 100, 6, 7 );
  Fits mFits;
  ForecasterMaker mMaker = makerOfInsiders( mFits );
};

Feedback TestEvaluateRiskModels::silent;

void TestEvaluateRiskModels::theTestBeginsWhereLearningEnds()
{
  const RiskEvaluation evaluation = evaluate( { trained( mStack, mMaker, "insider" ) }, quick() );
  QCOMPARE( toIso8601( evaluation.steps.front() ), std::string( "2024-03-21" ) );
  QCOMPARE( evaluation.steps.size(), size_t{ 20 } );
  QCOMPARE( evaluation.models.size(), size_t{ 3 } );
  QCOMPARE( evaluation.models[0].name, std::string( "insider_file" ) );
  // Without models the latest 20 % of the steps are the test, too.
  QCOMPARE( toIso8601( evaluate( {}, quick() ).steps.front() ), std::string( "2024-03-21" ) );
}

void TestEvaluateRiskModels::stepsWithoutReportsAreNotScored()
{
  HeatmapStack stack = mStack;
  for ( const int step : { 85, 90, 91 } )
  {
    stack.states[step] = StepState::WithoutReports;
    std::ranges::fill( stack.map( step ), 0 );
  }
  EvaluationOptions options = quick();
  options.start = parseTime( "2024-03-21" );
  const RiskEvaluation evaluation = evaluateRiskModels( stack, {}, {}, options, mMaker, silent );
  QCOMPARE( evaluation.steps.size(), size_t{ 17 } );
  QCOMPARE( evaluation.stepsWithoutReports, 3 );
}

void TestEvaluateRiskModels::aTestOfWhatAModelLearnedFromIsRefused()
{
  EvaluationOptions options = quick();
  options.start = parseTime( "2024-03-20" );
  const NamedModel model = trained( mStack, mMaker, "insider" );
  QCOMPARE( errorText( [&] { evaluate( { model }, options ); } ),
            QString( "The test period begins at 2024-03-20, but the model insider_file learned from steps up to 2024-03-21: "
                     "scores on what it knows say nothing. Let the test begin at 2024-03-21 or later, or train with a larger "
                     "share of test steps." ) );
  options.start = parseTime( "2024-03-21" );
  QCOMPARE( evaluate( { model }, options ).steps.size(), size_t{ 20 } );
  const HeatmapStack learned = firstSteps( mStack, 80 ); // up to 2024-03-20
  QCOMPARE( errorText( [&] { evaluateRiskModels( learned, { model }, {}, quick(), mMaker, silent ); } ),
            QString( "The test would begin at 2024-03-21, where the steps end that the models learned from, but ends at "
                     "2024-03-21: give a later end, or a heatmap stack that goes on, or train with a share of test steps." ) );
}

void TestEvaluateRiskModels::aPeriodWithoutAnythingToScoreIsRefused_data()
{
  QTest::addColumn<QString>( "start" );
  QTest::addColumn<QString>( "end" );
  QTest::addColumn<QString>( "error" );
  QTest::newRow( "after the stack" )
      << "2025-01-01"
      << "2025-02-01"
      << "The heatmap stack has no steps with reports in the test period 2025-01-01 to 2025-02-01. It "
         "reaches from 2024-01-01 to 2024-04-10: choose a period inside.";
  QTest::newRow( "no incidents" ) << "2024-03-30"
                                  << "2024-04-02"
                                  << "There are no incidents in the test period 2024-03-30 to 2024-04-02, so there is nothing to "
                                     "hit. Choose a longer one.";
  QTest::newRow( "one week" ) << "2024-04-08"
                              << "2024-04-10"
                              << "The test period has a single block of 1 week, so it cannot be told how sure a score is. Choose "
                                 "a longer period or shorter blocks.";
}

void TestEvaluateRiskModels::aPeriodWithoutAnythingToScoreIsRefused()
{
  QFETCH( QString, start );
  QFETCH( QString, end );
  QFETCH( QString, error );
  HeatmapStack stack = mStack;
  for ( int step = 89; step <= 91; ++step ) // 2024-03-30 to 2024-04-01
    std::ranges::fill( stack.map( step ), 0 );
  EvaluationOptions options = quick();
  options.start = parseTime( start.toStdString() );
  options.end = parseTime( end.toStdString() );
  QCOMPARE( errorText( [&] { evaluateRiskModels( stack, {}, {}, options, mMaker, silent ); } ), error );
}

void TestEvaluateRiskModels::modelsOfAnotherGridAreRefused()
{
  const NamedModel other = trained( formulaStack( 100, 6, 8 ), mMaker, "insider" );
  VERIFY_SAYS( errorText( [&] { evaluate( { other }, quick() ); } ), "but the model was trained on 8 × 6 cells" );
  EvaluationOptions none;
  none.baselines = {};
  QCOMPARE( errorText( [&] { evaluate( {}, none ); } ),
            QString( "There is nothing to evaluate. Give a model, or name baselines." ) );
  EvaluationOptions nowhere = quick();
  nowhere.scores.mainShare = 0;
  QCOMPARE( errorText( [&] { evaluate( {}, nowhere ); } ),
            QString( "The verdict cannot be about 0 % of the area: give more than 0 % and at most 100 %." ) );
}

void TestEvaluateRiskModels::emptyStepsOfAnotherMeaningAreWarnedOf()
{
  HeatmapStack quiet = mStack;
  for ( const int step : stepRange( 50, 59 ) )
    std::ranges::fill( quiet.map( step ), 0.0F );
  const auto warns = [&]( const NamedModel &model, int refitEvery )
  {
    EvaluationOptions options = quick();
    options.refitEvery = refitEvery;
    RecordedFeedback feedback;
    evaluateRiskModels( quiet, { model }, {}, options, mMaker, feedback );
    return RecordedFeedback::says( feedback.warnings, "in what the model was trained on, so that risks may be far off" );
  };
  NamedModel model = trained( quiet, mMaker, "insider" );
  QVERIFY( !warns( model, 0 ) );
  model.file.description[emptyStepsItem] = "without-reports";
  QVERIFY( warns( model, 0 ) );
  QVERIFY( !warns( model, 10 ) ); // it learns from this stack then
}

void TestEvaluateRiskModels::modelsOfOneKindAreToldApart()
{
  NamedModel first = trained( mStack, mMaker, "ratemixture" );
  NamedModel second = first;
  first.name = "may";
  second.name = "june";
  const RiskEvaluation evaluation = evaluate( { first, second }, quick() );
  QCOMPARE( evaluation.models[0].title, std::string( "Rate mixture (may)" ) );
  QCOMPARE( evaluation.models[1].title, std::string( "Rate mixture (june)" ) );
  QCOMPARE( evaluation.models[2].title, std::string( "Long-run rate" ) );
}

void TestEvaluateRiskModels::theBestBaselineIsTheRival()
{
  const RiskEvaluation evaluation = evaluate( { trained( mStack, mMaker, "insider" ) }, quick() );
  const size_t hits = evaluation.indexOf( "hit_rate_20" );
  const double values[] = { evaluation.models[1].values[hits], evaluation.models[2].values[hits] };
  const int best = values[0] >= values[1] ? 1 : 2;
  QVERIFY( !evaluation.models[best].differences[hits] );
  const ScoreDifference difference = evaluation.models[0].differences[hits].value();
  QCOMPARE( difference.rival, best );
  QCOMPARE( difference.difference, evaluation.models[0].values[hits] - evaluation.models[best].values[hits] );
  QVERIFY( difference.interval.low <= difference.difference && difference.difference <= difference.interval.high );
}

void TestEvaluateRiskModels::aBetterModelIsSaidToBeBetter()
{
  const RiskEvaluation evaluation = evaluate( { trained( mStack, mMaker, "insider" ) }, quick() );
  // It ranks every positive cell first: nothing could be better.
  QCOMPARE( evaluation.value( evaluation.models[0], "pei_cells_5" ), 1.0 );
  QCOMPARE( evaluation.value( evaluation.models[0], "roc_auc" ), 1.0 );
  const QString sentences = QString::fromStdString( verdict( evaluation )[0] + " " + verdict( evaluation )[1] );
  static const QRegularExpression expected(
      "^insider finds [0-9.]+ more of 100 incidents than [A-Z].* in 5 % of the area \\(95 % interval [0-9.]+ to [0-9.]+\\)\\. "
      "Its probabilities are better than those of .*: its log loss is [0-9.]+ % lower \\(95 % interval [0-9.]+ to "
      "[0-9.]+\\)\\.$" );
  QVERIFY2( expected.match( sentences ).hasMatch(), qPrintable( sentences ) );
}

void TestEvaluateRiskModels::aWorseModelIsSaidToBeWorse()
{
  EvaluationOptions options = quick();
  options.scores.mainShare = 0.3;
  const RiskEvaluation evaluation = evaluate( { trained( mStack, mMaker, "liar" ) }, options );
  const QString sentence = QString::fromStdString( verdict( evaluation )[0] );
  static const QRegularExpression expected(
      "^liar finds [0-9.]+ fewer of 100 incidents than .* \\(95 % interval [0-9.]+ to [0-9.]+\\)\\.$" );
  QVERIFY2( expected.match( sentence ).hasMatch(), qPrintable( sentence ) );
}

void TestEvaluateRiskModels::noDifferenceIsSaidToBeNone()
{
  // The cynic says the same everywhere, so its cells are ranked by the long-run rate, as that baseline's are.
  const RiskEvaluation evaluation = evaluate( { trained( mStack, mMaker, "cynic" ) }, { .baselines = { "longrunrate" } } );
  const ScoreDifference difference = evaluation.models[0].differences[evaluation.indexOf( "hit_rate_5" )].value();
  QCOMPARE( difference.difference, 0.0 );
  QCOMPARE( verdict( evaluation )[0],
            std::string( "Between cynic and Long-run rate no difference can be shown in hits: cynic finds 0.0 more of 100 "
                         "incidents in 5 % of the area (95 % interval 0.0 to 0.0)." ) );
}

void TestEvaluateRiskModels::thresholdsComeFromWhereTheyAreAskedFor()
{
  EvaluationOptions options = quick();
  options.scores.percentiles = { 90 };
  const NamedModel model = trained( mStack, mMaker, "insider" );
  const auto flaggedWith = [&]( ThresholdScope scope )
  {
    options.thresholdScope = scope;
    return evaluate( { model }, options ).models[0].labels[0].flagged();
  };
  // Risks are 0.5 where something happens, which is in more than 10 % of the cells, and else 0.1: the percentile is 0.5, and
  // nothing is above it. In each step, 4 of 42 cells are flagged.
  QCOMPARE( flaggedWith( ThresholdScope::Training ), std::int64_t{ 0 } );
  QCOMPARE( flaggedWith( ThresholdScope::Test ), std::int64_t{ 0 } );
  QCOMPARE( flaggedWith( ThresholdScope::Step ), std::int64_t{ 4 * 20 } );
}

void TestEvaluateRiskModels::uselessMapsAreWarnedOf()
{
  RecordedFeedback feedback;
  evaluate( { trained( mStack, mMaker, "cynic" ) }, quick(), feedback );
  const QString warnings = QString::fromStdString( feedback.warnings.empty() ? "" : feedback.warnings[0] + feedback.warnings[1] );
  VERIFY_SAYS( warnings, "cynic predicts the same risk everywhere and at all times: which cells rank first is decided by the "
                         "long-run rate alone." );
  VERIFY_SAYS( warnings,
               "cynic flags no cell in the test above the percentiles 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, "
               "98, 99. Choose lower ones, or thresholds per step." );
}

/// A hundredth of 42 cells is less than half of one.
void TestEvaluateRiskModels::anAreaOfLessThanHalfACellIsWarnedOf()
{
  constexpr const char *warning = "1 % of the area is less than half a cell";
  EvaluationOptions options = quick();
  options.scores.mainShare = 0.02; // 0.84 cells, so that one is flagged
  RecordedFeedback feedback;
  evaluate( {}, options, feedback );
  QVERIFY( !RecordedFeedback::says( feedback.warnings, warning ) );
  options.scores.mainShare = 0.01;
  evaluate( {}, options, feedback );
  QVERIFY( RecordedFeedback::says( feedback.warnings, warning ) );
}

void TestEvaluateRiskModels::theSameSeedGivesTheSameScores()
{
  const auto summary = [&] { return summaryOf( evaluate( {}, quick() ) ).dump(); };
  QCOMPARE( summary(), summary() );
}

void TestEvaluateRiskModels::progressNeverFallsAndCancelingIsHeard()
{
  RecordedFeedback feedback;
  evaluate( {}, quick(), feedback );
  QVERIFY( feedback.isSteady() );
  RecordedFeedback canceled;
  canceled.cancelsAt = "Scoring Random map";
  QVERIFY_EXCEPTION_THROWN( evaluate( {}, quick(), canceled ), Canceled );
}

void TestEvaluateRiskModels::tablesHaveARowForEverything()
{
  const RiskEvaluation evaluation = evaluate( { trained( mStack, mMaker, "insider" ) }, quick() );
  QCOMPARE( modelScoreTable( evaluation ).rows.size(), 3 * evaluation.scores.size() );
  QCOMPARE( percentileTable( evaluation ).rows.size(), size_t{ 3 * 15 } );
  QCOMPARE( groupTable( evaluation ).rows.size(), 3 * evaluation.groups.size() );
  for ( const Table &table : { modelScoreTable( evaluation ), percentileTable( evaluation ), groupTable( evaluation ) } )
    for ( const std::vector<TableValue> &row : table.rows )
      QCOMPARE( row.size(), table.columns.size() );
  QCOMPARE( skill( evaluation, evaluation.models[1], "log_loss" ).value(), 0.0 ); // the long-run rate against itself
  QVERIFY( skill( evaluation, evaluation.models[0], "log_loss" ).value() > 0 );
}

QTEST_APPLESS_MAIN( TestEvaluateRiskModels )
#include "test_evaluate_risk_models.moc"
