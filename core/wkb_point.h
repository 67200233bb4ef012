#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

namespace riskcast
{

/// The point that a geometry in WKB is, or the first of several; nothing if it is none, or empty.
std::optional<std::array<double, 2>> pointInWkb( std::span<const std::byte> wkb );

} // namespace riskcast
