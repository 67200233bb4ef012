#pragma once

#include "feedback.h"
#include "heatmap_stack.h"

#include <optional>

namespace riskcast
{

/// What a step without any incident means.
enum class EmptySteps
{
  WithoutReports, ///< reports trickle in: nothing is known of the step
  TrueZeros,      ///< a complete register: nothing happened
};
template<> const std::vector<std::string> &enumNames<EmptySteps>(); ///< without-reports, true-zeros

struct GridOptions
{
  std::string crs;              ///< of the grid; empty: the incidents' own, or the local metric one if that is geographic
  std::optional<Extent> extent; ///< empty: around the incidents of the period
  std::string extentCrs;        ///< of `extent`; empty: the incidents'
  int columns = 32;
  int rows = 32;
  double cellSize = 0; ///< in units of the grid's CRS; above 0 it replaces columns and rows
};

struct PeriodOptions
{
  StepLength length;
  std::optional<LocalTime> start; ///< empty: the first incident within the extent
  std::optional<LocalTime> end;   ///< excluded; empty: just after the last incident within it
};

/// Where and when a stack counts.
struct Frame
{
  Grid grid;
  TimeSteps steps;
};

/// Finds grid and steps for the incidents, and says in the log what was chosen. Steps are whole: the first one may start before
/// the period does, the last one may end after it.
/// \throws Error if there are no incidents, or if all of them lie at one place and no extent is given
Frame frameFor( IncidentReader &incidents, const GridOptions &grid, const PeriodOptions &period, Feedback &feedback );

struct CountOptions
{
  EmptySteps emptySteps = EmptySteps::WithoutReports;
  std::vector<std::string> categories; ///< one channel each; empty: one channel "all" that holds every incident
  std::string timeZone = "as written";
};

/// Counts incidents per cell, step and category. An incident that happened between two times counts in equal shares in every
/// step that it may lie in, those outside the period included. Incidents are put into the grid's CRS first. With
/// EmptySteps::WithoutReports, a step is observed if an incident was counted in it. \param incidents  read once, in any order
/// \return exact counts (sums of weights), 0 where nothing happened; every incident is either counted once or in
///         `provenance.leftOut`
/// \throws Error if a weight is negative or not finite, if no incident falls into the frame, or if the stack would be larger than
///         the memory or have more than 65,535 maps
HeatmapStack countIncidents( IncidentReader &incidents, const Grid &grid, const TimeSteps &steps, const CountOptions &options,
                             Feedback &feedback );

} // namespace riskcast
