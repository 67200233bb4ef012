#include "option_types.h"

#include "error.h"
#include "list_text.h"
#include "models/model_kinds.h"

#include <algorithm>

namespace riskcast
{

namespace
{
/// \param what  "a whole number"
template<class Number> CLI::Validator notBelow( Number least, const std::string &what )
{
  const auto check = [least, what]( const std::string &text )
  {
    Number number{};
    const bool isOne = CLI::detail::lexical_cast( text, number );
    return isOne && number >= least ? std::string()
                                    : "Give " + what + " of at least " + CLI::detail::to_string( least ) + ", not " + text + ".";
  };
  return CLI::Validator( check, "" );
}
} // namespace

CLI::Validator wholeNumber( int least )
{
  return notBelow( least, "a whole number" );
}

CLI::Validator numberFrom( double least )
{
  return notBelow( least, "a number" );
}

CLI::Validator kindOfModel( bool orNone )
{
  const auto check = [orNone]( const std::string &name )
  {
    const std::vector<std::string> names = modelKindNames();
    if ( ( orNone && name.empty() ) || std::ranges::count( names, name ) > 0 )
      return std::string();
    return "There is no kind \"" + name + "\": choose of " + listText( names ) + ".";
  };
  return CLI::Validator( check, "" );
}

CLI::Option *addExtentOption( CLI::App &command, const std::string &option, std::optional<Extent> &value,
                              const std::string &description )
{
  const auto read = [&value, option]( const std::vector<double> &edges )
  {
    if ( !( edges[0] < edges[2] && edges[1] < edges[3] ) )
      throw CLI::ValidationError( option, "The third number must be above the first, and the fourth above the second: "
                                          "XMIN,YMIN,XMAX,YMAX. QGIS writes extents in another order." );
    value = Extent{ edges[0], edges[1], edges[2], edges[3] };
  };
  return command.add_option_function<std::vector<double>>( option, read, description )
      ->delimiter( ',' )
      ->expected( 4 )
      ->allow_extra_args( false )
      ->type_name( "XMIN,YMIN,XMAX,YMAX" );
}

CLI::Option *addTimeOption( CLI::App &command, const std::string &option, std::optional<LocalTime> &value,
                            const std::string &description )
{
  const auto read = [&value, option]( const std::string &text )
  {
    const std::optional<WrittenTime> written = parseWrittenTime( text );
    if ( !written )
      throw CLI::ValidationError( option, "\"" + text + "\" is not a date such as 2016-07-01 or 2016-07-01T18:30:00." );
    if ( written->offset )
      throw CLI::ValidationError( option,
                                  "\"" + text + "\" has an offset from UTC: write it as the clocks of the incidents show it." );
    value = written->time;
  };
  return command.add_option_function<std::string>( option, read, description )->type_name( "DATE" );
}

CLI::Option *addStepOption( CLI::App &command, const std::string &option, StepLength &value, const std::string &description )
{
  const auto read = [&value, option]( const std::string &text )
  {
    try
    {
      value = stepLengthFromString( text );
    }
    catch ( const Error &error )
    {
      throw CLI::ValidationError( option, error.what() );
    }
  };
  return command.add_option_function<std::string>( option, read, description )
      ->type_name( "LENGTH" )
      ->default_str( toString( value ) );
}

CLI::Option *addCreationOptions( CLI::App &command, std::vector<std::string> &value )
{
  return command
      .add_option( "--co", value, "Creation option of the GeoTIFF as in GDAL's programs, e.g. COMPRESS=ZSTD; may be repeated" )
      ->type_name( "NAME=VALUE" )
      ->allow_extra_args( false )
      ->group( "Output" );
}

} // namespace riskcast
