#pragma once

#include "local_time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace riskcast
{

/// What a row holds in a field: nothing, a text as it is written, a whole number, a number, or a date. A text lives until the
/// next value is asked for.
using FieldValue = std::variant<std::monostate, std::string_view, std::int64_t, double, WrittenTime>;

/// The rows of a table, one after the other. Each source has its own: features of OGR or QGIS, rows of SQLite, lines of a
/// CSV.
class TableRows
{
public:
  virtual ~TableRows() = default;

  /// Goes to the next row, at first to the first one.
  /// \return false at the end
  /// \throws Error if the source breaks off
  virtual bool next() = 0;

  /// Starts again before the first row.
  virtual void rewind() = 0;

  /// What the row holds in the field of this index.
  virtual FieldValue value( int field ) = 0;

  /// The point that the row's geometry is, or the first of several; nothing if it is none.
  virtual std::optional<std::array<double, 2>> point() = 0;
};

} // namespace riskcast
