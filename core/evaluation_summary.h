#pragma once

#include "evaluate_risk_models.h"

#include <nlohmann/json_fwd.hpp>

namespace riskcast
{

/// What programs read: "verdict" (sentences), "mainModel", "rival" (the best baseline by hit rate), "steps", "incidents",
/// "positiveCells", "hitRate", "hitRateDifference" and its "hitRateInterval" in the main share of the area, "logLoss", "skill"
/// against the long-run rate, and "scores" by model and score id.
nlohmann::json summaryOf( const RiskEvaluation &evaluation );

/// The verdict, and a table of the main scores of every model, best hit rate first.
std::string summaryText( const RiskEvaluation &evaluation );

/// Number of a percentile among those that are scored. \throws Error if it is none of them
size_t percentileNumber( const ScoreSettings &settings, double percentile );

} // namespace riskcast
