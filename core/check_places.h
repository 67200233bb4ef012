#pragma once

#include "check_rows.h"

#include <cstdint>
#include <vector>

namespace riskcast
{

/// A position and how many rows have it.
struct PlaceCount
{
  double x = 0;
  double y = 0;
  std::int64_t rows = 0;
};

/// How the positions of a table are spread. Positions are the same if their coordinates are.
struct PlaceFacts
{
  std::int64_t rows = 0;             ///< that have a position
  std::int64_t places = 0;           ///< different ones
  std::vector<PlaceCount> largest{}; ///< the ten with the most rows, the largest first

  std::int64_t conspicuousPlaces = 0; ///< that hold more than 1 % of the rows, the largest or not
  std::int64_t conspicuousRows = 0;   ///< at those

  /// Those of the largest that do.
  std::vector<PlaceCount> conspicuous() const;
};

PlaceFacts placeFacts( const std::vector<CheckRow> &rows );

} // namespace riskcast
