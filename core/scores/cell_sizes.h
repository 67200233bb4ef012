#pragma once

#include "feedback.h"
#include "grid.h"

#include <string>
#include <vector>

namespace riskcast
{

/// Area of each cell in km², [H × W]. Of a geographic CRS the area on its ellipsoid between meridians and parallels
/// (J. P. Snyder, Map Projections, 1987, p. 16); of a projected one width × height in its unit, the distortion of which is not
/// corrected. \return nothing if the CRS is unknown
std::vector<double> cellAreasKm2( const Grid &grid );

/// Lines such as streets.
struct Streets
{
  std::vector<std::string> lines; ///< as WKB
  std::string crs;
  std::string source; ///< for messages
};

/// Reads the lines of the first layer of whatever OGR opens. \throws Error if it cannot be opened or has no lines
Streets readStreets( const std::string &source, Feedback &feedback );

/// Metres of line inside each cell, [H × W]; what lies outside the grid is left out. On a geographic grid metres are those on the
/// ellipsoid.
/// \throws Error if a line cannot be put into the grid's CRS, or if no line is inside
std::vector<double> streetMetres( const Streets &streets, const Grid &grid );

} // namespace riskcast
