#pragma once

#include "command_result.h"
#include "heatmap_stack.h"
#include "model_file.h"
#include "risk_raster.h"

namespace riskcast
{

// What there is to know of a file, in words and as an object.

CommandResult stackFacts( const std::string &path, const HeatmapStack &stack );

/// \throws Error if the model does not say properly what it is
CommandResult modelFacts( const std::string &path, const ModelFile &model );

CommandResult riskFacts( const std::string &path, const RiskMaps &maps );

} // namespace riskcast
