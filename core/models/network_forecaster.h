#pragma once

#include "../forecaster.h"
#include "../training_options.h"

namespace riskcast
{

/// A network of the kind that the options name, or several from different seeds, with all that is done alike around them:
/// prior, training, refit, calibration, prediction in batches, files.
/// \throws Error if a setting cannot be
std::unique_ptr<Forecaster> makeNetworkForecaster( const TrainingOptions &options );

} // namespace riskcast
