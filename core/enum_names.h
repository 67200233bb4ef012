#pragma once

#include "error.h"
#include "list_text.h"

#include <algorithm>
#include <string>
#include <vector>

namespace riskcast
{

/// Names of an enum's values in declaration order, as the command line, the model file and QGIS write them. Specialised beside
/// each enum that people can choose from.
template<class Enum> const std::vector<std::string> &enumNames();

template<class Enum> const std::string &enumName( Enum value )
{
  return enumNames<Enum>().at( static_cast<size_t>( value ) );
}

/// \throws Error if no value is called \a name; the message lists those that are
template<class Enum> Enum enumFromName( const std::string &name )
{
  const std::vector<std::string> &names = enumNames<Enum>();
  const auto found = std::ranges::find( names, name );
  if ( found != names.end() )
    return static_cast<Enum>( found - names.begin() );
  throw Error( "\"" + name + "\" is not one of " + listText( names ) + "." );
}

} // namespace riskcast
