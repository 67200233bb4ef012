// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include <torch/torch.h>

#include "error_text.h"
#include "recorded_feedback.h"
#include "small_training.h"
#include "training.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;
using namespace std::chrono_literals;

/// Trainings that do not begin from nothing: after an interruption, or with the networks of a model.
class TestTrainingStart : public QObject
{
  Q_OBJECT

private slots:
  void goesOnAsIfItHadNotBeenInterrupted_data();
  void goesOnAsIfItHadNotBeenInterrupted();
  void goesOnAcrossADropOfTheLearningRate_data();
  void goesOnAcrossADropOfTheLearningRate();
  void beginsAnewBesideAnotherCheckpoint_data();
  void beginsAnewBesideAnotherCheckpoint();
  void refusesADamagedCheckpoint_data();
  void refusesADamagedCheckpoint();
  void refusesACheckpointWithoutATensor();
  void writesNoCheckpointOfAShortTraining();
  void cannotWriteTheCheckpoint();

  void beginsWithTheNetworksOfAModel_data();
  void beginsWithTheNetworksOfAModel();
  void keepsTheNetworksIfNothingIsBetter();
  void convolutionsMoveToAnotherGrid_data();
  void convolutionsMoveToAnotherGrid();
  void refusesAModelThatDoesNotFit_data();
  void refusesAModelThatDoesNotFit();
  void readsRatesAndCalendarAsTheModelDid();
  void refusesAModelOfOtherCategories();
  void refusesAModelOfOtherRates();
  void saysWhatTheModelDecides();
  void saysWhereItStarted();
  void aTestThatTheStartKnowsIsNamed();
};

namespace
{
Feedback silent;

/// The forecaster's state, byte by byte.
std::vector<std::vector<float>> tensorsOf( const Forecaster &forecaster )
{
  std::vector<std::vector<float>> tensors;
  for ( const auto &[name, tensor] : savedModel( forecaster, smallStack() ).tensors )
    tensors.push_back( tensor.values );
  return tensors;
}

/// Of each epoch, while training and on the validation steps.
std::vector<double> lossesOf( const Forecaster &forecaster )
{
  std::vector<double> losses;
  for ( const nlohmann::json &epoch : forecaster.history()["epochs"] )
    losses.insert( losses.end(), { epoch["loss"], epoch["validationLoss"] } );
  return losses;
}

/// Trains with a checkpoint that is written after each epoch.
std::unique_ptr<Forecaster> trainedWith( const std::string &checkpoint, const TrainingOptions &options, Feedback &feedback )
{
  std::unique_ptr<Forecaster> forecaster = makeForecaster( options );
  forecaster->keepCheckpoint( checkpoint, 0ms );
  forecaster->fit( smallStack(), smallSplit(), feedback );
  return forecaster;
}

/// Cancels once the progress is past a fraction.
class CancelsPast : public RecordedFeedback
{
public:
  explicit CancelsPast( double fraction )
      : mFraction( fraction )
  {
  }
  bool isCanceled() const override { return !fractions.empty() && fractions.back() > mFraction; }

private:
  double mFraction;
};

/// A model of the small stack, as a training writes it.
ModelFile modelOf( const TrainingOptions &options )
{
  return trainRiskModel( smallStack(), options, makeForecaster, silent ).file;
}
} // namespace

void TestTrainingStart::goesOnAsIfItHadNotBeenInterrupted_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<int>( "seeds" );
  QTest::addColumn<double>( "canceledPast" );
  // Training is 0.3 … 1 of the progress, or 0.3 … 0.7 and then the refit where there is one.
  QTest::newRow( "in the second epoch" ) << "sftt" << 1 << 0.6;
  QTest::newRow( "in the last epoch" ) << "stresnet" << 1 << 0.95;
  QTest::newRow( "in the second network" ) << "convlstm" << 2 << 0.9;
  QTest::newRow( "a critic's opinion, too" ) << "gan" << 1 << 0.8;
  QTest::newRow( "several steps ahead" ) << "encoder_forecaster" << 1 << 0.8;
  QTest::newRow( "a corrected prior" ) << "ratenetwork" << 1 << 0.5;
  QTest::newRow( "while refitting" ) << "ratenetwork" << 1 << 0.9;
}

void TestTrainingStart::goesOnAsIfItHadNotBeenInterrupted()
{
  QFETCH( QString, kind );
  QFETCH( int, seeds );
  QFETCH( double, canceledPast );
  const QTemporaryDir folder;
  const std::string checkpoint = folder.filePath( "model.checkpoint" ).toStdString();
  TrainingOptions options = smallOptions( kind.toStdString() );
  options.seeds = seeds;
  options.epochs = 4;

  CancelsPast interrupted( canceledPast );
  QVERIFY_EXCEPTION_THROWN( trainedWith( checkpoint, options, interrupted ), Canceled );
  QCOMPARE( QDir( folder.path() ).entryList( QDir::Files | QDir::Hidden ), QStringList{ "model.checkpoint" } );

  RecordedFeedback resumed;
  const std::unique_ptr<Forecaster> forecaster = trainedWith( checkpoint, options, resumed );
  QVERIFY( RecordedFeedback::says( resumed.infos, "Going on with the training that was interrupted, from " + checkpoint ) );
  QVERIFY( !RecordedFeedback::says( resumed.texts, "Epoch 1 of" ) );
  QVERIFY( std::ranges::is_sorted( resumed.fractions ) );
  const std::unique_ptr<Forecaster> uninterrupted = trained( options, smallStack() );
  QVERIFY( tensorsOf( *forecaster ) == tensorsOf( *uninterrupted ) );
  QCOMPARE( lossesOf( *forecaster ), lossesOf( *uninterrupted ) );
}

void TestTrainingStart::goesOnAcrossADropOfTheLearningRate_data()
{
  QTest::addColumn<QString>( "canceledAt" );
  // The third epoch is worse than the second, so that the rate drops before the fourth.
  QTest::newRow( "right before it" ) << "Epoch 3 of 5";
  QTest::newRow( "after it" ) << "Epoch 4 of 5";
}

/// A learner begins anew where the rate drops: of a GAN with another critic.
void TestTrainingStart::goesOnAcrossADropOfTheLearningRate()
{
  QFETCH( QString, canceledAt );
  const QTemporaryDir folder;
  const std::string checkpoint = folder.filePath( "model.checkpoint" ).toStdString();
  TrainingOptions options = smallOptions( "gan" );
  options.epochs = 5;
  options.learningRate = 0.1;
  options.patience = 1;
  options.rateDrops = 1;
  RecordedFeedback interrupted;
  interrupted.cancelsAt = canceledAt.toStdString();
  QVERIFY_EXCEPTION_THROWN( trainedWith( checkpoint, options, interrupted ), Canceled );
  torch::rand( 7 ); // what others draw in between is of no consequence
  const std::unique_ptr<Forecaster> forecaster = trainedWith( checkpoint, options, silent );
  const std::unique_ptr<Forecaster> uninterrupted = trained( options, smallStack() );
  const nlohmann::json epochs = uninterrupted->history()["epochs"];
  QVERIFY( epochs.size() > 3 && epochs[2]["validationLogLoss"] > epochs[1]["validationLogLoss"] );
  QCOMPARE( lossesOf( *forecaster ), lossesOf( *uninterrupted ) );
}

void TestTrainingStart::beginsAnewBesideAnotherCheckpoint_data()
{
  QTest::addColumn<bool>( "isOurs" );
  QTest::addColumn<QString>( "message" );
  QTest::newRow( "of other settings" ) << true << "is of a training that differs in epochs, learningRate, and will be replaced";
  QTest::newRow( "no checkpoint at all" ) << false << "is not of this training, and will be replaced";
}

void TestTrainingStart::beginsAnewBesideAnotherCheckpoint()
{
  QFETCH( bool, isOurs );
  QFETCH( QString, message );
  const QTemporaryDir folder;
  const std::string checkpoint = folder.filePath( "model.checkpoint" ).toStdString();
  const TrainingOptions options = smallOptions( "sftt" );
  TrainingOptions others = options;
  others.learningRate = 0.02;
  others.epochs = 2;
  if ( isOurs )
    trainedWith( checkpoint, others, silent );
  else
  {
    QFile file( QString::fromStdString( checkpoint ) );
    QVERIFY( file.open( QIODevice::WriteOnly ) && file.write( "notes" ) > 0 );
  }
  RecordedFeedback feedback;
  const std::unique_ptr<Forecaster> forecaster = trainedWith( checkpoint, options, feedback );
  QVERIFY( RecordedFeedback::says( feedback.warnings, checkpoint + " " + message.toStdString() ) );
  QVERIFY( tensorsOf( *forecaster ) == tensorsOf( *trained( options, smallStack() ) ) );
}

void TestTrainingStart::refusesADamagedCheckpoint_data()
{
  QTest::addColumn<QString>( "pointer" );
  QTest::addColumn<QString>( "value" );
  const QString state = "/parts/training1/state";
  QTest::newRow( "a state that is none" ) << state << "7";
  QTest::newRow( "no way to where it was" ) << state + "/path"
                                            << "[]";
  QTest::newRow( "no best epoch" ) << state + "/best"
                                   << "null";
  QTest::newRow( "a number that is a word" ) << state + "/dropsLeft"
                                             << R"("few")";
  QTest::newRow( "no steps of the optimiser" ) << "/parts/training1/optimizer.steps"
                                               << "[]";
}

void TestTrainingStart::refusesADamagedCheckpoint()
{
  QFETCH( QString, pointer );
  QFETCH( QString, value );
  const QTemporaryDir folder;
  const std::string checkpoint = folder.filePath( "model.checkpoint" ).toStdString();
  CancelsPast interrupted( 0.6 );
  QVERIFY_EXCEPTION_THROWN( trainedWith( checkpoint, smallOptions( "sftt" ), interrupted ), Canceled );
  ModelFile file = ModelFile::read( checkpoint );
  file.description.at( nlohmann::json::json_pointer( pointer.toStdString() ) ) = nlohmann::json::parse( value.toStdString() );
  file.write( checkpoint );
  VERIFY_SAYS( errorText( [&] { trainedWith( checkpoint, smallOptions( "sftt" ), silent ); } ),
               "The checkpoint of the interrupted training is damaged: remove it, and the training begins anew." );
}

void TestTrainingStart::refusesACheckpointWithoutATensor()
{
  const QTemporaryDir folder;
  const std::string checkpoint = folder.filePath( "model.checkpoint" ).toStdString();
  CancelsPast interrupted( 0.6 );
  QVERIFY_EXCEPTION_THROWN( trainedWith( checkpoint, smallOptions( "sftt" ), interrupted ), Canceled );
  const ModelFile whole = ModelFile::read( checkpoint );
  for ( const std::string part : { "network.", "best.", "optimizer." } )
  {
    ModelFile damaged = whole;
    damaged.tensors.erase( damaged.tensors.lower_bound( "training1/" + part ) );
    damaged.write( checkpoint );
    VERIFY_SAYS( errorText( [&] { trainedWith( checkpoint, smallOptions( "sftt" ), silent ); } ), "is damaged" );
  }
}

void TestTrainingStart::writesNoCheckpointOfAShortTraining()
{
  const QTemporaryDir folder;
  const std::unique_ptr<Forecaster> forecaster = makeForecaster( smallOptions( "sftt" ) );
  forecaster->keepCheckpoint( folder.filePath( "model.checkpoint" ).toStdString(), 1h );
  forecaster->fit( smallStack(), smallSplit(), silent );
  QVERIFY( QDir( folder.path() ).isEmpty() );
}

void TestTrainingStart::cannotWriteTheCheckpoint()
{
  VERIFY_SAYS( errorText( [] { trainedWith( "/nowhere/model.checkpoint", smallOptions( "sftt" ), silent ); } ),
               "/nowhere/model.checkpoint" );
}

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
  for ( const char *name : { "features.mean", "features.deviation" } )
  {
    QVERIFY( again.tensors.at( name ).values == model.tensors.at( name ).values );
    QVERIFY( anew.tensors.at( name ).values != model.tensors.at( name ).values );
  }
  const auto calendar = []( const ModelFile &of ) { return of.description["model"]["inputs"]["calendar"]; };
  QVERIFY( calendar( again ) == calendar( model ) );
  QVERIFY( calendar( anew ) != calendar( model ) );
}

void TestTrainingStart::refusesAModelOfOtherCategories()
{
  const ModelFile model = modelOf( smallOptions( "ratenetwork" ) );
  HeatmapStack stack = HeatmapStack::empty( smallStack().grid, smallStack().steps, StepState::Observed, { "theft", "robbery" } );
  for ( int step = 0; step < stack.stepCount(); ++step )
    stack.map( step, 0 )[step % 7] = stack.map( step, 1 )[7] = 1;
  VERIFY_SAYS( errorText( [&] { trainRiskModel( stack, {}, makeForecaster, silent, { .model = model } ); } ),
               "The model to start from does not fit this heatmap stack: " );
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
