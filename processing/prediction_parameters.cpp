#include "prediction_parameters.h"

#include "parameter_makers.h"
#include "styling.h"

#include <nlohmann/json.hpp>

namespace riskcast
{

void declarePredictionParameters( Algorithm &algorithm )
{
  const PredictionOptions defaults;
  algorithm.declare( integerParameter( QStringLiteral( "STEPS_AHEAD" ), QObject::tr( "Steps ahead" ), defaults.stepsAhead, 1 ),
                     QObject::tr( "Number of time steps to predict after the end of the heatmaps; one band each. Later steps are "
                                  "predicted from the predicted risk of earlier ones." ) );
  algorithm.declare(
      integerParameter( QStringLiteral( "BORDER" ), QObject::tr( "Border left out [cells]" ), defaults.borderCells, 0 ),
      QObject::tr( "Number of outer rings of cells that get no risk, because a network knows nothing of what lies "
                   "beyond the edge." ),
      Shown::Advanced );
  algorithm.declare(
      integerParameter( QStringLiteral( "DISPLAY_FACTOR" ), QObject::tr( "Finer for display" ), defaults.displayFactor, 1 ),
      QObject::tr( "Makes cells so many times smaller by bilinear interpolation. For the eye only: such a raster must not be "
                   "scored." ),
      Shown::Advanced );
  algorithm.declare(
      listParameter( QStringLiteral( "PERCENTILES" ), QObject::tr( "Percentiles between classes [%]" ), defaults.percentiles ),
      QObject::tr( "Rising percentages of the cells, parted by commas, at which the classes change. The breaks are "
                   "those of the training predictions, the same for every step." ),
      Shown::Advanced );
  declareCreationOptions( algorithm );
}

void declarePredictionResults( Algorithm &algorithm )
{
  algorithm.declare( rasterResult( QStringLiteral( "RISK" ), QObject::tr( "Risk" ), Wanted::Always ),
                     QObject::tr( "GeoTIFF of probabilities, 0 … 1, one band per predicted time step." ) );
  algorithm.declare( rasterResult( QStringLiteral( "CLASSES" ), QObject::tr( "Risk classes" ), Wanted::OnRequest ),
                     QObject::tr( "GeoTIFF of class numbers from 0, the lowest risk, with the classes' names and colours." ) );
  algorithm.declareNumber( QStringLiteral( "STEPS" ), QObject::tr( "Number of predicted time steps" ) );
  algorithm.declareText( QStringLiteral( "FIRST_STEP" ), QObject::tr( "Start of the first predicted time step (ISO 8601)" ) );
  algorithm.declareText( QStringLiteral( "LAST_STEP" ), QObject::tr( "Start of the last predicted time step (ISO 8601)" ) );
  algorithm.declareNumber( QStringLiteral( "MAXIMUM_RISK" ), QObject::tr( "Highest risk of a cell, 0 … 1" ) );
}

PredictionTask readPredictionTask( const ParameterValues &values )
{
  PredictionTask task;
  task.options.stepsAhead = values.integer( QStringLiteral( "STEPS_AHEAD" ) );
  task.options.borderCells = values.integer( QStringLiteral( "BORDER" ) );
  task.options.displayFactor = values.integer( QStringLiteral( "DISPLAY_FACTOR" ) );
  task.options.percentiles = values.numbers( QStringLiteral( "PERCENTILES" ) );
  task.creationOptions = values.creationOptions();
  return task;
}

void readPredictionFiles( const ParameterValues &values, PredictionTask &task )
{
  task.risk = values.outputLayer( QStringLiteral( "RISK" ) );
  task.classes = values.outputLayer( QStringLiteral( "CLASSES" ) );
}

QStringList predictionCommand( const PredictionTask &task, const QString &heatmaps, const QString &model, OutputFiles &outputs )
{
  QStringList percentiles;
  for ( const double percentile : task.options.percentiles )
    percentiles << QString::number( percentile );
  QStringList command = { QStringLiteral( "predict" ),
                          heatmaps,
                          model,
                          outputs.stage( task.risk ),
                          QStringLiteral( "--steps-ahead" ),
                          QString::number( task.options.stepsAhead ),
                          QStringLiteral( "--border" ),
                          QString::number( task.options.borderCells ),
                          QStringLiteral( "--display-factor" ),
                          QString::number( task.options.displayFactor ),
                          QStringLiteral( "--percentiles" ),
                          percentiles.join( ',' ) };
  if ( !task.classes.isEmpty() )
    command << QStringLiteral( "--classes" ) << outputs.stage( task.classes );
  for ( const std::string &option : task.creationOptions )
    command << QStringLiteral( "--co" ) << QString::fromStdString( option );
  return command;
}

QVariantMap predictionResults( const PredictionTask &task, const nlohmann::json &result, QgsProcessingContext &context,
                               QgsProcessingFeedback *feedback )
{
  QVariantMap results = { { QStringLiteral( "RISK" ), task.risk },
                          { QStringLiteral( "STEPS" ), result.at( "steps" ).get<int>() },
                          { QStringLiteral( "FIRST_STEP" ), QString::fromStdString( result.at( "firstStep" ) ) },
                          { QStringLiteral( "LAST_STEP" ), QString::fromStdString( result.at( "lastStep" ) ) },
                          { QStringLiteral( "MAXIMUM_RISK" ), result.at( "maximumRisk" ).get<double>() } };
  styleResult( task.risk, context, feedback );
  if ( !task.classes.isEmpty() )
  {
    styleResult( task.classes, context, feedback );
    results[QStringLiteral( "CLASSES" )] = task.classes;
  }
  return results;
}

} // namespace riskcast
