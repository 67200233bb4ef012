#include "network_trainer.h"

#include "../error.h"
#include "../number_text.h"
#include "network_validation.h"
#include "target_runs.h"
#include "torch_support.h"

#include <c10/util/hash.h>

#include <chrono>
#include <cmath>

namespace riskcast
{

namespace
{

constexpr double rateDrop = 0.25;

constexpr const char *stateItem = "state";
constexpr const char *networkName = "network.";
constexpr const char *bestName = "best.";

/// The passes through the data that trainNetwork() and retrainNetwork() are made of.
class NetworkTrainer
{
public:
  NetworkTrainer( Network &network, const TrainingTask &task, const TrainingMeans &means, Feedback &feedback );
  TrainingHistory train();
  void retrain( const std::vector<LearningPhase> &path );

private:
  void startLearner( double learningRate );
  double trainEpoch( const std::vector<int> &places );
  Validation validate();
  void requireFinite( double loss ) const;
  void keepIfBest( const Validation &validation );
  void restoreBest();
  void recordEpoch( double loss, const Validation &validation, double seconds );
  bool goesOn();
  void finish();
  void save( ModelFile &file ) const;
  bool resume();
  void report( size_t targets );

  /// All chance comes from the number of the epoch, so that a training goes on after an interruption as it would have.
  std::uint64_t seedNow() const { return c10::hash_combine( mOptions.seed, mState.epochs ); }
  double progress() const { return static_cast<double>( mState.targetsDone ) / static_cast<double>( mTargets ); }

  Network &mNetwork;
  const TrainingTask &mTask;
  const TrainingMeans &mMeans;
  const TrainingOptions &mOptions;
  Feedback &mFeedback;
  std::unique_ptr<BatchLearner> mLearner;
  TrainingState mState;
  std::vector<torch::Tensor> mBestState;
  size_t mTargets = 0; ///< of all epochs
};

[[noreturn]] void throwDamaged()
{
  throw Error( "The checkpoint of the interrupted training is damaged: remove it, and the training begins anew." );
}

NetworkTrainer::NetworkTrainer( Network &network, const TrainingTask &task, const TrainingMeans &means, Feedback &feedback )
    : mNetwork( network )
    , mTask( task )
    , mMeans( means )
    , mOptions( means.options )
    , mFeedback( feedback )
{
  mState.dropsLeft = *mOptions.rateDrops;
  mMeans.checkpoint.keep( mMeans.part, [this]( ModelFile &file ) { save( file ); } );
}

void NetworkTrainer::startLearner( double learningRate )
{
  torch::manual_seed( seedNow() ); // a critic starts at random
  mLearner = mMeans.learner( mNetwork, learningRate );
  mState.path.push_back( { learningRate, 0 } );
}

void NetworkTrainer::report( size_t targets )
{
  mState.targetsDone += targets;
  mFeedback.setProgress( progress() );
  mFeedback.throwIfCanceled();
}

void NetworkTrainer::requireFinite( double loss ) const
{
  if ( !std::isfinite( loss ) )
    throw Error( "The loss is not finite in epoch " + std::to_string( std::max( mState.epochs, 1 ) ) +
                 ". Lower the learning rate (now " +
                 measureText( mState.path.empty() ? *mOptions.learningRate : mState.path.back().learningRate ) +
                 ") or the positive weight (now " + measureText( mTask.reading.positiveWeight() ) + ")." );
}

double NetworkTrainer::trainEpoch( const std::vector<int> &places )
{
  ++mState.epochs;
  const std::uint64_t seed = seedNow();
  torch::manual_seed( seed );
  mNetwork.train();
  double sum = 0;
  for ( const auto &[chosen, run] : shuffledBatches( places, mTask.continues, mTask.run, *mOptions.batchSize, seed ) )
  {
    const std::span<const int> part = mMeans.workers.partOf( chosen, run );
    Batch samples = mTask.batch( part ).to( mMeans.device );
    joinWindows( samples.samples.input, run );
    samples.before = part.data() - chosen.data();
    samples.after = std::ssize( chosen ) - std::ssize( part ) - samples.before;
    const double loss = mLearner->learn( samples );
    requireFinite( loss );
    sum += loss * static_cast<double>( chosen.size() );
    report( chosen.size() );
  }
  ++mState.path.back().epochs;
  return sum / static_cast<double>( places.size() );
}

Validation NetworkTrainer::validate()
{
  const Validation found = validateNetwork( mNetwork, mTask, mMeans, [this]( size_t targets ) { report( targets ); } );
  requireFinite( found.loss );
  requireFinite( found.logLoss );
  return found;
}

void NetworkTrainer::keepIfBest( const Validation &validation )
{
  ++mState.waited;
  if ( mState.best && validation.logLoss >= mState.best->logLoss )
    return;
  mState.waited = 0;
  mState.best = validation;
  mState.history.bestEpoch = static_cast<int>( mState.history.epochs.size() );
  mState.history.bestPath = mState.path;
  mBestState.clear();
  for ( const auto &[name, tensor] : stateOf( mNetwork ) )
    mBestState.push_back( tensor.detach().clone() );
}

void NetworkTrainer::restoreBest()
{
  const torch::NoGradGuard noGrad;
  size_t i = 0;
  for ( auto &[name, tensor] : stateOf( mNetwork ) )
    tensor.copy_( mBestState[i++] );
}

void NetworkTrainer::recordEpoch( double loss, const Validation &validation, double seconds )
{
  mState.history.epochs.push_back( { loss, validation.loss, validation.logLoss, seconds } );
  mFeedback.setProgress( progress(), "Epoch " + std::to_string( mState.history.epochs.size() ) + " of " +
                                         std::to_string( *mOptions.epochs ) + ": loss " + measureText( loss ) + ", validation " +
                                         measureText( validation.logLoss ) );
  keepIfBest( validation );
}

/// Whether there is another epoch; where waiting was in vain, one from the best state with smaller steps.
bool NetworkTrainer::goesOn()
{
  if ( static_cast<int>( mState.history.epochs.size() ) >= *mOptions.epochs )
    return false;
  if ( *mOptions.patience == 0 || mState.waited < *mOptions.patience )
    return true;
  if ( mState.dropsLeft == 0 )
    return false;
  --mState.dropsLeft;
  const double rate = mState.path.back().learningRate * rateDrop;
  restoreBest();
  mState.path = mState.history.bestPath;
  startLearner( rate );
  mState.waited = 0;
  return true;
}

void NetworkTrainer::save( ModelFile &file ) const
{
  file.description[stateItem] = mState;
  saveState( mNetwork, file, networkName );
  if ( mLearner )
    mLearner->save( file );
  if ( mBestState.empty() )
    return;
  size_t i = 0;
  for ( const auto &[name, tensor] : stateOf( mNetwork ) )
    file.tensors[bestName + name] = toTensor( mBestState[i++] );
}

/// Goes where an interrupted training was. \return false if there was none
bool NetworkTrainer::resume()
try
{
  const std::optional<ModelFile> left = mMeans.checkpoint.take( mMeans.part );
  if ( !left )
    return false;
  left->description.at( stateItem ).get_to( mState );
  loadState( mNetwork, *left, networkName );
  if ( mState.isDone )
    return true;
  if ( mState.path.empty() )
    throwDamaged();
  mLearner = mMeans.learner( mNetwork, mState.path.back().learningRate );
  mLearner->load( *left );
  mBestState.clear();
  if ( mState.best )
    for ( const auto &[name, tensor] : stateOf( mNetwork ) )
      mBestState.push_back( fromTensor( left->tensor( bestName + name, tensor.sizes().vec() ) ).to( tensor.options() ) );
  return true;
}
catch ( const nlohmann::json::exception & )
{
  throwDamaged();
}
catch ( const Error & ) // as of a tensor that is not there
{
  throwDamaged();
}

/// From now on the checkpoint keeps what was learned, without this object.
void NetworkTrainer::finish()
{
  mState.isDone = true;
  mBestState.clear();
  mMeans.checkpoint.keep( mMeans.part,
                          [network = mNetwork.shared_from_this(), state = nlohmann::json( mState )]( ModelFile &file )
                          {
                            file.description[stateItem] = state;
                            saveState( *network, file, networkName );
                          } );
}

TrainingHistory NetworkTrainer::train()
{
  const size_t perEpoch = mTask.training.size() + mTask.validation.size();
  mTargets = *mOptions.epochs * perEpoch + ( mTask.knowsAlready() ? mTask.validation.size() : 0 );
  if ( resume() )
  {
    if ( !mState.best )
      throwDamaged();
  }
  else
  {
    mFeedback.setProgress( 0, "Epoch 1 of " + std::to_string( *mOptions.epochs ) );
    if ( mTask.knowsAlready() )
      keepIfBest( validate() );
    startLearner( *mOptions.learningRate );
  }
  while ( !mState.isDone && goesOn() )
  {
    const auto start = std::chrono::steady_clock::now();
    const double loss = trainEpoch( mTask.training );
    const Validation validation = validate();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    recordEpoch( loss, validation, took.count() );
    mMeans.checkpoint.writeIfDue();
  }
  if ( !mState.isDone )
    restoreBest();
  if ( mState.best->isFlat() )
    throw Error( "The network gives every cell the same risk, " + measureText( mState.best->greatestRisk ) + ", after " +
                 std::to_string( mState.history.epochs.size() ) + " epochs. Change the learning rate (now " +
                 measureText( *mOptions.learningRate ) + ") or the positive weight (now " +
                 measureText( mTask.reading.positiveWeight() ) + "), train longer, or use " +
                 ( mState.best->greatestRisk > 0.5 ? "shorter steps or smaller cells." : "longer steps or larger cells." ) );
  const std::string epochs = std::to_string( mState.history.epochs.size() );
  const std::string logLoss = "log loss on the validation steps: " + measureText( mState.best->logLoss ) + ".";
  if ( const int best = mState.history.bestEpoch; best > 0 )
    mFeedback.info( "Kept epoch " + std::to_string( best ) + " of the " + epochs + " trained, the one with the least " +
                    logLoss );
  else
    mFeedback.info( "Kept the network as it was at first, as none of the epochs trained (" + epochs + ") had a lower " +
                    logLoss );
  mFeedback.setProgress( 1 );
  finish();
  return mState.history;
}

void NetworkTrainer::retrain( const std::vector<LearningPhase> &path )
{
  std::vector<int> places = mTask.training;
  places.insert( places.end(), mTask.validation.begin(), mTask.validation.end() );
  for ( const LearningPhase &phase : path )
    mTargets += phase.epochs * places.size();
  resume();
  for ( size_t phase = 0; phase < path.size(); ++phase )
  {
    if ( phase == mState.path.size() )
      startLearner( path[phase].learningRate );
    while ( mState.path[phase].epochs < path[phase].epochs )
    {
      trainEpoch( places );
      mMeans.checkpoint.writeIfDue();
    }
  }
  finish();
}
} // namespace

TrainingHistory trainNetwork( Network &network, const TrainingTask &task, const TrainingMeans &means, Feedback &feedback )
{
  return NetworkTrainer( network, task, means, feedback ).train();
}

void retrainNetwork( Network &network, const TrainingTask &task, const TrainingMeans &means,
                     const std::vector<LearningPhase> &path, Feedback &feedback )
{
  NetworkTrainer( network, task, means, feedback ).retrain( path );
}

} // namespace riskcast
