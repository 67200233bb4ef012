#include "ensemble_training.h"

#include "../error.h"
#include "../gdal_support.h"
#include "../list_text.h"
#include "../model_description.h"
#include "../number_text.h"
#include "memory_limit.h"
#include "peak_memory.h"
#include "torch_support.h"
#include "training_task.h"
#include "version.h"

#include <algorithm>
#include <optional>

namespace riskcast
{

namespace
{
/// Tells a training from every other; the names say in what.
nlohmann::json fingerprint( const HeatmapStack &stack, const StepSplit &split, const TrainingOptions &options,
                            const EnsembleStart &start )
{
  const auto hashOf = []( const auto &values )
  {
    const auto bytes = std::as_bytes( std::span( values ) );
    return std::hash<std::string_view>()( { reinterpret_cast<const char *>( bytes.data() ), bytes.size() } );
  };
  nlohmann::json print = options;
  print.erase( "device" ); // what a GPU has no memory for may be gone on with on a processor
  print["Riskcast"] = version;
  print["LibTorch"] = TORCH_VERSION;
  print["steps"] = { hashOf( split.training ), hashOf( split.validation ) };
  nlohmann::json &heatmaps = print["heatmaps"];
  heatmaps = { { "hashes", { hashOf( stack.counts ), hashOf( stack.states ), hashOf( stack.studyArea ) } } };
  describeStack( heatmaps, stack );
  nlohmann::json &model = print["model to start from"];
  for ( const auto &[name, tensor] : start.model ? start.model->tensors : std::map<std::string, Tensor>() )
    model[name] = hashOf( tensor.values );
  nlohmann::json &covariates = print["covariates"];
  for ( const Covariate &each : start.covariates )
    covariates.push_back( { each.name, hashOf( each.values ) } );
  return print;
}

std::string asText( const nlohmann::json &print )
{
  return print.dump( -1, ' ', false, nlohmann::json::error_handler_t::replace ); // names may be no UTF-8
}

/// Names of what two trainings differ in.
std::string differences( const nlohmann::json &one, const nlohmann::json &other )
{
  std::vector<std::string> names;
  for ( const auto &[name, value] : one.items() )
    if ( other.value( name, nlohmann::json() ) != value )
      names.push_back( name );
  return listText( names );
}

void loadStart( Network &network, const ModelFile &model, const std::string &prefix )
{
  try
  {
    loadState( network, model, prefix );
  }
  catch ( const Error & ) // which would have it trained again
  {
    throw Error(
        "The model to start from does not fit this heatmap stack: other rows and columns suit only networks that end with "
        "convolutions." );
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
    , mWorkers( mStart.place, mDevice )
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

/// Bytes that a network and learning from a batch take, measured.
struct EnsembleTraining::LearningMemory
{
  double forOneSample;
  double forAnother; ///< in the same batch
};

EnsembleTraining::LearningMemory EnsembleTraining::measure( const TrainingTask &task, size_t batchSize )
{
  std::optional<MemoryLimit> limit; // of a GPU's memory only the addresses are here
  if ( mDevice.is_cpu() )
    limit.emplace();
  std::shared_ptr<Network> network;
  std::unique_ptr<BatchLearner> learner;
  const auto learnFrom = [&]( size_t samples ) { learner->learn( task.batch( places( 0, samples ) ).to( mDevice ) ); };
  LearningMemory memory{};
  memory.forOneSample = peakBytes(
      [&]
      {
        network = makeNetwork( 0 );
        learner = means( task, mOptions, {} ).learner( *network, *mOptions.learningRate );
        learnFrom( 1 );
        learnFrom( 1 ); // when gradients and moments are there, too
      } );
  if ( batchSize > 1 ) // all workers learn together, so that one with a single sample must try two, too
    memory.forAnother = std::max( peakBytes( [&] { learnFrom( 2 ); } ) - peakBytes( [&] { learnFrom( 1 ); } ), 0.0 );
  return memory;
}

double EnsembleTraining::memoryFor( const TrainingTask &task, double held )
{
  const double forParameters = sizeof( float ) * mKind.parameterCount( mShape );
  constexpr double copies = 5; // weights, gradients, two moments, and the best
  if ( mDevice.is_cpu() )
    checkMemory( "The network", copies * forParameters, memoryAdvice );
  const std::vector<int> batch = places( 0, std::min<size_t>( *mOptions.batchSize, task.training.size() ) );
  const LearningMemory learning = measure( task, batch.size() );
  const auto further = static_cast<double>( mWorkers.partOf( batch, task.run ).size() - 1 );
  // Networks that are done stay, in the checkpoint, too, until all are trained, and trained again.
  const double others = ( ( *mOptions.refit ? 2 : 1 ) * mOptions.seeds - 1 ) * forParameters, best = forParameters;
  constexpr double copiesWritten = 4; // the network, the best, two moments
  const double forCheckpoint = mStart.checkpoint.empty() ? 0 : copiesWritten * forParameters + others;
  // Of a cell of a validation map: logits, what the fit of a line takes, and what came of all outputs.
  const double bytesWhileCalibrated = 100 + 5.0 * mShape.outputs * mShape.horizon;
  const double forValidation = bytesWhileCalibrated * static_cast<double>( task.validation.size() ) * task.cells.numel();
  const double ofMachine = held + forCheckpoint + forValidation;
  const double ofDevice = best + others + learning.forOneSample + further * learning.forAnother;
  const int processes = mStart.place.countOnMachine;
  checkMemory( processes > 1 ? "Training the network in " + std::to_string( processes ) + " processes" : "Training the network",
               processes * ( mDevice.is_cpu() ? ofMachine + ofDevice : ofMachine ), memoryAdvice );
  return mDevice.is_cpu() ? ofMachine + ofDevice : ofDevice;
}

/// Processors and GPUs do not add up the same in every step; a training may still be gone on with on the other.
void EnsembleTraining::checkSameAsTheFirst( nlohmann::json print ) const
{
  print["kind of device"] = mDevice.is_cpu() ? "processor" : "GPU";
  const std::string own = asText( print ), ofTheFirst = mWorkers.ofTheFirst( own );
  torch::Tensor others = torch::tensor( ofTheFirst == own ? 0 : 1 );
  mWorkers.sum( others );
  if ( ofTheFirst != own )
    throw Error( mStart.place.name() + " differs from the first one in " +
                 differences( print, nlohmann::json::parse( ofTheFirst ) ) + ": start all with the same." );
  if ( const auto count = others.item<std::int64_t>(); count > 0 )
    throw Error( countText( count, "other process" ) + ( count == 1 ? " was" : " were" ) +
                 " started with other settings or inputs, and said which: start all with the same." );
}

void EnsembleTraining::openCheckpoint( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  const nlohmann::json print = fingerprint( stack, split, mOptions, mStart );
  const std::string training = asText( print );
  checkSameAsTheFirst( print );
  if ( mStart.checkpoint.empty() )
    return;
  mCheckpoint = Checkpoint( mStart.checkpoint, training, mStart.pause, mWorkers );
  if ( mCheckpoint.found() == Checkpoint::Found::SameTraining )
    feedback.info( "Going on with the training that was interrupted, from " + mStart.checkpoint + "." );
  if ( mCheckpoint.found() == Checkpoint::Found::SomethingElse )
  {
    const auto other = nlohmann::json::parse( mCheckpoint.foundTraining(), nullptr, /*allow_exceptions=*/false );
    if ( !other.is_object() )
      throw Error( mStart.checkpoint +
                   " is there already, and no checkpoint of a training: name another file for the checkpoint, or remove it." );
    feedback.warning( mStart.checkpoint + " is of a training that differs in " + differences( print, other ) +
                      ", and will be replaced: the training begins anew." );
  }
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
    if ( mOptions.seeds > 1 )
      phase.info( "Network " + std::to_string( number + 1 ) + " of " + std::to_string( mOptions.seeds ) + ", from seed " +
                  std::to_string( options.seed ) + ":" );
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
