#include "comparison_report.h"

#include "crs.h"
#include "number_text.h"
#include "report_texts.h"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace riskcast
{

namespace
{

std::string unitOf( const Comparison &comparison )
{
  return crsUnit( comparison.gridCrs );
}

/// The shortest text that reads back as the same number and has no exponent, which QGIS's extents may not have.
std::string fixedText( double value )
{
  char text[400];
  const auto [end, error] = std::to_chars( text, text + sizeof text, value, std::chars_format::fixed );
  return { text, end };
}

/// A score in a sentence.
std::string scoreTitle( ComparedScore score )
{
  switch ( score )
  {
    case ComparedScore::HitRate:
      return "share of incidents hit";
    case ComparedScore::HitRateCells:
      return "share of positive cells hit";
    case ComparedScore::Pai:
      return "PAI";
    case ComparedScore::Pei:
      return "PEI";
  }
  return {};
}

std::string confirmationSentence( const Comparison &comparison )
{
  if ( !comparison.confirmation )
    return "The time did not suffice for " + countText( std::ssize( comparison.notRun ), "setting" ) +
           ", so nothing was tested yet: run it again with the same record to go on.";
  const Confirmation &test = *comparison.confirmation;
  return "On the test period, " + countText( test.steps ) + " steps with " + measureText( test.incidents ) +
         " incidents that played no part in the choice, its " + scoreTitle( comparison.options.score ) + " is " +
         measureText( test.score ) + "; that of the long-run rate is " + measureText( test.longRunRate ) +
         ", of a moving average " + measureText( test.ewma ) + ".";
}

HtmlSection ranking( const Comparison &comparison )
{
  HtmlTable table{ "Settings, best first",
                   { "Rank", "Cell size, " + unitOf( comparison ), "Step", "Kind of model", "Maps in a window",
                     scoreTitle( comparison.options.score ), "Steps", "Incidents", "Seconds" },
                   {} };
  HtmlChart chart{ .title = "The best settings",
                   .description = "The " + scoreTitle( comparison.options.score ) + " in the riskiest " +
                                  measureText( comparison.options.areaKm2 ) +
                                  " km² of each step of the validation period. The best is orange.",
                   .labelTitle = "Setting",
                   .valueTitle = scoreTitle( comparison.options.score ),
                   .bars = {},
                   .direction = HtmlChart::Bars::Lying };
  constexpr size_t mostBars = 20;
  for ( const SettingResult &result : comparison.results )
  {
    const Setting &setting = result.setting;
    const bool isScored = result.problem.empty();
    if ( isScored && chart.bars.size() < mostBars )
      chart.bars.push_back( { toString( setting, unitOf( comparison ) ), result.score, table.rows.empty() } );
    table.rows.push_back( { isScored ? std::to_string( table.rows.size() + 1 ) : "–", measureText( setting.cellSize ),
                            toString( setting.step ), setting.kind, setting.window > 0 ? countText( setting.window ) : "",
                            isScored ? measureText( result.score ) : result.problem, countText( result.steps ),
                            measureText( result.incidents ), measureText( result.seconds ) } );
  }
  for ( const Setting &setting : comparison.notRun )
    table.rows.push_back( { "–", measureText( setting.cellSize ), toString( setting.step ), setting.kind,
                            setting.window > 0 ? countText( setting.window ) : "", "not run: no time left", "", "", "" } );
  return { .heading = "Ranking",
           .paragraphs = { "Small differences are chance: choose the simpler of two settings that are close." },
           .tables = { std::move( table ) },
           .charts = { std::move( chart ) } };
}

HtmlSection record( const Comparison &comparison )
{
  const ComparisonOptions &options = comparison.options;
  HtmlTable table{ "Settings", { "Setting", "Value" }, {} };
  table.rows = { { "Incidents", comparison.source },
                 { "Coordinate reference system", crsTitle( comparison.gridCrs ) },
                 { "Learned from", toIso8601( comparison.start ) + " to " + toIso8601( comparison.validationStart ) },
                 { "Ranked on", toIso8601( comparison.validationStart ) + " to " + toIso8601( comparison.testStart ) },
                 { "Tested on", toIso8601( comparison.testStart ) + " to " + toIso8601( comparison.end ) },
                 { "Area flagged in each step", measureText( options.areaKm2 ) + " km²" },
                 { "Steps without incidents", enumName( options.count.emptySteps ) },
                 { "Time zone", options.count.timeZone },
                 { "Time budget", measureText( options.budgetMinutes ) + " minutes" },
                 { "Seed", std::to_string( options.training.seed ) } };
  return { .heading = "For the record", .tables = { std::move( table ) } };
}

/// Of settings that score just as the winner does; empty without any.
std::string tieSentence( const Comparison &comparison )
{
  const SettingResult &winner = comparison.winner();
  const auto others = std::ranges::count_if( comparison.results, [&]( const SettingResult &each )
                                             { return each.problem.empty() && each.score == winner.score; } ) -
                      1;
  if ( others == 0 )
    return {};
  return countText( others, "other setting" ) + ( others == 1 ? " scores" : " score" ) +
         " just the same: that they are worse is not known. ";
}

} // namespace

Table comparisonTable( const Comparison &comparison )
{
  Table table{ { "rank", "cell_size", "step", "kind", "window", "score", "value", "steps", "incidents", "seconds", "problem" },
               {} };
  const std::string score = enumName( comparison.options.score );
  const auto add = [&]( const Setting &setting, std::vector<TableValue> rest )
  {
    std::vector<TableValue> row = { static_cast<std::int64_t>( table.rows.size() + 1 ),
                                    setting.cellSize,
                                    toString( setting.step ),
                                    setting.kind,
                                    static_cast<std::int64_t>( setting.window ),
                                    score };
    row.insert( row.end(), rest.begin(), rest.end() );
    table.rows.push_back( std::move( row ) );
  };
  for ( const SettingResult &result : comparison.results )
    add( result.setting, { result.problem.empty() ? TableValue( result.score ) : TableValue(),
                           static_cast<std::int64_t>( result.steps ), result.incidents, result.seconds, result.problem } );
  for ( const Setting &setting : comparison.notRun )
    add( setting, { {}, {}, {}, {}, std::string( "not run: no time left" ) } );
  return table;
}

std::string comparisonSentence( const Comparison &comparison )
{
  const SettingResult &winner = comparison.winner();
  return "The best of " + countText( std::ssize( comparison.results ), "setting" ) + " is " +
         toString( winner.setting, unitOf( comparison ) ) + ": its " + scoreTitle( comparison.options.score ) + " in " +
         measureText( comparison.options.areaKm2 ) + " km² a step is " + measureText( winner.score ) +
         " on the validation period, of " + measureText( winner.incidents ) + " incidents. " + tieSentence( comparison ) +
         confirmationSentence( comparison );
}

HtmlReport comparisonReport( const Comparison &comparison )
{
  nlohmann::json data = nlohmann::json::array();
  for ( const SettingResult &result : comparison.results )
    data.push_back( { { "setting", result.setting }, { "score", result.score }, { "problem", result.problem } } );
  return { .title = "Settings compared for " + comparison.source,
           .summary = comparisonSentence( comparison ),
           .sections = { ranking( comparison ),
                         { .heading = "What the map must not be used for", .paragraphs = notForUse() },
                         record( comparison ) },
           .data = std::move( data ) };
}

nlohmann::json winnersInputs( const Comparison &comparison )
{
  const Setting &setting = comparison.winner().setting;
  const Extent &extent = comparison.extent;
  std::string corners;
  for ( const double corner : { extent.xMin, extent.xMax, extent.yMin, extent.yMax } )
    corners += ( corners.empty() ? "" : "," ) + fixedText( corner );
  corners += " [" + crsName( comparison.gridCrs ) + "]";
  nlohmann::json inputs = { { "RULE", enumName( SpaceRule::AllIncidents ) },
                            { "START_EXTENT", corners },
                            { "START", toIso8601( comparison.start ) },
                            { "PERIOD_SHARE", 100 },
                            { "GRID_CRS", crsName( comparison.gridCrs ) },
                            { "CELL_SIZE", setting.cellSize },
                            { "STEP", setting.step.count },
                            { "STEP_UNIT", enumName( setting.step.unit ) },
                            { "EMPTY_STEPS", enumName( comparison.options.count.emptySteps ) },
                            { "KIND", setting.kind },
                            { "SEED", comparison.options.training.seed },
                            { "RISK", "risk.tif" } };
  if ( setting.window > 0 )
    inputs["WINDOW"] = setting.window;
  return inputs;
}

void writeInputs( const nlohmann::json &inputs, OutputFile &output )
{
  std::ofstream file( output.temporaryPath(), std::ios::binary );
  file << nlohmann::json{ { "inputs", inputs } }.dump( 2 ) << '\n';
  file.close();
  if ( !file )
    throwNotWritten( output.path(), "The disk may be full." );
}

} // namespace riskcast
