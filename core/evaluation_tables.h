#pragma once

#include "evaluate_risk_models.h"
#include "table_file.h"

namespace riskcast
{

/// Every score of every model, with its difference to the best baseline: model, title, baseline, score, value, skill against the
/// long-run rate (Brier score and log loss, where that was scored), rival, difference, low and high end of its interval.
Table modelScoreTable( const RiskEvaluation &evaluation );

/// What the six labels count above each percentile, as published: cells by label, hit rate, hit rate with neighbours, miss rate,
/// accuracy, threshold, share of the area that is flagged.
Table percentileTable( const RiskEvaluation &evaluation );

/// What each model flagged and hit in each group, within ScoreSettings::mainShare of the area.
Table groupTable( const RiskEvaluation &evaluation );

/// Skill of a score that is better when lower: 1 - value / that of the long-run rate. \return nothing if that was not scored
std::optional<double> skill( const RiskEvaluation &evaluation, const EvaluatedModel &model, const std::string &scoreId );

} // namespace riskcast
