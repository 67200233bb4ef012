#include "train_risk_model_algorithm.h"

#include "parameter_makers.h"
#include "run_core.h"
#include "run_engine.h"
#include "training.h"
#include "training_parameters.h"

namespace riskcast
{

TrainRiskModelAlgorithm::TrainRiskModelAlgorithm()
    : EngineAlgorithm( "train_risk_model", Group::Models )
{
}

QString TrainRiskModelAlgorithm::displayName() const
{
  return QObject::tr( "Train risk model" );
}

QStringList TrainRiskModelAlgorithm::tags() const
{
  return QObject::tr( "learn,fit,neural network,convlstm,lstm,resnet,deep learning,forecast,crime,hotspot,baseline" )
      .split( ',' );
}

QString TrainRiskModelAlgorithm::explanation() const
{
  return QObject::tr(
      "Trains a model on a heatmap stack, and scores it beside its baselines.\n\n"
      "The latest steps with reports are kept for the test: the model never sees them before it is scored. Scores are the "
      "hit rate, which is the share of incidents in the riskiest 1, 4, 5 and 10 % of the area, and the log loss of the "
      "predicted probabilities. The long-run rate and a moving average are scored on the same steps: a model that does "
      "not beat them is not worth its time.\n\n"
      "The result is a model file (safetensors) that holds all that a prediction needs. A training of networks that was "
      "interrupted goes on where it was if it is run again with the same heatmaps, settings and model file.\n\n"
      "Training runs in a program of its own, the Riskcast engine. The log shows its command, which can be repeated "
      "without QGIS." );
}

void TrainRiskModelAlgorithm::initAlgorithm( const QVariantMap & )
{
  declare( new QgsProcessingParameterRasterLayer( "HEATMAPS", QObject::tr( "Heatmap stack" ) ),
           QObject::tr( "Result of \"Create heatmap stack\"." ) );
  declareTrainingParameters( *this );
  declare(
      new QgsProcessingParameterFile( "START_MODEL", QObject::tr( "Model to start from" ),
                                      Qgis::ProcessingFileParameterBehavior::File, "safetensors", QVariant(), true ),
      QObject::tr( "Result of an earlier training whose networks this one begins with, for newer incidents or, if the networks "
                   "end with convolutions, for another grid. Kind and networks are then that model's." ),
      Shown::Advanced );
  declare( modelResult( Wanted::Always ), QObject::tr( "Model file for \"Predict risk\"." ) );
  declare( reportResult( Wanted::OnRequest ),
           QObject::tr( "How the training went and what the model scores, with charts, as one HTML page that works offline." ) );
  declare( tableResult( "HISTORY", QObject::tr( "History" ), Wanted::OnRequest ),
           QObject::tr( "The losses of each epoch of each network, as a table." ) );
  declareTrainingOutputs( *this );
}

QgsProcessingAlgorithm *TrainRiskModelAlgorithm::createInstance() const
{
  return new TrainRiskModelAlgorithm;
}

void TrainRiskModelAlgorithm::read( const ParameterValues &values )
{
  mHeatmaps = values.rasterFile( "HEATMAPS" );
  mOptions = trainingArguments( values );
  if ( values.isGiven( "START_MODEL" ) )
    mOptions << "--from" << values.inputFile( "START_MODEL" );
}

QVariantMap TrainRiskModelAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  const QString model = values.outputFile( "MODEL" );
  const QString page = values.outputFile( "REPORT" );
  const QString history = values.outputLayer( "HISTORY" );
  // The checkpoint is no result: it outlives a run that is interrupted.
  QStringList files = { "train", mHeatmaps, outputs.stage( model ), "--checkpoint", model + checkpointSuffix };
  if ( !page.isEmpty() )
    files << "--report" << outputs.stage( page );
  if ( !history.isEmpty() )
    files << "--history" << outputs.stage( history );
  const nlohmann::json result = runEngine( files + mOptions, outputs, report, feedback );
  QVariantMap results = trainingOutputs( result ); // first, as nothing may fail once files are replaced
  outputs.commit();
  report.setProgress( 1 );
  results["MODEL"] = model;
  if ( !page.isEmpty() )
    results["REPORT"] = page;
  if ( !history.isEmpty() )
    results["HISTORY"] = history;
  return results;
}

} // namespace riskcast
