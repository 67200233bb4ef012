#pragma once

#include "local_time.h"

#include <string>

namespace riskcast
{

/// A name as SQL reads it: in double quotes, those within doubled.
std::string sqlName( const std::string &name );

/// "schema"."table" of a table that is called schema.table, or "table".
std::string sqlTableName( const std::string &name );

/// A text as SQL reads it: in single quotes, those within doubled.
std::string sqlText( const std::string &text );

/// TIMESTAMP '2016-07-01T18:30:00': a time without a zone.
std::string sqlTime( LocalTime time );

} // namespace riskcast
