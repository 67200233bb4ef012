#pragma once

#include "../forecaster.h"
#include "../training_options.h"

#include <nlohmann/json_fwd.hpp>

namespace riskcast
{

/// Name of the function that the library of networks exports; see NetworkMaker.
inline constexpr const char *networkMakerName = "riskcastMakeNetwork";

/// makeNetworkForecaster() for a caller that owns what it gets.
using NetworkMaker = Forecaster *(*)( const TrainingOptions &options );

/// Likewise; see TorchDescriber.
inline constexpr const char *torchDescriberName = "riskcastDescribeTorch";

/// Adds to an object what networks compute with: "libtorch", its version; "gpus", how many it can use; "threads".
using TorchDescriber = void ( * )( nlohmann::json &facts );

/// Likewise; see UnfinishedRemover.
inline constexpr const char *unfinishedRemoverName = "riskcastRemoveUnfinished";

/// OutputFile::removeAllForGood() of the library, which writes checkpoints.
using UnfinishedRemover = void ( * )();

} // namespace riskcast
