#pragma once

#include <qgsconfig.h>
#include <qgsprocessingprovider.h>

#include <utility>

namespace riskcast
{

/// A provider whose rasters are GeoTIFFs and nothing else, so that QGIS names temporary ones so, too. QGIS 4 asks for that by
/// another function, whose type has changed since.
class GeoTiffProvider : public QgsProcessingProvider
{
public:
#if _QGIS_VERSION_INT >= 40000
  auto supportedOutputRasterLayerFormatAndExtensions() const
      -> decltype( std::declval<const QgsProcessingProvider &>().supportedOutputRasterLayerFormatAndExtensions() ) override
  {
    return { { "GTiff", "tif" }, { "GTiff", "tiff" } };
  }
#else
  QStringList supportedOutputRasterLayerExtensions() const override
  {
    return { "tif", "tiff" };
  }
#endif
};

} // namespace riskcast
