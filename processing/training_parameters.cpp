#include "training_parameters.h"

#include "evaluation.h"
#include "models/model_kinds.h"
#include "parameter_makers.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace riskcast
{

namespace
{

/// "convlstm: …; ratemixture: …"
QString kindDescriptions()
{
  QStringList texts;
  for ( const ModelKind &kind : modelKinds )
    texts << QStringLiteral( "%1: %2." ).arg( QString::fromUtf8( kind.name ), QString::fromUtf8( kind.description ) );
  return texts.join( ' ' );
}

void declareNetworkParameters( Algorithm &algorithm, const TrainingOptions &defaults )
{
  algorithm.declare( integerParameter( "WINDOW", QObject::tr( "Maps in a window" ), defaults.windowLength, 1 ),
                     QObject::tr( "Number of time steps before the predicted one that a network sees." ), Shown::Advanced );
  algorithm.declare( choiceParameter( "GAP_FILLING", QObject::tr( "Gap filling" ), defaults.gapFilling ),
                     QObject::tr( "What stands in a window for a step without reports. linear: between the maps before "
                                  "and after the gap, as published, but never from the predicted step or later. hold: the "
                                  "last map. decay: the last map, fading. zeros: an empty map. lastobserved: nothing, the "
                                  "window holds the last maps with reports." ),
                     Shown::Advanced );
  algorithm.declare( numberParameter( "BINARY_THRESHOLD", QObject::tr( "Threshold of binary maps" ), defaults.binaryThreshold ),
                     QObject::tr( "Number of incidents from which a cell of a network's input is 1; 0.5 as published." ),
                     Shown::Advanced );
  algorithm.declare(
      new QgsProcessingParameterBoolean( "STEPS_SINCE_REPORT", QObject::tr( "Add the steps since the last reports" ),
                                         defaults.stepsSinceReport ),
      QObject::tr( "Adds to each map of a window how many steps in a row were without reports since the last ones, "
                   "so that the network can tell maps from filled gaps." ),
      Shown::Advanced );
  algorithm.declare(
      listParameter( "FILTERS", QObject::tr( "Filters of the blocks" ), { defaults.filters.begin(), defaults.filters.end() } ),
      QObject::tr( "Number of filters of each ConvLSTM block, parted by commas." ), Shown::Advanced );
  algorithm.declare( choiceParameter( "GATES", QObject::tr( "Activation of the gates" ), defaults.gateActivation ),
                     QObject::tr( "hardsigmoid, as published, or sigmoid." ), Shown::Advanced );
  algorithm.declare( choiceParameter( "PADDING", QObject::tr( "Padding" ), defaults.padding ),
                     QObject::tr( "What convolutions see beyond the edge of the map. zeros makes the edge look safe." ),
                     Shown::Advanced );
}

void declareOptimiserParameters( Algorithm &algorithm, const TrainingOptions &defaults )
{
  algorithm.declare( numberParameter( "LEARNING_RATE", QObject::tr( "Learning rate" ), defaults.learningRate ),
                     QObject::tr( "Step size of the optimiser (Adam); 0.0001 as published." ), Shown::Advanced );
  algorithm.declare( integerParameter( "BATCH_SIZE", QObject::tr( "Batch size" ), defaults.batchSize, 1 ),
                     QObject::tr( "Number of windows in one training step; 8 as published." ), Shown::Advanced );
  algorithm.declare(
      numberParameter( "POSITIVE_WEIGHT", QObject::tr( "Weight of cells with incidents" ), defaults.positiveWeight ),
      QObject::tr( "Weight of a cell with incidents in the loss; a cell without weighs 1. 0: as many cells as have none "
                   "for each one that has. The risk is calibrated in any case." ),
      Shown::Advanced );
  algorithm.declare( integerParameter( "PATIENCE", QObject::tr( "Patience" ), defaults.patience, 0 ),
                     QObject::tr( "Number of epochs without gain on the validation steps after which training stops. 0: never." ),
                     Shown::Advanced );
  algorithm.declare( choiceParameter( "DEVICE", QObject::tr( "Device" ), defaults.device ),
                     QObject::tr( "auto: a GPU if LibTorch can use one, else the CPU." ), Shown::Advanced );
  algorithm.declare( integerParameter( "SEED", QObject::tr( "Seed" ), static_cast<int>( defaults.seed ), 0 ),
                     QObject::tr( "Start of the random numbers. The same seed and heatmaps give the same model." ),
                     Shown::Advanced );
}

} // namespace

void declareTrainingParameters( Algorithm &algorithm )
{
  const TrainingOptions defaults;
  algorithm.declare( choiceParameter( "KIND", QObject::tr( "Kind of model" ), names( modelKindNames() ),
                                      QString::fromStdString( defaults.kind ) ),
                     kindDescriptions() );
  algorithm.declare( integerParameter( "EPOCHS", QObject::tr( "Epochs" ), defaults.epochs, 1 ),
                     QObject::tr( "Number of times that a network sees all training steps; the best epoch is kept." ) );
  algorithm.declare( shareParameter( "TEST_SHARE", QObject::tr( "Share of test steps [%]" ), defaults.testShare ),
                     QObject::tr( "Percentage of the steps with reports, the latest, that the model is scored on and "
                                  "never trained on." ) );
  algorithm.declare(
      shareParameter( "VALIDATION_SHARE", QObject::tr( "Share of validation steps [%]" ), defaults.validationShare ),
      QObject::tr( "Percentage of the steps before the test steps, the latest, that choose the best epoch." ), Shown::Advanced );
  declareNetworkParameters( algorithm, defaults );
  declareOptimiserParameters( algorithm, defaults );
}

TrainingOptions readTrainingOptions( const ParameterValues &values )
{
  TrainingOptions options;
  options.kind = values.choice( "KIND" ).toStdString();
  options.validationShare = values.share( "VALIDATION_SHARE" );
  options.testShare = values.share( "TEST_SHARE" );
  options.windowLength = values.integer( "WINDOW" );
  options.gapFilling = values.choiceOf<GapFilling>( "GAP_FILLING" );
  options.binaryThreshold = values.number( "BINARY_THRESHOLD" );
  options.stepsSinceReport = values.yes( "STEPS_SINCE_REPORT" );
  options.filters = values.integers( "FILTERS" );
  options.gateActivation = values.choiceOf<GateActivation>( "GATES" );
  options.padding = values.choiceOf<Padding>( "PADDING" );
  options.epochs = values.integer( "EPOCHS" );
  options.learningRate = values.number( "LEARNING_RATE" );
  options.batchSize = values.integer( "BATCH_SIZE" );
  options.positiveWeight = values.number( "POSITIVE_WEIGHT" );
  options.patience = values.integer( "PATIENCE" );
  options.device = values.choiceOf<Device>( "DEVICE" );
  options.seed = static_cast<std::uint64_t>( values.integer( "SEED" ) );
  return options;
}

QStringList trainingArguments( const TrainingOptions &options )
{
  const auto name = []( auto value ) { return QString::fromStdString( enumName( value ) ); };
  return { "--kind",
           QString::fromStdString( options.kind ),
           "--validation-share",
           exactText( options.validationShare ),
           "--test-share",
           exactText( options.testShare ),
           "--window",
           QString::number( options.windowLength ),
           "--gap-filling",
           name( options.gapFilling ),
           "--binary-threshold",
           exactText( options.binaryThreshold ),
           QStringLiteral( "--steps-since-report=%1" ).arg( options.stepsSinceReport ? "true" : "false" ),
           "--filters",
           numbersText( { options.filters.begin(), options.filters.end() } ),
           "--gates",
           name( options.gateActivation ),
           "--padding",
           name( options.padding ),
           "--epochs",
           QString::number( options.epochs ),
           "--learning-rate",
           exactText( options.learningRate ),
           "--batch-size",
           QString::number( options.batchSize ),
           "--positive-weight",
           exactText( options.positiveWeight ),
           "--patience",
           QString::number( options.patience ),
           "--device",
           name( options.device ),
           "--seed",
           QString::number( options.seed ) };
}

void declareTrainingOutputs( Algorithm &algorithm )
{
  algorithm.declareNumber( "TEST_STEPS", QObject::tr( "Number of time steps that the model was scored on" ) );
  algorithm.declareNumber( "LOG_LOSS", QObject::tr( "Log loss on the test steps; lower is better" ) );
  for ( const double share : areaShares )
  {
    const int percent = static_cast<int>( std::lround( 100 * share ) );
    algorithm.declareNumber( QStringLiteral( "HIT_RATE_%1" ).arg( percent ),
                             QObject::tr( "Share of incidents in the riskiest %1 % of the area, 0 … 1" ).arg( percent ) );
  }
  algorithm.declareText( "TABLE", QObject::tr( "Scores of the model and its baselines, as text" ) );
}

QVariantMap trainingOutputs( const nlohmann::json &result )
{
  const nlohmann::json &scores = result.at( "scores" ).at( 0 ); // the model's own; those of the baselines follow
  QVariantMap outputs = { { "TEST_STEPS", scores.at( "steps" ).get<int>() },
                          { "LOG_LOSS", scores.at( "logLoss" ).get<double>() },
                          { "TABLE", QString::fromStdString( result.at( "table" ) ) } };
  for ( const auto &[percent, hitRate] : scores.at( "hitRate" ).items() )
    outputs["HIT_RATE_" + QString::fromStdString( percent )] = hitRate.get<double>();
  return outputs;
}

} // namespace riskcast
