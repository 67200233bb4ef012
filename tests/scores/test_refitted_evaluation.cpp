#include "formula_stack.h"
#include "insider.h"
#include "model_description.h"
#include "recorded_feedback.h"

#include <QTest>

using namespace riskcast;

namespace
{
Feedback silent;
}

/// Evaluations that train each model again on the way through the test.
class TestRefittedEvaluation : public QObject
{
  Q_OBJECT

private slots:
  void neverLooksAhead();
  void doesWithoutTheModelItStartedFrom();
  void learnsFromTheCovariatesOfTheModel();

private:
  RiskEvaluation evaluate( const std::vector<NamedModel> &models, const EvaluationOptions &options )
  {
    return evaluateRiskModels( mStack, models, {}, options, mMaker, silent );
  }

  HeatmapStack mStack = formulaStack( 100, 6, 7 );
  Fits mFits;
  ForecasterMaker mMaker = makerOfInsiders( mFits );
};

void TestRefittedEvaluation::neverLooksAhead()
{
  EvaluationOptions options = quick();
  options.refitEvery = 8;
  const NamedModel model = trained( mStack, mMaker, "insider" );
  mFits.clear();
  evaluate( { model }, options );
  QCOMPARE( mFits, ( Fits{ { 80, 79 }, { 88, 87 }, { 96, 95 } } ) );
}

void TestRefittedEvaluation::doesWithoutTheModelItStartedFrom()
{
  NamedModel model = trained( mStack, mMaker, "insider" );
  model.file.description[startedFromItem] = model.file.description["trainedOn"];
  EvaluationOptions options = quick();
  RecordedFeedback once;
  evaluateRiskModels( mStack, { model }, {}, options, mMaker, once );
  QVERIFY( !RecordedFeedback::says( once.warnings, "went on from another one" ) );
  options.refitEvery = 8;
  RecordedFeedback again;
  evaluateRiskModels( mStack, { model }, {}, options, mMaker, again );
  QVERIFY( RecordedFeedback::says( again.warnings, "The model insider_file went on from another one; trained again, as here, it "
                                                   "begins without it." ) );
}

/// Fitted again once, to what it was trained on, a mixture is what it was.
void TestRefittedEvaluation::learnsFromTheCovariatesOfTheModel()
{
  Covariate streets{ "streets", std::vector<float>( mStack.cellCount(), 0 ) };
  std::fill_n( streets.values.begin(), 6, 7.0F );
  const TrainingOptions options{ .kind = "ratemixture" };
  const ModelFile model = trainRiskModel( mStack, options, mMaker, silent, { .covariates = { streets } } ).file;
  EvaluationOptions once = quick();
  once.refitEvery = 1000;
  QCOMPARE( evaluate( { { "mixture", model } }, once ).models[0].values,
            evaluate( { { "mixture", model } }, quick() ).models[0].values );
}

QTEST_APPLESS_MAIN( TestRefittedEvaluation )
#include "test_refitted_evaluation.moc"
