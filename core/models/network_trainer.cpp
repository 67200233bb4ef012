#include "network_trainer.h"

#include "../error.h"
#include "../number_text.h"
#include "torch_support.h"

#include <chrono>
#include <cmath>

namespace riskcast
{

namespace
{

constexpr double rateDrop = 0.25;

/// Mean losses and the range of risk on the validation steps.
struct Validation
{
  double loss = 0;
  double logLoss = 0;
  double leastRisk = 1;
  double greatestRisk = 0;

  /// The same in every cell of every map, as far as a float can tell.
  bool isFlat() const { return greatestRisk - leastRisk <= 1e-6 * greatestRisk; }
};

/// The passes through the data that trainNetwork() and retrainNetwork() are made of.
class NetworkTrainer
{
public:
  NetworkTrainer( Network &network, const TrainingTask &task, const TrainingOptions &options, torch::Device device,
                  Feedback &feedback );
  TrainingHistory train();
  void retrain( const std::vector<LearningPhase> &path );

private:
  void startOptimizer( double learningRate );
  double trainEpoch( const std::vector<int> &places );
  double trainBatch( const Batch &batch );
  Validation validate();
  void requireFinite( double loss ) const;
  void keepIfBest( const Validation &validation );
  void restoreBest();
  void recordEpoch( double loss, const Validation &validation, double seconds );
  bool goesOn();
  Batch batch( const std::vector<int> &places, size_t first ) const;
  size_t batchCount( size_t places ) const { return ( places + *mOptions.batchSize - 1 ) / *mOptions.batchSize; }
  void reportBatch();
  double progress() const { return static_cast<double>( mBatchesDone ) / static_cast<double>( mBatches ); }

  Network &mNetwork;
  const TrainingTask &mTask;
  const TrainingOptions &mOptions;
  torch::Device mDevice;
  Feedback &mFeedback;
  torch::Tensor mCells;
  torch::Generator mGenerator;
  std::optional<torch::optim::AdamW> mOptimizer;
  TrainingHistory mHistory;
  std::vector<LearningPhase> mPath; ///< to the present state
  int mDropsLeft = 0;
  int mWaited = 0; ///< epochs without gain
  std::optional<Validation> mBest;
  std::vector<torch::Tensor> mBestState;
  size_t mBatches = 0;
  size_t mBatchesDone = 0;
};

std::vector<int> shuffled( const std::vector<int> &places, torch::Generator &generator )
{
  const torch::Tensor order = torch::randperm( static_cast<int64_t>( places.size() ), generator, torch::kLong );
  std::vector<int> result;
  for ( size_t i = 0; i < places.size(); ++i )
    result.push_back( places[order[static_cast<int64_t>( i )].item<int64_t>()] );
  return result;
}

NetworkTrainer::NetworkTrainer( Network &network, const TrainingTask &task, const TrainingOptions &options, torch::Device device,
                                Feedback &feedback )
    : mNetwork( network )
    , mTask( task )
    , mOptions( options )
    , mDevice( device )
    , mFeedback( feedback )
    , mCells( task.cells.to( device ) )
    , mGenerator( at::detail::createCPUGenerator( options.seed ) )
    , mDropsLeft( *options.rateDrops )
{
}

void NetworkTrainer::startOptimizer( double learningRate )
{
  mOptimizer.emplace( mNetwork.parameters(), torch::optim::AdamWOptions( learningRate ).weight_decay( *mOptions.weightDecay ) );
  mPath.push_back( { learningRate, 0 } );
}

Batch NetworkTrainer::batch( const std::vector<int> &places, size_t first ) const
{
  const size_t length = std::min<size_t>( *mOptions.batchSize, places.size() - first );
  const Batch made = mTask.batch( std::span( places ).subspan( first, length ) );
  return { made.samples.to( mDevice ), made.counts.to( mDevice ) };
}

void NetworkTrainer::reportBatch()
{
  ++mBatchesDone;
  mFeedback.setProgress( progress() );
  mFeedback.throwIfCanceled();
}

void NetworkTrainer::requireFinite( double loss ) const
{
  if ( !std::isfinite( loss ) )
    throw Error( "The loss is not finite in epoch " + std::to_string( mHistory.epochs.size() + 1 ) +
                 ". Lower the learning rate (now " + measureText( *mOptions.learningRate ) + ") or the positive weight (now " +
                 measureText( mTask.reading.positiveWeight() ) + ")." );
}

double NetworkTrainer::trainBatch( const Batch &batch )
{
  mOptimizer->zero_grad();
  const torch::Tensor loss = mTask.reading.loss( scoresOf( mNetwork, batch.samples, mTask.reading ), batch.counts, mCells );
  loss.backward();
  if ( mOptions.gradientClip > 0 )
    torch::nn::utils::clip_grad_norm_( mNetwork.parameters(), mOptions.gradientClip );
  mOptimizer->step();
  return loss.item<double>();
}

double NetworkTrainer::trainEpoch( const std::vector<int> &places )
{
  mNetwork.train();
  double sum = 0;
  const std::vector<int> order = shuffled( places, mGenerator );
  for ( size_t first = 0; first < order.size(); first += *mOptions.batchSize )
  {
    const Batch samples = batch( order, first );
    const double loss = trainBatch( samples );
    requireFinite( loss );
    sum += loss * static_cast<double>( samples.counts.size( 0 ) );
    reportBatch();
  }
  ++mPath.back().epochs;
  return sum / static_cast<double>( order.size() );
}

Validation NetworkTrainer::validate()
{
  const torch::NoGradGuard noGrad;
  mNetwork.eval();
  const torch::Tensor counted = mCells.nonzero().flatten();
  Validation result;
  for ( size_t first = 0; first < mTask.validation.size(); first += *mOptions.batchSize )
  {
    const Batch samples = batch( mTask.validation, first );
    const torch::Tensor scores = scoresOf( mNetwork, samples.samples, mTask.reading );
    const torch::Tensor logits = mTask.reading.logits( scores.select( 1, 0 ) );
    const double share = static_cast<double>( scores.size( 0 ) ) / static_cast<double>( mTask.validation.size() );
    result.loss += share * mTask.reading.loss( scores, samples.counts, mCells ).item<double>();
    result.logLoss += share * logLoss( logits, samples.counts.select( 1, 0 ), mCells ).item<double>();
    const torch::Tensor risk = torch::sigmoid( logits ).index_select( 1, counted );
    result.leastRisk = std::min( result.leastRisk, risk.min().item<double>() );
    result.greatestRisk = std::max( result.greatestRisk, risk.max().item<double>() );
    reportBatch();
  }
  requireFinite( result.loss );
  requireFinite( result.logLoss );
  return result;
}

void NetworkTrainer::keepIfBest( const Validation &validation )
{
  ++mWaited;
  if ( mBest && validation.logLoss >= mBest->logLoss )
    return;
  mWaited = 0;
  mBest = validation;
  mHistory.bestEpoch = static_cast<int>( mHistory.epochs.size() );
  mHistory.bestLogLoss = validation.logLoss;
  mHistory.bestPath = mPath;
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
  mHistory.epochs.push_back( { loss, validation.loss, validation.logLoss, seconds } );
  mFeedback.setProgress( progress(), "Epoch " + std::to_string( mHistory.epochs.size() ) + " of " +
                                         std::to_string( *mOptions.epochs ) + ": loss " + measureText( loss ) + ", validation " +
                                         measureText( validation.logLoss ) );
  keepIfBest( validation );
}

/// Whether there is another epoch; where waiting was in vain, one from the best state with smaller steps.
bool NetworkTrainer::goesOn()
{
  if ( static_cast<int>( mHistory.epochs.size() ) >= *mOptions.epochs )
    return false;
  if ( *mOptions.patience == 0 || mWaited < *mOptions.patience )
    return true;
  if ( mDropsLeft-- == 0 )
    return false;
  const double rate = mPath.back().learningRate * rateDrop;
  restoreBest();
  mPath = mHistory.bestPath;
  startOptimizer( rate );
  mWaited = 0;
  return true;
}

TrainingHistory NetworkTrainer::train()
{
  const size_t perEpoch = batchCount( mTask.training.size() ) + batchCount( mTask.validation.size() );
  mBatches = *mOptions.epochs * perEpoch;
  mFeedback.setProgress( 0, "Epoch 1 of " + std::to_string( *mOptions.epochs ) );
  if ( mTask.hasPrior )
  {
    mBatches += batchCount( mTask.validation.size() );
    keepIfBest( validate() );
  }
  startOptimizer( *mOptions.learningRate );
  while ( goesOn() )
  {
    const auto start = std::chrono::steady_clock::now();
    const double loss = trainEpoch( mTask.training );
    const Validation validation = validate();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    recordEpoch( loss, validation, took.count() );
  }
  restoreBest();
  if ( mBest->isFlat() )
    throw Error( "The network gives every cell the same risk, " + measureText( mBest->greatestRisk ) + ", after " +
                 std::to_string( mHistory.epochs.size() ) + " epochs. Change the learning rate (now " +
                 measureText( *mOptions.learningRate ) + ") or the positive weight (now " +
                 measureText( mTask.reading.positiveWeight() ) +
                 "), train longer, or use longer steps or a lower binary threshold." );
  mFeedback.info( "Kept epoch " + std::to_string( mHistory.bestEpoch ) + " of the " + std::to_string( mHistory.epochs.size() ) +
                  " trained, the one with the least log loss on the validation steps: " + measureText( mBest->logLoss ) + "." );
  mFeedback.setProgress( 1 );
  return mHistory;
}

void NetworkTrainer::retrain( const std::vector<LearningPhase> &path )
{
  std::vector<int> places = mTask.training;
  places.insert( places.end(), mTask.validation.begin(), mTask.validation.end() );
  for ( const LearningPhase &phase : path )
    mBatches += phase.epochs * batchCount( places.size() );
  for ( const LearningPhase &phase : path )
  {
    startOptimizer( phase.learningRate );
    for ( int epoch = 0; epoch < phase.epochs; ++epoch )
      trainEpoch( places );
  }
}
} // namespace

torch::Tensor scoresOf( Network &network, const Samples &samples, const ScoreReading &reading )
{
  const torch::Tensor scores = network.forward( samples.input );
  return samples.logRates.defined() ? scores + reading.scoresOf( samples.logRates ) : scores;
}

TrainingHistory trainNetwork( Network &network, const TrainingTask &task, const TrainingOptions &options, torch::Device device,
                              Feedback &feedback )
{
  return NetworkTrainer( network, task, options, device, feedback ).train();
}

void retrainNetwork( Network &network, const TrainingTask &task, const TrainingOptions &options,
                     const std::vector<LearningPhase> &path, torch::Device device, Feedback &feedback )
{
  NetworkTrainer( network, task, options, device, feedback ).retrain( path );
}

} // namespace riskcast
