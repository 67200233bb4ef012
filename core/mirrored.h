#pragma once

namespace riskcast
{

/// Index of the cell that a mirror with repeated edge shows at \a i, which may be any number.
inline int mirrored( int i, int count )
{
  const int period = 2 * count;
  const int folded = ( i % period + period ) % period;
  return folded < count ? folded : period - 1 - folded;
}

} // namespace riskcast
