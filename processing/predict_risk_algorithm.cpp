#include "predict_risk_algorithm.h"

#include "parameter_makers.h"
#include "run_core.h"
#include "run_engine.h"

namespace riskcast
{

PredictRiskAlgorithm::PredictRiskAlgorithm()
    : EngineAlgorithm( "predict_risk", Group::Prediction )
{
}

QString PredictRiskAlgorithm::displayName() const
{
  return QObject::tr( "Predict risk" );
}

QStringList PredictRiskAlgorithm::tags() const
{
  return QObject::tr( "forecast,tomorrow,probability,risk map,classes,crime,hotspot" ).split( ',' );
}

QString PredictRiskAlgorithm::explanation() const
{
  return QObject::tr(
      "Maps the risk of the time steps after the end of a heatmap stack.\n\n"
      "The risk of a cell is the calibrated probability, 0 … 1, of at least one incident in the time step. The raster has "
      "one band per predicted step and opens styled by risk classes. Their breaks are percentiles of the training "
      "predictions and the same for every step. On request, the classes are a raster of their own. A low class does not "
      "mean that a place is safe.\n\n"
      "Heatmaps and model must have the same grid and time step.\n\n"
      "The prediction runs in a program of its own, the Riskcast engine. The log shows its command, which can be repeated "
      "without QGIS." );
}

void PredictRiskAlgorithm::initAlgorithm( const QVariantMap & )
{
  declare( new QgsProcessingParameterRasterLayer( "HEATMAPS", QObject::tr( "Heatmap stack" ) ),
           QObject::tr( "Result of \"Create heatmap stack\", up to the time step before the first one to predict." ) );
  declare( new QgsProcessingParameterFile( "MODEL", QObject::tr( "Model" ), Qgis::ProcessingFileParameterBehavior::File,
                                           "safetensors" ),
           QObject::tr( "Result of \"Train risk model\"." ) );
  declarePredictionParameters( *this );
  declarePredictionResults( *this );
}

QgsProcessingAlgorithm *PredictRiskAlgorithm::createInstance() const
{
  return new PredictRiskAlgorithm;
}

void PredictRiskAlgorithm::read( const ParameterValues &values )
{
  mHeatmaps = values.rasterFile( "HEATMAPS" );
  mModel = values.inputFile( "MODEL" );
  mTask = readPredictionTask( values );
}

QVariantMap PredictRiskAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  readPredictionFiles( values, mTask, outputs );
  const QStringList command = predictionCommand( mTask, mHeatmaps, mModel );
  const nlohmann::json result = runEngine( command, outputs, report, feedback );
  const QVariantMap results = predictionResults( mTask, result ); // first, as nothing may fail once files are replaced
  outputs.commit();
  stylePrediction( mTask, values.context(), feedback );
  report.setProgress( 1 );
  return results;
}

} // namespace riskcast
