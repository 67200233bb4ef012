#pragma once

#include "feedback.h"
#include "style_document.h"
#include "time_steps.h"

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

/// The time of one step, as BandDates holds it.
QgsDateTimeRange stepRange( const TimeSteps &steps, int step );

/// How a layer of ours is drawn, and when it is shown.
struct LayerStyle
{
  StyleDocument usual;
  std::optional<StyleDocument> smooth{}; ///< of risk: the same, interpolated between the centres of cells
};

/// The style that fits what the file says of itself: risk in the classes of its model, whose breaks are absolute so that they fit
/// every band; classes by their names; counts in classes that double, of filled and binary maps those of the filled ones.
/// Of heatmaps and filled maps, whose classes reach up to the highest count, every value is read; of other rasters the metadata
/// alone.
/// \return nothing if the file is no raster of ours
/// \throws Error if it is one, but broken; Canceled
std::optional<LayerStyle> styleOf( QgsRasterDataProvider &provider, Feedback &feedback );

/// Risks above a threshold in one colour, the others muted.
/// \param band        number of the band that is drawn, from 1 on
/// \param threshold   as risk; values that equal it are muted. NaN, where no cell has data: all are
/// \param percentile  of the cells that the threshold is, for the legend
std::unique_ptr<QgsRasterRenderer> flagRenderer( int band, double threshold, double percentile );

} // namespace riskcast
