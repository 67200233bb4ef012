#pragma once

#include "baselines.h"

#include <nlohmann/json.hpp>

namespace riskcast
{

// What several baselines have in common.

/// The last of the steps that a model may be fitted to.
int lastFittedStep( const StepSplit &split );

/// A thousandth of the mean count per cell of the study area and step up to \a lastStep: added to rates, it keeps risks above
/// zero, which one incident would prove wrong at any price.
double rateFloor( const HeatmapStack &stack, int lastStep );

/// Steps in a week; longer steps count as weeks.
int stepsPerWeek( StepLength step );

/// 1 - exp(-rate)
float riskOfRate( double rate );

/// A number of a model's description. \throws Error if it is not within \a least … \a most
double numberOf( const nlohmann::json &model, const std::string &key, double least, double most );

} // namespace riskcast
