#pragma once

#include "check_rows.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace riskcast
{

/// The finest part of a time that is not at its start: 2022-01-01 00:00:00 tells a month (or a year), 14:30:00 a minute.
enum class TimePrecision
{
  Month,
  Day,
  Hour,
  Minute,
  Second,
};
template<> const std::vector<std::string> &enumNames<TimePrecision>(); ///< month, day, hour, minute, second

/// How many rows lie at a kind of moment.
struct PileUp
{
  std::string name; ///< "midnight"
  std::int64_t rows = 0;
  double evenShare = 0; ///< of the rows that would lie there if times were spread evenly

  /// At least 1 % of \a allRows, and more than twice the even share.
  bool isConspicuous( std::int64_t allRows ) const;
};

/// How the times of a table are spread.
struct TimeFacts
{
  std::int64_t rows = 0;                ///< that have a time
  std::array<std::int64_t, 24> hours{}; ///< rows by hour of the day
  std::array<std::int64_t, 31> daysOfMonth{};
  std::array<std::int64_t, static_cast<size_t>( TimePrecision::Second ) + 1> precisions{}; ///< rows by TimePrecision
  std::map<int, std::int64_t> months; ///< rows by month, see monthName(); without those whose date is flagged as implausible
  std::vector<PileUp> pileUps;        ///< midnight, noon, full hours, first of the month

  /// The finest unit in which at least 1 % of the times differ.
  TimePrecision precision() const;

  /// Campaigns: months with at least 1 % of the rows and more than three times as many as the median of those months with rows
  /// that are at most six months away, the largest first.
  std::vector<int> dominantMonths() const;
};

/// "2016-07" for the month 12 × 2016 + 6.
std::string monthName( int month );

TimeFacts timeFacts( const std::vector<CheckRow> &rows );

} // namespace riskcast
