#pragma once

#include "heatmap_stack.h"
#include "model_file.h"

namespace riskcast
{

/// What a model says of the stack it was trained on: description["grid"], ["step"] and ["categories"], which checkStackFits()
/// compares, and ["timeZone"] and ["trainedOn"] for people.
void describeStack( nlohmann::json &description, const HeatmapStack &stack );

/// The grid of a model. \throws Error if it is not described, or cannot be
Grid gridOf( const ModelFile &model );

/// \throws Error if the stack's grid, step or categories are not those of the model; the message says both
void checkStackFits( const HeatmapStack &stack, const ModelFile &model );

} // namespace riskcast
