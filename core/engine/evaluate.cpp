#include "command.h"
#include "distinct_files.h"
#include "evaluation_report.h"
#include "evaluation_summary.h"
#include "evaluation_tables.h"
#include "label_raster.h"
#include "list_text.h"
#include "models/registry.h"
#include "option_types.h"
#include "raster_file.h"
#include "scores/cell_sizes.h"
#include "stack_file.h"
#include "verdict.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace riskcast
{

namespace
{

struct EvaluateOptions
{
  std::string stack;
  std::vector<std::string> models;
  EvaluationOptions evaluation;
  std::string districts;
  std::string districtField;
  std::string streets;

  std::string report;
  std::string scores;
  std::string percentiles;
  std::string groups;
  std::string labels;
  double labelPercentile = 95;
  std::vector<std::string> creationOptions;
};

void declareTest( CLI::App &command, EvaluationOptions &evaluation )
{
  const std::string group = "What is scored";
  addListOption( command, "--baselines", evaluation.baselines,
                 "Baselines that are fitted to the steps before the test and scored beside the models: " +
                     listText( EvaluationOptions::baselineKinds() ) )
      ->check( kindOfModel( /*orNone=*/true ) ) // --baselines "": none
      ->group( group );
  addTimeOption( command, "--start", evaluation.start,
                 "Start of the test period; without it, where the steps that the models learned from end" )
      ->group( group );
  addTimeOption( command, "--end", evaluation.end, "First moment after the test period; without it, the end of the stack" )
      ->group( group );
  command
      .add_option( "--test-share", evaluation.testShare,
                   "Share, 0 … 1, of the steps with reports that are tested: the latest; where no model says since when" )
      ->group( group );
  command
      .add_option( "--refit-every", evaluation.refitEvery,
                   "Trains models and baselines again after so many scored steps, on all that is known by then; 0: never" )
      ->check( wholeNumber( 0 ) )
      ->group( group );
  command
      .add_option( "--steps-ahead", evaluation.stepsAhead,
                   "Forecasts each step from what was known so many steps before it; 1: from all steps before it" )
      ->check( wholeNumber( 1 ) )
      ->group( group );
  command
      .add_option( "--category", evaluation.category,
                   "Scores the risk of one category of the stack; without it, of any incident" )
      ->group( group );
  command.add_option( "--border", evaluation.borderCells, "Outer rings of cells that are not scored" )
      ->check( wholeNumber( 0 ) )
      ->group( group );
}

void declareScores( CLI::App &command, EvaluateOptions &options )
{
  const std::string group = "How";
  EvaluationOptions &evaluation = options.evaluation;
  command
      .add_option( "--main-share", evaluation.scores.mainShare,
                   "Share, 0 … 1, of the area that the verdict and the groups are about" )
      ->group( group );
  addListOption( command, "--percentiles", evaluation.scores.percentiles,
                 "Percentiles of the predictions above which cells are flagged, for the six labels" )
      ->group( group );
  addEnumOption( command, "--thresholds", evaluation.thresholdScope,
                 "Of which predictions: those for the training steps; those for the whole test, as published, which know the "
                 "future; or those for each step, so that each flags the same area" )
      ->group( group );
  command
      .add_option( "--neighbours", evaluation.neighbourRadius,
                   "Cells within which a label is that of a neighbour, across corners, too" )
      ->check( wholeNumber( 0 ) )
      ->group( group );
  command
      .add_option( "--weeks-per-block", evaluation.bootstrap.weeksPerBlock,
                   "Weeks that the bootstrap draws together, from which intervals come" )
      ->check( wholeNumber( 1 ) )
      ->group( group );
  command.add_option( "--repetitions", evaluation.bootstrap.repetitions, "Samples of the bootstrap" )
      ->check( wholeNumber( BootstrapOptions::fewestRepetitions ) )
      ->group( group );
  command.add_option( "--seed", evaluation.bootstrap.seed, "Start of the random numbers of bootstrap and baselines" )
      ->group( group );
  command
      .add_option( "--districts", options.districts,
                   "Polygons by which hits and flagged cells are told apart: whatever OGR opens" )
      ->type_name( "FILE" )
      ->group( group );
  command.add_option( "--district-field", options.districtField, "Their field of names; without it, the first text field" )
      ->type_name( "FIELD" )
      ->group( group );
  command
      .add_option( "--streets", options.streets,
                   "Lines whose length, instead of the area, is what shares are of: whatever OGR opens" )
      ->type_name( "FILE" )
      ->group( group );
}

void declareOutputs( CLI::App &command, EvaluateOptions &options )
{
  const std::string group = "Output";
  const auto file = [&]( const std::string &option, std::string &path, const std::string &description )
  { command.add_option( option, path, description )->type_name( "FILE" )->group( group ); };
  file( "--report", options.report, "Report to write: one HTML page that needs nothing else" );
  file( "--scores", options.scores, "Table to write (.csv, .gpkg): every score with its difference to the best baseline" );
  file( "--percentile-table", options.percentiles, "Table to write: the six labels above each percentile, as published" );
  file( "--groups", options.groups, "Table to write: hits by category, weekday, hour, season, month and district" );
  file( "--labels", options.labels, "Raster to write (GeoTIFF): the six labels of the main model, one band a step" );
  command.add_option( "--label-percentile", options.labelPercentile, "One of the percentiles, for that raster" )->group( group );
  addCreationOptions( command, options.creationOptions );
}

void declareEvaluate( CLI::App &command, EvaluateOptions &options )
{
  command.add_option( "STACK", options.stack, "Heatmap stack that reaches beyond what the models learned from (GeoTIFF)" )
      ->required();
  command.add_option( "MODELS", options.models, "Models from `riskcast train` (safetensors); none: baselines alone" );
  declareTest( command, options.evaluation );
  declareScores( command, options );
  declareOutputs( command, options );
  command.footer( "Example:\n  riskcast evaluate heatmaps.tif model.safetensors --report report.html --scores scores.csv" );
}

/// Models by the names of their files; by their paths, where the names are the same or those of baselines.
std::vector<NamedModel> readModels( const std::vector<std::string> &paths, const std::vector<std::string> &baselines )
{
  std::vector<std::string> taken = baselines;
  for ( const std::string &path : paths )
    taken.push_back( std::filesystem::path( path ).stem().string() );
  std::vector<NamedModel> models;
  for ( const std::string &path : paths )
  {
    const std::string stem = std::filesystem::path( path ).stem().string();
    models.push_back( { std::ranges::count( taken, stem ) > 1 ? path : stem, ModelFile::read( path ) } );
  }
  return models;
}

EvaluationLayers readLayers( const EvaluateOptions &options, const Grid &grid, Feedback &feedback )
{
  EvaluationLayers layers;
  if ( !options.districts.empty() )
    layers.districts = readDistricts( options.districts, options.districtField, feedback );
  if ( !options.streets.empty() )
    layers.streetMetres = streetMetres( readStreets( options.streets, feedback ), grid );
  return layers;
}

/// The files that are asked for. They appear together.
class Outputs
{
public:
  explicit Outputs( const EvaluateOptions &options )
      : mOptions( options )
  {
    std::vector<std::string> inputs = options.models;
    inputs.insert( inputs.end(), { options.stack, options.districts, options.streets } );
    checkDistinctFiles( inputs, { options.report, options.scores, options.percentiles, options.groups, options.labels } );
    if ( !options.report.empty() )
      checkHtmlName( options.report );
    for ( const std::string &table : { options.scores, options.percentiles, options.groups } )
      if ( !table.empty() )
        checkTableName( table );
    if ( !options.labels.empty() )
      checkGeoTiffName( options.labels );
    for ( const std::string &path : { options.report, options.scores, options.percentiles, options.groups, options.labels } )
      mFiles.push_back( path.empty() ? nullptr : std::make_unique<OutputFile>( path ) );
  }

  void write( const RiskEvaluation &evaluation, Feedback &feedback )
  {
    enum
    {
      Report,
      Scores,
      Percentiles,
      Groups,
      Labels
    };
    if ( mFiles[Report] )
      writeHtmlReport( evaluationReport( evaluation ), *mFiles[Report] );
    const std::pair<int, Table ( * )( const RiskEvaluation & )> tables[] = { { Scores, modelScoreTable },
                                                                             { Percentiles, percentileTable },
                                                                             { Groups, groupTable } };
    for ( const auto &[file, tableOf] : tables )
      if ( mFiles[file] )
        writeTable( tableOf( evaluation ), *mFiles[file], feedback );
    if ( mFiles[Labels] )
      writeLabelRaster( evaluation, evaluation.models[mainModel( evaluation )],
                        percentileNumber( evaluation.options.scores, mOptions.labelPercentile ), *mFiles[Labels],
                        mOptions.creationOptions, feedback );
    feedback.throwIfCanceled();
    for ( const auto &file : mFiles )
      if ( file )
        file->commit();
  }

private:
  const EvaluateOptions &mOptions;
  std::vector<std::unique_ptr<OutputFile>> mFiles;
};

CommandResult evaluate( const EvaluateOptions &options, Feedback &feedback )
{
  // What cannot be written or is not there is told before the work, not after it.
  Outputs outputs( options );
  EvaluationOptions evaluated = options.evaluation;
  std::erase( evaluated.baselines, "" ); // --baselines "": none
  if ( !options.labels.empty() )
    percentileNumber( options.evaluation.scores, options.labelPercentile );
  PhaseFeedback reading( feedback, 0, 0.03 );
  const HeatmapStack stack = readHeatmapStack( options.stack, reading );
  const std::vector<NamedModel> models = readModels( options.models, evaluated.baselines );
  const EvaluationLayers layers = readLayers( options, stack.grid, feedback );
  PhaseFeedback evaluating( feedback, 0.03, 0.97 );
  const RiskEvaluation evaluation = evaluateRiskModels( stack, models, layers, evaluated, makeForecaster, evaluating );
  PhaseFeedback writing( feedback, 0.97, 1 );
  outputs.write( evaluation, writing );
  return { summaryOf( evaluation ), summaryText( evaluation ) };
}

} // namespace

void addEvaluateCommand( CLI::App &program, Command &chosen )
{
  addCommand<EvaluateOptions>( program, chosen, "evaluate", "Score models beside baselines on steps that they never saw",
                               declareEvaluate, evaluate );
}

} // namespace riskcast
