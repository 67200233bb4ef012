#pragma once

#include "command_result.h"
#include "feedback.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>

namespace riskcast
{

/// A command whose options are read.
using Command = std::function<CommandResult( Feedback & )>;

/// Adds a command to the program.
/// \param chosen   becomes the command if the command line names it
/// \param declare  declares the command's arguments and options; they start with the defaults of `Options`
/// \param run      does the work
template<class Options>
void addCommand( CLI::App &program, Command &chosen, const std::string &name, const std::string &description,
                 void ( *declare )( CLI::App &, Options & ), CommandResult ( *run )( const Options &, Feedback & ) )
{
  const auto options = std::make_shared<Options>();
  CLI::App *command = program.add_subcommand( name, description );
  command->group( "Commands" );
  declare( *command, *options );
  command->callback( [options, run, &chosen]
                     { chosen = [options, run]( Feedback &feedback ) { return run( *options, feedback ); }; } );
}

// One file each.
void addCheckCommand( CLI::App &program, Command &chosen );
void addSelectCommand( CLI::App &program, Command &chosen );
void addHeatmapsCommand( CLI::App &program, Command &chosen );
void addExportCommand( CLI::App &program, Command &chosen );
void addTrainCommand( CLI::App &program, Command &chosen );
void addEvaluateCommand( CLI::App &program, Command &chosen );
void addCompareCommand( CLI::App &program, Command &chosen );
void addExplainCommand( CLI::App &program, Command &chosen );
void addPredictCommand( CLI::App &program, Command &chosen );
void addInfoCommand( CLI::App &program, Command &chosen );
void addDiagnosticsCommand( CLI::App &program, Command &chosen );

} // namespace riskcast
