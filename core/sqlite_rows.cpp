#include "sqlite_rows.h"

#include "error.h"
#include "feature_rows.h"
#include "sql_text.h"
#include "wkb_point.h"

#include <ogrsf_frmts.h>
#include <sqlite3.h>

namespace riskcast
{

namespace
{

/// What a field of dates holds, written as GeoPackage prescribes, or in one of the other ways that OGR knows; else the text. Its
/// type, and not how it is written, says whether it is a whole day.
FieldValue dateIn( std::string_view text, OGRFieldType type )
{
  if ( const std::optional<WrittenTime> date = parseWrittenTime( text ) )
    return WrittenTime{ date->time, date->offset, type == OFTDate ? nextDay( date->time ) : date->time };
  OGRField parsed;
  constexpr int noOptions = 0;
  const bool isParsed = OGRParseDate( std::string( text ).c_str(), &parsed, noOptions );
  const std::optional<WrittenTime> date = isParsed ? writtenTime( parsed, type ) : std::nullopt;
  return date ? FieldValue( *date ) : FieldValue( text );
}

/// The WKB behind the header of a GeoPackage's geometry; empty if it is none.
std::span<const std::byte> wkbIn( std::span<const std::byte> blob )
{
  constexpr size_t fixedSize = 8; // "GP", version, flags, CRS
  constexpr std::array<size_t, 5> envelopeSizes = { 0, 32, 48, 48, 64 };
  if ( blob.size() < fixedSize )
    return {};
  const auto envelope = static_cast<size_t>( blob[3] >> 1 & std::byte{ 7 } );
  if ( envelope >= envelopeSizes.size() || blob.size() < fixedSize + envelopeSizes[envelope] )
    return {};
  return blob.subspan( fixedSize + envelopeSizes[envelope] );
}

} // namespace

void SqliteRows::Close::operator()( sqlite3 *database ) const
{
  sqlite3_close( database );
}

void SqliteRows::Close::operator()( sqlite3_stmt *statement ) const
{
  sqlite3_finalize( statement );
}

std::unique_ptr<SqliteRows> SqliteRows::open( const OgrSource &source, IncidentColumns columns )
{
  if ( !EQUAL( source.dataset->GetDriverName(), "GPKG" ) )
    return nullptr;
  std::unique_ptr<SqliteRows> rows( new SqliteRows );
  sqlite3 *database = nullptr;
  constexpr int readOnlyInOneThread = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
  const bool isOpen = sqlite3_open_v2( source.dataset->GetDescription(), &database, readOnlyInOneThread, nullptr ) == SQLITE_OK;
  rows->mDatabase.reset( database );
  rows->mSource = source.name;
  return isOpen && rows->select( source, columns ) ? std::move( rows ) : nullptr;
}

bool SqliteRows::select( const OgrSource &source, IncidentColumns &columns )
{
  OGRFeatureDefn &definition = *source.layer->GetLayerDefn();
  std::string sql = "SELECT " + ( columns.hasGeometry() ? sqlName( source.layer->GetGeometryColumn() ) : "NULL" );
  mColumnOf.assign( static_cast<size_t>( definition.GetFieldCount() ), 0 );
  mTypes.assign( mColumnOf.size(), OFTString );
  int count = 1;
  for ( const int *field : columns.fields() )
  {
    if ( *field < 0 )
      continue;
    const OGRFieldDefn &wanted = *definition.GetFieldDefn( *field );
    mColumnOf[*field] = count++;
    mTypes[*field] = wanted.GetType();
    sql += ", " + sqlName( wanted.GetNameRef() );
  }
  sql += " FROM " + sqlName( source.layer->GetName() );
  sqlite3_stmt *statement = nullptr;
  const bool isTable = sqlite3_prepare_v2( mDatabase.get(), sql.c_str(), -1, &statement, nullptr ) == SQLITE_OK;
  mStatement.reset( statement );
  return isTable;
}

bool SqliteRows::next()
{
  const int result = sqlite3_step( mStatement.get() );
  if ( result != SQLITE_ROW && result != SQLITE_DONE )
    throw Error( mSource + " cannot be read to its end: " + sqlite3_errmsg( mDatabase.get() ) + "." );
  return result == SQLITE_ROW;
}

void SqliteRows::rewind()
{
  sqlite3_reset( mStatement.get() );
}

FieldValue SqliteRows::value( int field )
{
  sqlite3_stmt *row = mStatement.get();
  const int column = mColumnOf[field];
  switch ( sqlite3_column_type( row, column ) )
  {
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>( sqlite3_column_int64( row, column ) );
    case SQLITE_FLOAT:
      return sqlite3_column_double( row, column );
    case SQLITE_TEXT:
    {
      const auto *text = reinterpret_cast<const char *>( sqlite3_column_text( row, column ) );
      const std::string_view written( text, static_cast<size_t>( sqlite3_column_bytes( row, column ) ) );
      return isDate( mTypes[field] ) ? dateIn( written, mTypes[field] ) : FieldValue( written );
    }
    default:
      return {};
  }
}

std::optional<std::array<double, 2>> SqliteRows::point()
{
  constexpr int geometry = 0;
  const auto *blob = static_cast<const std::byte *>( sqlite3_column_blob( mStatement.get(), geometry ) );
  return pointInWkb( wkbIn( { blob, static_cast<size_t>( sqlite3_column_bytes( mStatement.get(), geometry ) ) } ) );
}

} // namespace riskcast
