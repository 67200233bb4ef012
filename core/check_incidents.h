#pragma once

#include "check_places.h"
#include "check_rules.h"
#include "check_times.h"
#include "feedback.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace riskcast
{

struct CheckOptions
{
  std::vector<CheckRule> rules = allCheckRules();
  std::optional<Extent> area{};     ///< in the incidents' CRS; nothing: see flagFarOff()
  std::optional<LocalTime> start{}; ///< the first plausible moment; nothing: see flagImplausibleDates()
  std::optional<LocalTime> end{};   ///< the first that is not plausible any more
};

/// A row that a rule flags.
struct CheckExample
{
  std::int64_t row = 0; ///< from 1 on, in the order of the table
  std::string id;       ///< empty if the table has none
  std::string value;    ///< what is wrong with it: the coordinates, the time, or what is written in its place
};

/// What one rule found.
struct Finding
{
  CheckRule rule;
  std::int64_t rows = 0;                ///< that it is about
  std::vector<CheckExample> examples{}; ///< the first few; of row rules only
  std::string text{};                   ///< in a sentence
};

/// A table that was checked.
struct IncidentCheck
{
  std::string source;
  std::int64_t rowCount = 0;
  std::int64_t flaggedCount = 0;
  std::vector<Finding> findings{}; ///< one for each rule that was asked for, in the order of the rules
  std::string categoryField{};     ///< see IncidentReader
  TimeFacts times;
  PlaceFacts places;
  std::vector<CheckRules> reasons{}; ///< of each row; empty: nothing is wrong with it

  /// Rows that \a rule found; 0 if it was not asked for.
  std::int64_t rowsOf( CheckRule rule ) const;
};

/// Reads the table once (twice if it has ids and something is flagged, for the ids of the examples) and checks it. Memory: about
/// 60 bytes a row. Ids and categories are compared by hashes of 64 bits.
/// \throws Error if the table has no rows, or if no rule is asked for; Canceled
IncidentCheck checkIncidents( IncidentReader &incidents, const CheckOptions &options, Feedback &feedback );

/// All of it but the reasons of the rows, for programs.
nlohmann::json toJson( const IncidentCheck &check );

} // namespace riskcast
