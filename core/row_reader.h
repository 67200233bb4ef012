#pragma once

#include "incidents.h"
#include "table_rows.h"
#include "time_reader.h"

#include <array>
#include <string>
#include <string_view>

namespace riskcast
{

/// Where in a table the parts of an incident are: field indices, -1 for none.
struct IncidentColumns
{
  int time = -1;
  int clock = -1; ///< time of day, where it is kept apart from the date
  int end = -1;   ///< of the interval in which it happened
  int x = -1;     ///< -1: the row's geometry has the position, or `cell`
  int y = -1;
  int cell = -1; ///< of a grid, in place of a position
  int id = -1;
  int category = -1;
  int weight = -1;

  bool hasGeometry() const { return x < 0 && cell < 0; }

  /// All that are fields, used or not.
  std::array<int *, 9> fields() { return { &time, &clock, &end, &x, &y, &cell, &id, &category, &weight }; }
};

/// Makes an incident of what a row of a table holds. Blanks at the ends of texts say nothing.
class RowReader
{
public:
  /// \param cells  what IncidentColumns::cell numbers, row by row from 0 in the north-west
  /// \throws Error as TimeReader does
  RowReader( const IncidentColumns &columns, const TimeOptions &times, const Grid &cells = {} );

  /// For rows of a table whose columns lie elsewhere from here on.
  void setColumns( const IncidentColumns &columns ) { mColumns = columns; }

  /// Reads the row that \a rows are at.
  void read( TableRows &rows, IncidentRow &row );

  std::int64_t offsetsNotApplied() const { return mTimes.offsetsNotApplied(); }

private:
  void readPosition( TableRows &rows, Incident &incident ) const;
  void readTimes( TableRows &rows, IncidentRow &row );
  std::optional<LocalTime> readStart( TableRows &rows, const FieldValue &value );
  std::optional<LocalTime> readTime( const FieldValue &value );
  std::optional<LocalTime> readEnd( const FieldValue &value );

  IncidentColumns mColumns;
  Grid mCells;
  TimeReader mTimes;
};

/// Without blanks at its ends.
std::string_view trimmed( std::string_view text );

/// The number that a field holds, also in a text with a decimal point or a decimal comma; NaN if there is none.
double numberOf( const FieldValue &value );

} // namespace riskcast
