#pragma once

#include <string>
#include <vector>

namespace riskcast
{

/// Says before the work that a file would overwrite what it is made from, or another result.
/// \param inputs, outputs  paths; empty ones are not given
/// \throws Error if an output is an input or another output, by whatever path
void checkDistinctFiles( const std::vector<std::string> &inputs, const std::vector<std::string> &outputs );

} // namespace riskcast
