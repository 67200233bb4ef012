#pragma once

#include <string>
#include <vector>

namespace riskcast
{

/// "a, b, c": names in a sentence.
std::string listText( const std::vector<std::string> &names );

} // namespace riskcast
