#pragma once

#include "feedback.h"
#include "heatmap_stack.h"
#include "output_file.h"

namespace riskcast
{

/// Writes a long table: a row for each cell, step and category that has incidents, with the fields cell (row by row from 0 in the
/// north-west), x and y (its centre in the grid's CRS, also as a point where the format has geometries), step (start, ISO 8601 in
/// a CSV), category and count. Read as incidents with `count` as their weight, it gives the same counts. The suffix .gpkg, .csv
/// or .parquet says the format; the caller commits the file. \throws Error if GDAL has no driver for the format, or if the disk
/// is full
void writeStackTable( const HeatmapStack &stack, OutputFile &output, Feedback &feedback );

} // namespace riskcast
