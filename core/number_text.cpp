#include "number_text.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace riskcast
{

std::string countText( std::int64_t count )
{
  std::string text = std::to_string( count );
  const int firstDigit = count < 0 ? 1 : 0;
  for ( int place = static_cast<int>( text.size() ) - 3; place > firstDigit; place -= 3 )
    text.insert( static_cast<size_t>( place ), 1, ',' );
  return text;
}

std::string countText( std::int64_t count, const std::string &thing )
{
  return countText( count ) + " " + thing + ( count == 1 ? "" : "s" );
}

std::string measureText( double value )
{
  constexpr double wholeNumbersFrom = 1000;
  if ( std::abs( value ) >= wholeNumbersFrom && std::abs( value ) < 1e15 )
    return countText( std::llround( value ) );
  char text[32];
  std::snprintf( text, sizeof text, "%.4g", value );
  return text;
}

std::string oneDigitText( double value )
{
  constexpr double half = 0.05;
  char text[32];
  std::snprintf( text, sizeof text, "%.1f", std::abs( value ) < half ? 0.0 : value );
  return text;
}

std::string oneDigitPercent( double share )
{
  return oneDigitText( 100 * share );
}

std::string coordinateText( double value )
{
  char text[32];
  std::snprintf( text, sizeof text, "%.7g", value );
  return text;
}

std::string exactText( double value )
{
  char text[32];
  const auto [end, error] = std::to_chars( text, text + sizeof text, value );
  return { text, end };
}

std::string exactList( const std::vector<double> &values )
{
  std::string text;
  for ( const double value : values )
    text += ( text.empty() ? "" : "," ) + exactText( value );
  return text;
}

} // namespace riskcast
