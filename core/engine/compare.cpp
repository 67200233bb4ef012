#include "command.h"
#include "comparison_report.h"
#include "distinct_files.h"
#include "incident_spool.h"
#include "list_text.h"
#include "models/registry.h"
#include "option_types.h"
#include "reading_options.h"

#include <optional>

namespace riskcast
{

namespace
{

struct CompareOptions
{
  ReadingOptions reading;
  std::string table;
  std::string report;
  std::string settings;
  std::string record;
  std::string studyArea;
  std::vector<std::string> steps = { "1 day", "1 week" };
  ComparisonOptions comparison;
};

void declareSettings( CLI::App &command, CompareOptions &options )
{
  const std::string group = "Settings, each with each";
  ComparisonOptions &comparison = options.comparison;
  addListOption(
      command, "--cell-sizes", comparison.cellSizes,
      "Sides of square cells in units of the grid's CRS; without it a 16th, 32nd and 64th of the extent's longer side" )
      ->group( group );
  addListOption( command, "--steps", options.steps, "Lengths of a time step: n hours, days, weeks or months" )->group( group );
  addListOption( command, "--kinds", comparison.kinds, "Kinds of model, of " + listText( modelKindNames() ) )
      ->check( kindOfModel( /*orNone=*/false ) )
      ->group( group );
  addListOption( command, "--windows", comparison.windows, "Maps that a network of windows sees" )->group( group );
  command.add_option( "--epochs", comparison.training.epochs, "Times that a network sees all maps" )->group( group );
}

void declareRanking( CLI::App &command, ComparisonOptions &comparison )
{
  const std::string group = "Ranking";
  addEnumOption( command, "--score", comparison.score, "What settings are ranked by" )->group( group );
  command
      .add_option( "--area", comparison.areaKm2,
                   "Area that is flagged in each step, in km², the same for all cell sizes; 0: 5 % of the extent" )
      ->check( numberFrom( 0 ) )
      ->group( group );
  command.add_option( "--test-share", comparison.testShare, "Share, 0 … 1, of the time, the latest, for the winner alone" )
      ->group( group );
  command
      .add_option( "--validation-share", comparison.validationShare,
                   "Share, 0 … 1, of the time before that, the latest, that settings are ranked on" )
      ->group( group );
  command
      .add_option( "--minutes", comparison.budgetMinutes,
                   "Time budget: no setting is begun that would likely end after it; with a record the rest can be run later" )
      ->check( numberFrom( 0 ) )
      ->group( group );
  command.add_option( "--seed", comparison.training.seed, "Start of the random numbers" )->group( group );
}

void declareCompare( CLI::App &command, CompareOptions &options )
{
  declareReadingOptions( command, options.reading );
  command.add_option( "TABLE", options.table, "Table of all settings to write, best first (.csv, .gpkg)" )->required();
  declareSettings( command, options );
  ComparisonOptions &comparison = options.comparison;
  const std::string where = "Where and when";
  addExtentOption( command, "--extent", comparison.grid.extent,
                   "Rectangle to count in, in the incidents' CRS; without it around all of them" )
      ->group( where );
  command
      .add_option( "--grid-crs", comparison.grid.crs,
                   "CRS of the grids; without it the incidents' own, or the UTM zone of the place where theirs is geographic" )
      ->type_name( "CRS" )
      ->group( where );
  command.add_option( "--study-area", options.studyArea, "Layer of polygons: cells whose centre is outside are left out" )
      ->type_name( "LAYER" )
      ->group( where );
  addTimeOption( command, "--start", comparison.period.start, "Start of the period; without it the first incident" )
      ->group( where );
  addTimeOption( command, "--end", comparison.period.end, "End of the period; without it just after the last incident" )
      ->group( where );
  addEnumOption( command, "--empty-steps", comparison.count.emptySteps,
                 "What a step without incidents means: nobody reported, or, in a complete register, that nothing happened" )
      ->group( where );
  declareRanking( command, comparison );
  const std::string output = "Output";
  const auto file = [&]( const std::string &option, std::string &path, const std::string &description )
  { command.add_option( option, path, description )->type_name( "FILE" )->group( output ); };
  file( "--report", options.report, "Report to write: one HTML page" );
  file(
      "--settings", options.settings,
      "The winner to write, as JSON that `qgis_process run riskcast:forecastrisk -` reads; it names the fields of the incidents "
      "that are named here" );
  file( "--record", options.record, "Keeps what is done after each setting, and goes on from there" );
  command.footer( "Example:\n  riskcast compare incidents.csv settings.csv --report report.html --record done.jsonl" );
}

/// Where the incidents are, as far as the command line says it.
nlohmann::json incidentInputs( const ReadingOptions &reading )
{
  nlohmann::json inputs = { { "INCIDENTS", reading.source } };
  const std::pair<const char *, const std::string &> fields[] = {
    { "TIME_FIELD", reading.ogr.timeField },    { "CLOCK_FIELD", reading.ogr.clockField }, { "END_FIELD", reading.ogr.endField },
    { "X_FIELD", reading.ogr.xField },          { "Y_FIELD", reading.ogr.yField },         { "INCIDENTS_CRS", reading.ogr.crs },
    { "WEIGHT_FIELD", reading.ogr.weightField }
  };
  for ( const auto &[name, value] : fields )
    if ( !value.empty() )
      inputs[name] = value;
  return inputs;
}

CommandResult compare( const CompareOptions &options, Feedback &feedback )
{
  // What cannot be written is told before the work, not after it.
  checkDistinctFiles( { options.reading.source, options.studyArea },
                      { options.table, options.report, options.settings, options.record } );
  checkTableName( options.table );
  OutputFile table( options.table );
  std::optional<OutputFile> report;
  std::optional<OutputFile> settings;
  if ( !options.report.empty() )
  {
    checkHtmlName( options.report );
    report.emplace( options.report );
  }
  if ( !options.settings.empty() )
    settings.emplace( options.settings );

  ComparisonOptions comparing = options.comparison;
  comparing.steps.clear();
  for ( const std::string &step : options.steps )
    comparing.steps.push_back( stepLengthFromString( step ) );
  comparing.count.timeZone = zoneLabel( options.reading.ogr.times );
  if ( !options.studyArea.empty() )
    comparing.grid.studyArea = readStudyArea( options.studyArea, feedback );
  SpooledIncidentReader incidents( openIncidents( options.reading.source, options.reading.ogr, feedback ) );
  const Comparison comparison = compareSettings( incidents, comparing, options.record, makeForecaster, feedback );

  writeTable( comparisonTable( comparison ), table, feedback );
  if ( report )
    writeHtmlReport( comparisonReport( comparison ), *report );
  nlohmann::json inputs = winnersInputs( comparison );
  inputs.update( incidentInputs( options.reading ) );
  if ( settings )
    writeInputs( inputs, *settings );
  feedback.throwIfCanceled();
  table.commit();
  if ( report )
    report->commit();
  if ( settings )
    settings->commit();

  const Setting &winner = comparison.winner().setting;
  nlohmann::json fields = { { "winner", winner },
                            { "score", comparison.winner().score },
                            { "sentence", comparisonSentence( comparison ) },
                            { "settings", comparison.results.size() },
                            { "notRun", comparison.notRun.size() },
                            { "inputs", winnersInputs( comparison ) } };
  if ( comparison.confirmation )
    fields["testScore"] = comparison.confirmation->score;
  return { std::move( fields ), comparisonSentence( comparison ) };
}

} // namespace

void addCompareCommand( CLI::App &program, Command &chosen )
{
  addCommand<CompareOptions>( program, chosen, "compare", "Find the grid, step and model that forecast best, in a time budget",
                              declareCompare, compare );
}

} // namespace riskcast
