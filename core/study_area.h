#pragma once

#include "feedback.h"
#include "grid.h"

#include <cstdint>
#include <string>
#include <vector>

namespace riskcast
{

/// Polygons inside which incidents are counted: without water and other jurisdictions.
struct StudyArea
{
  std::vector<std::string> polygons; ///< as WKB
  std::string crs;
  std::string source; ///< for messages
};

/// Reads the polygons of the first layer of whatever OGR opens, those in collections of geometries, too.
/// \param feedback  warned of features that hold no polygon
/// \throws Error if it cannot be opened or has no polygons
StudyArea readStudyArea( const std::string &source, Feedback &feedback );

/// Which cells of a grid have their centre inside.
/// \return [H × W], 1 inside, 0 outside
/// \throws Error if there are no polygons, if they cannot be put into the grid's CRS, or if no cell is inside
std::vector<std::uint8_t> cellsInside( const StudyArea &area, const Grid &grid );

/// A named part of the study area.
struct District
{
  std::string name;
  StudyArea area;
};

/// Reads the polygons of the first layer of whatever OGR opens by the names in a field; features of one name are one district.
/// \param nameField  empty: the layer's first text field
/// \return in the order of the layer
/// \throws Error if it cannot be opened, has no polygons, or no such field
std::vector<District> readDistricts( const std::string &source, const std::string &nameField, Feedback &feedback );

/// The first district that has a cell's centre inside.
/// \return [H × W], numbers of districts; -1 in none
/// \throws Error if a district cannot be put into the grid's CRS, or if no cell is in any
std::vector<int> districtOfCells( const std::vector<District> &districts, const Grid &grid );

} // namespace riskcast
