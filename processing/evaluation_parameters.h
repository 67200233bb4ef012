#pragma once

#include "algorithm.h"
#include "evaluate_risk_models.h"

namespace riskcast
{

/// Declares what is scored and how, beside models, layers and results.
void declareEvaluationParameters( Algorithm &algorithm );

/// The engine's options for what declareEvaluationParameters() declared.
QStringList evaluationArguments( const ParameterValues &values );

} // namespace riskcast
