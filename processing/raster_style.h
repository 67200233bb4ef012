#pragma once

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
/// every band; classes by their names; counts in classes that double.
/// \return nothing if the file is no raster of ours
/// \throws Error if it is one, but broken
std::optional<RasterStyle> styleOf( QgsRasterDataProvider &provider );

} // namespace riskcast
