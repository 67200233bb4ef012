#pragma once

#include "feedback.h"
#include "output_file.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace riskcast
{

/// Nothing, a text, a whole number or a number.
using TableValue = std::variant<std::monostate, std::string, std::int64_t, double>;

/// A table without geometries. A column has the type of its first value that is not nothing.
struct Table
{
  std::vector<std::string> columns;
  std::vector<std::vector<TableValue>> rows;
};

/// For before the work: tries whether the format that the suffix names keeps a table in one file, and leaves nothing of it.
/// \throws Error if no format has the suffix, if that format does not, and as OutputFile does
void checkTableName( const std::string &path );

/// Writes a table in the format that the file's suffix names: CSV, GeoPackage, … The caller commits the file.
/// \throws Error as writeVectorFile() does
void writeTable( const Table &table, OutputFile &output, Feedback &feedback );

} // namespace riskcast
