#pragma once

#include "check_incidents.h"
#include "check_rows.h"

namespace riskcast
{

/// What \a rule found in a table whose rows are flagged.
/// \param facts  of the whole table: counts, times and places
Finding findingOf( CheckRule rule, const CheckRows &table, const IncidentCheck &facts );

/// "12.3 %", for people.
std::string shareText( std::int64_t rows, std::int64_t all );

} // namespace riskcast
