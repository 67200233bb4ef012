#pragma once

#include "time_steps.h"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace riskcast
{

/// What the calendar tells a model of a step: numbers that are known before the step comes.
class Calendar
{
public:
  /// A calendar without numbers.
  Calendar() = default;

  /// The numbers that can be learned from the steps \a first … \a last:
  ///   season    sin and cos of 2π day/365.25 and of twice that, and, for steps up to a day, whether it is New Year's Day, to
  ///   which
  ///             many unknown dates are put; from two full years on
  ///   weekday   for each day from Monday to Saturday 1 on that day, -1 on Sundays; for steps up to a day
  ///   hour      sin and cos of 2π hour/24 and of twice that; for steps of hours up to 12
  Calendar( const TimeSteps &steps, int first, int last );

  int size() const;

  /// The numbers of \a step, which may lie after the last one, as many as size().
  std::vector<float> of( const TimeSteps &steps, int step ) const;

private:
  friend void to_json( nlohmann::json &json, const Calendar &calendar );
  friend void from_json( const nlohmann::json &json, Calendar &calendar );

  bool mSeason = false;
  bool mNewYear = false;
  bool mWeekday = false;
  bool mHour = false;
};

} // namespace riskcast
