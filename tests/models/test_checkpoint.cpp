// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include <torch/torch.h>

#include "error_text.h"
#include "recorded_feedback.h"
#include "small_training.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;
using namespace std::chrono_literals;

/// Trainings that go on after an interruption, from what they kept.
class TestCheckpoint : public QObject
{
  Q_OBJECT

private slots:
  void goesOnAsIfItHadNotBeenInterrupted_data();
  void goesOnAsIfItHadNotBeenInterrupted();
  void goesOnAcrossADropOfTheLearningRate_data();
  void goesOnAcrossADropOfTheLearningRate();
  void goesOnWithAnotherDevice();
  void beginsAnewBesideAnotherCheckpoint();
  void leavesAFileThatIsNone();
  void refusesADamagedCheckpoint_data();
  void refusesADamagedCheckpoint();
  void refusesACheckpointWithoutATensor();
  void writesNoCheckpointOfAShortTraining();
  void cannotWriteTheCheckpoint();
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
} // namespace

void TestCheckpoint::goesOnAsIfItHadNotBeenInterrupted_data()
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

void TestCheckpoint::goesOnAsIfItHadNotBeenInterrupted()
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

void TestCheckpoint::goesOnAcrossADropOfTheLearningRate_data()
{
  QTest::addColumn<QString>( "canceledAt" );
  // The third epoch is worse than the second, so that the rate drops before the fourth.
  QTest::newRow( "right before it" ) << "Epoch 3 of 5";
  QTest::newRow( "after it" ) << "Epoch 4 of 5";
}

/// A learner begins anew where the rate drops: of a GAN with another critic.
void TestCheckpoint::goesOnAcrossADropOfTheLearningRate()
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

/// As after the memory of a GPU was too small.
void TestCheckpoint::goesOnWithAnotherDevice()
{
  const QTemporaryDir folder;
  const std::string checkpoint = folder.filePath( "model.checkpoint" ).toStdString();
  TrainingOptions options = smallOptions( "sftt" );
  options.device = Device::Auto;
  RecordedFeedback interrupted;
  interrupted.cancelsAt = "Epoch 2 of 3";
  QVERIFY_EXCEPTION_THROWN( trainedWith( checkpoint, options, interrupted ), Canceled );
  options.device = Device::Cpu;
  RecordedFeedback resumed;
  trainedWith( checkpoint, options, resumed );
  QVERIFY( RecordedFeedback::says( resumed.infos, "Going on with the training that was interrupted, from " + checkpoint ) );
}

void TestCheckpoint::beginsAnewBesideAnotherCheckpoint()
{
  const QTemporaryDir folder;
  const std::string checkpoint = folder.filePath( "model.checkpoint" ).toStdString();
  const TrainingOptions options = smallOptions( "sftt" );
  TrainingOptions others = options;
  others.learningRate = 0.02;
  others.epochs = 2;
  trainedWith( checkpoint, others, silent );
  RecordedFeedback feedback;
  const std::unique_ptr<Forecaster> forecaster = trainedWith( checkpoint, options, feedback );
  QVERIFY( RecordedFeedback::says( feedback.warnings, checkpoint + " is of a training that differs in epochs, learningRate, and "
                                                                   "will be replaced: the training begins anew." ) );
  QVERIFY( tensorsOf( *forecaster ) == tensorsOf( *trained( options, smallStack() ) ) );
}

void TestCheckpoint::leavesAFileThatIsNone()
{
  const QTemporaryDir folder;
  QFile file( folder.filePath( "notes.txt" ) );
  QVERIFY( file.open( QIODevice::ReadWrite ) && file.write( "notes" ) > 0 && file.flush() );
  const QString said = errorText( [&] { trainedWith( file.fileName().toStdString(), smallOptions( "sftt" ), silent ); } );
  QCOMPARE( said, file.fileName() +
                      " is there already, and no checkpoint of a training: name another file for the checkpoint, or "
                      "remove it." );
  QVERIFY( file.seek( 0 ) );
  QCOMPARE( file.readAll(), QByteArray( "notes" ) );
}

void TestCheckpoint::refusesADamagedCheckpoint_data()
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

void TestCheckpoint::refusesADamagedCheckpoint()
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

void TestCheckpoint::refusesACheckpointWithoutATensor()
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

void TestCheckpoint::writesNoCheckpointOfAShortTraining()
{
  const QTemporaryDir folder;
  const std::unique_ptr<Forecaster> forecaster = makeForecaster( smallOptions( "sftt" ) );
  forecaster->keepCheckpoint( folder.filePath( "model.checkpoint" ).toStdString(), 1h );
  forecaster->fit( smallStack(), smallSplit(), silent );
  QVERIFY( QDir( folder.path() ).isEmpty() );
}

void TestCheckpoint::cannotWriteTheCheckpoint()
{
  VERIFY_SAYS( errorText( [] { trainedWith( "/nowhere/model.checkpoint", smallOptions( "sftt" ), silent ); } ),
               "/nowhere/model.checkpoint" );
}

QTEST_GUILESS_MAIN( TestCheckpoint )
#include "test_checkpoint.moc"
