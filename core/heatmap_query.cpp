#include "heatmap_query.h"

#include "crs.h"
#include "error.h"
#include "number_text.h"
#include "sql_text.h"

namespace riskcast
{

namespace
{

/// "32643"
std::string epsgCode( const std::string &crs )
{
  const std::string name = crsName( crs );
  const std::string authority = "EPSG:";
  if ( !name.starts_with( authority ) )
    throw Error( "The coordinate reference system of the grid has no EPSG code, which the query needs: choose one that has." );
  return name.substr( authority.size() );
}

void checkNames( const QueriedTable &table )
{
  if ( table.name.empty() || table.time.empty() )
    throw Error( "A query needs the name of the table and that of its field with the time." );
}

/// Number of the cell, from the western or southern edge on, that a coordinate falls in; see Grid::cellAt().
std::string cellNumber( const std::string &coordinate, double first, double size, int count )
{
  return "LEAST(FLOOR((" + coordinate + " - " + exactText( first ) + ") / " + exactText( size ) + "), " +
         std::to_string( count - 1 ) + ")";
}

std::string centre( const std::string &number, double first, double size )
{
  return exactText( first ) + " + (" + number + " + 0.5) * " + exactText( size );
}

/// Number of the step that a time falls in, counted from the start of some step, and the step's start.
struct StepSql
{
  std::string number;
  std::string start;
};

StepSql stepSql( const PeriodOptions &period )
{
  const StepLength length = period.length;
  const LocalTime origin = TimeSteps::covering( LocalTime(), LocalTime(), length, period.align ).start( 0 );
  const std::string count = std::to_string( length.count );
  const auto startIn = [&origin]( const std::string &interval )
  { return sqlTime( origin ) + " + step_number * INTERVAL '" + interval + "'"; };
  if ( length.unit == StepUnit::Month )
  {
    const auto month = []( const std::string &time )
    { return "(EXTRACT(YEAR FROM " + time + ") * 12 + EXTRACT(MONTH FROM " + time + "))"; };
    return { "FLOOR((" + month( "happened" ) + " - " + month( sqlTime( origin ) ) + ") / " + count + ")",
             startIn( count + " month" ) };
  }
  const LocalTime next = TimeSteps( origin, length, 1 ).start( 1 );
  const std::string seconds = std::to_string( ( next - origin ).count() );
  return { "FLOOR(EXTRACT(EPOCH FROM happened - " + sqlTime( origin ) + ") / " + seconds + ")", startIn( seconds + " seconds" ) };
}

/// " AND happened >= … AND happened < …"
std::string inPeriod( const PeriodOptions &period )
{
  return ( period.start ? " AND happened >= " + sqlTime( *period.start ) : "" ) +
         ( period.end ? " AND happened < " + sqlTime( *period.end ) : "" );
}

} // namespace

std::string countingQuery( const QueriedTable &table, const Grid &grid, const PeriodOptions &period )
{
  checkNames( table );
  const Extent &extent = grid.extent();
  const StepSql step = stepSql( period );
  const std::string category = table.category.empty() ? "" : ", category";
  const std::string point = "ST_Transform(" + sqlName( table.point ) + ", " + epsgCode( grid.crs() ) + ")";
  return "-- Counts the rows of " + table.name + " per cell and step of " + toString( period.length ) + ", on a grid of\n-- " +
         grid.toString() + ".\n" + "SELECT " + centre( "cell_column", extent.xMin, grid.cellWidth() ) +
         " AS x,\n"
         "       " +
         centre( "cell_row", extent.yMin, grid.cellHeight() ) +
         " AS y,\n"
         "       " +
         step.start + " AS step" + category +
         ",\n"
         "       SUM(weight) AS count\n"
         "FROM (\n"
         "  SELECT " +
         cellNumber( "ST_X(point)", extent.xMin, grid.cellWidth(), grid.columns() ) +
         " AS cell_column,\n"
         "         " +
         cellNumber( "ST_Y(point)", extent.yMin, grid.cellHeight(), grid.rows() ) +
         " AS cell_row,\n"
         "         " +
         step.number + " AS step_number" + category +
         ",\n"
         "         weight\n"
         "  FROM (\n"
         "    SELECT " +
         point +
         " AS point,\n"
         "           CAST(" +
         sqlName( table.time ) + " AS TIMESTAMP) AS happened,\n" +
         ( table.category.empty() ? "" : "           " + sqlName( table.category ) + " AS category,\n" ) + "           " +
         ( table.weight.empty() ? "1" : sqlName( table.weight ) ) +
         " AS weight\n"
         "    FROM " +
         sqlTableName( table.name ) + ( table.condition.empty() ? "" : "\n    WHERE " + table.condition ) +
         "\n"
         "  ) AS incidents\n"
         "  WHERE ST_X(point) BETWEEN " +
         exactText( extent.xMin ) + " AND " + exactText( extent.xMax ) +
         "\n"
         "    AND ST_Y(point) BETWEEN " +
         exactText( extent.yMin ) + " AND " + exactText( extent.yMax ) + inPeriod( period ) +
         "\n"
         ") AS cells\n"
         "GROUP BY cell_column, cell_row, step_number" +
         category +
         "\n"
         "ORDER BY step_number, cell_row, cell_column" +
         category + ";";
}

} // namespace riskcast
