#pragma once

#include "feedback.h"
#include "grid.h"
#include "output_file.h"

#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace riskcast
{

inline constexpr std::size_t maximumBands = 65'535; ///< GeoTIFF counts bands in 16 bits

inline constexpr float noData = std::numeric_limits<float>::quiet_NaN();

using RasterMetadata = std::map<std::string, std::string>;

/// A text of the metadata; empty where it has none, as GeoTIFF keeps no empty ones.
std::string metadataText( const RasterMetadata &metadata, const char *item );

/// One band of a raster file of ours.
struct RasterBand
{
  std::string description;
  RasterMetadata metadata;
  std::span<const float> values; ///< [H × W]; NaN is nodata
};

/// A multi-band Float32 raster as read from a file; nodata is NaN.
struct Raster
{
  Grid grid;
  RasterMetadata metadata;
  std::vector<std::string> descriptions;
  std::vector<RasterMetadata> bandMetadata;
  std::vector<float> values; ///< [bands, H, W]
  int bandCount() const { return static_cast<int>( descriptions.size() ); }
};

/// Says before the work whether a raster may be called that: GDAL would write a GeoTIFF into a file of any name.
/// \throws Error if the suffix is neither .tif nor .tiff
void checkGeoTiffName( const std::string &path );

/// Says before the work whether a GeoTIFF can hold so many bands.
/// \param what  beginning of the message, "The heatmap stack"
/// \throws Error if there are none, or more than maximumBands
void checkBandCount( const std::string &what, size_t bands );

/// Writes a tiled, compressed Float32 GeoTIFF (metadata in GDAL's default domain), beside its place and then renamed.
/// \param creationOptions  GDAL creation options "NAME=VALUE" in place of the default ones of the same name
/// \throws Error if there are more than maximumBands or the file is not called .tif (before the work), if the disk is full or the
///         place cannot be written
void writeRaster( const std::string &path, const Grid &grid, const std::vector<RasterBand> &bands, const RasterMetadata &metadata,
                  const std::vector<std::string> &creationOptions, Feedback &feedback );

/// The same without renaming, for files that shall appear together.
void writeRaster( OutputFile &output, const Grid &grid, const std::vector<RasterBand> &bands, const RasterMetadata &metadata,
                  const std::vector<std::string> &creationOptions, Feedback &feedback );

/// The metadata alone, to see what kind of raster a file is before its values are read.
/// \throws Error if the file is missing or is no raster
RasterMetadata readRasterMetadata( const std::string &path );

/// The grid alone.
/// \throws Error if the file is missing, no raster, has no georeference, or is not north-up
Grid readRasterGrid( const std::string &path );

/// \throws Error if the file is missing, broken, no raster, not north-up, or larger than the computer's memory
Raster readRaster( const std::string &path, Feedback &feedback );

} // namespace riskcast
