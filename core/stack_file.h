#pragma once

#include "feedback.h"
#include "heatmap_stack.h"
#include "output_file.h"

namespace riskcast
{

/// Writes a heatmap stack as a GeoTIFF: Float32 counts, one band per step and category (category fastest), nodata outside the
/// study area. A band's description is the ISO 8601 start of the step (and ", category"). Metadata items RISKCAST_* hold start,
/// step, time zone, state per band, categories, incidents used and left out, the grid's definition, source and version.
/// With an OutputFile, the caller commits it. \throws Error as writeRaster() does
void writeHeatmapStack( const HeatmapStack &stack, OutputFile &output, const std::vector<std::string> &creationOptions,
                        Feedback &feedback );
void writeHeatmapStack( const HeatmapStack &stack, const std::string &path, const std::vector<std::string> &creationOptions,
                        Feedback &feedback );

/// Reads back everything that writeHeatmapStack() wrote, or a netCDF as readSpaceTimeCube() does.
/// \throws Error if the file is not a heatmap stack, or if a band is not the step it should be (the message names it)
HeatmapStack readHeatmapStack( const std::string &path, Feedback &feedback );

/// The grid of a heatmap stack, to the last bit, or of any other raster.
/// \throws Error if the file is missing, is no raster, or is not north-up
Grid readGrid( const std::string &path );

} // namespace riskcast
