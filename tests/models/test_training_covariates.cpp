#include "small_training.h"

#include "recorded_feedback.h"
#include "training.h"

#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;
using namespace std::chrono_literals;

/// Trainings that are given maps of what does not change with time.
class TestTrainingCovariates : public QObject
{
  Q_OBJECT

private slots:
  void whatIsMadeFromTheMixtureLearnsFromThem_data();
  void whatIsMadeFromTheMixtureLearnsFromThem();
  void whatHasNoUseForThemSaysSo_data();
  void whatHasNoUseForThemSaysSo();
  void aModelToStartFromBringsThem();
  void onOtherCellsTheyAreGoneWithAWarning_data();
  void onOtherCellsTheyAreGoneWithAWarning();
  void aCheckpointOfOthersIsNotGoneOnWith();
};

namespace
{
Feedback silent;

/// All in the first \a cells of the grid.
std::vector<Covariate> inTheFirst( int cells, const HeatmapStack &stack )
{
  Covariate covariate{ "streets", std::vector<float>( stack.cellCount(), 0 ) };
  std::fill_n( covariate.values.begin(), cells, static_cast<float>( stack.cellCount() ) / static_cast<float>( cells ) );
  return { covariate };
}

TrainedModel trainedFrom( const TrainingOptions &options, const TrainingStart &start, Feedback &feedback = silent,
                          const HeatmapStack &stack = smallStack() )
{
  return trainRiskModel( stack, options, makeForecaster, feedback, start );
}

std::vector<float> riskOf( const ModelFile &model )
{
  return loadModel( model, makeForecaster ).forecaster->predict( smallStack(), stepRange( 32, 40 ), silent );
}

TrainingOptions withMixture( const QString &kind )
{
  TrainingOptions options = smallOptions( kind.toStdString() );
  options.prior = Prior::Mixture;
  return options;
}
} // namespace

void TestTrainingCovariates::whatIsMadeFromTheMixtureLearnsFromThem_data()
{
  QTest::addColumn<QString>( "kind" );
  for ( const char *kind : { "ratemixture", "ratenetwork", "tfts" } )
    QTest::newRow( kind ) << QString( kind );
}

void TestTrainingCovariates::whatIsMadeFromTheMixtureLearnsFromThem()
{
  QFETCH( QString, kind );
  RecordedFeedback feedback;
  const std::vector<Covariate> streets = inTheFirst( 9, smallStack() );
  const ModelFile with = trainedFrom( withMixture( kind ), { .covariates = streets }, feedback ).file;
  const ModelFile without = trainedFrom( withMixture( kind ), {} ).file;
  QVERIFY( riskOf( with ) != riskOf( without ) );
  QVERIFY( covariatesOf( with ).front().values == streets.front().values );
  QVERIFY( !RecordedFeedback::says( feedback.warnings, "ovariate" ) );
}

void TestTrainingCovariates::whatHasNoUseForThemSaysSo_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::newRow( "a baseline" ) << "ewma";
  QTest::newRow( "a network without that prior" ) << "tfts";
}

void TestTrainingCovariates::whatHasNoUseForThemSaysSo()
{
  QFETCH( QString, kind );
  RecordedFeedback feedback;
  const TrainingOptions options = smallOptions( kind.toStdString() );
  const ModelFile model = trainedFrom( options, { .covariates = inTheFirst( 9, smallStack() ) }, feedback ).file;
  QVERIFY( RecordedFeedback::says(
      feedback.warnings, kind.toStdString() + ", trained like this, has no use for covariates: choose ratenetwork, " ) );
  QVERIFY( covariatesOf( model ).empty() );
  QVERIFY( riskOf( model ) == riskOf( trainedFrom( options, {} ).file ) );
}

void TestTrainingCovariates::aModelToStartFromBringsThem()
{
  const ModelFile model = trainedFrom( smallOptions( "ratenetwork" ), { .covariates = inTheFirst( 9, smallStack() ) } ).file;
  RecordedFeedback feedback;
  const ModelFile again = trainedFrom( {}, { .model = model }, feedback ).file;
  QVERIFY( RecordedFeedback::says( feedback.infos, "Covariates: those of the model to start from, streets." ) );
  QVERIFY( covariatesOf( again ).front().values == covariatesOf( model ).front().values );
  const std::vector<Covariate> others = inTheFirst( 4, smallStack() );
  const ModelFile withOthers = trainedFrom( {}, { .model = model, .covariates = others } ).file;
  QVERIFY( covariatesOf( withOthers ).front().values == others.front().values );
}

void TestTrainingCovariates::onOtherCellsTheyAreGoneWithAWarning_data()
{
  QTest::addColumn<bool>( "isOtherGrid" );
  QTest::newRow( "another grid" ) << true;
  QTest::newRow( "another study area" ) << false;
}

void TestTrainingCovariates::onOtherCellsTheyAreGoneWithAWarning()
{
  QFETCH( bool, isOtherGrid );
  const ModelFile model = trainedFrom( smallOptions( "ratenetwork" ), { .covariates = inTheFirst( 9, smallStack() ) } ).file;
  HeatmapStack stack = isOtherGrid ? formulaStack( 40, 7, 4 ) : smallStack();
  if ( !isOtherGrid )
  {
    stack.studyArea[3] = 0;
    for ( int step = 0; step < stack.stepCount(); ++step )
      stack.map( step )[3] = 0;
  }
  RecordedFeedback feedback;
  const ModelFile moved = trainedFrom( {}, { .model = model }, feedback, stack ).file;
  QVERIFY( covariatesOf( moved ).empty() );
  QVERIFY( RecordedFeedback::says( feedback.warnings, "The model to start from has covariates of another grid or study area" ) );
}

void TestTrainingCovariates::aCheckpointOfOthersIsNotGoneOnWith()
{
  const QTemporaryDir folder;
  const std::string checkpoint = folder.filePath( "model.checkpoint" ).toStdString();
  const auto trainedWith = [&]( int cells, Feedback &feedback )
  {
    trainedFrom( smallOptions( "ratenetwork" ),
                 { .checkpoint = checkpoint, .pause = 0ms, .covariates = inTheFirst( cells, smallStack() ) }, feedback );
  };
  trainedWith( 9, silent );
  RecordedFeedback feedback;
  trainedWith( 4, feedback );
  QVERIFY(
      RecordedFeedback::says( feedback.warnings, checkpoint + " is of a training that differs in covariates, and will be" ) );
}

QTEST_GUILESS_MAIN( TestTrainingCovariates )
#include "test_training_covariates.moc"
