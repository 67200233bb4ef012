#include "text_template.h"

namespace riskcast
{

std::string filledIn( const std::string &text, const std::map<std::string, std::string> &values )
{
  std::string result;
  size_t done = 0;
  for ( size_t open = text.find( "{{" ); open != std::string::npos; open = text.find( "{{", done ) )
  {
    const size_t close = text.find( "}}", open );
    result += text.substr( done, open - done ) + values.at( text.substr( open + 2, close - open - 2 ) );
    done = close + 2;
  }
  return result + text.substr( done );
}

} // namespace riskcast
