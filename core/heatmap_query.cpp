#include "heatmap_query.h"

#include "crs.h"
#include "error.h"
#include "number_text.h"
#include "sql_text.h"
#include "text_template.h"

namespace riskcast
{

namespace
{

constexpr const char *queryTemplate = R"(-- Counts the rows of {{title}} per cell and step of {{length}}, on a grid of
-- {{grid}}.
SELECT {{x}} AS x,
       {{y}} AS y,
       {{step}} AS step{{category}},
       SUM(weight) AS count
FROM (
  SELECT {{column}} AS cell_column,
         {{row}} AS cell_row,
         {{number}} AS step_number{{category}},
         weight
  FROM (
    SELECT ST_Transform({{point}}, {{epsg}}) AS point,
           CAST({{time}} AS TIMESTAMP) AS happened,
{{readCategory}}           {{weight}} AS weight
    FROM {{table}}{{condition}}
  ) AS incidents
  WHERE ST_X(point) BETWEEN {{west}} AND {{east}}
    AND ST_Y(point) BETWEEN {{south}} AND {{north}}{{inPeriod}}
) AS cells
GROUP BY cell_column, cell_row, step_number{{category}}
ORDER BY step_number, cell_row, cell_column{{category}};)";

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
  return filledIn(
      queryTemplate,
      { { "title", table.name },
        { "length", toString( period.length ) },
        { "grid", grid.toString() },
        { "x", centre( "cell_column", extent.xMin, grid.cellWidth() ) },
        { "y", centre( "cell_row", extent.yMin, grid.cellHeight() ) },
        { "column", cellNumber( "ST_X(point)", extent.xMin, grid.cellWidth(), grid.columns() ) },
        { "row", cellNumber( "ST_Y(point)", extent.yMin, grid.cellHeight(), grid.rows() ) },
        { "step", step.start },
        { "number", step.number },
        { "category", table.category.empty() ? "" : ", category" },
        { "readCategory", table.category.empty() ? "" : "           " + sqlName( table.category ) + " AS category,\n" },
        { "point", sqlName( table.point ) },
        { "epsg", epsgCode( grid.crs() ) },
        { "time", sqlName( table.time ) },
        { "weight", table.weight.empty() ? "1" : sqlName( table.weight ) },
        { "table", sqlTableName( table.name ) },
        { "condition", table.condition.empty() ? "" : "\n    WHERE " + table.condition },
        { "west", exactText( extent.xMin ) },
        { "east", exactText( extent.xMax ) },
        { "south", exactText( extent.yMin ) },
        { "north", exactText( extent.yMax ) },
        { "inPeriod", inPeriod( period ) } } );
}

} // namespace riskcast
