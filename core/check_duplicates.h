#pragma once

#include "check_rows.h"

namespace riskcast
{

/// The field that tells the category by its name (category, type, offence, primary type, …; neither case nor underscores matter),
/// if there is exactly one, else the empty text.
std::string usualCategoryField( const std::vector<std::string> &fields );

/// Flags rows whose id an earlier row has. Rows without an id repeat none.
void flagDuplicateIds( std::vector<CheckRow> &rows );

/// Flags rows whose place, time and category an earlier row has. Rows without a place or time repeat none; end, weight and id are
/// not compared.
void flagDuplicateIncidents( std::vector<CheckRow> &rows );

} // namespace riskcast
