#include "training.h"

#include "command.h"
#include "distinct_files.h"
#include "error.h"
#include "interruption.h"
#include "models/registry.h"
#include "number_text.h"
#include "option_types.h"
#include "output_file.h"
#include "stack_file.h"
#include "training_report.h"

#include <filesystem>
#include <optional>

namespace riskcast
{

namespace
{

struct TrainOptions
{
  std::string stack;
  std::string model;
  std::string report;
  std::string history;
  std::string start;
  std::vector<std::string> covariates;
  std::string checkpoint;
  int checkpointEvery = 30; ///< seconds
  TrainingOptions training;
};

std::string kindsInWords()
{
  std::string text = "Kind of model:";
  for ( const ModelKind &kind : modelKinds )
    text += std::string( "\n        " ) + kind.name + ": " + kind.description;
  return text + "\n     ";
}

constexpr const char *ofTheKind = "of the kind";

void declareInputs( CLI::App &command, TrainingOptions &training )
{
  const std::string group = "What networks see (all but ratenetwork: windows of maps)";
  command.add_option( "--window", training.windowLength, "Maps before the target that the network sees, in steps" )
      ->group( group );
  addEnumOption( command, "--gap-filling", training.gapFilling,
                 "What stands in the window for a step without reports; lastobserved: the last maps with reports instead" )
      ->group( group );
  addEnumOption( command, "--window-maps", training.windowMaps, "What the maps hold: 0 and 1, or the logarithm of 1 + the count" )
      ->group( group );
  command
      .add_option( "--binary-threshold", training.binaryThreshold, "Incidents from which on a cell of a binary map counts as 1" )
      ->group( group );
  command.add_option( "--horizon", training.horizon, "Steps that an encoder-forecaster foretells at once" )->group( group );
  command
      .add_flag( "--steps-since-report", training.stepsSinceReport,
                 "Adds to each map of the window how many steps in a row were without reports since the last ones" )
      ->group( group );
  command.add_option( "--calendar", training.calendar, "Whether the network sees season, weekday and hour of the target" )
      ->type_name( "true|false" )
      ->default_str( ofTheKind )
      ->group( group );
  addEnumOption<Prior>( command, "--prior", training.prior,
                        "Rate that the network corrects; untrained, it then forecasts just that", ofTheKind )
      ->group( group );
  const std::string branches = "Maps that residual networks see (stresnet), and how far they lie apart";
  command.add_option( "--closeness", training.closeness, "Maps right before the target" )->group( branches );
  command.add_option( "--period", training.period, "Maps that lie periods apart" )->group( branches );
  command.add_option( "--trend", training.trend, "Maps that lie longer periods apart" )->group( branches );
  command
      .add_flag( "--cumulative-day", training.cumulativeDay,
                 "Maps add up the incidents since midnight, and the network learns such sums; risk is that of the step alone" )
      ->group( branches );
  command.add_option( "--period-steps", training.periodSteps, "Steps in a period" )
      ->default_str( "24 hours, 7 days, 4 weeks, 3 months" )
      ->group( branches );
  command.add_option( "--trend-steps", training.trendSteps, "Steps in a longer period" )
      ->default_str( "168 hours, 28 days, 52 weeks, 12 months" )
      ->group( branches );
}

void declareNetwork( CLI::App &command, TrainingOptions &training )
{
  const std::string group = "What networks are made of";
  addListOption( command, "--filters", training.filters, "Filters of the blocks, one number for each" )
      ->default_str( ofTheKind )
      ->group( group );
  command.add_option( "--residual-units", training.residualUnits, "Residual units in each branch (stresnet)" )->group( group );
  command
      .add_option( "--super-resolution", training.superResolution,
                   "Cells inside the network for each of the grid, along each side; maps are interpolated (stresnet)" )
      ->group( group );
  addEnumOption( command, "--form", training.form,
                 "How a ConvLSTM ends: squash, as published, or convolutional, which suits any grid (convlstm)" )
      ->group( group );
  addEnumOption( command, "--gates", training.gateActivation, "Activation of a ConvLSTM's gates" )->group( group );
  addEnumOption( command, "--padding", training.padding, "What convolutions see beyond the edge of the map" )->group( group );
}

void declareLearning( CLI::App &command, TrainingOptions &training )
{
  const std::string group = "How networks learn";
  const auto option = [&]( const char *name, auto &value, const char *description )
  { command.add_option( name, value, description )->default_str( ofTheKind )->group( group ); };
  addEnumOption<Loss>( command, "--loss", training.loss, "What is made small: wrong probabilities or wrong counts", ofTheKind )
      ->group( group );
  command
      .add_option( "--positive-weight", training.positiveWeight,
                   "Weight of a cell with incidents in the loss; 0: as many times as there are cells without for each one with" )
      ->default_str( "0; 1 with a prior or the focal loss" )
      ->group( group );
  option( "--epochs", training.epochs, "Times that the training sees all maps" );
  option( "--learning-rate", training.learningRate, "Step size of the optimiser (AdamW)" );
  option( "--batch-size", training.batchSize, "Targets in a training step" );
  option( "--weight-decay", training.weightDecay, "How fast weights shrink that the maps don't ask for" );
  command.add_option( "--gradient-clip", training.gradientClip, "Longest gradient, as the norm over all parameters; 0: any" )
      ->group( group );
  option( "--patience", training.patience, "Stops after so many epochs without gain on the validation steps; 0: never" );
  option( "--rate-drops", training.rateDrops,
          "How often, before it stops, it goes on from the best epoch at a quarter of the learning rate" );
  command.add_option( "--refit", training.refit, "Whether it learns from the validation steps, too, at last" )
      ->type_name( "true|false" )
      ->default_str( ofTheKind )
      ->group( group );
  command
      .add_option( "--seeds", training.seeds,
                   "Networks from different seeds that are averaged; their spread tells how sure the risk is" )
      ->group( group );
  command
      .add_flag( "--mixed-precision", training.mixedPrecision,
                 "Convolutions and products in 16 bits while learning; made for GPUs" )
      ->group( group );
  addEnumOption( command, "--device", training.device, "Where to compute; auto: on a GPU if there is one" )->group( group );
}

void declareTrain( CLI::App &command, TrainOptions &options )
{
  command.add_option( "STACK", options.stack, "Heatmap stack from `riskcast heatmaps` (GeoTIFF)" )->required();
  command.add_option( "MODEL", options.model, "Model to write (safetensors)" )->required();

  TrainingOptions &training = options.training;
  command.add_option( "--kind", training.kind, kindsInWords() )
      ->check( CLI::IsMember( modelKindNames() ).description( "" ) )
      ->type_name( "NAME" );
  command.add_option( "--test-share", training.testShare,
                      "Share, 0 … 1, of the steps with reports that only score the model: the latest" );
  command.add_option( "--validation-share", training.validationShare,
                      "Share, 0 … 1, of the steps before those that choose the best epoch: the latest" );
  command.add_option( "--seed", training.seed, "Start of the random numbers; on a processor the same seed gives the same model" );
  command.add_option( "--report", options.report, "Also writes a report: one HTML page with the history and the scores" )
      ->type_name( "FILE" );
  command
      .add_option( "--history", options.history, "Also writes the losses of each epoch as a table: CSV, or what the suffix says" )
      ->type_name( "FILE" );
  command
      .add_option(
          "--covariate", options.covariates,
          "Raster of an amount that doesn't change, such as metres of streets or people: the rate mixture may spread its "
          "mean rate like that; may be repeated, and the model keeps it (ratenetwork, ratemixture, --prior mixture)" )
      ->allow_extra_args( false )
      ->type_name( "FILE" );
  command
      .add_option(
          "--from", options.start,
          "Model whose networks the training begins with; kind and networks are then the model's, with newer incidents or, "
          "if they end with convolutions, on another grid" )
      ->type_name( "FILE" );
  command
      .add_option(
          "--checkpoint", options.checkpoint,
          "Where networks keep what they have learned so far; the same command goes on from there after it was interrupted" )
      ->default_str( std::string( "MODEL" ) + checkpointSuffix )
      ->type_name( "FILE" );
  command.add_option( "--checkpoint-every", options.checkpointEvery, "Least time between two writings of it, in seconds" )
      ->check( wholeNumber( 0 ) );
  declareInputs( command, training );
  declareNetwork( command, training );
  declareLearning( command, training );
  command.footer(
      "Several processes train a network together if torchrun's or mpirun's variables (RANK, WORLD_SIZE, MASTER_ADDR, "
      "MASTER_PORT) say so; the first writes the files.\n\n"
      "Example:\n  riskcast train heatmaps.tif model.safetensors --kind ratemixture" );
}

std::string checkpointOf( const TrainOptions &options )
{
  return options.checkpoint.empty() ? options.model + checkpointSuffix : options.checkpoint;
}

TrainedModel learnFromFiles( const TrainOptions &options, const WorkerPlace &place, Feedback &feedback )
{
  PhaseFeedback reading( feedback, 0, 0.02 );
  const HeatmapStack stack = readHeatmapStack( options.stack, reading );
  PhaseFeedback training( feedback, 0.02, 1 );
  TrainingStart start{ .checkpoint = checkpointOf( options ),
                       .pause = std::chrono::seconds( options.checkpointEvery ),
                       .place = place };
  if ( !options.start.empty() )
    start.model = ModelFile::read( options.start );
  start.covariates = readCovariates( options.covariates, stack, feedback );
  TrainedModel trained = trainRiskModel( stack, options.training, makeForecaster, training, start );
  feedback.throwIfCanceled();
  return trained;
}

/// A signal breaks what waits for other processes, too, which is not wrong then.
TrainedModel learn( const TrainOptions &options, const WorkerPlace &place, Feedback &feedback )
try
{
  return learnFromFiles( options, place, feedback );
}
catch ( const Error & )
{
  feedback.throwIfCanceled();
  throw;
}

TrainedModel learnOrSayWhatIsKept( const TrainOptions &options, const WorkerPlace &place, Feedback &feedback )
{
  const std::string checkpoint = checkpointOf( options );
  std::error_code missing;
  const auto before = std::filesystem::last_write_time( checkpoint, missing );
  LastWords words(
      [&]
      {
        if ( std::filesystem::last_write_time( checkpoint, missing ) != before )
          feedback.info( "Canceled. What was learned so far is kept in " + checkpoint +
                         ": the same command goes on from there." );
        else if ( missing && findModelKind( options.training.kind )->isNetwork )
          feedback.info( "Canceled. Nothing is kept yet: that begins with the first epoch to end after " +
                         countText( options.checkpointEvery, "second" ) + "." );
        else if ( !missing )
          feedback.info( "Canceled. " + checkpoint + " is as it was at the start." );
      } );
  try
  {
    return learn( options, place, feedback );
  }
  catch ( const Canceled & )
  {
    words.say();
    throw;
  }
}

/// Says nothing, as the first of several workers speaks for all.
class Quiet : public Feedback
{
public:
  explicit Quiet( const Feedback &whole )
      : mWhole( whole )
  {
  }
  bool isCanceled() const override { return mWhole.isCanceled(); }

private:
  const Feedback &mWhole;
};

CommandResult helpTraining( const TrainOptions &options, const WorkerPlace &place, Feedback &feedback )
{
  feedback.info( place.name() + " helps the first one at " + place.addressAndPort() +
                 ", which says how it goes and writes the model." );
  Quiet quiet( feedback );
  learn( options, place, quiet );
  return { nlohmann::json::object(), place.name() + " has done its part." };
}

CommandResult train( const TrainOptions &options, Feedback &feedback )
{
  const WorkerPlace place = workerPlace();
  if ( !place.isFirst() )
    return helpTraining( options, place, feedback );

  // A place that cannot be written to is told before the work, not after it.
  std::vector<std::string> inputs = options.covariates;
  inputs.insert( inputs.end(), { options.stack, options.start } );
  checkDistinctFiles( inputs, { options.model, options.report, options.history, checkpointOf( options ) } );
  checkModelName( options.model );
  {
    const OutputFile model( options.model );
    const OutputFile checkpoint( checkpointOf( options ) );
  }
  std::optional<OutputFile> report;
  if ( !options.report.empty() )
  {
    checkHtmlName( options.report );
    report.emplace( options.report );
  }
  std::optional<OutputFile> history;
  if ( !options.history.empty() )
  {
    checkTableName( options.history );
    history.emplace( options.history );
  }

  const TrainedModel trained = learnOrSayWhatIsKept( options, place, feedback );
  if ( report )
    writeHtmlReport( trainingReport( trained.file ), *report );
  if ( history )
    writeTable( historyTable( trained.file ), *history, feedback );
  trained.file.write( options.model );
  if ( report )
    report->commit();
  if ( history )
    history->commit();
  std::error_code stays;                                                   // without harm: it is of no use to another training
  if ( findModelKind( trained.file.description.at( "kind" ) )->isNetwork ) // others keep none, and it may be anybody's
    std::filesystem::remove( placeOf( checkpointOf( options ) ), stays );

  nlohmann::json fields = { { "model", options.model },
                            { "kind", trained.file.description.at( "kind" ) },
                            { "scores", trained.file.description.at( "scores" ) },
                            { "table", scoreTable( trained.scores ) } };
  return { std::move( fields ), "Wrote the model to " + options.model + "." };
}

} // namespace

void addTrainCommand( CLI::App &program, Command &chosen )
{
  addCommand<TrainOptions>( program, chosen, "train", "Train a model on a heatmap stack, and score it beside its baselines",
                            declareTrain, train );
}

} // namespace riskcast
