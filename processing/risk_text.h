#pragma once

#include <QString>

namespace riskcast
{

/// "12.3 %", "1.23 %", "0.123 %", or "no data"; less than a thousandth of a percent is said to be that.
/// \param risk  0 … 1; NaN: no data
QString riskText( double risk );

} // namespace riskcast
