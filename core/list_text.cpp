#include "list_text.h"

namespace riskcast
{

std::string listText( const std::vector<std::string> &names )
{
  std::string text;
  for ( const std::string &name : names )
    text += ( text.empty() ? "" : ", " ) + name;
  return text;
}

} // namespace riskcast
