// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include <torch/torch.h>

#include "category_stack.h"
#include "error_text.h"
#include "recorded_feedback.h"
#include "small_training.h"
#include "training.h"

#include <QTest>

using namespace riskcast;

/// Trainings that begin with the networks of a model.
class TestTrainingStart : public QObject
{
  Q_OBJECT

private slots:
  void beginsWithTheNetworksOfAModel_data();
  void beginsWithTheNetworksOfAModel();
  void keepsTheNetworksIfNothingIsBetter();
  void convolutionsMoveToAnotherGrid_data();
  void convolutionsMoveToAnotherGrid();
  void refusesAModelThatDoesNotFit_data();
  void refusesAModelThatDoesNotFit();
  void readsRatesAndCalendarAsTheModelDid();
  void ratesAreMadeFromWhatTheModelsWere();
  void refusesAModelOfOtherCategories();
  void saysThatCategoriesHaveOtherNames();
  void saysThatTimesOrEmptyStepsMeanSomethingElse();
  void refusesAModelOfOtherRates();
  void saysWhatTheModelDecides();
  void saysWhereItStarted();
  void aTestThatTheStartKnowsIsNamed();
};

namespace
{
Feedback silent;

/// A model of the small stack, as a training writes it.
ModelFile modelOf( const TrainingOptions &options )
{
  return trainRiskModel( smallStack(), options, makeForecaster, silent ).file;
}
} // namespace

void TestTrainingStart::beginsWithTheNetworksOfAModel_data()
{
  QTest::addColumn<QString>( "kind" );
  for ( const ModelKind &kind : modelKinds )
    if ( kind.isNetwork && kind.id != ModelKindId::Gan ) // its critic is no part of a model
      QTest::newRow( kind.name ) << QString( kind.name );
}

/// Steps so small that nothing changes leave the networks as they were, but for what normalisations have seen.
void TestTrainingStart::beginsWithTheNetworksOfAModel()
{
  QFETCH( QString, kind );
  TrainingOptions options = smallOptions( kind.toStdString() );
  options.refit = false;
  const ModelFile model = modelOf( options );
  TrainingOptions further;
  further.learningRate = 1e-12;
  further.epochs = 1;
  further.weightDecay = 0;
  further.refit = false;
  const ModelFile again = trainRiskModel( smallStack(), further, makeForecaster, silent, { .model = model } ).file;
  QVERIFY( again.description.at( "kind" ) == model.description.at( "kind" ) );
  QVERIFY( again.description["options"]["filters"] == model.description["options"]["filters"] );
  QCOMPARE( again.description["options"]["epochs"].get<int>(), 1 );
  for ( const auto &[name, tensor] : model.tensors )
  {
    if ( name.find( ".norm" ) != std::string::npos || name == trainingQuantilesName )
      continue;
    const Tensor &same = again.tensor( name, tensor.shape );
    for ( size_t i = 0; i < tensor.values.size(); ++i )
      QVERIFY2( std::abs( same.values[i] - tensor.values[i] ) < 1e-5F, name.c_str() );
  }
}

void TestTrainingStart::keepsTheNetworksIfNothingIsBetter()
{
  const ModelFile model = modelOf( smallOptions( "sftt" ) );
  TrainingOptions further;
  further.learningRate = 10; // spoils the network
  further.epochs = 1;
  RecordedFeedback record;
  const ModelFile again = trainRiskModel( smallStack(), further, makeForecaster, record, { .model = model } ).file;
  QVERIFY( std::ranges::any_of(
      record.infos, []( const std::string &info )
      { return info.starts_with( "Kept the network as it was at first, as none of the epochs trained (1)" ); } ) );
  QCOMPARE( again.description["history"]["bestEpoch"].get<int>(), 0 );
  QCOMPARE( again.tensors.at( trainingQuantilesName ).values, model.tensors.at( trainingQuantilesName ).values );
}

void TestTrainingStart::convolutionsMoveToAnotherGrid_data()
{
  QTest::addColumn<QString>( "kind" );
  for ( const char *kind : { "ratenetwork", "convlstm", "tfts", "encoder_forecaster", "gan" } )
    QTest::newRow( kind ) << QString( kind );
}

void TestTrainingStart::convolutionsMoveToAnotherGrid()
{
  QFETCH( QString, kind );
  TrainingOptions options = smallOptions( kind.toStdString() );
  options.form = ConvLstmForm::Convolutional;
  const ModelFile model = modelOf( options );
  const ModelFile moved = trainRiskModel( formulaStack( 40, 7, 4 ), {}, makeForecaster, silent, { .model = model } ).file;
  QCOMPARE( moved.description["grid"]["rows"].get<int>(), 7 );
}

void TestTrainingStart::refusesAModelThatDoesNotFit_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<int>( "rows" );
  QTest::addColumn<int>( "daysInStep" );
  QTest::addColumn<QString>( "message" );
  QTest::newRow( "tied to its grid" ) << "convlstm" << 7 << 1 << "The model to start from does not fit this heatmap stack: ";
  QTest::newRow( "other steps" )
      << "sftt" << 5 << 7 << "The model to start from was trained on steps of 1 day, the heatmap stack has steps of 7 days";
  QTest::newRow( "no network" ) << "ewma" << 5 << 1 << "A model of this kind is always learned anew, in seconds";
}

void TestTrainingStart::refusesAModelThatDoesNotFit()
{
  QFETCH( QString, kind );
  QFETCH( int, rows );
  QFETCH( int, daysInStep );
  QFETCH( QString, message );
  HeatmapStack stack = formulaStack( 40, rows, 6 );
  stack.steps = TimeSteps( stack.steps.start( 0 ), { daysInStep, StepUnit::Day }, 40 );
  const ModelFile model = modelOf( smallOptions( kind.toStdString() ) );
  VERIFY_SAYS( errorText( [&] { trainRiskModel( stack, {}, makeForecaster, silent, { .model = model } ); } ),
               message.toUtf8().constData() );
}

void TestTrainingStart::readsRatesAndCalendarAsTheModelDid()
{
  TrainingOptions options{ .kind = "ratenetwork" };
  options.epochs = 1;
  options.refit = false;
  const ModelFile model = trainRiskModel( formulaStack( 300, 3, 4 ), options, makeForecaster, silent ).file;
  // Of four years a model would learn the seasons, for which this one has no numbers; and their rates have another mean.
  const ModelFile again = trainRiskModel( formulaStack( 1500, 3, 4 ), options, makeForecaster, silent, { .model = model } ).file;
  const ModelFile anew = trainRiskModel( formulaStack( 1500, 3, 4 ), options, makeForecaster, silent ).file;
  for ( const char *name : { "features.mean", "features.scale" } )
  {
    QVERIFY( again.tensors.at( name ).values == model.tensors.at( name ).values );
    QVERIFY( anew.tensors.at( name ).values != model.tensors.at( name ).values );
  }
  const auto calendar = []( const ModelFile &of ) { return of.description["model"]["inputs"]["calendar"]; };
  QVERIFY( calendar( again ) == calendar( model ) );
  QVERIFY( calendar( anew ) != calendar( model ) );
}

/// Even if newer incidents would have another input chosen.
void TestTrainingStart::ratesAreMadeFromWhatTheModelsWere()
{
  ModelFile model = modelOf( smallOptions( "ratenetwork" ) );
  const auto input = []( ModelFile &of ) -> nlohmann::json & { return of.description["model"]["inputs"]["prior"][0]["input"]; };
  const std::string other = input( model ) == "binary" ? "counts" : "binary";
  input( model ) = other;
  RecordedFeedback record;
  ModelFile again = trainRiskModel( smallStack(), {}, makeForecaster, record, { .model = model } ).file;
  QVERIFY( input( again ) == other );
  QVERIFY( RecordedFeedback::says( record.infos, "Rate mixture: its input is " + other + ", that of the model to start from." ) );
}

void TestTrainingStart::refusesAModelOfOtherCategories()
{
  const ModelFile model = modelOf( smallOptions( "ratenetwork" ) );
  HeatmapStack stack = HeatmapStack::empty( smallStack().grid, smallStack().steps, StepState::Observed, { "theft", "robbery" } );
  for ( int step = 0; step < stack.stepCount(); ++step )
    stack.map( step, 0 )[step % 7] = stack.map( step, 1 )[7] = 1;
  VERIFY_SAYS( errorText( [&] { trainRiskModel( stack, {}, makeForecaster, silent, { .model = model } ); } ),
               "The heatmap stack has the categories theft, robbery, but the model to start from learned all: they must be as "
               "many." );
}

void TestTrainingStart::saysThatCategoriesHaveOtherNames()
{
  HeatmapStack stack = robberiesAndThefts( smallStack() );
  const TrainingOptions options = smallOptions( "sftt" );
  const ModelFile model = trainRiskModel( stack, options, makeForecaster, silent ).file;
  RecordedFeedback same;
  trainRiskModel( stack, {}, makeForecaster, same, { .model = model } );
  QVERIFY( !RecordedFeedback::says( same.warnings, "has the categories" ) );

  std::ranges::reverse( stack.categories );
  RecordedFeedback feedback;
  trainRiskModel( stack, {}, makeForecaster, feedback, { .model = model } );
  QVERIFY( RecordedFeedback::says( feedback.warnings,
                                   "The heatmap stack has the categories theft, robbery, but the model to start from "
                                   "learned robbery, theft: each begins with what was learned of the one in its "
                                   "place." ) );
}

void TestTrainingStart::saysThatTimesOrEmptyStepsMeanSomethingElse()
{
  HeatmapStack stack = smallStack();
  std::ranges::fill( stack.map( 5 ), 0.0F );
  ModelFile model = trainRiskModel( stack, smallOptions( "ratenetwork" ), makeForecaster, silent ).file;
  const auto warnings = [&]
  {
    RecordedFeedback feedback;
    feedback.cancelsAfter = 0; // warnings come first
    try
    {
      trainRiskModel( stack, {}, makeForecaster, feedback, { .model = model } );
    }
    catch ( const Canceled & )
    { // as asked
    }
    return feedback.warnings;
  };
  QVERIFY( warnings().empty() );
  model.description[emptyStepsItem] = "without-reports";
  QVERIFY( RecordedFeedback::says( warnings(), "Steps without incidents are \"true-zeros\" in the heatmap stack, but" ) );
  model.description["timeZone"] = "Asia/Kolkata";
  QVERIFY( RecordedFeedback::says( warnings(), "those that the model was trained on \"Asia/Kolkata\"" ) );
}

/// As those of versions that did not scale them.
void TestTrainingStart::refusesAModelOfOtherRates()
{
  ModelFile model = modelOf( smallOptions( "ratenetwork" ) );
  model.description["model"]["inputs"]["prior"][0].erase( "cellShape" );
  VERIFY_SAYS( errorText( [&] { trainRiskModel( smallStack(), {}, makeForecaster, silent, { .model = model } ); } ),
               "The model's rates are not scaled as this version of Riskcast does it. Train it again." );
}

void TestTrainingStart::saysWhatTheModelDecides()
{
  const ModelFile model = modelOf( smallOptions( "sftt" ) );
  TrainingOptions contrary;
  contrary.kind = "convlstm";
  contrary.filters = { 7 };
  contrary.horizon = 2; // which no sftt has
  contrary.epochs = 1;
  RecordedFeedback feedback;
  trainRiskModel( smallStack(), contrary, makeForecaster, feedback, { .model = model } );
  QCOMPARE( feedback.warnings.front(),
            std::string( "The model to start from keeps its own filters, kind: what else was given for that is not used." ) );
  QVERIFY( RecordedFeedback::says( feedback.warnings, "sftt, trained like this, has no use for horizon: what was given" ) );
  RecordedFeedback agreed;
  trainRiskModel( smallStack(), {}, makeForecaster, agreed, { .model = model } );
  QVERIFY( !RecordedFeedback::says( agreed.warnings, "keeps its own" ) );
}

void TestTrainingStart::saysWhereItStarted()
{
  const ModelFile model = modelOf( smallOptions( "sftt" ) );
  const ModelFile again = trainRiskModel( smallStack(), {}, makeForecaster, silent, { .model = model } ).file;
  QVERIFY( again.description["startedFrom"] == model.description["trainedOn"] );
}

/// 40 days: the model learned from the first 32, to 1 February; half of them as a test begin on 21 January.
void TestTrainingStart::aTestThatTheStartKnowsIsNamed()
{
  const ModelFile model = modelOf( smallOptions( "sftt" ) );
  TrainingOptions half;
  half.epochs = 1;
  half.testShare = 0.5;
  RecordedFeedback feedback;
  const ModelFile again = trainRiskModel( smallStack(), half, makeForecaster, feedback, { .model = model } ).file;
  QVERIFY( RecordedFeedback::says( feedback.warnings, "The test begins at 2024-01-21, but the model to start from learned from "
                                                      "steps up to 2024-02-01: the scores say too much." ) );
  QCOMPARE( toIso8601( *lastStepLearned( again ) ), std::string( "2024-02-01" ) );

  half.testShare = 0.2;
  RecordedFeedback honest;
  trainRiskModel( smallStack(), half, makeForecaster, honest, { .model = model } );
  QVERIFY( !RecordedFeedback::says( honest.warnings, "The test begins" ) );
}

QTEST_GUILESS_MAIN( TestTrainingStart )
#include "test_training_start.moc"
