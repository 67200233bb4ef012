#pragma once

#include "grid.h"
#include "output_file.h"
#include "raster_file.h"

#include <cstdint>

namespace riskcast
{

/// The value of cells without data in rasters of categories, so that the first category is 1.
inline constexpr std::uint8_t noDataCategory = 0;
inline constexpr const char *noDataName = "No data"; ///< what they are called

/// What a value of a raster of categories means; the first category is the value 1.
struct RasterCategory
{
  std::string name;
  std::string color;             ///< "#rrggbb"
  std::vector<double> numbers{}; ///< of the attribute table's own columns
};

/// A Byte raster of categories, one band a step.
struct CategoryRaster
{
  struct Band
  {
    std::string description;
    RasterMetadata metadata;
    std::vector<std::uint8_t> values; ///< [H × W], noDataCategory or number of the category, from 1 on
  };

  Grid grid;
  std::vector<RasterCategory> categories;
  std::vector<std::string> numberColumns{}; ///< of the attribute table, besides value, name and colour
  RasterMetadata metadata;
  std::vector<Band> bands;
};

/// Writes a Byte GeoTIFF with category names, colours and a raster attribute table, most of it in the file's .aux.xml. The caller
/// commits the file. \throws Error as writeRaster() does
void writeCategoryRaster( const CategoryRaster &raster, OutputFile &output, const std::vector<std::string> &creationOptions,
                          Feedback &feedback );

} // namespace riskcast
