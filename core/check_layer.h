#pragma once

#include "check_incidents.h"
#include "ogr_incidents.h"
#include "output_file.h"

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

/// Says before the work whether a layer of rows may be called that. \throws Error if the suffix is not .gpkg
void checkGeoPackageName( const std::string &path );

/// Copies rows of the table that was checked, with all of their fields, into a GeoPackage of points in the incidents' CRS. Rows
/// without a position have no geometry. The caller commits the file.
///
/// \param source   as it was given to openIncidents(), and so are the options
/// \throws Error if the file cannot be written, or if the table is not the one that was checked
/// \throws Canceled
void writeCheckedRows( const IncidentCheck &check, const std::string &source, const OgrIncidentOptions &options,
                       CheckedRows which, OutputFile &output, Feedback &feedback );

} // namespace riskcast
