#pragma once

#include "feedback.h"
#include "incidents.h"
#include "time_reader.h"

#include <memory>

namespace riskcast
{

/// Which fields of an OGR source say what. Empty names are found by their usual spellings, and what was found is reported.
struct OgrIncidentOptions
{
  std::string layer;      ///< empty: the first one
  std::string timeField;  ///< empty: the only date field, or one called datetime, timestamp, date, time …
  std::string clockField; ///< time of day, for tables that keep it apart from the date; empty: none
  std::string endField;   ///< end of the interval in which it happened; empty: none
  TimeOptions times;      ///< formats are for text and number fields
  std::string xField;     ///< for tables without geometry; empty: lon, longitude, x, easting …
  std::string yField;     ///< for tables without geometry; empty: lat, latitude, y, northing …
  std::string wktField;   ///< positions as WKT in a CSV; empty: a field called WKT, if there is one
  std::string cellField; ///< number of a cell of `cells` in place of a position, row by row from 0 in the north-west; empty: none
  Grid cells{};          ///< for `cellField`
  std::string crs;       ///< of the positions; empty: the layer's, or EPSG:4326 for fields lon and lat
  std::string encoding;  ///< of the texts in a CSV, as iconv names it ("ISO-8859-1"); empty: UTF-8
  std::string idField;   ///< empty: none
  std::string categoryField; ///< empty: none, or a usual one
  bool findCategory = false; ///< takes the field of a usual name, such as category or type, if there is exactly one
  std::string weightField;   ///< empty: each row counts 1
  std::string where;         ///< OGR's attribute filter, e.g. "category = 'Stalking'"
  bool asFeatures = false;   ///< rows are to be the features of the OGR layer, one by one: slower
};

/// Opens whatever OGR reads: CSV (also gzipped, through /vsigzip/), GeoPackage, shapefile, xlsx, ods, databases. The source is
/// read once; reading the incidents again takes them from a temporary file, not from memory.
/// \param feedback  told which fields were found by their names, and warned of texts that are not in UTF-8; outlives the reader
/// \throws Error if the source, the layer or a field is missing (the message lists those that are there), if there is no
///         date field, or if the CRS or a time zone is unknown
std::unique_ptr<IncidentReader> openIncidents( const std::string &source, const OgrIncidentOptions &options, Feedback &feedback );

} // namespace riskcast
