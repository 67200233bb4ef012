#pragma once

#include "feedback.h"
#include "gdal_support.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <string>

namespace riskcast
{

/// The first layer of an OGR source, open as long as this lives.
class FirstLayer
{
public:
  /// Says which layer it is, where there are several.
  /// \param what      beginning of the message: "The study area "
  /// \param messages  what GDAL complains about meanwhile
  /// \throws Error if the source is missing, cannot be read or has no layer
  FirstLayer( const std::string &what, const std::string &source, const GdalMessages &messages, Feedback &feedback );

  OGRLayer &layer() const { return *mLayer; }

  /// As Grid::crs(); empty if it is unknown.
  std::string crs() const;

private:
  GDALDatasetUniquePtr mFile;
  OGRLayer *mLayer = nullptr;
};

/// A geometry in ISO WKB, which outlives its layer.
std::string wkbOf( const OGRGeometry &geometry );

/// The geometry again; null if it cannot be read.
std::unique_ptr<OGRGeometry> geometryOf( const std::string &wkb );

} // namespace riskcast
