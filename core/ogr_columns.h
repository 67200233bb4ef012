#pragma once

#include "feedback.h"
#include "ogr_incidents.h"
#include "row_reader.h"

#include <string>
#include <vector>

class OGRLayer;

namespace riskcast
{

/// Where in an OGR layer the parts of an incident are.
struct OgrColumns : IncidentColumns
{
  std::string crs; ///< of the positions
};

/// The field that tells the category by its name (category, type, offence, primary type, …; neither case nor underscores matter),
/// if there is exactly one, else the empty text.
std::string usualCategoryField( const std::vector<std::string> &fields );

/// Finds the columns that \a options name or leave open, and reports those that it chose.
/// \throws Error if one is missing (the message lists the fields that are there), if it cannot be what it should be, or if the
///         CRS is unknown
OgrColumns findColumns( OGRLayer &layer, const OgrIncidentOptions &options, Feedback &feedback );

/// Tells OGR which fields nobody will ask for, so that it need not make them.
void ignoreOtherFields( OGRLayer &layer, IncidentColumns columns );

} // namespace riskcast
