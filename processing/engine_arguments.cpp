#include "engine_arguments.h"

namespace riskcast
{

QStringList startAndEndArguments( const ParameterValues &values )
{
  QStringList arguments;
  const std::pair<const char *, const char *> times[] = { { "START", "--start" }, { "END", "--end" } };
  for ( const auto &[name, option] : times )
    if ( const std::optional<LocalTime> time = values.time( name ) )
      arguments << option << QString::fromStdString( toIso8601( *time ) );
  return arguments;
}

QStringList creationArguments( const std::vector<std::string> &options )
{
  QStringList arguments;
  for ( const std::string &option : options )
    arguments << "--co" << QString::fromStdString( option );
  return arguments;
}

} // namespace riskcast
