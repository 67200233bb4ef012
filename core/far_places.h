#pragma once

#include "feedback.h"
#include "position.h"
#include "sample.h"

#include <cstdint>

namespace riskcast
{

/// Sees the incidents that a rectangle is laid around, and warns if a few of them that lie far off seem to decide it: if the
/// middle half of their places along each axis takes less than 2 % of its area. (It took 5 % or more of those of cities, counties
/// and a continent that were looked at, and less than 0.2 % where rows had lost their place.) Incidents at 0, 0, where tables put
/// what has no place, are counted by themselves.
class FarPlaces
{
public:
  void add( const Position &position );

  /// Advises on an extent that no one has given.
  /// \param extent  around those added, in their CRS
  void warn( const Extent &extent, Feedback &feedback ) const;

private:
  std::int64_t mIncidents = 0;
  std::int64_t mAtOrigin = 0;
  Sample<Position> mSample; ///< without those at 0, 0
};

/// Warns if an extent that no one has given is one of degrees, but \a crs counts metres.
void warnOfDegrees( const Extent &extent, const std::string &crs, Feedback &feedback );

} // namespace riskcast
