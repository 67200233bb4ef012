#pragma once

#include "feedback.h"
#include "heatmap_stack.h"

#include <string>

namespace riskcast
{

/// Whether the file is a netCDF, by its first bytes.
bool isNetcdf( const std::string &path );

/// Reads a netCDF with counts per step and cell as a stack: a space-time cube that ArcGIS made by aggregating points into a
/// fishnet grid, or what writeNetcdf() wrote without categories. As far as Esri documents it (Space Time Pattern Mining toolbox,
/// "Create Space Time Cube By Aggregating Points"): a variable COUNT of time × y × x, centres of the cells in x and y, starts of
/// the steps in time ("seconds since …"), the reference system as a grid mapping. No cube made by ArcGIS itself was at hand to
/// try.
///
/// Cells without a value in every step are outside the study area. Steps are observed unless a variable `observed` says
/// otherwise. \throws Error if it is laid out otherwise, if a count is negative, or if steps are not equally many hours, days or
/// months
HeatmapStack readSpaceTimeCube( const std::string &path, Feedback &feedback );

} // namespace riskcast
