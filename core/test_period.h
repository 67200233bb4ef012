#pragma once

#include "evaluate_risk_models.h"

namespace riskcast
{

/// The observed steps that are scored.
/// \throws Error if a model learned from steps of the period or later ones, if no step is observed in it, or if nothing happened
///         in it; the message says the dates
std::vector<int> testSteps( const HeatmapStack &stack, const std::vector<NamedModel> &models, const EvaluationOptions &options );

} // namespace riskcast
