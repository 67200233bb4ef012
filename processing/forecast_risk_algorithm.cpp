#include "forecast_risk_algorithm.h"

#include "incident_spool.h"
#include "parameter_makers.h"
#include "run_core.h"
#include "run_engine.h"
#include "selection_parameters.h"
#include "stack_file.h"
#include "styling.h"
#include "training.h"
#include "training_parameters.h"
#include "vector_style.h"

namespace riskcast
{

namespace
{

void declareStartAndEnd( Algorithm &algorithm )
{
  algorithm.declare( timeParameter( "START", QObject::tr( "Start" ) ),
                     QObject::tr( "First moment that is counted, as 2016-07-01 or 2016-07-01T18:00:00. Empty: that of the period "
                                  "that is found." ) );
  algorithm.declare( timeParameter( "END", QObject::tr( "End" ) ),
                     QObject::tr( "First moment that is not counted any more, at which the first step that is forecast begins. "
                                  "Empty: just after the layer's last incident, or the end of the period that is found if that "
                                  "comes first." ) );
}

} // namespace

ForecastRiskAlgorithm::ForecastRiskAlgorithm()
    : EngineAlgorithm( "forecast_risk", Group::Prediction )
{
}

QString ForecastRiskAlgorithm::displayName() const
{
  return QObject::tr( "Forecast risk" );
}

QStringList ForecastRiskAlgorithm::tags() const
{
  return QObject::tr( "pipeline,incidents,tomorrow,probability,risk map,crime,hotspot,convlstm" ).split( ',' );
}

QString ForecastRiskAlgorithm::explanation() const
{
  return QObject::tr(
      "From dated points to a map of tomorrow's risk, in one go: selects extent and period, counts incidents per grid "
      "cell and time step, trains a model and scores it beside its baselines, and predicts the risk of the time steps "
      "that follow.\n\n"
      "The first step that is forecast follows the layer's last incident, or the period that is found where the layer goes on "
      "after it. Give the end to forecast from another time on.\n\n"
      "The risk of a cell is the calibrated probability, 0 … 1, of at least one incident in the time step. A low class "
      "does not mean that a place is safe.\n\n"
      "What the four algorithms in between make can be kept: the selection, the heatmap stack and the model." );
}

void ForecastRiskAlgorithm::initAlgorithm( const QVariantMap & )
{
  declareIncidentParameters( *this );
  declareGridSize( *this );
  declareSelectionParameters( *this );
  declareStartAndEnd( *this );
  declareHeatmapParameters( *this );
  declareTrainingParameters( *this );
  declarePredictionParameters( *this );
  declarePredictionResults( *this );
  declare( selectionResult( Wanted::OnRequest ), QObject::tr( "The rectangle, with the period in its fields." ) );
  declare( rasterResult( "HEATMAPS", QObject::tr( "Heatmap stack" ), Wanted::OnRequest ),
           QObject::tr( "GeoTIFF of counts, one band per time step." ) );
  declare( modelResult( Wanted::OnRequest ), QObject::tr( "Model file for \"Predict risk\"." ) );
  declareTrainingOutputs( *this );
}

QgsProcessingAlgorithm *ForecastRiskAlgorithm::createInstance() const
{
  return new ForecastRiskAlgorithm;
}

void ForecastRiskAlgorithm::read( const ParameterValues &values )
{
  mIncidents = readIncidentParameters( values );
  mSelection = readSelectionOptions( values, mIncidents.crs() );
  mHeatmaps = readHeatmapOptions( values, mIncidents );
  mHeatmaps.period.start = values.time( "START" );
  mHeatmaps.period.end = values.time( "END" );
  mTraining = trainingArguments( values );
  mPrediction = readPredictionTask( values );
}

QVariantMap ForecastRiskAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  const QString selectionFile = values.outputLayer( "SELECTION" );
  const QString heatmapsFile = values.outputLayer( "HEATMAPS" );
  const QString modelFile = values.outputFile( "MODEL" );
  const QString stagedSelection = outputs.stage( selectionFile );
  const QString heatmaps = outputs.stage( heatmapsFile, "heatmaps.tif" );
  const QString model = outputs.stage( modelFile, "model.safetensors" );
  readPredictionFiles( values, mPrediction, outputs );

  reportTimeZone( mIncidents, report );
  SpooledIncidentReader incidents( std::make_unique<QgsIncidentReader>( *mIncidents.source, mIncidents.fields ) );
  PhaseFeedback selecting( report, 0, 0.04 );
  const Selection selection = selectExtentAndPeriod( incidents, mSelection, selecting );
  if ( !selectionFile.isEmpty() )
    writeSelection( selection, stagedSelection.toStdString() );

  fillFrom( selection, mHeatmaps );
  PhaseFeedback counting( report, 0.04, 0.07 );
  const HeatmapStack stack = makeHeatmaps( incidents, mHeatmaps, counting );
  checkPrediction( stack.grid, mPrediction.options ); // not after a training of hours
  PhaseFeedback writing( report, 0.07, 0.08 );
  writeHeatmapStack( stack, heatmaps.toStdString(), mPrediction.creationOptions, writing );

  QStringList trainingCommand = QStringList{ "train", heatmaps, model } + mTraining;
  if ( !modelFile.isEmpty() ) // where the next run looks for what an interrupted one has learned
    trainingCommand << "--checkpoint" << modelFile + checkpointSuffix;
  PhaseFeedback training( report, 0.08, 0.95 );
  const nlohmann::json trained = runEngine( trainingCommand, outputs, training, feedback );
  const QStringList command = predictionCommand( mPrediction, heatmaps, model );
  PhaseFeedback predicting( report, 0.95, 1 );
  const nlohmann::json predicted = runEngine( command, outputs, predicting, feedback );

  QVariantMap results = trainingOutputs( trained ); // first, as nothing may fail once files are replaced
  results.insert( predictionResults( mPrediction, predicted ) );
  outputs.commit();
  stylePrediction( mPrediction, values.context(), feedback );
  if ( !selectionFile.isEmpty() )
  {
    styleSelection( selectionFile, values.context(), feedback );
    results["SELECTION"] = selectionFile;
  }
  if ( !heatmapsFile.isEmpty() )
  {
    styleResult( heatmapsFile, values.context(), feedback );
    results["HEATMAPS"] = heatmapsFile;
  }
  if ( !modelFile.isEmpty() )
    results["MODEL"] = modelFile;
  report.setProgress( 1 );
  return results;
}

} // namespace riskcast
