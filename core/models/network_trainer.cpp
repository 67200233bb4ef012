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

class NetworkTrainer
{
public:
  NetworkTrainer( Network &network, const TrainingTask &task, const TrainingOptions &options, torch::Device device,
                  Feedback &feedback );
  TrainingHistory train();

private:
  double trainEpoch();
  Validation validate();
  void requireFinite( double loss ) const;
  void keepIfBest( const Validation &validation );
  void restoreBest();
  Batch batch( const std::vector<int> &targets, size_t first ) const;
  size_t batchCount( const std::vector<int> &targets ) const;
  void reportBatch();
  bool hasWaitedLongEnough() const;

  Network &mNetwork;
  const TrainingTask &mTask;
  const TrainingOptions &mOptions;
  torch::Device mDevice;
  Feedback &mFeedback;
  torch::Tensor mCells;
  torch::Generator mGenerator;
  torch::optim::Adam mOptimizer;
  TrainingHistory mHistory;
  Validation mBest;
  std::vector<torch::Tensor> mBestState;
  size_t mBatchesDone = 0;
};

std::vector<int> shuffled( const std::vector<int> &steps, torch::Generator &generator )
{
  const torch::Tensor order = torch::randperm( static_cast<int64_t>( steps.size() ), generator, torch::kLong );
  std::vector<int> result;
  for ( size_t i = 0; i < steps.size(); ++i )
    result.push_back( steps[order[static_cast<int64_t>( i )].item<int64_t>()] );
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
    , mOptimizer( network.parameters(), torch::optim::AdamOptions( options.learningRate ) )
{
}

size_t NetworkTrainer::batchCount( const std::vector<int> &targets ) const
{
  return ( targets.size() + mOptions.batchSize - 1 ) / mOptions.batchSize;
}

Batch NetworkTrainer::batch( const std::vector<int> &targets, size_t first ) const
{
  const size_t length = std::min<size_t>( mOptions.batchSize, targets.size() - first );
  const Batch made = mTask.batch( std::span( targets ).subspan( first, length ) );
  return { made.inputs.to( mDevice ), made.targets.to( mDevice ) };
}

void NetworkTrainer::reportBatch()
{
  const size_t batches = mOptions.epochs * ( batchCount( mTask.training ) + batchCount( mTask.validation ) );
  mFeedback.setProgress( static_cast<double>( ++mBatchesDone ) / static_cast<double>( batches ) );
  mFeedback.throwIfCanceled();
}

void NetworkTrainer::requireFinite( double loss ) const
{
  if ( !std::isfinite( loss ) )
    throw Error( "The loss is not finite in epoch " + std::to_string( mHistory.epochs.size() + 1 ) +
                 ". Lower the learning rate (now " + measureText( mOptions.learningRate ) + ") or the positive weight (now " +
                 measureText( mTask.positiveWeight ) + ")." );
}

double NetworkTrainer::trainEpoch()
{
  mNetwork.train();
  double sum = 0;
  const std::vector<int> targets = shuffled( mTask.training, mGenerator );
  for ( size_t first = 0; first < targets.size(); first += mOptions.batchSize )
  {
    const Batch samples = batch( targets, first );
    mOptimizer.zero_grad();
    const torch::Tensor loss = weightedLoss( mNetwork.forward( samples.inputs ), samples.targets, mCells, mTask.positiveWeight );
    loss.backward();
    mOptimizer.step();
    const double value = loss.item<double>();
    requireFinite( value );
    sum += value * static_cast<double>( samples.inputs.size( 0 ) );
    reportBatch();
  }
  return sum / static_cast<double>( targets.size() );
}

Validation NetworkTrainer::validate()
{
  const torch::NoGradGuard noGrad;
  mNetwork.eval();
  const torch::Tensor counted = mCells.nonzero().flatten();
  Validation result;
  for ( size_t first = 0; first < mTask.validation.size(); first += mOptions.batchSize )
  {
    const Batch samples = batch( mTask.validation, first );
    const torch::Tensor logits = mNetwork.forward( samples.inputs );
    const torch::Tensor honest = calibrated( logits, mTask.positiveWeight );
    const double share = static_cast<double>( logits.size( 0 ) ) / static_cast<double>( mTask.validation.size() );
    result.loss += share * weightedLoss( logits, samples.targets, mCells, mTask.positiveWeight ).item<double>();
    result.logLoss += share * weightedLoss( honest, samples.targets, mCells, 1 ).item<double>();
    const torch::Tensor risk = torch::sigmoid( honest ).index_select( 1, counted );
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
  if ( mHistory.bestEpoch > 0 && validation.logLoss >= mBest.logLoss )
    return;
  mBest = validation;
  mHistory.bestEpoch = static_cast<int>( mHistory.epochs.size() );
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

bool NetworkTrainer::hasWaitedLongEnough() const
{
  return mOptions.patience > 0 && static_cast<int>( mHistory.epochs.size() ) - mHistory.bestEpoch >= mOptions.patience;
}

TrainingHistory NetworkTrainer::train()
{
  const std::string of = " of " + std::to_string( mOptions.epochs );
  mFeedback.setProgress( 0, "Epoch 1" + of );
  for ( int epoch = 1; epoch <= mOptions.epochs && !hasWaitedLongEnough(); ++epoch )
  {
    const auto start = std::chrono::steady_clock::now();
    const double loss = trainEpoch();
    const Validation validation = validate();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    mHistory.epochs.push_back( { loss, validation.loss, validation.logLoss, took.count() } );
    keepIfBest( validation );
    mFeedback.setProgress( static_cast<double>( epoch ) / mOptions.epochs, "Epoch " + std::to_string( epoch ) + of + ": loss " +
                                                                               measureText( loss ) + ", validation " +
                                                                               measureText( validation.logLoss ) );
  }
  restoreBest();
  if ( mBest.isFlat() )
    throw Error( "The network gives every cell the same risk, " + measureText( mBest.greatestRisk ) + ", after " +
                 std::to_string( mHistory.epochs.size() ) + " epochs. Change the learning rate (now " +
                 measureText( mOptions.learningRate ) + ") or the positive weight (now " + measureText( mTask.positiveWeight ) +
                 "), train longer, or use longer steps or a lower binary threshold." );
  mFeedback.info( "Kept epoch " + std::to_string( mHistory.bestEpoch ) + " of the " + std::to_string( mHistory.epochs.size() ) +
                  " trained, the one with the least log loss on the validation steps: " + measureText( mBest.logLoss ) + "." );
  mFeedback.setProgress( 1 );
  return mHistory;
}
} // namespace

torch::Tensor weightedLoss( const torch::Tensor &logits, const torch::Tensor &targets, const torch::Tensor &cells,
                            double positiveWeight )
{
  const torch::Tensor weight = torch::full( { 1 }, positiveWeight, logits.options() );
  const torch::Tensor losses = torch::binary_cross_entropy_with_logits( logits, targets, cells, weight, torch::Reduction::Sum );
  return losses / ( cells.sum() * logits.size( 0 ) );
}

torch::Tensor calibrated( const torch::Tensor &logits, double positiveWeight )
{
  return logits - std::log( positiveWeight );
}

TrainingHistory trainNetwork( Network &network, const TrainingTask &task, const TrainingOptions &options, torch::Device device,
                              Feedback &feedback )
{
  return NetworkTrainer( network, task, options, device, feedback ).train();
}

} // namespace riskcast
