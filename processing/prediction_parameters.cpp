#include "prediction_parameters.h"

#include "engine_arguments.h"
#include "parameter_makers.h"
#include "styling.h"

#include <nlohmann/json.hpp>

namespace riskcast
{

void declarePredictionParameters( Algorithm &algorithm )
{
  const PredictionOptions defaults;
  algorithm.declare( integerParameter( "STEPS_AHEAD", QObject::tr( "Steps ahead" ), defaults.stepsAhead, 1 ),
                     QObject::tr( "Number of time steps to predict after the end of the heatmaps; one band each. Later "
                                  "steps are predicted from the predicted risk of earlier ones." ) );
  algorithm.declare( integerParameter( "BORDER", QObject::tr( "Border left out [cells]" ), defaults.borderCells, 0 ),
                     QObject::tr( "Number of outer rings of cells that get no risk, because a network knows nothing of "
                                  "what lies beyond the edge." ),
                     Shown::Advanced );
  algorithm.declare(
      integerParameter( "DISPLAY_FACTOR", QObject::tr( "Finer for display" ), defaults.displayFactor, 1 ),
      QObject::tr( "Makes cells so many times smaller by bilinear interpolation. For the eye only: such a raster must not "
                   "be scored." ),
      Shown::Advanced );
  algorithm.declare(
      listParameter( "PERCENTILES", QObject::tr( "Percentiles between classes [%]" ), defaults.percentiles ),
      QObject::tr( "Rising percentages of the cells, parted by commas, at which the classes change. The breaks are those "
                   "of the training predictions, the same for every step." ),
      Shown::Advanced );
  declareCreationOptions( algorithm );
}

void declarePredictionResults( Algorithm &algorithm )
{
  algorithm.declare( rasterResult( "RISK", QObject::tr( "Risk" ), Wanted::Always ),
                     QObject::tr( "GeoTIFF of probabilities, 0 … 1, one band per predicted time step." ) );
  algorithm.declare( rasterResult( "CLASSES", QObject::tr( "Risk classes" ), Wanted::OnRequest ),
                     QObject::tr( "GeoTIFF of class numbers from 1, the lowest risk, with the classes' names and colours." ) );
  algorithm.declareNumber( "STEPS", QObject::tr( "Number of predicted time steps" ) );
  algorithm.declareText( "FIRST_STEP", QObject::tr( "Start of the first predicted time step (ISO 8601)" ) );
  algorithm.declareText( "LAST_STEP", QObject::tr( "Start of the last predicted time step (ISO 8601)" ) );
  algorithm.declareNumber( "MAXIMUM_RISK", QObject::tr( "Highest risk of a cell, 0 … 1" ) );
}

PredictionTask readPredictionTask( const ParameterValues &values )
{
  PredictionTask task;
  task.options.stepsAhead = values.integer( "STEPS_AHEAD" );
  task.options.borderCells = values.integer( "BORDER" );
  task.options.displayFactor = values.integer( "DISPLAY_FACTOR" );
  task.options.percentiles = values.numbers( "PERCENTILES" );
  task.creationOptions = values.creationOptions();
  return task;
}

void readPredictionFiles( const ParameterValues &values, PredictionTask &task, OutputFiles &outputs )
{
  task.risk = values.outputLayer( "RISK" );
  task.classes = values.outputLayer( "CLASSES" );
  task.stagedRisk = outputs.stage( task.risk );
  task.stagedClasses = outputs.stage( task.classes );
}

QStringList predictionCommand( const PredictionTask &task, const QString &heatmaps, const QString &model )
{
  QStringList command = { "predict",
                          heatmaps,
                          model,
                          task.stagedRisk,
                          "--steps-ahead",
                          QString::number( task.options.stepsAhead ),
                          "--border",
                          QString::number( task.options.borderCells ),
                          "--display-factor",
                          QString::number( task.options.displayFactor ),
                          "--percentiles",
                          numbersText( task.options.percentiles ) };
  if ( !task.classes.isEmpty() )
    command << "--classes" << task.stagedClasses;
  return command + creationArguments( task.creationOptions );
}

QVariantMap predictionResults( const PredictionTask &task, const nlohmann::json &result )
{
  QVariantMap results = { { "RISK", task.risk },
                          { "STEPS", result.at( "steps" ).get<int>() },
                          { "FIRST_STEP", QString::fromStdString( result.at( "firstStep" ) ) },
                          { "LAST_STEP", QString::fromStdString( result.at( "lastStep" ) ) },
                          { "MAXIMUM_RISK", result.at( "maximumRisk" ).get<double>() } };
  if ( !task.classes.isEmpty() )
    results["CLASSES"] = task.classes;
  return results;
}

void stylePrediction( const PredictionTask &task, QgsProcessingContext &context, QgsProcessingFeedback *feedback )
{
  styleResult( task.risk, context, feedback );
  if ( !task.classes.isEmpty() )
    styleResult( task.classes, context, feedback );
}

} // namespace riskcast
