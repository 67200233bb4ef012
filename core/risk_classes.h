#pragma once

#include <span>
#include <string>
#include <vector>

namespace riskcast
{

/// Percentiles that part the classes, as published.
inline const std::vector<double> defaultPercentiles = { 25, 75, 91, 96, 99 };

/// Absolute risk breaks at the percentiles of \a risk (linear interpolation between order statistics, as numpy.percentile).
/// \throws Error if the percentiles do not rise within 0 … 100, or if there is no risk
std::vector<double> classBreaks( std::span<const float> risk, const std::vector<double> &percentiles );

/// The class of a risk: the number of breaks that it reaches, 0 … breaks.size().
int riskClass( double risk, const std::vector<double> &breaks );

/// Names of the classes from the lowest to the highest, e.g. "Lowest 25 % of cells" … "Top 1 % of cells". None says "safe".
std::vector<std::string> classNames( const std::vector<double> &percentiles );

/// Colours of the classes from the lowest to the highest, "#rrggbb": a sequential, colour-blind-safe ramp; low ones are muted.
std::vector<std::string> classColors( int classes );

} // namespace riskcast
