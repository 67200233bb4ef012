#pragma once

#include <string>
#include <vector>

namespace riskcast
{

/// What a risk map must not be used for, in paragraphs.
std::vector<std::string> notForUse();

} // namespace riskcast
