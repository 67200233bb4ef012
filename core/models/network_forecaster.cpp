#include "network_forecaster.h"

#include "../error.h"
#include "../gdal_support.h"
#include "../model_description.h"
#include "../number_text.h"
#include "calibration_curve.h"
#include "network_kinds.h"
#include "peak_memory.h"
#include "torch_support.h"
#include "training_task.h"
#include "version.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

class NetworkForecaster : public Forecaster
{
public:
  explicit NetworkForecaster( const TrainingOptions &options );

  int firstTarget( const HeatmapStack &stack ) const override { return mKind.inputs->firstTarget( stack ); }
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;
  RiskForecast forecast( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;
  void save( ModelFile &file ) const override;
  void load( const ModelFile &file ) override;
  void keepCheckpoint( const std::string &path, std::chrono::milliseconds pause ) override;
  void startFrom( const ModelFile &model ) override { mStart = model; }
  void shareWork( const WorkerPlace &place ) override { mPlace = place; }
  nlohmann::json history() const override { return mHistory; }

private:
  TrainingOptions optionsOf( int number ) const;
  std::shared_ptr<Network> makeNetwork( int number ) const;
  void loadStart( Network &network, int number ) const;
  double memoryFor( const TrainingTask &task );
  void openCheckpoint( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback );
  TrainingMeans means( const TrainingTask &task, const TrainingOptions &options, const std::string &part );
  void trainNetworks( const TrainingTask &task, Feedback &feedback );
  void refit( const HeatmapStack &stack, std::span<const int> steps, Feedback &feedback );
  void calibrate( const TrainingTask &task );
  void checkShape( const HeatmapStack &stack ) const;
  torch::Tensor logits( Network &network, const Samples &samples ) const;
  std::string prefixOf( size_t network ) const;

  TrainingOptions mOptions; ///< completed
  NetworkKind mKind;
  NetworkShape mShape;
  std::vector<std::shared_ptr<Network>> mNetworks;
  std::vector<TrainingHistory> mHistories;
  torch::Device mDevice = torch::kCPU;
  double mPositiveWeight = 0;
  CalibrationCurve mCalibration;
  std::optional<ModelFile> mStart; ///< whose networks the training begins with
  WorkerPlace mPlace;
  std::unique_ptr<WorkerGroup> mWorkers; ///< while training
  std::string mCheckpointPath;
  std::chrono::milliseconds mCheckpointPause{};
  Checkpoint mCheckpoint;
  nlohmann::json mHistory = nlohmann::json::object();
};

void check( bool isRight, const std::string &message )
{
  if ( !isRight )
    throw Error( message );
}

void checkOptions( const TrainingOptions &options )
{
  const auto isPositive = []( double each ) { return each > 0 && std::isfinite( each ); };
  const auto isNoneOrMore = []( double each ) { return each >= 0 && std::isfinite( each ); };
  check( *options.epochs > 0 && options.batchSize.value_or( 1 ) > 0, "Epochs and batch size must be at least 1." );
  check( isPositive( *options.learningRate ), "The learning rate must be above 0." );
  check( isNoneOrMore( *options.positiveWeight ), "The positive weight must be above 0, or 0 for the automatic one." );
  check( isNoneOrMore( *options.weightDecay ) && isNoneOrMore( options.gradientClip ),
         "Weight decay and the longest gradient must not be below 0." );
  check( *options.patience >= 0 && *options.rateDrops >= 0, "Patience and the drops of the learning rate must not be below 0." );
  check( options.seeds > 0, "A model needs at least one network: the number of seeds must be above 0." );
}

NetworkForecaster::NetworkForecaster( const TrainingOptions &options )
    : mOptions( completed( options ) )
    , mKind( networkKind( mOptions ) )
{
  checkOptions( mOptions );
}

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

/// Of one of several networks, which differ in their seeds.
TrainingOptions NetworkForecaster::optionsOf( int number ) const
{
  TrainingOptions options = mOptions;
  options.seed += number;
  return options;
}

std::shared_ptr<Network> NetworkForecaster::makeNetwork( int number ) const
{
  torch::manual_seed( optionsOf( number ).seed );
  std::shared_ptr<Network> network = mKind.make( mShape );
  if ( mStart )
    loadStart( *network, number );
  else if ( mKind.inputs->hasPrior() )
    network->startAtZero();
  network->to( mDevice );
  return network;
}

void NetworkForecaster::loadStart( Network &network, int number ) const
{
  try
  {
    loadState( network, *mStart, prefixOf( number ) );
  }
  catch ( const Error &error )
  {
    throw Error( "The model to start from does not fit this heatmap stack: " + std::string( error.what() ) +
                 " Its categories must be as many; other rows and columns suit only networks that end with convolutions." );
  }
}

void NetworkForecaster::keepCheckpoint( const std::string &path, std::chrono::milliseconds pause )
{
  mCheckpointPath = path;
  mCheckpointPause = pause;
}

/// What a training holds at once, in bytes, measured with a single sample. \throws Error if this computer has not as much
double NetworkForecaster::memoryFor( const TrainingTask &task )
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

void NetworkForecaster::openCheckpoint( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  const std::string training = fingerprint( stack, split, mOptions, mStart );
  check( mWorkers->ofTheFirst( training ) == training,
         "Worker " + std::to_string( mPlace.number ) +
             " has other heatmaps, settings or versions than the first one: start all with the same." );
  if ( mCheckpointPath.empty() )
    return;
  mCheckpoint = Checkpoint( mCheckpointPath, training, mCheckpointPause, mDevice, *mWorkers );
  if ( mCheckpoint.found() == Checkpoint::Found::SameTraining )
    feedback.info( "Going on with the training that was interrupted, from " + mCheckpointPath + "." );
  if ( mCheckpoint.found() == Checkpoint::Found::SomethingElse )
    feedback.warning( mCheckpointPath + " is not of this training, and will be replaced: the training begins anew." );
}

TrainingMeans NetworkForecaster::means( const TrainingTask &task, const TrainingOptions &options, const std::string &part )
{
  return { options, mKind.learner( mShape, task.reading, task.cells.to( mDevice ), *mWorkers ), mDevice, *mWorkers, mCheckpoint,
           part };
}

void NetworkForecaster::trainNetworks( const TrainingTask &task, Feedback &feedback )
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

void NetworkForecaster::refit( const HeatmapStack &stack, std::span<const int> steps, Feedback &feedback )
{
  PhaseFeedback fitting( feedback, 0, 0.3 );
  PhaseFeedback opening( feedback, 0.3, 0.4 );
  fitting.setProgress( 0, "Learning from the validation steps, too" );
  mKind.inputs->refit( stack, steps, fitting );
  const std::vector<int> all = thinned( { steps.begin(), steps.end() }, mKind.inputs->bytesPerTarget( stack ), feedback );
  const TrainingTask task = taskFor( stack, *mKind.inputs, all, {}, { *mOptions.loss, mPositiveWeight }, opening );
  for ( int number = 0; number < mOptions.seeds; ++number )
  {
    PhaseFeedback training( feedback, 0.4 + 0.6 * number / mOptions.seeds, 0.4 + 0.6 * ( number + 1 ) / mOptions.seeds );
    mNetworks[number] = makeNetwork( number );
    const TrainingOptions options = optionsOf( number );
    retrainNetwork( *mNetworks[number], task, means( task, options, "refit" + std::to_string( number + 1 ) ),
                    mHistories[number].bestPath, training );
  }
}

/// A prior is honest already; what others say is put right on the validation steps.
void NetworkForecaster::calibrate( const TrainingTask &task )
{
  if ( mKind.inputs->hasPrior() )
    return;
  const torch::NoGradGuard noGrad;
  std::vector<torch::Tensor> all;
  std::vector<torch::Tensor> happened;
  const torch::Tensor counted = task.cells.nonzero().flatten();
  for ( const int place : task.validation )
  {
    const Batch batch = task.batch( std::array{ place } );
    const Samples samples = batch.samples.to( mDevice );
    torch::Tensor sum;
    for ( const std::shared_ptr<Network> &network : mNetworks )
    {
      const torch::Tensor each = logits( *network, samples ).select( 1, 0 ).to( torch::kCPU );
      sum = sum.defined() ? sum + each : each;
    }
    all.push_back( ( sum / static_cast<double>( mNetworks.size() ) ).index_select( 1, counted ).flatten() );
    happened.push_back( batch.counts.select( 1, 0 ).index_select( 1, counted ).flatten() > 0 );
  }
  mCalibration = CalibrationCurve::fitted( torch::cat( all ), torch::cat( happened ) );
}

void NetworkForecaster::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  check( split.training.size() > 1 && !split.validation.empty(),
         "Steps to train on: " + std::to_string( split.training.size() ) +
             ", to choose the epoch by: " + std::to_string( split.validation.size() ) +
             "; at least 2 and 1 are needed. Use a longer period, shorter steps or a shorter window." );
  prepareTorch();
  mDevice = torchDevice( mOptions.device );
  mWorkers = std::make_unique<WorkerGroup>( mPlace );
  PhaseFeedback preparing( feedback, 0, 0.25 );
  mKind.inputs->fit( stack, split, preparing );
  mShape = mKind.inputs->shape( stack );
  constexpr size_t smallTraining = 600;
  mOptions.batchSize = mOptions.batchSize.value_or( split.training.size() < smallTraining ? 8 : 32 );
  const std::vector<int> training = thinned( split.training, mKind.inputs->bytesPerTarget( stack ), feedback );
  mPositiveWeight = *mOptions.positiveWeight > 0
                        ? *mOptions.positiveWeight
                        : balancingWeight( countsAt( stack, training ).select( 1, 0 ), cellTensor( stack ) );

  const auto parameters = std::llround( mKind.parameterCount( mShape ) );
  callTorch( "training the network",
             [&]
             {
               PhaseFeedback opening( feedback, 0.25, 0.3 );
               TrainingTask task =
                   taskFor( stack, *mKind.inputs, training, split.validation, { *mOptions.loss, mPositiveWeight }, opening );
               task.knowsAlready = task.knowsAlready || mStart;
               constexpr double megabyte = 1e6;
               feedback.info( "Training on " + deviceName( mDevice ) + " with " + std::to_string( at::get_num_threads() ) +
                              " threads: " + countText( parameters ) + " parameters, about " +
                              measureText( std::ceil( memoryFor( task ) / megabyte ) ) + " MB of memory, " +
                              std::to_string( training.size() ) + " steps, positive weight " + measureText( mPositiveWeight ) +
                              "." );
               openCheckpoint( stack, split, feedback );
               PhaseFeedback learning( feedback, 0.3, *mOptions.refit ? 0.7 : 1 );
               trainNetworks( task, learning );
               calibrate( task );
             } );
  if ( *mOptions.refit )
    callTorch( "training the network",
               [&]
               {
                 PhaseFeedback learning( feedback, 0.7, 1 );
                 refit( stack, split.fitted(), learning );
               } );
  mHistory = describe( mHistories.front() );
  for ( size_t number = 1; number < mHistories.size(); ++number )
    mHistory["furtherNetworks"].push_back( describe( mHistories[number] ) );
  mHistory.update( { { "device", deviceName( mDevice ) },
                     { "threads", at::get_num_threads() },
                     { "libtorch", TORCH_VERSION },
                     { "positiveWeight", mPositiveWeight },
                     { "batchSize", *mOptions.batchSize },
                     { "seed", mOptions.seed },
                     { "parameters", parameters } } );
}

void NetworkForecaster::checkShape( const HeatmapStack &stack ) const
{
  const NetworkShape shape = mKind.inputs->shape( stack );
  check( shape.rows == mShape.rows && shape.columns == mShape.columns && shape.channels == mShape.channels &&
             shape.outputs == mShape.outputs,
         "The heatmap stack has other rows, columns or categories than the model was trained on." );
}

torch::Tensor NetworkForecaster::logits( Network &network, const Samples &samples ) const
{
  network.eval();
  const ScoreReading reading( *mOptions.loss, mPositiveWeight );
  return mCalibration( reading.logits( scoresOf( network, samples, reading ) ) );
}

/// Of several steps the one that is asked for, [networks, N, S × O, H × W] → [networks, N, O, H × W].
torch::Tensor targetsOf( const torch::Tensor &all, const Samples &samples, int horizon )
{
  if ( horizon == 1 )
    return all;
  const torch::Tensor windows = torch::arange( all.size( 1 ), samples.ahead.options() );
  return all.unflatten( 2, { horizon, -1 } ).index( { torch::indexing::Slice(), windows, samples.ahead } );
}

std::vector<float> NetworkForecaster::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  return forecast( stack, targets, feedback ).risk;
}

RiskForecast NetworkForecaster::forecast( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  checkShape( stack );
  prepareTorch();
  const auto count = static_cast<int64_t>( targets.size() );
  const torch::Tensor risk = torch::empty( { count, mShape.outputs, stack.cellCount() } );
  const torch::Tensor spread = torch::empty( { count, stack.cellCount() } );
  callTorch( "predicting",
             [&]
             {
               const torch::NoGradGuard noGrad;
               PhaseFeedback opening( feedback, 0, 0.5 );
               const SampleSource source = mKind.inputs->open( stack, { targets.begin(), targets.end() }, opening );
               PhaseFeedback predicting( feedback, 0.5, 1 );
               const int64_t batchSize = mOptions.batchSize.value_or( 8 );
               for ( int64_t first = 0; first < count; first += batchSize )
               {
                 feedback.throwIfCanceled();
                 const int64_t length = std::min( batchSize, count - first );
                 const Samples samples = source( places( first, length ) ).to( mDevice );
                 std::vector<torch::Tensor> each;
                 for ( const std::shared_ptr<Network> &network : mNetworks )
                   each.push_back( logits( *network, samples ) );
                 const torch::Tensor all = targetsOf( torch::stack( each ), samples, mShape.horizon );
                 risk.narrow( 0, first, length ).copy_( torch::sigmoid( all.mean( 0 ) ) );
                 spread.narrow( 0, first, length ).copy_( torch::sigmoid( all.select( 2, 0 ) ).std( 0, /*unbiased=*/false ) );
                 predicting.setProgress( static_cast<double>( first + length ) / static_cast<double>( count ) );
               }
             } );
  const auto values = []( const torch::Tensor &tensor )
  {
    const torch::Tensor plain = tensor.contiguous();
    return std::vector<float>( plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel() );
  };
  RiskForecast forecast{ values( risk.select( 1, 0 ) ), {}, {} };
  if ( mNetworks.size() > 1 )
    forecast.spread = values( spread );
  if ( mShape.outputs > 1 )
    forecast.categories = values( risk.slice( 1, 1 ) );
  return forecast;
}

/// A single network's tensors have the names that they have in PyTorch.
std::string NetworkForecaster::prefixOf( size_t network ) const
{
  return mOptions.seeds > 1 ? "network" + std::to_string( network + 1 ) + "." : "";
}

void NetworkForecaster::save( ModelFile &file ) const
{
  nlohmann::json &model = file.description["model"];
  model = { { "positiveWeight", mPositiveWeight }, { "calibration", mCalibration }, { "inputs", nlohmann::json::object() } };
  callTorch( "saving the network",
             [&]
             {
               mKind.inputs->save( file, model["inputs"] );
               for ( size_t network = 0; network < mNetworks.size(); ++network )
                 saveState( *mNetworks[network], file, prefixOf( network ) );
             } );
}

void NetworkForecaster::load( const ModelFile &file )
{
  const nlohmann::json &model = file.description.at( "model" );
  mPositiveWeight = model.at( "positiveWeight" );
  check( mPositiveWeight > 0 && std::isfinite( mPositiveWeight ), "The model's positive weight is not above 0. Train it again." );
  model.at( "calibration" ).get_to( mCalibration );
  HeatmapStack like; // as far as inputs look at it
  like.grid = gridOf( file );
  like.categories = file.description.at( "categories" ).get<std::vector<std::string>>();
  constexpr const char *beginOfAnyStep = "2024-01-01"; // of a week, a month and a year
  like.steps = TimeSteps( *parseTime( beginOfAnyStep ), stepLengthFromString( file.description.at( "step" ) ), 1 );
  mKind.inputs->load( file, model.at( "inputs" ), outputCount( like ) );
  mShape = mKind.inputs->shape( like );
  double values = 0;
  for ( const auto &[name, tensor] : file.tensors )
    values += static_cast<double>( tensor.values.size() );
  check( mOptions.seeds * mKind.parameterCount( mShape ) <= values,
         "The model holds fewer numbers than the network that it describes. Train it again." );

  // A model trained on a GPU also runs where there is none.
  const Device device = mOptions.device == Device::Gpu ? Device::Auto : mOptions.device;
  callTorch( "loading the network",
             [&]
             {
               mDevice = torchDevice( device );
               for ( int number = 0; number < mOptions.seeds; ++number )
               {
                 mNetworks.push_back( makeNetwork( number ) );
                 loadState( *mNetworks.back(), file, prefixOf( number ) );
               }
             } );
}
} // namespace

std::unique_ptr<Forecaster> makeNetworkForecaster( const TrainingOptions &options )
{
  return std::make_unique<NetworkForecaster>( options );
}

} // namespace riskcast
