#pragma once

#include "forecaster.h"

namespace riskcast
{

/// Mean count per cell and step up to the end of the training and validation steps; risk = 1 - exp(-mean).
std::unique_ptr<Forecaster> makeLongRunRate();

/// Decayed counts per cell, start-up bias removed; half-life and input (counts or binary) chosen by log loss on the validation
/// steps.
std::unique_ptr<Forecaster> makeEwma();

} // namespace riskcast
