#pragma once

#include "check_rows.h"

namespace riskcast
{

/// Flags rows whose id an earlier row has. Rows without an id repeat none.
void flagDuplicateIds( std::vector<CheckRow> &rows );

/// Flags rows whose place, time and category an earlier row has. Rows without a place or time repeat none; end, weight and id are
/// not compared.
void flagDuplicateIncidents( std::vector<CheckRow> &rows );

} // namespace riskcast
