#include "training.h"

#include "command.h"
#include "distinct_files.h"
#include "models/registry.h"
#include "option_types.h"
#include "output_file.h"
#include "stack_file.h"
#include "training_report.h"

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
  TrainingOptions training;
};

std::string kindsInWords()
{
  std::string text = "Kind of model:";
  for ( const ModelKind &kind : modelKinds )
    text += std::string( "\n        " ) + kind.name + ": " + kind.description;
  return text + "\n     ";
}

void declareNetwork( CLI::App &command, TrainingOptions &training )
{
  const std::string group = "Networks on windows of binary maps (convlstm)";
  command.add_option( "--window", training.windowLength, "Maps before the target that the network sees, in steps" )
      ->group( group );
  addEnumOption( command, "--gap-filling", training.gapFilling,
                 "What stands in the window for a step without reports; lastobserved: the last maps with reports instead" )
      ->group( group );
  command
      .add_option( "--binary-threshold", training.binaryThreshold,
                   "Incidents from which on a cell of a map in the window counts as 1" )
      ->group( group );
  command
      .add_flag( "--steps-since-report", training.stepsSinceReport,
                 "Adds to each map of the window how many steps in a row were without reports since the last ones" )
      ->group( group );
  addListOption( command, "--filters", training.filters, "Filters of the ConvLSTM blocks" )->group( group );
  addEnumOption( command, "--gates", training.gateActivation, "Activation of the gates" )->group( group );
  addEnumOption( command, "--padding", training.padding, "What convolutions see beyond the edge of the map" )->group( group );
  command.add_option( "--epochs", training.epochs, "Times that the training sees all maps" )->group( group );
  command.add_option( "--learning-rate", training.learningRate, "Step size of the optimiser (Adam)" )->group( group );
  command.add_option( "--batch-size", training.batchSize, "Windows in a training step" )->group( group );
  command
      .add_option( "--positive-weight", training.positiveWeight,
                   "Weight of a cell with incidents in the loss; 0: as many times as there are cells without for each one with" )
      ->group( group );
  command
      .add_option( "--patience", training.patience, "Stops after so many epochs without gain on the validation steps; 0: never" )
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
  declareNetwork( command, training );
  command.footer( "Example:\n  riskcast train heatmaps.tif model.safetensors --kind ratemixture" );
}

CommandResult train( const TrainOptions &options, Feedback &feedback )
{
  // A place that cannot be written to is told before the work, not after it.
  checkDistinctFiles( { options.stack }, { options.model, options.report } );
  {
    const OutputFile place( options.model );
  }
  std::optional<OutputFile> report;
  if ( !options.report.empty() )
    report.emplace( options.report );

  PhaseFeedback reading( feedback, 0, 0.02 );
  const HeatmapStack stack = readHeatmapStack( options.stack, reading );
  PhaseFeedback training( feedback, 0.02, 1 );
  const TrainedModel trained = trainRiskModel( stack, options.training, makeForecaster, training );
  feedback.throwIfCanceled();
  if ( report )
    writeHtmlReport( trainingReport( trained.file ), *report );
  trained.file.write( options.model );
  if ( report )
    report->commit();

  nlohmann::json fields = { { "model", options.model },
                            { "kind", options.training.kind },
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
