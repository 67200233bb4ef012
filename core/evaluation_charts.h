#pragma once

#include "evaluate_risk_models.h"
#include "html_report.h"

namespace riskcast
{

/// The models that charts and tables with little room show: the main one, the best baseline beside it, and the long-run rate.
std::vector<const EvaluatedModel *> shownModels( const RiskEvaluation &evaluation );

/// Hit rate over share of the area, of every model, with its band.
HtmlLineChart hitsOverArea( const RiskEvaluation &evaluation );

/// The main model's labels on the map, with a slider for the threshold, and the published curves over percentiles.
HtmlLabelMap sixLabels( const RiskEvaluation &evaluation );

/// How often risks came true, of the models shown.
HtmlLineChart reliability( const RiskEvaluation &evaluation );

/// Hit rate month by month, of the models shown.
HtmlLineChart hitsOverTime( const RiskEvaluation &evaluation );

} // namespace riskcast
