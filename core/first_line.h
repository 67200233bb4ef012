#pragma once

#include <string>
#include <string_view>

namespace riskcast
{

/// The first line of what a library says of an error; those that follow are for its developers: a call stack, for instance.
inline std::string firstLine( std::string_view message )
{
  return std::string( message.substr( 0, message.find( '\n' ) ) );
}

} // namespace riskcast
