#pragma once

#include "heatmaps.h"

namespace riskcast
{

/// A table of a database, as its SQL sees it.
struct QueriedTable
{
  std::string name;           ///< may start with the schema: "police.reports"
  std::string point = "geom"; ///< column of points
  std::string time;           ///< column of dates or timestamps, whose wall-clock time counts
  std::string category{};     ///< column; empty: none
  std::string weight{};       ///< column; empty: each row counts 1
  std::string condition{};    ///< in SQL; empty: all rows
};

/// The query, for PostgreSQL with PostGIS, that counts what countIncidents() counts, where the incidents are too many to be
/// handed over: a row per cell, step and category that has incidents, with the columns x and y (centre of the cell in the grid's
/// CRS), step (its start), category if there is one, and count. Read as incidents with `count` as their weight, these rows give
/// the same stack. \throws Error if table or time column have no name, or if the grid's CRS has no EPSG code
std::string countingQuery( const QueriedTable &table, const Grid &grid, const PeriodOptions &period );

} // namespace riskcast
