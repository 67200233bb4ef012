#pragma once

#include "enum_names.h"
#include "local_time.h"

#include <cstdint>
#include <optional>
#include <string>

namespace riskcast
{

enum class StepUnit
{
  Hour,
  Day,
  Week, ///< from Monday
  Month,
};
template<> const std::vector<std::string> &enumNames<StepUnit>(); ///< hour, day, week, month

/// Length of a time step, e.g. 2 weeks.
struct StepLength
{
  int count = 1;
  StepUnit unit = StepUnit::Day;

  bool operator==( const StepLength & ) const = default;
};

/// "1 day", "2 weeks", …
std::string toString( StepLength length );

/// \throws Error if \a text is not what toString() writes
StepLength stepLengthFromString( const std::string &text );

/// A row of T equally long steps; step t is the time [start(t), start(t + 1)).
class TimeSteps
{
public:
  TimeSteps() = default;

  /// \param first  start of step 0; must be a whole hour, midnight, a Monday or the first of a month, as the unit asks
  /// \throws Error if \a first is not, or if a count is below 1
  TimeSteps( LocalTime first, StepLength length, int count );

  /// The fewest steps that hold every time from \a first to \a last, both included. Whoever calls, steps of the same length start
  /// at the same times: they are counted from 1970 (hours and days from 1 January, weeks from Monday the 5th, months from
  /// January). \param align  they are counted from the hour, day, week or month that this lies in instead
  static TimeSteps covering( LocalTime first, LocalTime last, StepLength length, std::optional<LocalTime> align = {} );

  int count() const { return mCount; }
  StepLength length() const { return mLength; }

  /// Start of step \a step, which may lie after the last one: that is how a forecast is dated.
  LocalTime start( int step ) const;

  /// Number of the step that \a time falls in, were there steps at all times: negative before step 0.
  std::int64_t stepNumber( LocalTime time ) const;

  /// The step that \a time falls in, or nothing if it is outside all of them.
  std::optional<int> stepAt( LocalTime time ) const;

  /// Whether steps of this length that go on from the start of step 0, either way, start at \a time, too.
  bool alignWith( LocalTime time ) const;

  /// The same steps without \a before at the start and without \a after at the end.
  /// \throws Error if none is left
  TimeSteps trimmed( int before, int after ) const;

  /// The same steps and \a more after them.
  TimeSteps extended( int more ) const;

  bool operator==( const TimeSteps & ) const = default;

private:
  LocalTime mFirst{};
  StepLength mLength;
  int mCount = 0;
};

} // namespace riskcast
