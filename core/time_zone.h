#pragma once

#include "local_time.h"

#include <memory>
#include <string>

namespace riskcast
{

/// A time zone of the IANA list ("Asia/Kolkata", "America/Chicago", "UTC"), as ICU knows it.
class TimeZone
{
public:
  /// \throws Error if there is no such zone
  explicit TimeZone( const std::string &name );
  ~TimeZone();
  TimeZone( TimeZone && ) noexcept;

  /// Moment of a wall-clock time, as the clock in UTC shows it. Of an hour that daylight saving repeats, the first; of one that
  /// it skips, the same time by the clock before the change.
  LocalTime toUtc( LocalTime time ) const;

  /// The wall-clock time in this zone at a moment.
  LocalTime fromUtc( LocalTime utc ) const;

  /// Whether the clocks of the zone skip the hour that starts at \a hour.
  bool skips( LocalTime hour ) const { return fromUtc( toUtc( hour ) ) != hour; }

private:
  struct Rules;
  std::unique_ptr<Rules> mRules;
};

} // namespace riskcast
