#pragma once

#include <map>
#include <string>

namespace riskcast
{

/// A template with every {{name}} replaced, once: values are not looked into.
std::string filledIn( const std::string &text, const std::map<std::string, std::string> &values );

} // namespace riskcast
