#pragma once

#include "evaluate_risk_models.h"

namespace riskcast
{

/// Number of the model that an evaluation is mainly about: of those that were asked for (of the baselines, if there are no
/// others) the one with the highest hit rate in ScoreSettings::mainShare of the area.
size_t mainModel( const RiskEvaluation &evaluation );

/// All models, from the highest hit rate in that share to the lowest.
std::vector<const EvaluatedModel *> byHitRate( const RiskEvaluation &evaluation );

/// The verdict on the main model: a sentence on hits, one on probabilities, and one where the test is too short to rely on the
/// intervals. It says that something is better or worse only where the interval of the difference leaves out zero.
std::vector<std::string> verdict( const RiskEvaluation &evaluation );

/// In a sentence, which percentile of the main model is the smallest area that holds half of the positive cells, and what it
/// misses.
std::string thresholdAdvice( const RiskEvaluation &evaluation );

} // namespace riskcast
