#pragma once

#include "feedback.h"
#include "heatmap_stack.h"
#include "model_file.h"

#include <string>
#include <vector>

namespace riskcast
{

/// A map that does not change with time and tells where incidents are likely: the length of the streets, the people who live
/// there.
struct Covariate
{
  std::string name;          ///< of the raster's file
  std::vector<float> values; ///< [H × W], 0 or more; their mean over the study area is 1, and outside they are 0
};

/// Reads the first bands of rasters of any grid and CRS: the mean over each cell of the stack, or the value in it where the
/// raster is coarser. Says what was read; where there is no value, it counts as 0, which is a warning.
/// \throws Error if a file is no raster, if one side alone has a CRS, if values are below 0, or none in the study area above 0
std::vector<Covariate> readCovariates( const std::vector<std::string> &paths, const HeatmapStack &stack, Feedback &feedback );

/// Where a model's description names its covariates; without any there is no such item.
inline constexpr const char *covariatesItem = "covariates";

/// Puts them into a model file; nothing if there are none.
void saveCovariates( ModelFile &file, const std::vector<Covariate> &covariates );

/// Those of a model; none if it has none.
/// \throws Error if they are not as many as it names, of another grid, or no amounts of mean 1
std::vector<Covariate> covariatesOf( const ModelFile &file );

} // namespace riskcast
