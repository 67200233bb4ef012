#pragma once

#include "enum_names.h"
#include "feedback.h"
#include "heatmap_stack.h"
#include "output_file.h"

namespace riskcast
{

/// What counts are added up by.
enum class Aggregate
{
  Steps,  ///< nothing: they stay as they are
  Months, ///< the calendar month that a step starts in
  Total,  ///< all steps
};
template<> const std::vector<std::string> &enumNames<Aggregate>(); ///< steps, months, total

/// The same counts as a stack of longer steps. One is observed if one of those that it adds up is; cell and category stay.
/// \throws Error if steps longer than a month are to be parted into months
HeatmapStack addedUp( const HeatmapStack &stack, Aggregate aggregate );

/// Suffixes of the files that exportStack() writes, ".tif" first.
const std::vector<std::string> &exportSuffixes();

/// \throws Error if the suffix is none of exportSuffixes()
void checkExportName( const std::string &path );

/// Writes the counts as other programs read them. The suffix says how: .tif is a heatmap stack, .nc a netCDF (see
/// stack_netcdf.h), .gpkg, .csv and .parquet a long table (see stack_table.h). The caller commits the file. \throws Error as the
/// writers do
void exportStack( const HeatmapStack &stack, OutputFile &output, Feedback &feedback );

} // namespace riskcast
