#pragma once

#include "training_options.h"

namespace riskcast
{

/// Names, as in a model file, of what was asked for that a kind of model has no use for.
/// \param kind  one that is not in modelKinds may have a use for all
std::vector<std::string> unusedOptions( const TrainingOptions &given, const std::string &kind );

} // namespace riskcast
