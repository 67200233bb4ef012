#include "network_forecaster.h"

#include "../category_risks.h"
#include "../error.h"
#include "../gdal_support.h"
#include "../model_description.h"
#include "../number_text.h"
#include "../stack_parts.h"
#include "ensemble_training.h"
#include "mixed_precision.h"
#include "network_ensemble.h"
#include "score_reading.h"
#include "target_runs.h"
#include "torch_support.h"
#include "training_task.h"

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
  void startFrom( const ModelFile &model ) override { mStart.model = model; }
  void shareWork( const WorkerPlace &place ) override { mStart.place = place; }
  void useCovariates( const std::vector<Covariate> &covariates ) override;
  nlohmann::json history() const override { return mHistory; }

private:
  TrainingTask taskOf( const HeatmapStack &stack, const std::vector<int> &training, const std::vector<int> &validation,
                       Feedback &feedback ) const;
  void sayWhatIsTrained( const TrainingTask &task, double bytes, Feedback &feedback ) const;
  void learn( EnsembleTraining &training, const HeatmapStack &stack, const StepSplit &split, Feedback &feedback );
  void refit( EnsembleTraining &training, const HeatmapStack &stack, const StepSplit &split, Feedback &feedback );
  void describeHistory( const std::vector<TrainingHistory> &histories );
  bool needsNoCalibration( const std::vector<TrainingHistory> &histories ) const;
  void checkShape( const HeatmapStack &stack ) const;
  RiskForecast forecastInParts( const HeatmapStack &stack, std::span<const int> targets, bool tellsDetails,
                                Feedback &feedback ) const;
  void forecastTogether( const HeatmapStack &stack, std::span<const int> targets, torch::Tensor risk, torch::Tensor spread,
                         Feedback &feedback ) const;

  TrainingOptions mOptions; ///< completed
  NetworkKind mKind;
  NetworkEnsemble mEnsemble;
  EnsembleStart mStart;
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
  check( *options.epochs > 0, "The number of epochs must be at least 1." );
  check( options.batchSize.value_or( 1 ) > 0, "The batch size must be at least 1." );
  check( isPositive( *options.learningRate ), "The learning rate must be above 0." );
  check( isNoneOrMore( *options.positiveWeight ), "The positive weight must be above 0, or 0 for the automatic one." );
  check( isNoneOrMore( *options.weightDecay ) && isNoneOrMore( options.gradientClip ),
         "Weight decay and the longest gradient must not be below 0." );
  check( *options.patience >= 0 && *options.rateDrops >= 0, "Patience and the drops of the learning rate must not be below 0." );
  check( options.seeds > 0, "A model needs at least one network: the number of seeds must be above 0." );
  if ( *options.prior != Prior::None )
    ScoreReading( *options.loss, 1 ).scoresOf( torch::zeros( 1 ) ); // not every loss can correct one
}

NetworkForecaster::NetworkForecaster( const TrainingOptions &options )
    : mOptions( completed( options ) )
    , mKind( networkKind( mOptions ) )
{
  checkOptions( mOptions );
  mEnsemble.loss = *mOptions.loss;
}

/// A prior stays as it is, and so does what learned from presence to correct one; what others say, expected counts where
/// incidents come in bursts among them, is put right on the validation steps.
bool NetworkForecaster::needsNoCalibration( const std::vector<TrainingHistory> &histories ) const
{
  const bool isUntrained =
      !mStart.model && std::ranges::all_of( histories, []( const TrainingHistory &each ) { return each.bestEpoch == 0; } );
  const bool isHonest = isUntrained || ( mKind.isHonest && mEnsemble.loss == Loss::CrossEntropy );
  return mKind.inputs->hasPrior() && isHonest;
}

void NetworkForecaster::keepCheckpoint( const std::string &path, std::chrono::milliseconds pause )
{
  mStart.checkpoint = path;
  mStart.pause = pause;
}

void NetworkForecaster::useCovariates( const std::vector<Covariate> &covariates )
{
  mKind.inputs->useCovariates( covariates );
  mStart.covariates = covariates;
}

TrainingTask NetworkForecaster::taskOf( const HeatmapStack &stack, const std::vector<int> &training,
                                        const std::vector<int> &validation, Feedback &feedback ) const
{
  TrainingTask task =
      taskFor( stack, *mKind.inputs, training, validation, { *mOptions.loss, mEnsemble.positiveWeight }, feedback );
  if ( mKind.isCausal )
    shareWindows( task, *mOptions.batchSize, mEnsemble.shape.steps, feedback );
  return task;
}

void NetworkForecaster::sayWhatIsTrained( const TrainingTask &task, double bytes, Feedback &feedback ) const
{
  const int processes = mStart.place.count;
  if ( mKind.isCausal )
    saySharing( task, *mOptions.batchSize, feedback );
  warnOfIdleProcesses( *mOptions.batchSize, mKind.isCausal ? mEnsemble.shape.steps : 1, processes, feedback );
  constexpr double megabyte = 1e6;
  const std::string weight =
      weighsPositives( mEnsemble.loss ) ? ", positive weight " + measureText( mEnsemble.positiveWeight ) : "";
  const std::string inProcesses = processes > 1 ? "in " + std::to_string( processes ) + " processes, each " : "";
  feedback.info( "Training " + inProcesses + "on " + deviceName( mEnsemble.device ) + " with " +
                 countText( at::get_num_threads(), "thread" ) + ": " +
                 countText( std::llround( mKind.parameterCount( mEnsemble.shape ) ) ) + " parameters, about " +
                 measureText( std::ceil( bytes / megabyte ) ) + " MB of memory, " + std::to_string( task.training.size() ) +
                 " steps" + weight + "." );
  if ( !mEnsemble.device.is_cpu() && !hasMemory( mEnsemble.device, bytes ) )
    feedback.warning( "That may be more memory than the " + deviceName( mEnsemble.device ) +
                      " has free, so that the training may fail. " + memoryAdvice );
}

void NetworkForecaster::learn( EnsembleTraining &training, const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  PhaseFeedback opening( feedback, 0, 0.1 );
  PhaseFeedback learning( feedback, 0.1, 1 );
  const double inputs = mKind.inputs->bytesPerTarget( stack );
  const std::vector<int> steps = thinned( split.training, "training", inputs, feedback );
  const std::vector<int> validation = thinned( split.validation, "validation", inputs, feedback );
  mEnsemble.positiveWeight = *mOptions.positiveWeight > 0
                                 ? *mOptions.positiveWeight
                                 : balancingWeight( countsAt( stack, steps ).select( 1, 0 ), cellTensor( stack ) );
  const double outcomes = sizeof( float ) * static_cast<double>( outputCount( stack ) ) * stack.cellCount(); // of a target
  const double held = static_cast<double>( stack.counts.size() * sizeof( float ) ) +
                      ( inputs + outcomes ) * static_cast<double>( steps.size() + validation.size() );
  checkMemory( "What the network learns from", mStart.place.countOnMachine * held, memoryAdvice );
  TrainingTask task = taskOf( stack, steps, validation, opening );
  task.wasTrained = mStart.model.has_value();
  // The first of what processes do together, as it sees whether they train the same.
  training.openCheckpoint( stack, split, feedback );
  sayWhatIsTrained( task, training.memoryFor( task, held ), feedback );
  training.train( task, learning );
  mEnsemble.networks = training.networks();
  if ( needsNoCalibration( training.histories() ) )
    mEnsemble.forgetCalibration();
  else
    mEnsemble.calibrate( task );
}

void NetworkForecaster::refit( EnsembleTraining &training, const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  PhaseFeedback fitting( feedback, 0, 0.3 );
  PhaseFeedback opening( feedback, 0.3, 0.4 );
  PhaseFeedback learning( feedback, 0.4, 1 );
  fitting.setProgress( 0, "Learning from the validation steps, too" );
  feedback.info( "It learns anew from training and validation steps together, for as many epochs as were best." );
  mKind.inputs->refit( stack, split.fitted(), fitting );
  const std::vector<int> all =
      thinned( split.fitted(), "training and validation", mKind.inputs->bytesPerTarget( stack ), feedback );
  training.retrain( taskOf( stack, all, {}, opening ), learning );
  mEnsemble.networks = training.networks();
}

void NetworkForecaster::describeHistory( const std::vector<TrainingHistory> &histories )
{
  mHistory = describe( histories.front() );
  for ( size_t number = 1; number < histories.size(); ++number )
    mHistory["furtherNetworks"].push_back( describe( histories[number] ) );
  mHistory.update( { { "device", deviceName( mEnsemble.device ) },
                     { "threads", at::get_num_threads() },
                     { "libtorch", TORCH_VERSION },
                     { "positiveWeight", mEnsemble.positiveWeight },
                     { "batchSize", *mOptions.batchSize },
                     { "seed", mOptions.seed },
                     { "parameters", std::llround( mKind.parameterCount( mEnsemble.shape ) ) } } );
}

void NetworkForecaster::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  check( split.training.size() > 1 && !split.validation.empty(),
         "Steps to train on: " + std::to_string( split.training.size() ) +
             ", to choose the epoch by: " + std::to_string( split.validation.size() ) +
             "; at least 2 and 1 are needed. Use a longer period, shorter steps, other shares or less history." );
  prepareTorch( mStart.place.countOnMachine );
  mEnsemble.device = torchDevice( mOptions.device, mStart.place.onMachine.value_or( 0 ) );
  if ( mOptions.device == Device::Auto && mEnsemble.device.is_cpu() && torch::cuda::device_count() > 0 )
    feedback.warning( "There is a GPU, but this LibTorch cannot compute on it, or others fill it: the processor does the work." );
  if ( mOptions.mixedPrecision )
    checkSuitsMixedPrecision( mEnsemble.device );
  constexpr size_t smallTraining = 600;
  mOptions.batchSize = mOptions.batchSize.value_or( split.training.size() < smallTraining ? 8 : 32 );
  callTorch( "training the network",
             [&]
             {
               PhaseFeedback preparing( feedback, 0, 0.25 );
               if ( mStart.model )
                 mKind.inputs->keepFrom( *mStart.model );
               mKind.inputs->fit( stack, split, preparing );
               mEnsemble.shape = mKind.inputs->shape( stack );
               if ( !mStart.place.isAlone() )
                 feedback.info( "Waiting at " + mStart.place.addressAndPort() + " until all " +
                                std::to_string( mStart.place.count ) + " processes are there." );
               EnsembleTraining training( mKind, mEnsemble.shape, mOptions, mEnsemble.device, mStart );
               PhaseFeedback learning( feedback, 0.25, *mOptions.refit ? 0.7 : 1 );
               learn( training, stack, split, learning );
               PhaseFeedback refitting( feedback, 0.7, 1 );
               if ( *mOptions.refit )
                 refit( training, stack, split, refitting );
               describeHistory( training.histories() );
             } );
}

void NetworkForecaster::checkShape( const HeatmapStack &stack ) const
{
  const NetworkShape shape = mKind.inputs->shape( stack );
  check( shape.rows == mEnsemble.shape.rows && shape.columns == mEnsemble.shape.columns &&
             shape.channels == mEnsemble.shape.channels && shape.outputs == mEnsemble.shape.outputs,
         "The heatmap stack has other rows, columns or categories than the model was trained on." );
}

std::vector<float> NetworkForecaster::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  return forecastInParts( stack, targets, /*tellsDetails=*/false, feedback ).risk;
}

RiskForecast NetworkForecaster::forecast( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  RiskForecast forecast = forecastInParts( stack, targets, /*tellsDetails=*/true, feedback );
  cutCategories( forecast, stack.cellCount() );
  return forecast;
}

/// Fills risk [targets, O, H × W] and, of several networks, spread [targets, H × W].
void NetworkForecaster::forecastTogether( const HeatmapStack &stack, std::span<const int> targets, torch::Tensor risk,
                                          torch::Tensor spread, Feedback &feedback ) const
{
  PhaseFeedback opening( feedback, 0, 0.5 );
  const SampleSource source = mKind.inputs->open( stack, { targets.begin(), targets.end() }, opening );
  PhaseFeedback predicting( feedback, 0.5, 1 );
  mEnsemble.forecast( source, mOptions.batchSize.value_or( 8 ), risk, spread, predicting );
}

/// \param tellsDetails  spread and categories, too, which nobody asks for of many steps: they may take more memory than the risk
RiskForecast NetworkForecaster::forecastInParts( const HeatmapStack &stack, std::span<const int> targets, bool tellsDetails,
                                                 Feedback &feedback ) const
{
  checkShape( stack );
  prepareTorch( mStart.place.countOnMachine );
  const size_t together = targetsAtOnce( mKind.inputs->bytesPerTarget( stack ) );
  const auto share = [&]( size_t done ) { return static_cast<double>( done ) / static_cast<double>( targets.size() ); };
  const auto append = []( const torch::Tensor &tensor, std::vector<float> &values )
  {
    const torch::Tensor plain = tensor.contiguous();
    values.insert( values.end(), plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel() );
  };
  const auto forecastPart = [&]( std::span<const int> part, RiskForecast &all, Feedback &phase )
  {
    const auto count = static_cast<int64_t>( part.size() );
    const torch::Tensor risk = torch::empty( { count, mEnsemble.shape.outputs, stack.cellCount() } );
    const torch::Tensor spread = torch::empty( { count, stack.cellCount() } );
    forecastTogether( stack, part, risk, spread, phase );
    append( risk.select( 1, 0 ), all.risk );
    if ( tellsDetails && mEnsemble.networks.size() > 1 )
      append( spread, all.spread );
    if ( tellsDetails && mEnsemble.shape.outputs > 1 )
      append( risk.slice( 1, 1 ), all.categories );
  };
  RiskForecast all;
  callTorch( "predicting",
             [&]
             {
               const torch::NoGradGuard noGrad;
               all.risk.reserve( targets.size() * stack.cellCount() );
               for ( size_t first = 0; first < targets.size(); first += together )
               {
                 const std::span<const int> part = targets.subspan( first, std::min( together, targets.size() - first ) );
                 PhaseFeedback phase( feedback, share( first ), share( first + part.size() ) );
                 forecastPart( part, all, phase );
               }
             } );
  return all;
}

void NetworkForecaster::save( ModelFile &file ) const
{
  nlohmann::json &model = file.description["model"];
  model = { { "positiveWeight", mEnsemble.positiveWeight },
            { "calibration", mEnsemble.calibration },
            { "inputs", nlohmann::json::object() } };
  callTorch( "saving the network",
             [&]
             {
               mKind.inputs->save( file, model["inputs"] );
               for ( int number = 0; number < mOptions.seeds; ++number )
                 saveState( *mEnsemble.networks[number], file, networkPrefix( number, mOptions.seeds ) );
             } );
}

void NetworkForecaster::load( const ModelFile &file )
{
  const nlohmann::json &model = file.description.at( "model" );
  mEnsemble.positiveWeight = model.at( "positiveWeight" );
  check( mEnsemble.positiveWeight > 0 && std::isfinite( mEnsemble.positiveWeight ),
         "The model's positive weight is not above 0. Train it again." );
  model.at( "calibration" ).get_to( mEnsemble.calibration );
  HeatmapStack like; // as far as inputs look at it
  like.grid = gridOf( file );
  like.categories = file.description.at( "categories" ).get<std::vector<std::string>>();
  constexpr const char *beginOfAnyStep = "2024-01-01"; // of a week, a month and a year
  like.steps = TimeSteps( *parseTime( beginOfAnyStep ), stepLengthFromString( file.description.at( "step" ) ), 1 );
  mKind.inputs->load( file, model.at( "inputs" ), outputCount( like ) );
  mEnsemble.shape = mKind.inputs->shape( like );
  check( mEnsemble.calibration.size() ==
             static_cast<size_t>( mOptions.seeds ) * mEnsemble.shape.horizon * mEnsemble.shape.outputs,
         "The model is calibrated for other outputs than it has. Train it again." );
  double values = 0;
  for ( const auto &[name, tensor] : file.tensors )
    values += static_cast<double>( tensor.values.size() );
  check( mOptions.seeds * mKind.parameterCount( mEnsemble.shape ) <= values,
         "The model holds fewer numbers than the network that it describes. Train it again." );

  callTorch( "loading the network",
             [&]
             {
               mEnsemble.device = torchDevice( mOptions.device );
               for ( int number = 0; number < mOptions.seeds; ++number )
               {
                 mEnsemble.networks.push_back( mKind.make( mEnsemble.shape ) );
                 loadState( *mEnsemble.networks.back(), file, networkPrefix( number, mOptions.seeds ) );
                 mEnsemble.networks.back()->to( mEnsemble.device );
               }
             } );
}
} // namespace

std::unique_ptr<Forecaster> makeNetworkForecaster( const TrainingOptions &options )
{
  return std::make_unique<NetworkForecaster>( options );
}

} // namespace riskcast
