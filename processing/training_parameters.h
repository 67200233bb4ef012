#pragma once

#include "algorithm.h"
#include "training_options.h"

#include <nlohmann/json_fwd.hpp>

namespace riskcast
{

/// KIND, EPOCHS, TEST_SHARE, VALIDATION_SHARE, and the rarer ones of TrainingOptions as advanced parameters.
void declareTrainingParameters( Algorithm &algorithm );

/// What was given of them, as the engine's command `train` takes it.
QStringList trainingArguments( const ParameterValues &values );

/// TEST_STEPS, LOG_LOSS, HIT_RATE_1, HIT_RATE_4, … and TABLE
void declareTrainingOutputs( Algorithm &algorithm );

/// The values of those, from the engine's result.
QVariantMap trainingOutputs( const nlohmann::json &result );

} // namespace riskcast
