#include "check_times.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<TimePrecision>()
{
  static const std::vector<std::string> names = { "month", "day", "hour", "minute", "second" };
  return names;
}

namespace
{

using std::chrono::days;
using std::chrono::floor;

constexpr double leastShare = 0.01;
constexpr double meanDaysOfYear = 365.2425;

struct Parts
{
  explicit Parts( LocalTime time )
      : date( floor<days>( time ) )
      , clock( time - floor<days>( time ) )
  {
  }

  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<std::chrono::seconds> clock;

  bool isFullHour() const { return clock.minutes().count() == 0; }
  bool isFirstOfMonth() const { return date.day() == std::chrono::day( 1 ); }

  int month() const
  {
    return 12 * static_cast<int>( date.year() ) + static_cast<int>( static_cast<unsigned>( date.month() ) ) - 1;
  }

  TimePrecision precision() const
  {
    if ( clock.seconds().count() != 0 )
      return TimePrecision::Second;
    if ( clock.minutes().count() != 0 )
      return TimePrecision::Minute;
    if ( clock.hours().count() != 0 )
      return TimePrecision::Hour;
    return isFirstOfMonth() ? TimePrecision::Month : TimePrecision::Day;
  }
};

} // namespace

bool PileUp::isConspicuous( std::int64_t allRows ) const
{
  const auto all = static_cast<double>( allRows );
  const auto here = static_cast<double>( rows );
  return rows > 0 && here >= leastShare * all && here > 2 * evenShare * all;
}

TimePrecision TimeFacts::precision() const
{
  for ( size_t unit = precisions.size() - 1; unit > 0; --unit )
  {
    if ( precisions[unit] > 0 && static_cast<double>( precisions[unit] ) >= leastShare * static_cast<double>( rows ) )
      return static_cast<TimePrecision>( unit );
  }
  return TimePrecision::Month;
}

std::vector<int> TimeFacts::dominantMonths() const
{
  constexpr std::int64_t timesMedian = 3;
  constexpr int monthsEitherSide = 6;
  std::vector<int> dominant;
  for ( const auto &[month, count] : months )
  {
    std::vector<std::int64_t> around;
    for ( auto other = months.lower_bound( month - monthsEitherSide ); other != months.upper_bound( month + monthsEitherSide );
          ++other )
    {
      if ( other->first != month )
        around.push_back( other->second );
    }
    // The upper one of the two in the middle, so that the first month of a table is not a campaign for the strays before it.
    const auto middle = around.begin() + static_cast<std::ptrdiff_t>( around.size() / 2 );
    std::ranges::nth_element( around, middle );
    const bool isMany = static_cast<double>( count ) >= leastShare * static_cast<double>( rows );
    if ( !around.empty() && isMany && count > timesMedian * *middle )
      dominant.push_back( month );
  }
  std::ranges::stable_sort( dominant, std::greater(), [this]( int month ) { return months.at( month ); } );
  return dominant;
}

std::string monthName( int month )
{
  char text[32];
  std::snprintf( text, sizeof text, "%04d-%02d", month / 12, month % 12 + 1 );
  return text;
}

TimeFacts timeFacts( const std::vector<CheckRow> &rows )
{
  constexpr double minutesOfDay = 24 * 60;
  TimeFacts facts;
  PileUp midnight{ "midnight", 0, 1 / minutesOfDay };
  PileUp noon{ "noon", 0, 1 / minutesOfDay };
  PileUp fullHour{ "full hours", 0, 1.0 / 60 };
  PileUp firstOfMonth{ "first of the month", 0, 12 / meanDaysOfYear };
  for ( const CheckRow &row : rows )
  {
    if ( !row.hasTime() )
      continue;
    const Parts parts( row.time );
    const auto hour = parts.clock.hours().count();
    ++facts.rows;
    ++facts.hours.at( static_cast<size_t>( hour ) );
    ++facts.daysOfMonth.at( static_cast<unsigned>( parts.date.day() ) - 1 );
    ++facts.precisions.at( static_cast<size_t>( parts.precision() ) );
    midnight.rows += parts.isFullHour() && hour == 0 ? 1 : 0;
    noon.rows += parts.isFullHour() && hour == 12 ? 1 : 0;
    fullHour.rows += parts.isFullHour() ? 1 : 0;
    firstOfMonth.rows += parts.isFirstOfMonth() ? 1 : 0;
    if ( !row.reasons.contains( CheckRule::ImplausibleDate ) )
      ++facts.months[parts.month()];
  }
  facts.pileUps = { midnight, noon, fullHour, firstOfMonth };
  return facts;
}

} // namespace riskcast
