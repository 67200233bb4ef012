#include "core_kinds.h"
#include "error_text.h"
#include "formula_stack.h"
#include "maps.h"
#include "model_description.h"
#include "recorded_feedback.h"
#include "training.h"

#include <QTest>

using namespace riskcast;

class TestTraining : public QObject
{
  Q_OBJECT

private slots:
  void stepsArePartedInOrder();
  void stepsWithoutReportsAreNeverTargets();
  void theFirstTargetMovesNoTestStep();
  void aShareOfStepsIsThatMany();
  void tooFewStepsAreSaid();
  void sharesMustLieBetweenZeroAndOne();
  void partsWithoutIncidentsAreWarnedOf_data();
  void partsWithoutIncidentsAreWarnedOf();
  void categoriesWithoutIncidentsAreNamed();
  void theBaselinesStandBesideTheModel();
  void theModelSaysWhatItWasMadeFrom();
  void trainingTwiceGivesTheSameModel();
  void progressNeverFallsAndEndsAtOne();
  void cancelingIsHeardInEveryPhase_data();
  void cancelingIsHeardInEveryPhase();
};

namespace
{
Feedback silent;

TrainingOptions mixture()
{
  TrainingOptions options;
  options.kind = "ratemixture";
  return options;
}
} // namespace

void TestTraining::stepsArePartedInOrder()
{
  const StepSplit split = splitSteps( formulaStack( 100, 2, 2 ), 10, 0.25, 0.2 );
  QVERIFY( split.training == stepRange( 10, 59 ) ); // 80 steps remain, the latest quarter of them validates
  QVERIFY( split.validation == stepRange( 60, 79 ) );
  QVERIFY( split.test == stepRange( 80, 99 ) );
}

void TestTraining::stepsWithoutReportsAreNeverTargets()
{
  const HeatmapStack days = stack( { "1", "?", "1", "1", "?", "1", "1", "?" } );
  const StepSplit split = splitSteps( days, 0, 0.25, 0.2 );
  QVERIFY( split.training == std::vector<int>( { 0, 2, 3 } ) );
  QVERIFY( split.validation == std::vector<int>( { 5 } ) );
  QVERIFY( split.test == std::vector<int>( { 6 } ) );
}

void TestTraining::theFirstTargetMovesNoTestStep()
{
  const HeatmapStack days = formulaStack( 100, 2, 2 );
  QVERIFY( splitSteps( days, 1, 0.2, 0.2 ).test == splitSteps( days, 30, 0.2, 0.2 ).test );
}

/// 0.07 × 100 is a bit more than 7 as computers have it.
void TestTraining::aShareOfStepsIsThatMany()
{
  QCOMPARE( splitSteps( formulaStack( 100, 2, 2 ), 1, 0.2, 0.07 ).test.size(), size_t{ 7 } );
  QCOMPARE( splitSteps( formulaStack( 101, 2, 2 ), 1, 0.2, 0.07 ).test.size(), size_t{ 8 } );
}

void TestTraining::tooFewStepsAreSaid()
{
  const HeatmapStack few = formulaStack( 17, 2, 2 );
  QCOMPARE(
      errorText( [&] { splitSteps( few, 16, 0.2, 0.2 ); } ),
      QString( "The heatmap stack has 17 steps, 17 of them with reports. That is too few to learn from, to choose by and to "
               "test on with such shares of steps when the first 16 are needed as history. Use a longer period, shorter "
               "steps, smaller shares or a model that looks back less far." ) );
  // 16 of 17 are the test, the one left is the validation.
  QCOMPARE(
      errorText( [&] { splitSteps( few, 0, 0.2, 0.94 ); } ),
      QString( "The heatmap stack has 17 steps, 17 of them with reports. That is too few to learn from, to choose by and to "
               "test on with such shares of steps. Use a longer period, shorter steps or smaller shares." ) );
}

void TestTraining::sharesMustLieBetweenZeroAndOne()
{
  QVERIFY_EXCEPTION_THROWN( splitSteps( formulaStack( 100, 2, 2 ), 1, 0.2, 1 ), Error );
  QVERIFY_EXCEPTION_THROWN( splitSteps( formulaStack( 100, 2, 2 ), 1, std::nan( "" ), 0.2 ), Error );
}

void TestTraining::partsWithoutIncidentsAreWarnedOf_data()
{
  QTest::addColumn<int>( "firstIncident" );
  QTest::addColumn<int>( "lastIncident" );
  QTest::addColumn<QStringList>( "parts" );
  // Of 100 steps the latest 20 are the test, the latest 16 of those before that the validation.
  QTest::newRow( "incidents in each part" ) << 0 << 99 << QStringList{};
  QTest::newRow( "in the last training step, the validation, and the first test step" ) << 63 << 80 << QStringList{};
  QTest::newRow( "none in the validation and the test" ) << 0 << 63 << QStringList{ "validation", "the test" };
  QTest::newRow( "none in the test" ) << 0 << 64 << QStringList{ "the test" };
  QTest::newRow( "none before the test" ) << 80 << 99 << QStringList{ "training", "validation" };
}

void TestTraining::partsWithoutIncidentsAreWarnedOf()
{
  QFETCH( int, firstIncident );
  QFETCH( int, lastIncident );
  QFETCH( QStringList, parts );
  HeatmapStack stack = formulaStack( 100, 2, 2 );
  std::ranges::fill( stack.counts, 0.0F );
  for ( int step = firstIncident; step <= lastIncident; ++step )
    stack.map( step )[0] = 1;
  RecordedFeedback feedback;
  trainRiskModel( stack, mixture(), makeCoreForecaster, feedback );
  QCOMPARE( feedback.warnings.size(), static_cast<size_t>( parts.size() ) );
  for ( const QString &part : parts )
    QVERIFY(
        RecordedFeedback::says( feedback.warnings, "There is no incident in the steps for " + part.toStdString() + ", so" ) );
}

/// Of 100 steps the first 64 are for training, the next 16 for validation, the others for the test.
void TestTraining::categoriesWithoutIncidentsAreNamed()
{
  HeatmapStack stack = formulaStack( 100, 2, 2 );
  stack = HeatmapStack::empty( stack.grid, stack.steps, StepState::Observed, { "theft", "arson", "fraud" } );
  for ( int step = 0; step < 100; ++step )
    stack.map( step, 0 )[0] = 1;
  stack.map( 63, 1 )[1] = stack.map( 64, 1 )[1] = 1;
  stack.map( 80, 2 )[2] = 1;
  RecordedFeedback feedback;
  trainRiskModel( stack, mixture(), makeCoreForecaster, feedback );
  const std::string advice = ". Give other shares, or a period with incidents throughout.";
  QCOMPARE( feedback.warnings,
            ( std::vector<std::string>{ "There is no incident of some categories (fraud) in the steps for training, so that "
                                        "nothing can be learned about those" +
                                            advice,
                                        "There is no incident of some categories (fraud) in the steps for validation, so that "
                                        "nothing can be chosen or put right about those" +
                                            advice,
                                        "There is no incident of some categories (arson) in the steps for the test, so that the "
                                        "scores say nothing about those" +
                                            advice } ) );
}

void TestTraining::theBaselinesStandBesideTheModel()
{
  RecordedFeedback feedback;
  const TrainedModel trained = trainRiskModel( formulaStack( 100, 4, 5 ), mixture(), makeCoreForecaster, feedback );
  QCOMPARE( trained.scores.size(), size_t{ 3 } );
  QCOMPARE( trained.scores[0].kind, std::string( "ratemixture" ) );
  QCOMPARE( trained.scores[1].kind, std::string( "longrunrate" ) );
  QCOMPARE( trained.scores[2].kind, std::string( "ewma" ) );
  QCOMPARE( trained.scores[0].scores.steps, 20 );
  QVERIFY( RecordedFeedback::says( feedback.infos, scoreTable( trained.scores ) ) );
  QCOMPARE( scoresOf( trained.file ).size(), size_t{ 3 } );
}

void TestTraining::theModelSaysWhatItWasMadeFrom()
{
  const HeatmapStack days = formulaStack( 100, 4, 5 );
  const ModelFile model = trainRiskModel( days, mixture(), makeCoreForecaster, silent ).file;
  const nlohmann::json &description = model.description;
  QCOMPARE( description["kind"].get<std::string>(), std::string( "ratemixture" ) );
  QCOMPARE( description["step"].get<std::string>(), std::string( "1 day" ) );
  QCOMPARE( description["trainedOn"]["test"]["first"].get<std::string>(), std::string( "2024-03-21" ) ); // step 80
  QCOMPARE( description["options"].get<TrainingOptions>().seed, TrainingOptions{}.seed );
  QVERIFY( gridOf( model ).sameAs( days.grid ) );
  QCOMPARE( model.tensors.at( "training_risk_quantiles" ).values.size(), size_t{ 1001 } );
}

void TestTraining::trainingTwiceGivesTheSameModel()
{
  const HeatmapStack days = formulaStack( 100, 4, 5 );
  const ModelFile first = trainRiskModel( days, mixture(), makeCoreForecaster, silent ).file;
  const ModelFile second = trainRiskModel( days, mixture(), makeCoreForecaster, silent ).file;
  QVERIFY( first.tensors == second.tensors );
  QCOMPARE( first.description.dump(), second.description.dump() );
}

void TestTraining::progressNeverFallsAndEndsAtOne()
{
  RecordedFeedback feedback;
  trainRiskModel( formulaStack( 100, 4, 5 ), mixture(), makeCoreForecaster, feedback );
  QVERIFY( feedback.isSteady() );
}

void TestTraining::cancelingIsHeardInEveryPhase_data()
{
  QTest::addColumn<QString>( "phase" );
  for ( const char *phase :
        { "Fitting the rate mixture to counts", "Fitting the rate mixture to capped", "Predicting the training steps",
          "Scoring on the test steps", "Scoring the baseline longrunrate", "Scoring the baseline ewma" } )
    QTest::newRow( phase ) << phase;
}

void TestTraining::cancelingIsHeardInEveryPhase()
{
  QFETCH( QString, phase );
  RecordedFeedback feedback;
  feedback.cancelsAt = phase.toStdString();
  QVERIFY_EXCEPTION_THROWN( trainRiskModel( formulaStack( 100, 4, 5 ), mixture(), makeCoreForecaster, feedback ), Canceled );
  VERIFY_SAYS( QString::fromStdString( feedback.texts.back() ), qPrintable( phase ) ); // the next one did not begin
}

QTEST_APPLESS_MAIN( TestTraining )
#include "test_training.moc"
