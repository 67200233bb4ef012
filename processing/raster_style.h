#pragma once

#include "feedback.h"

#include <qgsrange.h>
#include <qgsrasterrenderer.h>

#include <QMap>

#include <memory>
#include <optional>

class QgsRasterDataProvider;

namespace riskcast
{

/// The times [start, end) of steps by the number of the band that shows them, in UTC: wall-clock times as the temporal controller
/// shows them on every computer.
using BandDates = QMap<int, QgsDateTimeRange>;

/// How a raster of ours is drawn, and when its bands are shown.
struct RasterStyle
{
  std::unique_ptr<QgsRasterRenderer> renderer; ///< has no input yet
  BandDates dates;
};

/// The style that fits what the file says of itself: risk in the classes of its model, whose breaks are absolute so that they fit
/// every band; classes by their names; counts in classes that double, of filled and binary maps those of the filled ones.
/// Of heatmaps and filled maps, whose classes reach up to the highest count, every value is read; of other rasters the metadata
/// alone.
/// \return nothing if the file is no raster of ours
/// \throws Error if it is one, but broken; Canceled
std::optional<RasterStyle> styleOf( QgsRasterDataProvider &provider, Feedback &feedback );

} // namespace riskcast
