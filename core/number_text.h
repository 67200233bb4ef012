#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace riskcast
{

/// "48,211": a count for people.
std::string countText( std::int64_t count );

/// "1 week", "2 weeks": a count of things.
std::string countText( std::int64_t count, const std::string &thing );

/// "1,530", "0.0156": a measure for people, to about four digits.
std::string measureText( double value );

/// "52.3", never "-0.0": a number for people with one digit after the point.
std::string oneDigitText( double value );

/// "52.3": a share, 0 … 1, as a percentage.
std::string oneDigitPercent( double share );

/// "77.20901", "715980.3": a coordinate for people, to about a metre.
std::string coordinateText( double value );

/// The shortest text that reads back as the same number, for files.
std::string exactText( double value );

/// "0.1,0.25": such texts parted by commas.
std::string exactList( const std::vector<double> &values );

} // namespace riskcast
