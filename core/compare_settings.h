#pragma once

#include "heatmaps.h"
#include "loaded_model.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace riskcast
{

/// What settings are ranked by, at the same area in km² for all, so that cell sizes compare fairly. Higher is better.
enum class ComparedScore
{
  HitRate,      ///< share of incidents in the riskiest cells
  HitRateCells, ///< share of positive cells
  Pai,          ///< hit rate / share of the area
  Pei,          ///< hit rate / the highest that as many cells could have
};
template<> const std::vector<std::string> &enumNames<ComparedScore>(); ///< hitrate, hitratecells, pai, pei

/// One way to count and to learn.
struct Setting
{
  double cellSize = 0; ///< units of the grid's CRS
  StepLength step;
  std::string kind;
  int window = 0; ///< maps; 0 for kinds without windows

  bool operator==( const Setting & ) const = default;
};
void to_json( nlohmann::json &json, const Setting &setting );
void from_json( const nlohmann::json &json, Setting &setting );

/// "cells of 500 m, 1 day, convlstm on 16 maps". \param unit  of the cell size
std::string toString( const Setting &setting, const std::string &unit );

struct ComparisonOptions
{
  GridOptions grid;              ///< CRS, extent and study area; columns, rows and cell size are not looked at
  PeriodOptions period;          ///< start and end; its length is not looked at
  CountOptions count;            ///< one channel
  std::vector<double> cellSizes; ///< units of the grid's CRS; empty: a 16th, 32nd and 64th of the longer side of the extent
  std::vector<StepLength> steps = { { 1, StepUnit::Day }, { 1, StepUnit::Week } };
  std::vector<int> windows = { 16 }; ///< maps, for kinds that have them
  std::vector<std::string> kinds = { "longrunrate", "ewma", "hawkes", "ratemixture" };
  TrainingOptions training;     ///< all but kind, window and shares
  double testShare = 0.2;       ///< the latest share of the time; for the winner alone
  double validationShare = 0.2; ///< the latest share of the time before that; what settings are ranked on
  ComparedScore score = ComparedScore::HitRate;
  double areaKm2 = 0;        ///< flagged in each step; 0: 5 % of the extent
  double budgetMinutes = 60; ///< no setting is begun that would likely end after it
};

struct SettingResult
{
  Setting setting;
  double score = 0;
  int steps = 0; ///< that were scored
  double incidents = 0;
  double seconds = 0;
  std::string problem; ///< why there is no score; empty if there is one
};

/// The winner on the test period, beside baselines of the same grid and step.
struct Confirmation
{
  Setting winner;
  int steps = 0;
  double incidents = 0;
  double score = 0;
  double longRunRate = 0;
  double ewma = 0;
};

struct Comparison
{
  ComparisonOptions options; ///< with cell sizes and area as they were chosen
  Extent extent;             ///< in gridCrs
  std::string gridCrs;
  std::string source;
  LocalTime start;
  LocalTime validationStart;
  LocalTime testStart;
  LocalTime end;
  std::vector<SettingResult> results;       ///< best first, those without a score last
  std::vector<Setting> notRun;              ///< for which the time did not suffice
  std::optional<Confirmation> confirmation; ///< once every setting was run

  /// \throws Error if no setting has a score
  const SettingResult &winner() const;
};

/// Runs every combination of cell size, step, kind and window: counts, learns from what was before the validation period, and
/// scores the forecasts of its steps, each made from what was known before it. The test period is looked at once, when every
/// setting was run, with the winner alone. Which step belongs to which period is decided by the same dates for all settings.
/// \param record  file that holds what is done, so that it need not be done again; it is written after each setting. Empty: none
/// \throws Error if the record is of other incidents or options, if the CRS is unknown, or if no setting could be run
Comparison compareSettings( IncidentReader &incidents, const ComparisonOptions &options, const std::string &record,
                            const ForecasterMaker &maker, Feedback &feedback );

} // namespace riskcast
