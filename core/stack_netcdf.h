#pragma once

#include "feedback.h"
#include "heatmap_stack.h"
#include "output_file.h"

namespace riskcast
{

/// Writes a netCDF after the Climate and Forecast conventions (CF 1.8, https://cfconventions.org): the variable `count` [T, H,
/// W], or [T, C, H, W] where there are categories, NaN outside the study area; the coordinates time (hours since 1970-01-01, with
/// bounds), category, y (northernmost first) and x (centres of the cells), the grid's CRS as a grid mapping, and `observed` [T]:
/// 1, or 0 for a step without reports. The caller commits the file. \throws Error if this GDAL has no netCDF driver, or if the
/// disk is full
void writeNetcdf( const HeatmapStack &stack, OutputFile &output, Feedback &feedback );

} // namespace riskcast
