#pragma once

#include "grid.h"
#include "incidents.h"
#include "time_steps.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace riskcast
{

enum class StepState : std::uint8_t
{
  Observed,       ///< the counts are what happened, zeros included
  WithoutReports, ///< nobody reported: the zeros mean nothing and are never a target
  Predicted,      ///< expected counts of a forecast, standing in for a step that is not there yet
};
template<> const std::vector<std::string> &enumNames<StepState>(); ///< observed, without reports, predicted

/// Where the numbers of a stack come from.
struct StackProvenance
{
  std::string source;
  std::int64_t rowsRead = 0;
  std::int64_t incidentsUsed = 0;
  LeftOut leftOut;
  bool operator==( const StackProvenance & ) const = default;
};

/// The sequence of heatmaps: counts [T, C, H, W] of T steps, C categories, on a grid of H rows × W columns.
struct HeatmapStack
{
  Grid grid;
  TimeSteps steps;
  std::vector<std::string> categories = { "all" };
  std::string timeZone = "as written";
  std::vector<StepState> states;       ///< [T]
  std::vector<std::uint8_t> studyArea; ///< [H × W], 1 inside; cells outside are nodata, never trained on nor scored
  std::vector<float> counts;           ///< [T, C, H, W], 0 outside the study area
  StackProvenance provenance;

  /// A stack of zeros, every cell inside the study area.
  static HeatmapStack empty( const Grid &grid, const TimeSteps &steps, StepState state,
                             std::vector<std::string> categories = { "all" } );

  int stepCount() const { return steps.count(); }
  int categoryCount() const { return static_cast<int>( categories.size() ); }
  int cellCount() const { return grid.cellCount(); }
  bool isObserved( int step ) const { return states[step] == StepState::Observed; }

  /// The observed steps that lie whole between two moments, ascending.
  std::vector<int> observedStepsIn( LocalTime from, LocalTime to ) const;

  /// The counts [H × W] of one step and category.
  std::span<float> map( int step, int category = 0 );
  std::span<const float> map( int step, int category = 0 ) const;

  /// The counts [H × W] of one step, categories added up.
  std::vector<float> total( int step ) const;

  /// Adds a step at the end, all zero.
  void appendStep( StepState state );
};

} // namespace riskcast
