#pragma once

namespace riskcast
{

/// \return 0 where there is nothing to divide by
inline double ratio( double part, double whole )
{
  return whole > 0 ? part / whole : 0;
}

} // namespace riskcast
