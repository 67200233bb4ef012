#pragma once

#include "local_time.h"

#include <optional>
#include <string_view>

class OGRFeature;
class OGRFieldDefn;
class OGRPoint;

namespace riskcast
{

/// Without blanks at its ends.
std::string_view trimmed( std::string_view text );

/// Whether a field is unset, null or a text of blanks.
bool isBlank( const OGRFeature &feature, int index );

/// The number in a field of numbers or of texts, with a decimal point or a decimal comma; NaN if there is none.
double number( const OGRFeature &feature, int index );

/// Whether a field holds dates, or dates with times.
bool isDate( const OGRFieldDefn &field );

/// A date field as it is written, with its offset from UTC; nothing if it is empty.
std::optional<WrittenTime> writtenDate( const OGRFeature &feature, int index );

/// The feature's point, or the first of several; null if there is none.
const OGRPoint *pointOf( const OGRFeature &feature );

} // namespace riskcast
