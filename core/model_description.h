#pragma once

#include "heatmap_stack.h"
#include "model_file.h"

namespace riskcast
{

/// What a model says of the stack it was trained on, and a prediction checks: description["grid"], ["step"], ["timeZone"],
/// ["categories"], ["trainedOn"].
void describeStack( nlohmann::json &description, const HeatmapStack &stack );

/// The grid of a model. \throws Error if the description lies
Grid gridOf( const ModelFile &model );

/// \throws Error if the stack's grid, step or categories are not those of the model; the message says both
void checkStackFits( const HeatmapStack &stack, const ModelFile &model );

} // namespace riskcast
