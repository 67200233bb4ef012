#include "wkb_point.h"

#include "feature_rows.h"

#include <ogr_geometry.h>

#include <bit>
#include <cmath>
#include <cstring>

namespace riskcast
{

namespace
{

constexpr size_t pointSize = 21; // byte order, type, x, y

/// Whether the geometry is a point in this machine's byte order, which is nearly always so and needs no object to be made.
bool isPlainPoint( std::span<const std::byte> wkb )
{
  constexpr auto littleEndian = std::byte{ 1 };
  if ( wkb.size() != pointSize || wkb[0] != littleEndian || std::endian::native != std::endian::little )
    return false;
  std::uint32_t type = 0;
  std::memcpy( &type, &wkb[1], sizeof type );
  return type == wkbPoint;
}

} // namespace

std::optional<std::array<double, 2>> pointInWkb( std::span<const std::byte> wkb )
{
  std::array<double, 2> place{};
  if ( isPlainPoint( wkb ) )
  {
    std::memcpy( place.data(), &wkb[pointSize - sizeof place], sizeof place );
    const bool isEmpty = std::isnan( place[0] ) && std::isnan( place[1] );
    return isEmpty ? std::nullopt : std::optional( place );
  }
  OGRGeometry *made = nullptr;
  OGRGeometryFactory::createFromWkb( wkb.data(), nullptr, &made, wkb.size() );
  const OGRGeometryUniquePtr geometry( made );
  const OGRPoint *point = pointOf( geometry.get() );
  return point ? std::optional<std::array<double, 2>>( { point->getX(), point->getY() } ) : std::nullopt;
}

} // namespace riskcast
