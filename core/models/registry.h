#pragma once

#include "../forecaster.h"
#include "../training_options.h"
#include "model_kinds.h"

namespace riskcast
{

/// Makes an untrained forecaster of the kind that the options name. \throws Error if there is no such kind; the message lists
/// them
std::unique_ptr<Forecaster> makeForecaster( const TrainingOptions &options );

} // namespace riskcast
