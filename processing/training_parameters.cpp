#include "training_parameters.h"

#include "evaluation.h"
#include "models/model_kinds.h"
#include "parameter_makers.h"
#include "settings.h"
#include "training_options.h"

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

/// What is usual for the kind of model, in the words of a parameter's help.
QString usualIfEmpty()
{
  return " " + QObject::tr( "Empty: what is usual for the kind." );
}

void declareInputParameters( Algorithm &algorithm, const TrainingOptions &defaults )
{
  algorithm.declare( integerParameter( "WINDOW", QObject::tr( "Maps in a window" ), defaults.windowLength, 1 ),
                     QObject::tr( "Number of time steps before the predicted one that a network sees." ), Shown::Advanced );
  algorithm.declare( integerParameter( "HORIZON", QObject::tr( "Steps foretold at once" ), defaults.horizon, 1 ),
                     QObject::tr( "encoder_forecaster: number of time steps that it foretells at once." ), Shown::Advanced );
  algorithm.declare(
      choiceParameter( "GAP_FILLING", QObject::tr( "Gap filling" ), defaults.gapFilling ),
      QObject::tr( "What stands in a window for a step without reports. linear: between the maps before "
                   "and after the gap, as published, but never from the predicted step or later. hold: the "
                   "last map. decay: the last map, halved every 7 steps. zeros: an empty map. lastobserved: nothing, the "
                   "window holds the last maps with reports." ),
      Shown::Advanced );
  algorithm.declare( choiceParameter( "WINDOW_MAPS", QObject::tr( "Values of the maps" ), defaults.windowMaps ),
                     QObject::tr( "What the maps in a window hold. binary: 1 from the threshold on, as published. counts: the "
                                  "logarithm of 1 + the number of incidents." ),
                     Shown::Advanced );
  algorithm.declare( numberParameter( "BINARY_THRESHOLD", QObject::tr( "Threshold of binary maps" ), defaults.binaryThreshold ),
                     QObject::tr( "Number of incidents from which a cell of a binary map is 1; 0.5 as published." ),
                     Shown::Advanced );
  algorithm.declare(
      new QgsProcessingParameterBoolean( "STEPS_SINCE_REPORT", QObject::tr( "Add the steps since the last reports" ),
                                         defaults.stepsSinceReport ),
      QObject::tr( "Adds to each map of a window how many steps in a row were without reports since the last ones, "
                   "so that the network can tell maps from filled gaps." ),
      Shown::Advanced );
  algorithm.declare( optionalChoiceParameter( "CALENDAR", QObject::tr( "Calendar" ), { "true", "false" } ),
                     QObject::tr( "Whether a network sees season, weekday and hour of the predicted step." ) + usualIfEmpty(),
                     Shown::Advanced );
  algorithm.declare( optionalChoiceParameter( "PRIOR", QObject::tr( "Prior rate" ), names( enumNames<Prior>() ) ),
                     QObject::tr( "Rate that a network corrects; untrained, it then forecasts just that." ) + usualIfEmpty(),
                     Shown::Advanced );
  algorithm.declare(
      new QgsProcessingParameterMultipleLayers( "COVARIATES", QObject::tr( "Covariates" ), Qgis::ProcessingSourceType::Raster,
                                                QVariant(), true ),
      QObject::tr( "Rasters of amounts that don't change, such as metres of streets, people or shops: where they are "
                   "larger, the rate mixture may expect more. Of use to ratenetwork, ratemixture, and networks with "
                   "the prior mixture. The model keeps them." ),
      Shown::Advanced );
}

void declareBranchParameters( Algorithm &algorithm, const TrainingOptions &defaults )
{
  algorithm.declare( integerParameter( "CLOSENESS", QObject::tr( "Maps right before" ), defaults.closeness, 0 ),
                     QObject::tr( "stresnet: number of maps right before the predicted step." ), Shown::Advanced );
  algorithm.declare( integerParameter( "PERIOD", QObject::tr( "Maps that lie periods apart" ), defaults.period, 0 ),
                     QObject::tr( "stresnet: number of maps that lie a period apart, such as a week." ), Shown::Advanced );
  algorithm.declare( integerParameter( "TREND", QObject::tr( "Maps that lie longer periods apart" ), defaults.trend, 0 ),
                     QObject::tr( "stresnet: number of maps that lie a longer period apart." ), Shown::Advanced );
  algorithm.declare( optionalIntegerParameter( "PERIOD_STEPS", QObject::tr( "Steps in a period" ), 1 ),
                     QObject::tr( "stresnet. Empty: 24 hours, 7 days, 4 weeks or 3 months." ), Shown::Advanced );
  algorithm.declare( optionalIntegerParameter( "TREND_STEPS", QObject::tr( "Steps in a longer period" ), 1 ),
                     QObject::tr( "stresnet. Empty: 168 hours, 28 days, 52 weeks or 12 months." ), Shown::Advanced );
  algorithm.declare(
      new QgsProcessingParameterBoolean( "CUMULATIVE_DAY", QObject::tr( "Add up the day" ), defaults.cumulativeDay ),
      QObject::tr( "stresnet, steps of hours: maps add up the incidents since midnight, and the network learns "
                   "such sums, with the loss squarederror. Risk and scores are those of the step alone." ),
      Shown::Advanced );
}

void declareNetworkParameters( Algorithm &algorithm, const TrainingOptions &defaults )
{
  algorithm.declare( textParameter( "FILTERS", QObject::tr( "Filters of the blocks" ) ),
                     QObject::tr( "Number of filters of each block, parted by commas." ) + usualIfEmpty(), Shown::Advanced );
  algorithm.declare( integerParameter( "RESIDUAL_UNITS", QObject::tr( "Residual units" ), defaults.residualUnits, 0 ),
                     QObject::tr( "stresnet: number of residual units in each branch." ), Shown::Advanced );
  algorithm.declare( integerParameter( "SUPER_RESOLUTION", QObject::tr( "Super-resolution" ), defaults.superResolution, 1 ),
                     QObject::tr( "stresnet: number of cells inside the network for each of the grid, along each side; maps are "
                                  "interpolated. Risk and scores are those of the grid's cells." ),
                     Shown::Advanced );
  algorithm.declare( choiceParameter( "FORM", QObject::tr( "Form", "of a network" ), defaults.form ),
                     QObject::tr( "convlstm. squash: pooled in time and space to a dense layer, as published. convolutional: "
                                  "pooled in time alone, so that any grid does." ),
                     Shown::Advanced );
  algorithm.declare( choiceParameter( "GATES", QObject::tr( "Activation of the gates" ), defaults.gateActivation ),
                     QObject::tr( "hardsigmoid, as published, or sigmoid." ), Shown::Advanced );
  algorithm.declare( choiceParameter( "PADDING", QObject::tr( "Padding" ), defaults.padding ),
                     QObject::tr( "What convolutions see beyond the edge of the map. zeros makes the edge look safe." ),
                     Shown::Advanced );
}

void declareLearningParameters( Algorithm &algorithm, const TrainingOptions &defaults )
{
  const auto optional = [&]( QgsProcessingParameterDefinition *definition, const QString &help )
  { algorithm.declare( definition, help + usualIfEmpty(), Shown::Advanced ); };
  optional( optionalChoiceParameter( "LOSS", QObject::tr( "Loss" ), names( enumNames<Loss>() ) ),
            QObject::tr( "What training makes small. crossentropy and focal: wrong probabilities. poisson and squarederror: "
                         "wrong counts." ) );
  algorithm.declare(
      optionalNumberParameter( "POSITIVE_WEIGHT", QObject::tr( "Weight of cells with incidents" ) ),
      QObject::tr( "Weight of a cell with incidents in the loss; a cell without weighs 1. 0: as many cells as have none "
                   "for each one that has. The risk is calibrated in any case. Empty: 0, or 1 with a prior rate or the focal "
                   "loss." ),
      Shown::Advanced );
  optional( optionalNumberParameter( "LEARNING_RATE", QObject::tr( "Learning rate" ) ),
            QObject::tr( "Step size of the optimiser (AdamW)." ) );
  optional( optionalIntegerParameter( "BATCH_SIZE", QObject::tr( "Batch size" ), 1 ),
            QObject::tr( "Number of targets in one training step." ) );
  optional( optionalNumberParameter( "WEIGHT_DECAY", QObject::tr( "Weight decay" ) ),
            QObject::tr( "How fast weights shrink that the maps don't ask for." ) );
  algorithm.declare( numberParameter( "GRADIENT_CLIP", QObject::tr( "Longest gradient" ), defaults.gradientClip ),
                     QObject::tr( "As the norm over all parameters; longer ones are cut. 0: any." ), Shown::Advanced );
  optional( optionalIntegerParameter( "PATIENCE", QObject::tr( "Patience" ), 0 ),
            QObject::tr( "Number of epochs without gain on the validation steps after which training stops. 0: never." ) );
  optional(
      optionalIntegerParameter( "RATE_DROPS", QObject::tr( "Drops of the learning rate" ), 0 ),
      QObject::tr( "How often, before it stops, training goes on from the best epoch at a quarter of the learning rate." ) );
  optional( optionalChoiceParameter( "REFIT", QObject::tr( "Refit" ), { "true", "false" } ),
            QObject::tr( "Whether a network learns from the validation steps, too, at last." ) );
  algorithm.declare( integerParameter( "SEEDS", QObject::tr( "Networks" ), defaults.seeds, 1 ),
                     QObject::tr( "Number of networks from different seeds that are averaged; their spread tells how sure the "
                                  "risk is." ),
                     Shown::Advanced );
  algorithm.declare(
      new QgsProcessingParameterBoolean( "MIXED_PRECISION", QObject::tr( "Mixed precision" ), defaults.mixedPrecision ),
      QObject::tr( "Convolutions and products in 16 bits while learning. Made for GPUs." ), Shown::Advanced );
  algorithm.declare(
      choiceParameter( "DEVICE", QObject::tr( "Device" ), readSettings().device ),
      QObject::tr( "auto: a GPU if LibTorch can use one, else the CPU. The default is set in Settings ▸ Options ▸ Riskcast." ),
      Shown::Advanced );
  algorithm.declare( integerParameter( "SEED", QObject::tr( "Seed" ), static_cast<int>( defaults.seed ), 0 ),
                     QObject::tr( "Start of the random numbers. The same seed and heatmaps give the same model." ),
                     Shown::Advanced );
}

/// A parameter, and the engine's option of the same meaning.
struct Argument
{
  const char *parameter;
  const char *option;
};

constexpr std::array integers = {
  Argument{ "WINDOW", "--window" },
  Argument{ "HORIZON", "--horizon" },
  Argument{ "CLOSENESS", "--closeness" },
  Argument{ "PERIOD", "--period" },
  Argument{ "TREND", "--trend" },
  Argument{ "PERIOD_STEPS", "--period-steps" },
  Argument{ "TREND_STEPS", "--trend-steps" },
  Argument{ "RESIDUAL_UNITS", "--residual-units" },
  Argument{ "SUPER_RESOLUTION", "--super-resolution" },
  Argument{ "EPOCHS", "--epochs" },
  Argument{ "BATCH_SIZE", "--batch-size" },
  Argument{ "PATIENCE", "--patience" },
  Argument{ "RATE_DROPS", "--rate-drops" },
  Argument{ "SEEDS", "--seeds" },
  Argument{ "SEED", "--seed" },
};
constexpr std::array numbers = {
  Argument{ "BINARY_THRESHOLD", "--binary-threshold" }, Argument{ "POSITIVE_WEIGHT", "--positive-weight" },
  Argument{ "LEARNING_RATE", "--learning-rate" },       Argument{ "WEIGHT_DECAY", "--weight-decay" },
  Argument{ "GRADIENT_CLIP", "--gradient-clip" },
};
constexpr std::array choices = {
  Argument{ "KIND", "--kind" },
  Argument{ "GAP_FILLING", "--gap-filling" },
  Argument{ "WINDOW_MAPS", "--window-maps" },
  Argument{ "CALENDAR", "--calendar" },
  Argument{ "PRIOR", "--prior" },
  Argument{ "FORM", "--form" },
  Argument{ "GATES", "--gates" },
  Argument{ "PADDING", "--padding" },
  Argument{ "LOSS", "--loss" },
  Argument{ "REFIT", "--refit" },
};

/// Appends the options that a value was given for; the engine has the same defaults.
template<class Arguments, class Text>
void append( const Arguments &arguments, const ParameterValues &values, const Text &text, QStringList &list )
{
  for ( const Argument &argument : arguments )
    if ( values.isGiven( argument.parameter ) )
      list << argument.option << text( argument.parameter );
}

} // namespace

void declareTrainingParameters( Algorithm &algorithm )
{
  const TrainingOptions defaults;
  algorithm.declare( choiceParameter( "KIND", QObject::tr( "Kind of model" ), names( modelKindNames() ),
                                      QString::fromStdString( defaults.kind ) ),
                     kindDescriptions() );
  algorithm.declare( optionalIntegerParameter( "EPOCHS", QObject::tr( "Epochs" ), 1 ),
                     QObject::tr( "Number of times that a network sees all training steps; the best epoch is kept." ) +
                         usualIfEmpty() );
  algorithm.declare( shareParameter( "TEST_SHARE", QObject::tr( "Share of test steps [%]" ), defaults.testShare ),
                     QObject::tr( "Percentage of the steps with reports, the latest, that the model is scored on and "
                                  "never trained on." ) );
  algorithm.declare(
      shareParameter( "VALIDATION_SHARE", QObject::tr( "Share of validation steps [%]" ), defaults.validationShare ),
      QObject::tr( "Percentage of the steps before the test steps, the latest, that choose the best epoch." ), Shown::Advanced );
  declareInputParameters( algorithm, defaults );
  declareBranchParameters( algorithm, defaults );
  declareNetworkParameters( algorithm, defaults );
  declareLearningParameters( algorithm, defaults );
}

QStringList trainingArguments( const ParameterValues &values )
{
  const auto flag = [&values]( const char *option, const char *name )
  { return QStringLiteral( "%1=%2" ).arg( option, values.yes( name ) ? "true" : "false" ); };
  QStringList list = { "--validation-share",
                       exactText( values.share( "VALIDATION_SHARE" ) ),
                       "--test-share",
                       exactText( values.share( "TEST_SHARE" ) ),
                       flag( "--steps-since-report", "STEPS_SINCE_REPORT" ),
                       flag( "--cumulative-day", "CUMULATIVE_DAY" ),
                       flag( "--mixed-precision", "MIXED_PRECISION" ) };
  list << "--device" << values.choice( "DEVICE" ); // its default is one of QGIS's settings, which the engine does not read
  if ( values.isGiven( "FILTERS" ) )
  {
    const std::vector<int> filters = values.integers( "FILTERS" );
    list << "--filters" << numbersText( { filters.begin(), filters.end() } );
  }
  for ( const QString &file : values.rasterFiles( "COVARIATES" ) )
    list << "--covariate" << file;
  append(
      choices, values, [&]( const char *name ) { return values.choice( name ); }, list );
  append(
      integers, values, [&]( const char *name ) { return QString::number( values.integer( name ) ); }, list );
  append(
      numbers, values, [&]( const char *name ) { return exactText( values.number( name ) ); }, list );
  return list;
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
