#pragma once

#include "feedback.h"
#include "incidents.h"

#include <optional>

namespace riskcast
{

/// How the rectangle is found.
enum class SpaceRule
{
  OuterRowsAndColumns, ///< as published: outer rows and columns with too few incidents are dropped, again and again
  DensestCluster,      ///< first the densest cluster (see densest_cluster.h), then the rule above: for tables that span the world
  AllIncidents,        ///< the rectangle around all of them
};
template<> const std::vector<std::string> &enumNames<SpaceRule>(); ///< rows-and-columns, densest-cluster, all

struct SelectionOptions
{
  SpaceRule spaceRule = SpaceRule::OuterRowsAndColumns;
  int columns = 32;
  int rows = 32;
  int threshold = 100;               ///< incidents that an outer row or column needs to stay
  std::optional<Extent> startExtent; ///< only incidents inside are looked at; in the incidents' CRS
  double periodShare = 0.95;         ///< the period is the shortest range of whole months that holds this share
};

/// What was selected, and what that keeps and loses.
struct Selection
{
  std::string crs; ///< of the extent: the incidents' own
  Extent extent;
  LocalTime start{}; ///< first day of a month
  LocalTime end{};   ///< first day of the month after the last one: the period is [start, end)
  std::int64_t rowsRead = 0;
  std::int64_t kept = 0;
  LeftOut leftOut; ///< kept + leftOut.total() = rowsRead
};

/// Trims space and time to where the incidents are.
/// Space: a grid of columns × rows is laid over the incidents (or `startExtent`); outer rows and columns that hold fewer than
/// `threshold` are dropped; the grid is laid again over the cells that are left, until nothing changes.
/// Time: of all shortest ranges of whole months that hold `periodShare` of the incidents inside the extent, the earliest.
/// \throws Error if there are no incidents, if all lie at one place, if none lies in `startExtent`, or if no row or column
///         reaches the threshold (the message says what to set)
Selection selectExtentAndPeriod( IncidentReader &incidents, const SelectionOptions &options, Feedback &feedback );

/// Writes the extent as a polygon layer of one feature whose fields hold the rest of the selection: start, end (excluded),
/// rows_read, kept, and left_out as JSON. The file's suffix says the format, .gpkg for GeoPackage.
/// \throws Error if no format has that suffix, or if the file cannot be written; a previous one then survives
void writeSelection( const Selection &selection, const std::string &path );

/// Reads the rectangle around the polygon, which the user may have moved, and the fields.
/// \param layer  name of the layer in the file; empty: the first one
/// \throws Error if the layer is not one that writeSelection() wrote
Selection readSelection( const std::string &path, const std::string &layer = {} );

} // namespace riskcast
