#pragma once

#include "training_options.h"

#include <nlohmann/json.hpp>

namespace riskcast
{

/// What was asked for: the options that are not as by default, by their names in a model file.
nlohmann::json askedFor( const TrainingOptions &given );

/// Names, as in a model file, of what was asked for that a kind of model has no use for.
/// \param kind  one that is not in modelKinds may have a use for all
std::vector<std::string> unusedOptions( const TrainingOptions &given, const std::string &kind );

} // namespace riskcast
