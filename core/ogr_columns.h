#pragma once

#include "feedback.h"
#include "ogr_incidents.h"

#include <array>
#include <string>

class OGRLayer;

namespace riskcast
{

/// Where in an OGR layer the parts of an incident are: field indices, -1 for none.
struct OgrColumns
{
  int time = -1;
  int clock = -1;
  int end = -1;
  int x = -1; ///< -1: the layer's geometry has the position, or `cell`
  int y = -1;
  int cell = -1; ///< of a grid, in place of a position
  int id = -1;
  int category = -1;
  int weight = -1;
  std::string crs; ///< of the positions

  bool hasGeometry() const { return x < 0 && cell < 0; }

  /// All that are fields, used or not.
  std::array<int *, 9> fields() { return { &time, &clock, &end, &x, &y, &cell, &id, &category, &weight }; }
};

/// Finds the columns that \a options name or leave open, and reports those that it chose.
/// \throws Error if one is missing (the message lists the fields that are there), if it cannot be what it should be, or if the
///         CRS is unknown
OgrColumns findColumns( OGRLayer &layer, const OgrIncidentOptions &options, Feedback &feedback );

/// Tells OGR which fields nobody will ask for, so that it need not make them.
void ignoreOtherFields( OGRLayer &layer, OgrColumns columns );

} // namespace riskcast
