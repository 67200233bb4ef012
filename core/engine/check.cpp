#include "check_incidents.h"

#include "check_layer.h"
#include "check_report.h"
#include "command.h"
#include "distinct_files.h"
#include "option_types.h"
#include "reading_options.h"

namespace riskcast
{

namespace
{

struct CheckCommandOptions
{
  ReadingOptions reading;
  std::string report;
  std::vector<std::string> rules = enumNames<CheckRule>();
  CheckOptions check;
  std::string all;
  std::string clean;
};

void declareCheck( CLI::App &command, CheckCommandOptions &options )
{
  declareReadingOptions( command, options.reading );
  command.get_option( "--category-field" )
      ->description( "Field with the category: rows of other categories are not the same incident; without it the one called "
                     "category, type, offense, …, if there is only one" );
  command.add_option( "--id-field", options.reading.ogr.idField, "Field with the id of an incident, to find repeated ones" )
      ->type_name( "FIELD" )
      ->group( "Reading the incidents" );
  command.add_option( "REPORT", options.report, "Report to write: an HTML page that needs nothing else" )->required();

  const std::string what = "What is checked";
  addListOption( command, "--rules", options.rules, "Names of the rules, parted by commas; those left out are turned off" )
      ->check( CLI::IsMember( enumNames<CheckRule>() ).description( "" ) )
      ->group( what );
  addExtentOption( command, "--extent", options.check.area,
                   "Area outside which places are far off, in the incidents' CRS; without it, 10 times the median distance from "
                   "the median place" )
      ->group( what );
  addTimeOption( command, "--start", options.check.start,
                 "First plausible time; without it, 10 times the median distance from the median date, at least a year" )
      ->group( what );
  addTimeOption( command, "--end", options.check.end, "First time that is not plausible any more; without it the same" )
      ->group( what );

  const std::string output = "Output";
  command
      .add_option( "--all", options.all, "Also writes all rows, with a column of the reasons why they are flagged (GeoPackage)" )
      ->type_name( "ROWS.gpkg" )
      ->group( output );
  command.add_option( "--clean", options.clean, "Also writes the rows that are not flagged (GeoPackage)" )
      ->type_name( "CLEAN.gpkg" )
      ->group( output );
  command.footer( "Example:\n  riskcast check incidents.csv report.html --id-field id --clean clean.gpkg" );
}

/// All that is written, or nothing. Places that cannot be written to are told before the work, not after it.
struct Outputs
{
  explicit Outputs( const CheckCommandOptions &options )
      : report( options.report )
  {
    checkDistinctFiles( { options.reading.source }, { options.report, options.all, options.clean } );
    checkHtmlName( options.report );
    const auto open = []( const std::string &path, std::optional<OutputFile> &output )
    {
      if ( path.empty() )
        return;
      output.emplace( path );
      checkGeoPackageName( path );
    };
    open( options.all, all );
    open( options.clean, clean );
  }

  void commit()
  {
    for ( std::optional<OutputFile> *output : { &all, &clean } )
      if ( *output )
        ( *output )->commit();
    report.commit();
  }

  OutputFile report;
  std::optional<OutputFile> all;
  std::optional<OutputFile> clean;
};

CommandResult check( const CheckCommandOptions &given, Feedback &feedback )
{
  CheckOptions options = given.check;
  options.rules.clear();
  for ( const std::string &name : given.rules )
    options.rules.push_back( enumFromName<CheckRule>( name ) );

  Outputs outputs( given );
  OgrIncidentOptions ogr = given.reading.ogr;
  ogr.asFeatures = outputs.all || outputs.clean; // which are copied by their numbers
  ogr.findCategory = std::ranges::count( options.rules, CheckRule::DuplicateIncident ) > 0;
  const auto incidents = openIncidents( given.reading.source, ogr, feedback );
  PhaseFeedback checking( feedback, 0, 0.6 );
  const IncidentCheck checked = checkIncidents( *incidents, options, checking );
  const auto write = [&]( CheckedRows which, std::optional<OutputFile> &output, double from, double to )
  {
    PhaseFeedback writing( feedback, from, to );
    if ( output )
      writeCheckedRows( checked, given.reading.source, ogr, which, *output, writing );
  };
  write( CheckedRows::All, outputs.all, 0.6, 0.8 );
  write( CheckedRows::Clean, outputs.clean, 0.8, 1 );
  writeHtmlReport( checkReport( checked ), outputs.report );
  feedback.throwIfCanceled();
  outputs.commit();

  nlohmann::json fields = toJson( checked );
  fields["report"] = given.report;
  return { std::move( fields ), "Wrote the report to " + given.report + "." };
}

} // namespace

void addCheckCommand( CLI::App &program, Command &chosen )
{
  addCommand<CheckCommandOptions>( program, chosen, "check", "Find what is wrong with a table of incidents, and report it",
                                   declareCheck, check );
}

} // namespace riskcast
