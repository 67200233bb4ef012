#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace riskcast
{

/// A polygon of one ring, closed here, as little-endian WKB.
inline std::string wkbOfPolygon( std::vector<std::pair<double, double>> ring )
{
  ring.push_back( ring.front() );
  std::string wkb( 1, '\1' );
  const auto add = [&wkb]( const auto &value ) { wkb.append( reinterpret_cast<const char *>( &value ), sizeof value ); };
  add( std::uint32_t{ 3 } ); // polygon
  add( std::uint32_t{ 1 } ); // rings
  add( static_cast<std::uint32_t>( ring.size() ) );
  for ( const auto &[x, y] : ring )
  {
    add( x );
    add( y );
  }
  return wkb;
}

} // namespace riskcast
