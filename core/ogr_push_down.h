#pragma once

#include "ogr_columns.h"
#include "ogr_source.h"

namespace riskcast
{

/// Has a PostgreSQL database hand over only the columns that are used, and only the rows that meet the user's filter: OGR by
/// itself asks for every column. \a columns become those of the query, which takes the place of the layer.
/// \throws Error if the database refuses
void selectColumns( OgrSource &source, OgrColumns &columns, const OgrIncidentOptions &options );

/// What a database says of a table that it hands over in part.
struct KeptBack
{
  LeftOut leftOut;       ///< rows that are kept back, by reason
  TimeSpan span;         ///< of all incidents of the table
  std::int64_t rows = 0; ///< that are handed over
};

/// After selectColumns(): has the database keep the rows outside \a bounds to itself, too, and the rows that are no incidents.
/// Rows close outside the rectangle may still come. Does nothing unless times are taken as they are in a date field, since only
/// then does the database know which rows are meant.
/// \throws Error if the database refuses
std::optional<KeptBack> keepBack( OgrSource &source, OgrColumns &columns, const OgrIncidentOptions &options,
                                  const ReadingBounds &bounds );

} // namespace riskcast
