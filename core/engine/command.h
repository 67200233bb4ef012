#pragma once

#include "feedback.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <string>

namespace riskcast
{

/// What a command has to say when it is done.
struct CommandResult
{
  nlohmann::json fields; ///< for programs: an object, the fields of the "result" line
  std::string text;      ///< for people
};

/// A command whose options are read.
using Command = std::function<CommandResult( Feedback & )>;

/// Adds a command to the program.
/// \param chosen   becomes the command if the command line names it
/// \param declare  declares the command's arguments and options; they start with the defaults of `Options`
/// \param run      does the work
template<class Options>
CLI::App *addCommand( CLI::App &program, Command &chosen, const std::string &name, const std::string &description,
                      void ( *declare )( CLI::App &, Options & ), CommandResult ( *run )( const Options &, Feedback & ) )
{
  const auto options = std::make_shared<Options>();
  CLI::App *command = program.add_subcommand( name, description );
  declare( *command, *options );
  command->callback( [options, run, &chosen]
                     { chosen = [options, run]( Feedback &feedback ) { return run( *options, feedback ); }; } );
  return command;
}

// One file each.
void addSelectCommand( CLI::App &program, Command &chosen );
void addHeatmapsCommand( CLI::App &program, Command &chosen );
void addTrainCommand( CLI::App &program, Command &chosen );
void addPredictCommand( CLI::App &program, Command &chosen );
void addInfoCommand( CLI::App &program, Command &chosen );

} // namespace riskcast
