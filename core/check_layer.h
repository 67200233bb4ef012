#pragma once

#include "check_incidents.h"
#include "ogr_incidents.h"

#include <string>

namespace riskcast
{

/// Name of the text field that tells why a row is flagged, the names of the rules joined by "; ".
inline constexpr const char *reasonsField = "reasons";

/// Which rows of a checked table are written.
enum class CheckedRows
{
  All, ///< with the field "reasons"
  Clean,
};

/// Copies rows of the table that was checked, with all of their fields, into a GeoPackage of points in the incidents' CRS. Rows
/// without a position have no geometry. \param source, options  as they were given to openIncidents() \throws Error if the file
/// cannot be written, or if the table is not the one that was checked; a previous file then survives;
///         Canceled
void writeCheckedRows( const IncidentCheck &check, const std::string &source, const OgrIncidentOptions &options,
                       CheckedRows which, const std::string &path, Feedback &feedback );

} // namespace riskcast
