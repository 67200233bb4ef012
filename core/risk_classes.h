#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace riskcast
{

/// Percentiles that part the classes, as published.
inline const std::vector<double> defaultPercentiles = { 25, 75, 91, 96, 99 };

/// \throws Error unless the percentiles rise between 0 and 100
void checkPercentiles( const std::vector<double> &percentiles );

/// See percentile.h. \param sorted  ascending, not empty
double percentile( std::span<const float> sorted, double q );

/// The class of a risk: the number of breaks that it exceeds, 0 … breaks.size().
/// \param breaks  ascending, absolute risks
int riskClass( double risk, const std::vector<double> &breaks );

/// The same as class rasters number it, 1 … breaks.size() + 1; 0 for no data, NaN.
std::uint8_t classNumber( float risk, const std::vector<double> &breaks );

/// "Top 4 % of cells": those above a percentile.
std::string topName( double percentile );

/// Names of the classes from the lowest to the highest: "Lowest 25 % of cells", "Top 75 to 25 % of cells" … "Top 1 % of cells".
/// None says "safe".
std::vector<std::string> classNames( const std::vector<double> &percentiles );

/// Which of the colours of a ramp the classes have: evenly from its first to its last; the last alone for a single class.
/// \param colors  from 2 on
std::vector<int> rampPlaces( int classes, int colors );

/// Colours of the classes from the lowest to the highest, "#rrggbb": those of the style of risk, styles/risk.qml.
std::vector<std::string> classColors( int classes );

} // namespace riskcast
