#include "sql_text.h"

#include <cpl_string.h>

namespace riskcast
{

namespace
{

std::string escaped( const std::string &text, int scheme )
{
  char *made = CPLEscapeString( text.c_str(), static_cast<int>( text.size() ), scheme );
  std::string result = made;
  CPLFree( made );
  return result;
}

} // namespace

std::string sqlName( const std::string &name )
{
  return "\"" + escaped( name, CPLES_SQLI ) + "\"";
}

std::string sqlTableName( const std::string &name )
{
  const size_t point = name.find( '.' );
  if ( point == std::string::npos )
    return sqlName( name );
  return sqlName( name.substr( 0, point ) ) + "." + sqlName( name.substr( point + 1 ) );
}

std::string sqlText( const std::string &text )
{
  return "'" + escaped( text, CPLES_SQL ) + "'";
}

std::string sqlTime( LocalTime time )
{
  return "TIMESTAMP " + sqlText( toIso8601( time ) );
}

} // namespace riskcast
