#pragma once

#include "feedback.h"
#include "grid.h"
#include "time_steps.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace riskcast
{

/// The risk maps of a raster, wherever it comes from.
struct RiskBands
{
  std::string source; ///< for messages
  Grid grid;
  std::vector<std::string> descriptions; ///< of the maps, N
  std::optional<TimeSteps> steps;        ///< of the maps; nothing where the raster does not say
  std::vector<float> risk;               ///< [N, H, W]; NaN: no data
  std::vector<double> percentiles;       ///< of the classes of its model; empty: it has none
  std::vector<double> breaks;            ///< absolute, as many as percentiles
  int displayFactor = 1;                 ///< see RiskMaps

  int mapCount() const { return static_cast<int>( descriptions.size() ); }
  std::span<const float> map( int number ) const;

  /// The start of a map's step, else what the map is called: for tables and the log.
  std::string stepName( int number ) const;

  /// Whether the risks are surely probabilities: those of other rasters may be anything.
  bool isOfModel() const { return steps.has_value(); }
};

/// Reads the risk of a risk raster, without spread and categories, or every band of any other raster. What is not finite is no
/// data.
/// \throws Error as readRaster() does, if the raster is one of ours that holds something else, or if no cell has data
RiskBands readRiskBands( const std::string &path, Feedback &feedback );

} // namespace riskcast
