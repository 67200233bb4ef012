#pragma once

#include "feedback.h"
#include "heatmap_stack.h"
#include "model_file.h"

#include <optional>

namespace riskcast
{

/// What a model says of the stack it was trained on: description["grid"], ["step"], ["categories"] and ["cellsOutsideStudyArea"],
/// which checkStackFits() compares, ["timeZone"], [emptyStepsItem], and ["trainedOn"] for people.
void describeStack( nlohmann::json &description, const HeatmapStack &stack );

/// What most of the steps without incidents are in the stack, an EmptySteps; null if they are so few that it hardly matters.
inline constexpr const char *emptyStepsItem = "emptySteps";

/// Warns if times, or steps without incidents, mean something else in the stack than in what the model learned from: another
/// zone; or a step in which nobody reported, where the risk is that of a step with reports, against one in which nothing
/// happened, where it is that of any step. \throws Error if the model names no zone
void warnOfOtherMeaning( const HeatmapStack &stack, const ModelFile &model, Feedback &feedback );

/// The grid of a model. \throws Error if it is not described, or cannot be
Grid gridOf( const ModelFile &model );

/// The last step that a model learned from or, if that is later, the one that it started from at the same place; nothing if it
/// does not say properly.
std::optional<LocalTime> lastStepLearned( const ModelFile &model );

/// The steps with reports of a stack from the first to the last one of the model's training; none if it does not say properly.
std::vector<int> trainingSteps( const ModelFile &model, const HeatmapStack &stack );

/// Of a model that a training started from: its ["trainedOn"], and, as an item of the new model's own, its lastStepLearned() if
/// it is of the same place.
inline constexpr const char *startedFromItem = "startedFrom";
inline constexpr const char *startLearnedItem = "startModelLearnedUntil";

/// Whether the stack has the grid and the study area of the model. \throws Error if they are not described
bool hasSameCells( const HeatmapStack &stack, const ModelFile &model );

/// \throws Error if the stack's grid, step, categories or study area are not those of the model; the message says both
void checkStackFits( const HeatmapStack &stack, const ModelFile &model );

} // namespace riskcast
