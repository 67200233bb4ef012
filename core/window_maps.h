#pragma once

namespace riskcast
{

/// What the cells of a map in a window hold.
enum class WindowMaps
{
  Binary, ///< 1 from a threshold on, as published
  Counts, ///< ln(1 + count), so that a burst of reports does not drown all else
};

} // namespace riskcast
