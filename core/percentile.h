#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace riskcast
{

/// Linear interpolation between order statistics, as numpy.percentile: v[lo] + (v[lo + 1] - v[lo]) frac at q/100 (n - 1).
/// \param count  of the values, at least 1
/// \param at     gives the value at a place, in ascending order
template<class At> double percentile( size_t count, double q, const At &at )
{
  const double position = q / 100 * static_cast<double>( count - 1 );
  const auto low = static_cast<size_t>( position );
  const double below = at( low );
  return below + ( at( std::min( low + 1, count - 1 ) ) - below ) * ( position - static_cast<double>( low ) );
}

/// How far percentile 100 - \a q is from percentile \a q. \param values  at least one
inline double percentileRange( std::vector<double> values, double q )
{
  std::ranges::sort( values );
  const auto at = [&values]( size_t place ) { return values[place]; };
  return percentile( values.size(), 100 - q, at ) - percentile( values.size(), q, at );
}

} // namespace riskcast
