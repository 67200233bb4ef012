#pragma once

#include "heatmap_stack.h"

#include <QString>

#include <string>
#include <vector>

namespace riskcast
{

/// A small map of numbers that prints as it is written.
struct Map
{
  int rows = 0;
  int columns = 0;
  std::vector<float> values; ///< row-major, row 0 northernmost

  bool operator==( const Map & ) const = default;
};

/// Reads a drawn map: rows parted by "/", cells by blanks, "." is 0 and "-" is NaN: map( ". . 3 / . 1 . / 2 . ." ).
Map map( const std::string &drawing );

/// The same drawing back.
QString drawing( const Map &map );

/// For QCOMPARE's message. The caller deletes it.
char *toString( const Map &map );

/// A stack of drawn maps on consecutive days from 2024-01-01 (a Monday), cells of 1 × 1 in EPSG:32643. A drawing "?" is a day
/// without reports.
HeatmapStack stack( const std::vector<std::string> &drawings );

/// One step of a stack (categories added up) as a map.
Map stepMap( const HeatmapStack &stack, int step );

} // namespace riskcast
