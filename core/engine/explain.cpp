#include "explanation_raster.h"

#include "command.h"
#include "distinct_files.h"
#include "models/registry.h"
#include "option_types.h"
#include "raster_file.h"
#include "stack_file.h"

namespace riskcast
{

namespace
{

struct ExplainOptions
{
  std::string stack;
  std::string model;
  std::string explanation;
  ExplanationOptions options;
  std::vector<std::string> creationOptions;
};

void declareExplain( CLI::App &command, ExplainOptions &options )
{
  command
      .add_option( "STACK", options.stack,
                   "Heatmap stack up to now, or further (GeoTIFF), on the grid that the model was trained on" )
      ->required();
  command.add_option( "MODEL", options.model, "Model from `riskcast train` (safetensors)" )->required();
  command
      .add_option( "EXPLANATION", options.explanation,
                   "Raster to write (GeoTIFF): the risk of a step after those that are known, and what adds to the logarithm "
                   "of its odds: the long-run rate, season and weekday, recent incidents nearby, recent incidents here" )
      ->required();
  command.add_option( "--recent-steps", options.options.recentSteps, "Latest steps whose incidents are recent" )
      ->check( wholeNumber( 1 ) )
      ->default_str( "a week of hours, 28 days, 8 weeks, 3 months" );
  addTimeOption( command, "--end", options.options.end,
                 "Only the steps that end by then are known, as when they were the last ones; without it, all of the stack" );
  command
      .add_option( "--steps-ahead", options.options.stepsAhead,
                   "Which of the steps after those that are known is explained; later ones build on the risk of earlier ones" )
      ->check( wholeNumber( 1 ) );
  addCreationOptions( command, options.creationOptions );
  command.footer( "Example:\n  riskcast explain heatmaps.tif model.safetensors why.tif" );
}

CommandResult explain( const ExplainOptions &options, Feedback &feedback )
{
  // A place that cannot be written to is told before the work, not after it.
  checkDistinctFiles( { options.stack, options.model }, { options.explanation } );
  OutputFile output( options.explanation );
  checkGeoTiffName( options.explanation );

  PhaseFeedback reading( feedback, 0, 0.05 );
  const HeatmapStack stack = readHeatmapStack( options.stack, reading );
  const ModelFile model = ModelFile::read( options.model );
  PhaseFeedback explaining( feedback, 0.05, 0.98 );
  const RiskExplanation explanation = explainRisk( stack, model, options.options, makeForecaster, explaining );
  PhaseFeedback writing( feedback, 0.98, 1 );
  writeExplanation( explanation, output, options.creationOptions, writing );
  feedback.throwIfCanceled();
  output.commit();
  nlohmann::json fields = { { "explanation", options.explanation },
                            { "step", toIso8601( explanation.start ) },
                            { "recentSteps", explanation.recentSteps },
                            { "baseLogOdds", explanation.base } };
  return { std::move( fields ), "Wrote the explanation to " + options.explanation + "." };
}

} // namespace

void addExplainCommand( CLI::App &program, Command &chosen )
{
  addCommand<ExplainOptions>( program, chosen, "explain", "Map why the risk of the next step is what it is", declareExplain,
                              explain );
}

} // namespace riskcast
