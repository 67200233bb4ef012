#pragma once

#include "gdal_support.h"

#include <gdal_priv.h>

#include <string>

namespace riskcast
{

/// A raster for GDAL, with a band at least.
/// \param messages  begun before
/// \throws Error if the file is missing, is no raster, or holds several; the message says what to do
GDALDatasetUniquePtr openRaster( const std::string &path, const GdalMessages &messages );

} // namespace riskcast
