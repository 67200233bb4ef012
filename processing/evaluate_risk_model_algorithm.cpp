#include "evaluate_risk_model_algorithm.h"

#include "engine_arguments.h"
#include "evaluation_parameters.h"
#include "parameter_makers.h"
#include "run_core.h"
#include "run_engine.h"
#include "staged_layer.h"
#include "styling.h"

#include <cmath>

namespace riskcast
{

namespace
{

void declareLayers( Algorithm &algorithm )
{
  declareDistricts( algorithm, QObject::tr( "Layer of polygons by which incidents, hits and flagged cells are told apart: who is "
                                            "flagged. A cell belongs to the district that its centre is in." ) );
  const QList<int> lines = { static_cast<int>( Qgis::ProcessingSourceType::VectorLine ) };
  algorithm.declare( new QgsProcessingParameterFeatureSource( "STREETS", QObject::tr( "Streets" ), lines, QVariant(), true ),
                     QObject::tr( "Layer of lines whose length, instead of the area, is what shares are of. Empty: the area." ) );
}

void declareResults( Algorithm &algorithm )
{
  algorithm.declare(
      reportResult( Wanted::Always ),
      QObject::tr( "The verdict, charts, a map of the six labels and all settings, as one HTML page that works offline." ) );
  algorithm.declare(
      tableResult( "SCORES", QObject::tr( "Scores" ), Wanted::Always ),
      QObject::tr( "Table of every score of every model, with its difference to the best baseline and its interval." ) );
  algorithm.declare( tableResult( "PERCENTILE_TABLE", QObject::tr( "Labels by percentile" ), Wanted::OnRequest ),
                     QObject::tr( "Table of the six labels above each percentile, as published." ) );
  algorithm.declare( tableResult( "GROUPS", QObject::tr( "Hits by group" ), Wanted::OnRequest ),
                     QObject::tr( "Table of hits and flagged cells by category, weekday, hour, season, month and district." ) );
  algorithm.declare( rasterResult( "LABELS", QObject::tr( "Six labels" ), Wanted::OnRequest ),
                     QObject::tr( "GeoTIFF of the six labels of the main model, one band a tested step, dated." ) );
  algorithm.declare( numberParameter( "LABEL_PERCENTILE", QObject::tr( "Percentile of the raster of labels" ), 95 ),
                     QObject::tr( "One of the percentiles, above which the raster's cells are flagged." ), Shown::Advanced );
  declareCreationOptions( algorithm );
}

void declareOutputs( Algorithm &algorithm )
{
  algorithm.declareText( "VERDICT", QObject::tr( "The verdict in a few sentences" ) );
  algorithm.declareText( "MAIN_MODEL", QObject::tr( "Name of the model that the verdict is about: the one with the most hits" ) );
  algorithm.declareText( "RIVAL", QObject::tr( "Name of the baseline with the most hits" ) );
  algorithm.declareNumber( "TEST_STEPS", QObject::tr( "Number of steps that were scored" ) );
  algorithm.declareNumber( "INCIDENTS", QObject::tr( "Number of incidents in the scored cells" ) );
  algorithm.declareNumber( "HIT_RATE", QObject::tr( "Share of incidents in the riskiest MAIN_SHARE of the area, 0 … 1" ) );
  algorithm.declareNumber( "DIFFERENCE", QObject::tr( "Hit rate, minus that of the rival" ) );
  algorithm.declareNumber( "DIFFERENCE_LOW", QObject::tr( "Low end of the 95 % interval of the difference" ) );
  algorithm.declareNumber( "DIFFERENCE_HIGH", QObject::tr( "High end of the 95 % interval of the difference" ) );
  algorithm.declareNumber( "LOG_LOSS", QObject::tr( "Log loss; lower is better" ) );
  algorithm.declareNumber( "SKILL", QObject::tr( "How much lower the log loss is than the long-run rate's, as a share of it" ) );
}

QVariantMap outputsOf( const nlohmann::json &result )
{
  const auto text = [&]( const char *key ) { return QString::fromStdString( result.value( key, std::string() ) ); };
  QStringList sentences;
  for ( const nlohmann::json &sentence : result.at( "verdict" ) )
    sentences << QString::fromStdString( sentence );
  QVariantMap results = { { "VERDICT", sentences.join( ' ' ) },
                          { "MAIN_MODEL", text( "mainModel" ) },
                          { "RIVAL", text( "rival" ) },
                          { "TEST_STEPS", result.at( "steps" ).get<int>() },
                          { "INCIDENTS", result.at( "incidents" ).get<double>() },
                          { "HIT_RATE", result.at( "hitRate" ).get<double>() },
                          { "LOG_LOSS", result.at( "logLoss" ).get<double>() } };
  if ( result.contains( "skill" ) )
    results["SKILL"] = result["skill"].get<double>();
  if ( result.contains( "hitRateDifference" ) )
  {
    results["DIFFERENCE"] = result["hitRateDifference"].get<double>();
    results["DIFFERENCE_LOW"] = result["hitRateInterval"].at( 0 ).get<double>();
    results["DIFFERENCE_HIGH"] = result["hitRateInterval"].at( 1 ).get<double>();
  }
  return results;
}

} // namespace

EvaluateRiskModelAlgorithm::EvaluateRiskModelAlgorithm()
    : EngineAlgorithm( "evaluate_risk_model", Group::Models )
{
}

EvaluateRiskModelAlgorithm::~EvaluateRiskModelAlgorithm() = default;

QString EvaluateRiskModelAlgorithm::displayName() const
{
  return QObject::tr( "Evaluate risk model" );
}

QStringList EvaluateRiskModelAlgorithm::tags() const
{
  return QObject::tr( "score,accuracy,hit rate,pai,pei,roc,auc,brier,calibration,baseline,bootstrap,hotspot,report" )
      .split( ',' );
}

QString EvaluateRiskModelAlgorithm::explanation() const
{
  return QObject::tr(
      "Tells whether a model is better than simple counting, by how much, how sure that is, and which threshold to use.\n\n"
      "Models and baselines predict, step by step, a period that is later than all that they learned from. Scores are the six "
      "labels, hit rate, PAI and PEI in shares of the area, and how good the probabilities are; each is compared with that of "
      "the "
      "best baseline, with a 95 % interval from a bootstrap over weeks.\n\n"
      "Without models, the baselines alone are compared.\n\n"
      "Scoring runs in a program of its own, the Riskcast engine. The log shows its command, which can be repeated without "
      "QGIS." );
}

QString EvaluateRiskModelAlgorithm::source() const
{
  return QObject::tr(
      "Source: six labels after N. Holm and E. Plynning, KTH 2018; PAI after S. Chainey, L. Tompson and S. Uhlig, "
      "Security Journal 2008; PEI after J. Hunt, NIJ 2016; see the help page." );
}

void EvaluateRiskModelAlgorithm::initAlgorithm( const QVariantMap & )
{
  declare( new QgsProcessingParameterRasterLayer( "HEATMAPS", QObject::tr( "Heatmap stack" ) ),
           QObject::tr( "Result of \"Create heatmap stack\" that reaches beyond what the models learned from." ) );
  declare( new QgsProcessingParameterMultipleLayers( "MODELS", QObject::tr( "Models" ), Qgis::ProcessingSourceType::File,
                                                     QVariant(), true ),
           QObject::tr( "Results of \"Train risk model\". Empty: baselines alone." ) );
  declareEvaluationParameters( *this );
  declareLayers( *this );
  declareResults( *this );
  declareOutputs( *this );
}

QgsProcessingAlgorithm *EvaluateRiskModelAlgorithm::createInstance() const
{
  return new EvaluateRiskModelAlgorithm;
}

void EvaluateRiskModelAlgorithm::read( const ParameterValues &values )
{
  mHeatmaps = values.rasterFile( "HEATMAPS" );
  mModels = values.inputFileList( "MODELS" );
  mArguments = evaluationArguments( values );
  mDistrictField = values.text( "DISTRICT_FIELD" );
  if ( values.isGiven( "DISTRICTS" ) )
    mDistricts = values.features( "DISTRICTS" );
  if ( values.isGiven( "STREETS" ) )
    mStreets = values.features( "STREETS" );
}

QVariantMap EvaluateRiskModelAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  QStringList command = QStringList{ "evaluate", mHeatmaps } + mModels + mArguments;
  QVariantMap files;
  const auto addOutput = [&]( const QString &name, const QString &path, const char *option )
  {
    if ( path.isEmpty() )
      return;
    files[name] = path;
    command << option << outputs.stage( path );
  };
  const auto addLayer = [&]( const QgsProcessingFeatureSource *source, const char *option, const QString &file )
  {
    if ( !source )
      return;
    const QString path = outputs.stage( {}, file );
    stageFeatures( *source, path, values.context(), *feedback );
    command << option << path;
  };
  addOutput( "REPORT", values.outputFile( "REPORT" ), "--report" );
  addOutput( "SCORES", values.outputLayer( "SCORES" ), "--scores" );
  addOutput( "PERCENTILE_TABLE", values.outputLayer( "PERCENTILE_TABLE" ), "--percentile-table" );
  addOutput( "GROUPS", values.outputLayer( "GROUPS" ), "--groups" );
  addOutput( "LABELS", values.outputLayer( "LABELS" ), "--labels" );
  if ( files.contains( "LABELS" ) )
    command << "--label-percentile" << exactText( values.number( "LABEL_PERCENTILE" ) );
  command += creationArguments( values.creationOptions() );
  addLayer( mDistricts.get(), "--districts", "districts.gpkg" );
  if ( mDistricts && !mDistrictField.isEmpty() )
    command << "--district-field" << mDistrictField;
  addLayer( mStreets.get(), "--streets", "streets.gpkg" );

  QVariantMap results = outputsOf( runEngine( command, outputs, report, feedback ) );
  outputs.commit();
  feedback->pushInfo( results.value( "VERDICT" ).toString() );
  if ( files.contains( "LABELS" ) )
    styleResult( files.value( "LABELS" ).toString(), values.context(), feedback );
  results.insert( files );
  report.setProgress( 1 );
  return results;
}

} // namespace riskcast
