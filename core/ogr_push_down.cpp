#include "ogr_push_down.h"

#include "crs.h"
#include "error.h"
#include "feature_rows.h"
#include "gdal_support.h"
#include "number_text.h"
#include "sql_text.h"

#include <ogrsf_frmts.h>

#include <set>

namespace riskcast
{

namespace
{

bool canKeepBack( const OgrSource &source, const OgrColumns &columns, const OgrIncidentOptions &options )
{
  OGRFeatureDefn &fields = *source.layer->GetLayerDefn();
  return !source.table.empty() && columns.hasGeometry() && columns.clock < 0 && options.times.toZone.empty() &&
         isDate( *fields.GetFieldDefn( columns.time ) ) && ( columns.end < 0 || isDate( *fields.GetFieldDefn( columns.end ) ) );
}

/// What SQL calls a layer that OGR calls table, schema.table or schema.table(geometry).
std::string tableName( OGRLayer &layer )
{
  const std::string name = layer.GetName();
  return sqlTableName( name.substr( 0, name.find( '(' ) ) );
}

/// The grid's extent in the CRS of the incidents. Its edges bend there, which the margin makes up for.
Extent extentOf( const Grid &grid, const std::string &crs )
{
  constexpr double margin = 0.01; // of width and height
  const Extent extent = Transform( grid.crs(), crs ).apply( grid.extent() );
  const double x = margin * extent.width();
  const double y = margin * extent.height();
  return { extent.xMin - x, extent.yMin - y, extent.xMax + x, extent.yMax + y };
}

/// The conditions of a reading, in PostGIS's SQL.
struct Conditions
{
  std::string place;      ///< the column
  std::string time;       ///< the column
  std::string isReversed; ///< the end lies before the start
  std::string isInExtent;
  std::string isInPeriod;
};

Conditions conditionsFor( OGRLayer &layer, const OgrColumns &columns, const ReadingBounds &bounds )
{
  const auto column = [&layer]( int field ) { return sqlName( layer.GetLayerDefn()->GetFieldDefn( field )->GetNameRef() ); };
  const Extent extent = extentOf( bounds.grid, columns.crs );
  const std::string box = "ST_MakeBox2D(ST_MakePoint(" + exactText( extent.xMin ) + ", " + exactText( extent.yMin ) +
                          "), ST_MakePoint(" + exactText( extent.xMax ) + ", " + exactText( extent.yMax ) + "))";
  Conditions conditions{ .place = sqlName( layer.GetGeometryColumn() ),
                         .time = column( columns.time ),
                         .isReversed = "FALSE",
                         .isInExtent = {},
                         .isInPeriod = "TRUE" };
  std::string last = conditions.time;
  if ( columns.end >= 0 )
  {
    const bool isWholeDay = layer.GetLayerDefn()->GetFieldDefn( columns.end )->GetType() == OFTDate;
    const std::string end = column( columns.end ) + ( isWholeDay ? " + 1" : "" );
    conditions.isReversed = "COALESCE(" + end + " < " + conditions.time + ", FALSE)";
    last = "GREATEST(" + conditions.time + ", " + end + ")";
  }
  conditions.isInExtent = conditions.place + "::geometry && " + box; // the index of the column serves this operator
  if ( bounds.start )
    conditions.isInPeriod += " AND " + last + " >= " + sqlTime( *bounds.start );
  if ( bounds.end )
    conditions.isInPeriod += " AND " + conditions.time + " < " + sqlTime( *bounds.end );
  return conditions;
}

/// One row a reason, in the order in which a reader finds what is wrong with a row; no reason for those that are handed over.
std::string countingSql( const std::string &table, const Conditions &conditions, const std::string &where )
{
  const auto reason = []( LeftOutReason reason ) { return std::to_string( static_cast<int>( reason ) ); };
  return "SELECT CASE WHEN " + conditions.place + " IS NULL THEN " + reason( LeftOutReason::WithoutCoordinates ) + " WHEN " +
         conditions.time + " IS NULL THEN " + reason( LeftOutReason::WithoutTime ) + " WHEN " + conditions.isReversed + " THEN " +
         reason( LeftOutReason::EndBeforeStart ) + " WHEN NOT (" + conditions.isInExtent + ") THEN " +
         reason( LeftOutReason::OutsideExtent ) + " WHEN NOT (" + conditions.isInPeriod + ") THEN " +
         reason( LeftOutReason::OutsidePeriod ) + " END AS reason, COUNT(*) AS row_count, MIN(" + conditions.time +
         ")::timestamp AS first, MAX(" + conditions.time + ")::timestamp AS last FROM " + table + " WHERE " + where +
         " GROUP BY 1";
}

void add( const OGRFeature &row, KeptBack &kept )
{
  enum Column
  {
    Reason,
    RowCount,
    First,
    Last
  };
  const std::int64_t rows = row.GetFieldAsInteger64( RowCount );
  const bool isIncident = !row.IsFieldSetAndNotNull( Reason );
  const auto reason = static_cast<LeftOutReason>( row.GetFieldAsInteger( Reason ) );
  if ( isIncident )
    kept.rows += rows;
  else
    kept.leftOut.add( reason, rows );
  if ( !isIncident && reason != LeftOutReason::OutsideExtent && reason != LeftOutReason::OutsidePeriod )
    return;
  for ( const int column : { First, Last } )
    kept.span.add( std::get<WrittenTime>( valueOf( row, column ) ).time );
  kept.span.isOfMonths = false; // of those in between nobody knows
}

[[noreturn]] void fail( const OgrSource &source, const GdalMessages &messages )
{
  throw Error( "The database does not answer what is asked of " + source.name + ": " + messages.failure() );
}

std::shared_ptr<OGRLayer> query( const OgrSource &source, const std::string &sql )
{
  const GdalMessages messages;
  OGRLayer *result = source.dataset->ExecuteSQL( sql.c_str(), nullptr, nullptr );
  if ( !result || !messages.failure().empty() )
    fail( source, messages );
  return { result, [database = source.dataset]( OGRLayer *layer ) { database->ReleaseResultSet( layer ); } };
}

/// The user's filter, as a condition that others can follow.
std::string filterOf( const OgrIncidentOptions &options )
{
  return options.where.empty() ? "TRUE" : "(" + options.where + ")";
}

void selectRows( OgrSource &source, OgrColumns &columns, const std::string &condition )
{
  OGRFeatureDefn &definition = *source.layer->GetLayerDefn();
  const auto name = [&definition]( int field ) { return std::string( definition.GetFieldDefn( field )->GetNameRef() ); };
  std::set<std::string> names;
  std::string list = columns.hasGeometry() ? sqlName( source.layer->GetGeometryColumn() ) : "";
  for ( const int *field : columns.fields() )
  {
    if ( *field >= 0 && names.insert( name( *field ) ).second )
      list += ( list.empty() ? "" : ", " ) + sqlName( name( *field ) );
  }
  const auto result = query( source, "SELECT " + list + " FROM " + source.table + " WHERE " + condition );
  for ( int *field : columns.fields() )
  {
    if ( *field >= 0 )
      *field = result->GetLayerDefn()->GetFieldIndex( name( *field ).c_str() );
  }
  source.layer = result.get();
  source.result = result;
}

} // namespace

void selectColumns( OgrSource &source, OgrColumns &columns, const OgrIncidentOptions &options )
{
  source.table = tableName( *source.layer );
  selectRows( source, columns, filterOf( options ) );
}

std::optional<KeptBack> keepBack( OgrSource &source, OgrColumns &columns, const OgrIncidentOptions &options,
                                  const ReadingBounds &bounds )
{
  if ( !canKeepBack( source, columns, options ) )
    return std::nullopt;
  const Conditions conditions = conditionsFor( *source.layer, columns, bounds );
  KeptBack kept;
  const auto counted = query( source, countingSql( source.table, conditions, filterOf( options ) ) );
  while ( const OGRFeatureUniquePtr row{ counted->GetNextFeature() } )
    add( *row, kept );
  selectRows( source, columns,
              filterOf( options ) + " AND " + conditions.isInExtent + " AND " + conditions.time + " IS NOT NULL AND NOT " +
                  conditions.isReversed + " AND " + conditions.isInPeriod );
  return kept;
}

} // namespace riskcast
