#pragma once

#include "enum_names.h"
#include "incidents.h"
#include "time_zone.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace riskcast
{

/// What an incident counts that happened at some time between two.
enum class IntervalRule
{
  Aoristic, ///< equal shares of its weight in every step that it could have happened in (Ratcliffe 2000)
  Midpoint, ///< as if it had happened half-way
  Start,    ///< as if it had happened at once
};
template<> const std::vector<std::string> &enumNames<IntervalRule>(); ///< aoristic, midpoint, start

/// How times are written, and what becomes of them.
struct TimeOptions
{
  std::vector<std::string> formats; ///< tried one after the other, see parseWrittenTime(); none: ISO 8601
  std::string zone;                 ///< IANA name of the zone that times are written in; empty: nobody says
  std::string toZone;               ///< IANA name of the zone to convert them to; empty: they stay as written
  IntervalRule interval = IntervalRule::Aoristic;
};

/// Makes the times of incidents from what a table holds.
class TimeReader
{
public:
  /// \throws Error if a format or a time zone is not known, or if times are to be converted to a zone but none is named to
  ///         convert from
  explicit TimeReader( const TimeOptions &options );

  /// \param clock  the time of day, where it has a field of its own; it follows the date after a blank. Empty: none
  /// \return nothing if the text has none of the formats or names no real date
  std::optional<LocalTime> read( std::string_view text, std::string_view clock = {} );

  /// Where a text ends that says the end of an interval: a date alone stands for the whole day, a month for the whole month.
  std::optional<LocalTime> readEnd( std::string_view text );

  /// Its offset from UTC, if it has one, goes before the zone that was named.
  LocalTime read( const WrittenTime &written );

  /// Gives an incident that happened between `incident.time` and \a end (excluded) its time.
  /// \return whether the end does not lie before the start
  bool setInterval( Incident &incident, LocalTime end ) const;

  /// How many times had an offset that was not applied, because no zone to convert to was named.
  std::int64_t offsetsNotApplied() const { return mOffsetsNotApplied; }

private:
  std::optional<WrittenTime> parse( std::string_view text ) const;

  std::vector<std::string> mFormats;
  IntervalRule mInterval;
  std::optional<TimeZone> mFrom;
  std::optional<TimeZone> mTo;
  std::int64_t mOffsetsNotApplied = 0;
};

/// The zone that times are in once they are read: the zone's name, or "as written".
std::string zoneLabel( const TimeOptions &options );

/// What every log says about the zone of the times.
std::string zoneSentence( const TimeOptions &options );

} // namespace riskcast
