#pragma once

#include "ogr_source.h"
#include "row_reader.h"
#include "table_rows.h"

#include <ogr_core.h>

#include <memory>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace riskcast
{

/// Rows of a GeoPackage's table, read with SQLite itself: OGR makes a feature of each row, which takes several times as long, and
/// its columnar interface reads with several threads that may overtake one another before GDAL 3.11.4 (its issue 12934), leaves
/// out the offsets of times, and takes nonsense for 1970-01-01.
class SqliteRows : public TableRows
{
public:
  /// \param columns  those that are wanted, in the layer's own numbering
  /// \return null if the layer is not a whole table of a GeoPackage in a file
  static std::unique_ptr<SqliteRows> open( const OgrSource &source, IncidentColumns columns );

  bool next() override;
  void rewind() override;
  FieldValue value( int field ) override;
  std::optional<std::array<double, 2>> point() override;

private:
  struct Close
  {
    void operator()( sqlite3 *database ) const;
    void operator()( sqlite3_stmt *statement ) const;
  };

  SqliteRows() = default;
  bool select( const OgrSource &source, IncidentColumns &columns );

  std::string mSource;
  std::unique_ptr<sqlite3, Close> mDatabase;
  std::unique_ptr<sqlite3_stmt, Close> mStatement;
  std::vector<int> mColumnOf;       ///< of the statement, by field; 0, which is the geometry, for those that nobody wants
  std::vector<OGRFieldType> mTypes; ///< by field
};

} // namespace riskcast
