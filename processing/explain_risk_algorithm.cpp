#include "explain_risk_algorithm.h"

#include "engine_arguments.h"
#include "explain_risk.h"
#include "parameter_makers.h"
#include "run_core.h"
#include "run_engine.h"
#include "styling.h"

namespace riskcast
{

ExplainRiskAlgorithm::ExplainRiskAlgorithm()
    : EngineAlgorithm( "explain_risk", Group::Prediction )
{
}

QString ExplainRiskAlgorithm::displayName() const
{
  return QObject::tr( "Explain risk" );
}

QStringList ExplainRiskAlgorithm::tags() const
{
  return QObject::tr( "why,reason,factor,cause,attribution,importance,occlusion,odds" ).split( ',' );
}

QString ExplainRiskAlgorithm::explanation() const
{
  return QObject::tr(
      "Maps why the risk of a step after the end of a heatmap stack is what it is.\n\n"
      "The model predicts the step again and again, each time with something left out: a cell's own recent incidents, all recent "
      "incidents, and the time of the year, week and day. What changes is the effect of what was left out: on the long-run rate "
      "of "
      "the cell, by season and weekday, by recent incidents nearby, and by those in the cell itself. Effects are differences of "
      "the "
      "logarithm of the odds: 0.7 doubles the odds, -0.7 halves them. They add up to those of the risk.\n\n"
      "It explains the model, not the world: a cell where much is reported has a high long-run rate, whatever the reason.\n\n"
      "The work is done in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without "
      "QGIS." );
}

QString ExplainRiskAlgorithm::source() const
{
  return QObject::tr( "Source: occlusion is that of Zeiler and Fergus 2014, arXiv 1311.2901; the factors are ours." );
}

void ExplainRiskAlgorithm::initAlgorithm( const QVariantMap & )
{
  declare(
      new QgsProcessingParameterRasterLayer( "HEATMAPS", QObject::tr( "Heatmap stack" ) ),
      QObject::tr( "Result of \"Create heatmap stack\", up to the time step before the first that was predicted, or further." ) );
  declare( new QgsProcessingParameterFile( "MODEL", QObject::tr( "Model" ), Qgis::ProcessingFileParameterBehavior::File,
                                           "safetensors" ),
           QObject::tr( "Result of \"Train risk model\"." ) );
  declare( optionalIntegerParameter( "RECENT_STEPS", QObject::tr( "Recent steps" ), 1 ),
           QObject::tr( "Number of the latest time steps whose incidents are called recent. Empty: a week of hours, 28 days, "
                        "8 weeks or 3 months." ),
           Shown::Advanced );
  declare(
      timeParameter( "END", QObject::tr( "End of what is known" ) ),
      QObject::tr( "Only heatmaps that end by then are looked at: the start of the first step of the risk raster to explain. "
                   "Empty: all of them." ),
      Shown::Advanced );
  declare(
      integerParameter( "STEPS_AHEAD", QObject::tr( "Steps ahead" ), ExplanationOptions().stepsAhead, 1 ),
      QObject::tr( "Which of the time steps after those that are known is explained. Later ones build on the risk of earlier "
                   "ones, as in \"Predict risk\"." ),
      Shown::Advanced );
  declareCreationOptions( *this );
  declare( rasterResult( "EXPLANATION", QObject::tr( "Explanation" ), Wanted::Always ),
           QObject::tr( "GeoTIFF of five bands: the risk, and the effects of the long-run rate, of season and weekday, of recent "
                        "incidents nearby, and of recent incidents here." ) );
  declareText( "STEP", QObject::tr( "Start of the time step that is explained (ISO 8601)" ) );
  declareNumber( "BASE_LOG_ODDS", QObject::tr( "Logarithm of the odds of the mean risk, which the effects add to" ) );
}

QgsProcessingAlgorithm *ExplainRiskAlgorithm::createInstance() const
{
  return new ExplainRiskAlgorithm;
}

void ExplainRiskAlgorithm::read( const ParameterValues &values )
{
  mHeatmaps = values.rasterFile( "HEATMAPS" );
  mModel = values.inputFile( "MODEL" );
  mOptions = creationArguments( values.creationOptions() );
  mOptions << "--steps-ahead" << QString::number( values.integer( "STEPS_AHEAD" ) );
  if ( const std::optional<LocalTime> end = values.time( "END" ) )
    mOptions << "--end" << QString::fromStdString( toIso8601( *end ) );
  if ( values.isGiven( "RECENT_STEPS" ) )
    mOptions << "--recent-steps" << QString::number( values.integer( "RECENT_STEPS" ) );
}

QVariantMap ExplainRiskAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  const QString explanation = values.outputLayer( "EXPLANATION" );
  const QStringList command = QStringList{ "explain", mHeatmaps, mModel, outputs.stage( explanation ) } + mOptions;
  const nlohmann::json result = runEngine( command, outputs, report, feedback );
  const QVariantMap results = { { "EXPLANATION", explanation },
                                { "STEP", QString::fromStdString( result.at( "step" ) ) },
                                { "BASE_LOG_ODDS", result.at( "baseLogOdds" ).get<double>() } };
  outputs.commit();
  styleResult( explanation, values.context(), feedback );
  report.setProgress( 1 );
  return results;
}

} // namespace riskcast
