#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace riskcast
{

/// A wall-clock time as written in the table, without a time zone; the zone is a label that travels beside it.
using LocalTime = std::chrono::local_seconds;

/// ISO 8601: "2016-07-01" at midnight, else "2016-07-01T18:30:00".
std::string toIso8601( LocalTime time );

/// \return nothing if the parts name no real time, such as 31 February or 25:00
std::optional<LocalTime> timeFromParts( int year, int month, int day, int hour, int minute, int second );

/// The first midnight of the month.
LocalTime startOfMonth( LocalTime time );

/// The start of the next day.
LocalTime nextDay( LocalTime time );

/// A time as a table writes it.
struct WrittenTime
{
  LocalTime time;
  std::optional<std::chrono::seconds> offset; ///< from UTC, where the text says one; not applied to `time`
  LocalTime end = time;                       ///< of what is written: of a date the next day, of a month the next month
};

/// Reads a time written as \a format says.
/// \param format  a format as in QGIS's to_datetime(): yyyy, yy (1970 … 2069), MMMM and MMM (English names of months), MM, M, dd,
///                d, HH, H, hh, h, AP, mm, m, ss, s, text in single quotes, and other characters as themselves; hh and h are
///                hours of 12 where there is an AP; empty means ISO 8601 (a month, which stands for its first moment; a date; or
///                date and time separated by T or a blank; seconds, a fraction of them, and an offset may follow)
/// \return nothing if the text does not have the format or names no real date
std::optional<WrittenTime> parseWrittenTime( std::string_view text, std::string_view format = {} );

/// \throws Error if a letter of \a format stands for nothing, as in "YYYY-MM-DD": no time would ever be written so
void requireTimeFormat( std::string_view format );

/// The same as parseWrittenTime() without the offset.
std::optional<LocalTime> parseTime( std::string_view text, std::string_view format = {} );

} // namespace riskcast
