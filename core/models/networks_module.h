#pragma once

#include "../forecaster.h"
#include "../training_options.h"

namespace riskcast
{

/// Name of the function that the library of networks exports; see NetworkMaker.
inline constexpr const char *networkMakerName = "riskcastMakeNetwork";

/// makeNetworkForecaster() for a caller that owns what it gets.
using NetworkMaker = Forecaster *(*)( const TrainingOptions &options );

} // namespace riskcast
