#pragma once

#include "check_rules.h"
#include "incidents.h"

#include <cstdint>
#include <string>
#include <vector>

namespace riskcast
{

/// What is remembered of a row: 48 bytes, whatever its texts.
struct CheckRow
{
  double x = 0; ///< NaN where there is none
  double y = 0;
  LocalTime time{};         ///< noTime where there is none
  std::uint64_t idHash = 0; ///< 0: no id
  std::uint64_t categoryHash = 0;
  CheckRules reasons{}; ///< why it is flagged
  bool hasPlace() const;
  bool hasTime() const;
};
constexpr LocalTime noTime = LocalTime::min();

/// All rows of a table, in its order.
struct CheckRows
{
  std::vector<CheckRow> rows;
  std::vector<std::string> unreadableTimes; ///< the first few texts, in the order of their rows
  std::int64_t withOffset = 0;              ///< rows whose times have an offset from UTC that is not applied
};

/// How many examples are given of each finding.
constexpr size_t exampleCount = 5;

/// Reads the whole table and flags what a row alone shows: all that is missing, unreadable or 0/0, and ends before starts.
/// \throws Canceled
CheckRows readCheckRows( IncidentReader &incidents, const CheckRules &rules, Feedback &feedback );

} // namespace riskcast
