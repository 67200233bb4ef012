#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace riskcast
{

/// A wall-clock time as written in the table, without a time zone; the zone is a label that travels beside it.
using LocalTime = std::chrono::local_seconds;

/// ISO 8601: "2016-07-01" at midnight, else "2016-07-01T18:30:00".
std::string toIso8601( LocalTime time );

/// Reads a time written as \a format says.
/// \param format  a format as in QGIS's to_datetime(): yyyy, yy, MM, M, dd, d, HH, H, hh, h, AP, mm, ss and other
///                characters as themselves; empty means ISO 8601 (date, or date and time separated by T or a blank;
///                seconds, a fraction of them, and an offset may follow; the offset is not applied)
/// \return nothing if the text does not have the format or names no real date
std::optional<LocalTime> parseTime( const std::string &text, const std::string &format = {} );

} // namespace riskcast
