#pragma once

#include "enum_names.h"
#include "grid.h"
#include "local_time.h"
#include "time_steps.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace riskcast
{

/// An option whose values are the names of an enum. \param value  an Enum, or an optional one
/// \param usual  what the help gives as the default
template<class Enum, class Value>
CLI::Option *addEnumOption( CLI::App &command, const std::string &option, Value &value, const std::string &description,
                            const std::string &usual )
{
  const std::vector<std::string> &names = enumNames<Enum>();
  return command
      .add_option_function<std::string>(
          option, [&value]( const std::string &name ) { value = enumFromName<Enum>( name ); }, description )
      ->check( CLI::IsMember( names ).description( "" ) )
      ->type_name( CLI::detail::join( names, "|" ) )
      ->default_str( usual );
}

template<class Enum>
CLI::Option *addEnumOption( CLI::App &command, const std::string &option, Enum &value, const std::string &description )
{
  return addEnumOption<Enum>( command, option, value, description, enumName( value ) );
}

// For numbers that are not less than \a least. CLI11's own ranges end at the greatest number that there is, and say so.
CLI::Validator wholeNumber( int least );
CLI::Validator numberFrom( double least );

/// For a name of modelKinds. \param orNone  or an empty one
CLI::Validator kindOfModel( bool orNone );

/// xmin,ymin,xmax,ymax
CLI::Option *addExtentOption( CLI::App &command, const std::string &option, std::optional<Extent> &value,
                              const std::string &description );

/// A date, or date and time, as ISO 8601 writes it.
CLI::Option *addTimeOption( CLI::App &command, const std::string &option, std::optional<LocalTime> &value,
                            const std::string &description );

/// "1 day", "2 weeks", …
CLI::Option *addStepOption( CLI::App &command, const std::string &option, StepLength &value, const std::string &description );

/// A list of numbers parted by commas.
template<class Number>
CLI::Option *addListOption( CLI::App &command, const std::string &option, std::vector<Number> &value,
                            const std::string &description )
{
  return command.add_option( option, value, description )->delimiter( ',' )->type_name( "LIST" );
}

/// --co, as in GDAL's own programs.
CLI::Option *addCreationOptions( CLI::App &command, std::vector<std::string> &value );

} // namespace riskcast
