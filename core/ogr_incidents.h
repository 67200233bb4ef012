#pragma once

#include "feedback.h"
#include "incidents.h"

#include <memory>

namespace riskcast
{

/// Which fields of an OGR source say what. Empty names are found by their usual spellings, and what was found is reported.
struct OgrIncidentOptions
{
  std::string layer;         ///< empty: the first one
  std::string timeField;     ///< empty: the only date field, or one called datetime, timestamp, date, time …
  std::string timeFormat;    ///< for text and number fields, see parseTime(); empty: ISO 8601
  std::string xField;        ///< for tables without geometry; empty: lon, longitude, x, easting …
  std::string yField;        ///< for tables without geometry; empty: lat, latitude, y, northing …
  std::string crs;           ///< of the positions; empty: the layer's, or EPSG:4326 for fields lon and lat
  std::string categoryField; ///< empty: none
  std::string weightField;   ///< empty: each row counts 1
  std::string where;         ///< OGR's attribute filter, e.g. "category = 'Stalking'"
};

/// Opens whatever OGR reads: CSV (also gzipped, through /vsigzip/), GeoPackage, shapefile, xlsx, ods, databases. The source is
/// read once; the incidents stay in memory (40 bytes each), so that reading them again costs nothing.
/// \param feedback  told which fields were found by their names, and how many times carry an offset from UTC; outlives the reader
/// \throws Error if the source, the layer or a field is missing (the message lists those that are there), if there is no
///         date field, or if the CRS is unknown
std::unique_ptr<IncidentReader> openIncidents( const std::string &source, const OgrIncidentOptions &options, Feedback &feedback );

/// The same without a word.
std::unique_ptr<IncidentReader> openIncidents( const std::string &source, const OgrIncidentOptions &options = {} );

} // namespace riskcast
