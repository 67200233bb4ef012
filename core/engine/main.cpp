// The command line program: reads the command line, runs the chosen command, and says how it went.
#include "command.h"
#include "error.h"
#include "first_line.h"
#include "help_formatter.h"
#include "interruption.h"
#include "networks.h"
#include "option_types.h"
#include "report.h"
#include "version.h"

#include <cpl_error.h>
#include <gdal.h>

#include <cstdlib>
#include <iostream>

namespace riskcast
{

namespace
{

enum ExitCode
{
  Done = 0,
  Failed = 1,
  WrongUsage = 2,
  Interrupted = 130,
};

struct ProgramOptions
{
  bool json = false;
  int threads = 0;
};

void declareProgram( CLI::App &program, ProgramOptions &options, Command &chosen )
{
  program.description( "Riskcast: from dated points to maps of tomorrow's risk. The usual order is select, heatmaps, train, "
                       "predict;\neach step writes a file that the next one reads." );
  program.formatter( std::make_shared<HelpFormatter>() );
  program.option_defaults()->always_capture_default();
  program.set_help_flag( "-h,--help", "Explains the program or, after a command, the command" );
  program.set_version_flag( "--version", version, "Says which version this is" );
  program.add_flag( "--json", options.json, "Writes one JSON object a line to standard output, for programs" );
  program
      .add_option( "--threads", options.threads,
                   "Threads that networks compute with, no more than there are processors; 0: one for each" )
      ->check( wholeNumber( 0 ) );
  program.fallthrough();
  program.require_subcommand( 1 );
  program.footer( "`riskcast COMMAND --help` explains a command. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 canceled." );

  addCheckCommand( program, chosen );
  addSelectCommand( program, chosen );
  addHeatmapsCommand( program, chosen );
  addExportCommand( program, chosen );
  addTrainCommand( program, chosen );
  addEvaluateCommand( program, chosen );
  addCompareCommand( program, chosen );
  addPredictCommand( program, chosen );
  addExplainCommand( program, chosen );
  addInfoCommand( program, chosen );
  addDiagnosticsCommand( program, chosen );
}

/// Runs the command and turns whatever it throws into one sentence and an exit code.
ExitCode run( const Command &command, Report &report )
{
  try
  {
    const CommandResult result = command( report );
    report.setProgress( 1, "" );
    report.result( result );
    return std::cout ? Done : Interrupted;
  }
  catch ( const Canceled & )
  {
    return Interrupted;
  }
  catch ( const Error &error )
  {
    report.error( error.what() );
  }
  catch ( const std::bad_alloc & )
  {
    report.error( "There is not enough memory. Take fewer cells, longer time steps or smaller batches." );
  }
  catch ( const std::exception &error )
  {
    report.error( "Something went wrong that should not: " + firstLine( error.what() ) );
  }
  return Failed;
}

/// CLI11 misses a command before it looks at what stands in its place.
CLI::ParseError namingTheCommand( const CLI::App &program, const CLI::ParseError &stop )
{
  const std::vector<std::string> rest = program.remaining();
  if ( stop.get_exit_code() == 0 || rest.empty() || !program.get_subcommands().empty() )
    return stop;
  return CLI::ParseError( "There is no command \"" + rest.front() + "\".", stop.get_exit_code() );
}

/// Help and version are no errors; everything else that stops the reading of the command line is.
ExitCode explain( const CLI::App &program, const CLI::ParseError &stop )
{
  if ( program.get_option( "--json" )->count() > 0 && stop.get_exit_code() != 0 )
  {
    makeJsonReport()->error( stop.what() );
    return WrongUsage;
  }
  return program.exit( stop ) == 0 ? Done : WrongUsage;
}

} // namespace

} // namespace riskcast

int main( int argc, char *argv[] )
{
  using namespace riskcast;

  catchInterruptions( Interrupted );
  CPLSetErrorHandler( CPLQuietErrorHandler ); // core puts GDAL's messages into its own
  GDALSetCacheMax64( 8 << 20 );               // rasters are read and written once, band after band: nothing to keep

  CLI::App program( "", "riskcast" );
  ProgramOptions options;
  Command command;
  declareProgram( program, options, command );
  try
  {
    program.parse( argc, argv );
  }
  catch ( const CLI::ParseError &stop )
  {
    return explain( program, namingTheCommand( program, stop ) );
  }

  if ( options.threads > 0 )
    limitThreads( options.threads );
  const ExitCode code = run( command, options.json ? *makeJsonReport() : *makeConsoleReport() );
  std::cout.flush();
  if ( code == Failed )
    std::_Exit( code ); // HDF5, once it could not write a netCDF file, crashes where the program ends by itself
  return code;
}
