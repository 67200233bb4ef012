#pragma once

#include "training_options.h"

#include <nlohmann/json.hpp>

namespace riskcast
{

/// What was asked for: the options that are not as by default, by their names in a model file.
nlohmann::json askedFor( const TrainingOptions &given );

/// Names, as in a model file, of all options that a training has no use for.
/// \param taken  how it is trained, completed; a kind that is not in modelKinds may have a use for all
std::vector<std::string> optionsWithoutUse( const TrainingOptions &taken );

/// Names, as in a model file, of what was asked for that a training has no use for.
/// \param taken  as for optionsWithoutUse()
std::vector<std::string> unusedOptions( const TrainingOptions &given, const TrainingOptions &taken );

} // namespace riskcast
