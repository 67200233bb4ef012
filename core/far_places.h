#pragma once

#include "feedback.h"
#include "position.h"
#include "sample.h"

#include <cstdint>

namespace riskcast
{

/// Sees the incidents that a rectangle is laid around, and tells what is wrong with their places. A few far off seem to decide
/// the rectangle if 98 % of the places along each axis take less than 5 % of its area. (It was 33 % or more in tables of cities,
/// counties, a continent and the world, 8 % in a million simulated places whose density falls exponentially, and 0.4 % or less
/// where rows had lost their place.)
class FarPlaces
{
public:
  void add( const Position &position );

  /// \throws Error if \a crs, theirs, counts degrees, and most of them are none
  void checkDegrees( const std::string &crs ) const;

  /// Advises on an extent that no one has given.
  /// \param extent  around those added, in their CRS
  void warn( const Extent &extent, Feedback &feedback ) const;

private:
  std::int64_t mIncidents = 0;
  std::int64_t mAtOrigin = 0; ///< at 0, 0, where tables put what has no place
  std::int64_t mOffGlobe = 0; ///< were they degrees
  Sample<Position> mSample;   ///< without those at 0, 0
};

/// Warns if an extent that no one has given is one of degrees, but \a crs counts metres.
void warnOfDegrees( const Extent &extent, const std::string &crs, Feedback &feedback );

} // namespace riskcast
