#pragma once

#include "network_trainer.h"

namespace riskcast
{

/// What the network, as it is, says of the validation steps; the workers share the work, and all get the same numbers.
/// \param done  told how many more of them were looked at
Validation validateNetwork( Network &network, const TrainingTask &task, const TrainingMeans &means,
                            const std::function<void( size_t targets )> &done );

} // namespace riskcast
