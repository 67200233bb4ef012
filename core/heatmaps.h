#pragma once

#include "feedback.h"
#include "heatmap_stack.h"
#include "selection.h"
#include "study_area.h"

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
  std::optional<Grid> likeThis; ///< goes before all that follows
  std::string crs;              ///< of the grid; empty: the incidents' own, or the local metric one if that is geographic
  std::optional<Extent> extent; ///< empty: around the incidents of the period
  std::string extentCrs;        ///< of `extent`; empty: the incidents'
  int columns = 32;
  int rows = 32;
  double cellSize = 0;                ///< in units of the grid's CRS; above 0 it replaces columns and rows
  std::optional<StudyArea> studyArea; ///< empty: all cells are inside
};

struct PeriodOptions
{
  StepLength length;
  std::optional<LocalTime> start; ///< empty: the first incident within the extent
  std::optional<LocalTime> end;   ///< excluded; empty: just after the last incident within it
  std::optional<LocalTime> align; ///< a step starts with the hour, day, week or month of this, see TimeSteps::covering()
  bool startIsFound = false; ///< not given by the user, but found by a selection: nothing before the table's first row is meant
  bool endIsFound = false;   ///< the same of the table's last row
  bool wholeSteps = false; ///< leaves out a first and a last step that the period, or where it is open the table, covers in part
};

/// What the channel of all other categories is called.
inline constexpr const char *othersChannel = "others";

struct CountOptions
{
  EmptySteps emptySteps = EmptySteps::WithoutReports;
  std::vector<std::string> categories; ///< one channel each; empty: one channel "all" that holds every incident
  bool everyCategory = false;          ///< with no `categories`: one channel for each that the incidents have, by name
  bool others = false;                 ///< a last channel, othersChannel, for incidents of all categories but `categories`
  std::string timeZone = "as written"; ///< or the IANA name of the zone that the times are in
};

/// Where, when and how incidents are counted.
struct HeatmapOptions
{
  GridOptions grid;
  PeriodOptions period;
  CountOptions count;
};

/// Takes the rectangle and the period of a selection where the options have none. The period is then a found one.
void fillFrom( const Selection &selection, HeatmapOptions &options );

/// The grid of \a options, as far as they alone say it: with a template or an extent. Says in the log what was chosen.
std::optional<Grid> givenGrid( const GridOptions &options, const std::string &incidentsCrs, Feedback &feedback );

/// Where and when a stack counts.
struct Frame
{
  Grid grid;
  TimeSteps steps;
  LocalTime start = LocalTime::min();    ///< steps are whole, but only incidents in [start, end) are counted
  LocalTime end = LocalTime::max();      ///< excluded
  std::vector<std::uint8_t> studyArea{}; ///< [H × W], 1 inside; empty: all cells are inside
};

/// Finds grid and steps for the incidents of the categories that are counted, and says in the log what was chosen. A period that
/// a user gives holds; a found one goes no further than the table, whose rows of whatever place and category count: beyond them
/// the table knows nothing. Steps that are covered in part are warned of, or left out, and so are true zeros beyond the table.
/// \throws Error if there are no incidents, if all of them lie at one place and no extent is given, or if no step is left
Frame frameFor( IncidentReader &incidents, const HeatmapOptions &options, Feedback &feedback );

/// Counts incidents per cell, step and category. An incident that happened between two times counts in equal shares in every
/// step that it may lie in, those outside the period included. Incidents are put into the grid's CRS first. With
/// EmptySteps::WithoutReports, a step is observed if an incident was counted in it. A step of one hour that the clocks of a named
/// time zone skip is without reports also with EmptySteps::TrueZeros, unless an incident was counted in it.
///
/// \param incidents  read once, in any order
/// \return exact counts (sums of weights), 0 where nothing happened; every incident is either counted once or in
///         `provenance.leftOut`
/// \throws Error if a weight is negative or not finite, if no incident falls into the frame, or if the stack would be larger than
///         the memory or have more than 65,535 maps
HeatmapStack countIncidents( IncidentReader &incidents, const Frame &frame, const CountOptions &options, Feedback &feedback );

/// Finds the frame and counts in it, and gives advice (see stack_advice.h).
HeatmapStack makeHeatmaps( IncidentReader &incidents, const HeatmapOptions &options, Feedback &feedback );

} // namespace riskcast
