#include "ensemble_training.h"

#include "../error.h"
#include "../gdal_support.h"
#include "../model_description.h"
#include "peak_memory.h"
#include "torch_support.h"
#include "version.h"

namespace riskcast
{

namespace
{
/// Tells a training from every other.
std::string fingerprint( const HeatmapStack &stack, const StepSplit &split, const TrainingOptions &options,
                         const std::optional<ModelFile> &start )
{
  const auto hashOf = []( const auto &values )
  {
    const auto bytes = std::as_bytes( std::span( values ) );
    return std::hash<std::string_view>()( { reinterpret_cast<const char *>( bytes.data() ), bytes.size() } );
  };
  nlohmann::json text = { options,
                          version,
                          TORCH_VERSION,
                          hashOf( stack.counts ),
                          hashOf( stack.states ),
                          hashOf( stack.studyArea ),
                          hashOf( split.training ),
                          hashOf( split.validation ) };
  describeStack( text.emplace_back(), stack );
  for ( const auto &[name, tensor] : start ? start->tensors : std::map<std::string, Tensor>() )
    text.push_back( { name, hashOf( tensor.values ) } );
  return text.dump();
}

void loadStart( Network &network, const ModelFile &model, const std::string &prefix )
{
  try
  {
    loadState( network, model, prefix );
  }
  catch ( const Error &error )
  {
    throw Error( "The model to start from does not fit this heatmap stack: " + std::string( error.what() ) +
                 " Its categories must be as many; other rows and columns suit only networks that end with convolutions." );
  }
}
} // namespace

EnsembleTraining::EnsembleTraining( const NetworkKind &kind, const NetworkShape &shape, const TrainingOptions &options,
                                    torch::Device device, EnsembleStart start )
    : mKind( kind )
    , mShape( shape )
    , mOptions( options )
    , mDevice( device )
    , mStart( std::move( start ) )
    , mWorkers( mStart.place )
{
}

/// Of one of several networks, which differ in their seeds.
TrainingOptions EnsembleTraining::optionsOf( int number ) const
{
  TrainingOptions options = mOptions;
  options.seed += number;
  return options;
}

std::shared_ptr<Network> EnsembleTraining::makeNetwork( int number ) const
{
  torch::manual_seed( optionsOf( number ).seed );
  std::shared_ptr<Network> network = mKind.make( mShape );
  if ( mStart.model )
    loadStart( *network, *mStart.model, networkPrefix( number, mOptions.seeds ) );
  else if ( mKind.inputs->hasPrior() )
    network->startAtZero();
  network->to( mDevice );
  return network;
}

double EnsembleTraining::memoryFor( const TrainingTask &task )
{
  const std::string advice = "Use fewer filters, smaller batches, fewer cells or a shorter window.";
  constexpr double copies = 5; // weights, gradients, two moments, and the best
  const double forParameters = copies * sizeof( float ) * mKind.parameterCount( mShape );
  checkMemory( "The network", forParameters, advice );
  const double forSample = peakBytes(
      [&]
      {
        means( task, mOptions, {} )
            .learner( *makeNetwork( 0 ), *mOptions.learningRate )
            ->learn( task.batch( std::array{ 0 } ).to( mDevice ) );
      } );
  const double bytes = forParameters + forSample * *mOptions.batchSize;
  if ( mDevice.is_cpu() )
    checkMemory( "Training the network", bytes, advice );
  return bytes;
}

void EnsembleTraining::openCheckpoint( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  const std::string training = fingerprint( stack, split, mOptions, mStart.model );
  if ( mWorkers.ofTheFirst( training ) != training )
    throw Error( "Worker " + std::to_string( mStart.place.number ) +
                 " has other heatmaps, settings or versions than the first one: start all with the same." );
  if ( mStart.checkpoint.empty() )
    return;
  mCheckpoint = Checkpoint( mStart.checkpoint, training, mStart.pause, mDevice, mWorkers );
  if ( mCheckpoint.found() == Checkpoint::Found::SameTraining )
    feedback.info( "Going on with the training that was interrupted, from " + mStart.checkpoint + "." );
  if ( mCheckpoint.found() == Checkpoint::Found::SomethingElse )
    feedback.warning( mStart.checkpoint + " is not of this training, and will be replaced: the training begins anew." );
}

TrainingMeans EnsembleTraining::means( const TrainingTask &task, const TrainingOptions &options, const std::string &part )
{
  return { options, mKind.learner( mShape, task.reading, task.cells.to( mDevice ), mWorkers ), mDevice, mWorkers, mCheckpoint,
           part };
}

void EnsembleTraining::train( const TrainingTask &task, Feedback &feedback )
{
  for ( int number = 0; number < mOptions.seeds; ++number )
  {
    PhaseFeedback phase( feedback, static_cast<double>( number ) / mOptions.seeds,
                         static_cast<double>( number + 1 ) / mOptions.seeds );
    mNetworks.push_back( makeNetwork( number ) );
    const TrainingOptions options = optionsOf( number );
    mHistories.push_back(
        trainNetwork( *mNetworks.back(), task, means( task, options, "training" + std::to_string( number + 1 ) ), phase ) );
  }
}

void EnsembleTraining::retrain( const TrainingTask &task, Feedback &feedback )
{
  for ( int number = 0; number < mOptions.seeds; ++number )
  {
    PhaseFeedback phase( feedback, static_cast<double>( number ) / mOptions.seeds,
                         static_cast<double>( number + 1 ) / mOptions.seeds );
    mNetworks[number] = makeNetwork( number );
    const TrainingOptions options = optionsOf( number );
    retrainNetwork( *mNetworks[number], task, means( task, options, "refit" + std::to_string( number + 1 ) ),
                    mHistories[number].bestPath, phase );
  }
}

std::string networkPrefix( int number, int networks )
{
  return networks > 1 ? "network" + std::to_string( number + 1 ) + "." : "";
}

} // namespace riskcast
