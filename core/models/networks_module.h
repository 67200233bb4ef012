#pragma once

#include "../forecaster.h"
#include "../training_options.h"

namespace riskcast
{

/// Name of the function that the library of networks exports; see NetworkMaker.
inline constexpr const char *networkMakerName = "riskcastMakeConvLstm";

/// Makes an untrained network; the caller owns it.
using NetworkMaker = Forecaster *(*)( const TrainingOptions &options );

} // namespace riskcast
