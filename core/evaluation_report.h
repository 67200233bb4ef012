#pragma once

#include "evaluate_risk_models.h"
#include "html_report.h"

namespace riskcast
{

/// The evaluation on one page: the verdict, what was asked, hits over area, thresholds with a map of the six labels,
/// probabilities, all scores, groups, what the map must not be used for, and the settings for the record.
HtmlReport evaluationReport( const RiskEvaluation &evaluation );

} // namespace riskcast
