#include "heatmaps.h"

#include "command.h"
#include "distinct_files.h"
#include "error.h"
#include "heatmap_query.h"
#include "option_types.h"
#include "raster_file.h"
#include "reading_options.h"
#include "selection.h"
#include "stack_advice.h"
#include "stack_extension.h"
#include "stack_file.h"
#include "windows.h"

namespace riskcast
{

namespace
{

struct HeatmapsOptions
{
  ReadingOptions reading;
  std::string output;
  std::string selection;
  std::string templateRaster;
  std::string studyArea;
  std::string extend;
  HeatmapOptions heatmaps;
  std::string filled;
  std::vector<std::string> creationOptions;
  bool printSql = false;
  std::string geometryColumn = QueriedTable().point;
};

void declareGrid( CLI::App &command, HeatmapsOptions &options )
{
  GridOptions &grid = options.heatmaps.grid;
  const std::string place = "Where";
  command
      .add_option( "--selection", options.selection,
                   "Extent and period from what `riskcast select` wrote, unless they are given" )
      ->type_name( "FILE" )
      ->group( place );
  CLI::Option *extent = addExtentOption( command, "--extent", grid.extent,
                                         "Rectangle to count in, in the incidents' CRS; without it around all of them" )
                            ->group( place );
  CLI::Option *crs =
      command
          .add_option( "--grid-crs", grid.crs,
                       "CRS of the grid; without it the incidents' own, or the UTM zone of the place where theirs is geographic" )
          ->type_name( "CRS" )
          ->group( place );
  CLI::Option *columns = command.add_option( "--columns", grid.columns, "Columns of the grid" )->group( place );
  CLI::Option *rows = command.add_option( "--rows", grid.rows, "Rows of the grid" )->group( place );
  CLI::Option *cellSize =
      command
          .add_option( "--cell-size", grid.cellSize,
                       "Side of a square cell in units of the grid's CRS, instead of columns and rows; 0: not given" )
          ->check( numberFrom( 0 ) )
          ->group( place );
  cellSize->excludes( columns )->excludes( rows );
  CLI::Option *likeThis = command
                              .add_option( "--template", options.templateRaster,
                                           "Takes the grid (CRS, extent, columns and rows) from a heatmap stack or any other "
                                           "raster" )
                              ->type_name( "RASTER" )
                              ->group( place );
  for ( CLI::Option *other : { extent, crs, columns, rows, cellSize } )
    likeThis->excludes( other );
  command
      .add_option( "--cell-field", options.reading.ogr.cellField,
                   "Field with the number of a cell of the template in place of a position, for tables that are counted already: "
                   "row by row from 0 in the north-west" )
      ->type_name( "FIELD" )
      ->needs( likeThis )
      ->group( place );
  command
      .add_option( "--study-area", options.studyArea,
                   "Layer of polygons: cells whose centre is outside are nodata, never trained on nor scored" )
      ->type_name( "LAYER" )
      ->group( place );
}

void declarePeriod( CLI::App &command, PeriodOptions &period )
{
  const std::string time = "When";
  addStepOption( command, "--step", period.length, "Length of a time step: n hours, days, weeks (from Monday) or months" )
      ->group( time );
  addTimeOption( command, "--align", period.align,
                 "A step starts with the hour, day, week or month of this date; without it steps are counted from 1970" )
      ->group( time );
  addTimeOption( command, "--start", period.start, "Start of the period; without it the first incident" )->group( time );
  addTimeOption( command, "--end", period.end,
                 "End of the period, not counted any more; without it just after the last incident" )
      ->group( time );
  command
      .add_flag( "--whole-steps", period.wholeSteps,
                 "Leaves out the first and the last step where the period or the table covers them in part" )
      ->group( time );
}

void declareCount( CLI::App &command, CountOptions &count )
{
  const std::string meaning = "What is counted";
  addEnumOption( command, "--empty-steps", count.emptySteps,
                 "What a step without incidents means: nobody reported, or, in a complete register, that nothing happened" )
      ->group( meaning );
  CLI::Option *categories =
      command
          .add_option( "--categories", count.categories,
                       "A category that has a channel of its own; may be given several times. Without it every category of "
                       "--category-field has one" )
          ->type_name( "NAME" )
          ->allow_extra_args( false )
          ->needs( command.get_option( "--category-field" ) )
          ->group( meaning );
  command.add_flag( "--others", count.others, "Counts all other categories together in a last channel" )
      ->needs( categories )
      ->group( meaning );
}

/// Whatever the stack says itself cannot be said again.
void declareExtension( CLI::App &command, HeatmapsOptions &options )
{
  CLI::Option *extend =
      command
          .add_option(
              "--extend", options.extend,
              "Takes the maps of this stack, which may be STACK itself, and goes on where they end, in the same grid, steps, "
              "categories and study area" )
          ->type_name( "STACK" )
          ->group( "Extending a stack" );
  for ( const char *other : { "--selection", "--extent", "--grid-crs", "--columns", "--rows", "--cell-size", "--template",
                              "--study-area", "--step", "--align", "--start", "--whole-steps", "--categories", "--others" } )
    extend->excludes( command.get_option( other ) );
}

void declareQuery( CLI::App &command, HeatmapsOptions &options )
{
  const std::string database = "Counting in a database";
  CLI::Option *printSql =
      command
          .add_flag(
              "--print-sql", options.printSql,
              "Counts nothing, but prints the query with which PostGIS counts the table INCIDENTS; the grid must be given" )
          ->group( database );
  command.add_option( "--geometry-column", options.geometryColumn, "Column of points of the table" )
      ->type_name( "COLUMN" )
      ->needs( printSql )
      ->group( database );
}

void declareHeatmaps( CLI::App &command, HeatmapsOptions &options )
{
  declareReadingOptions( command, options.reading );
  command.add_option( "STACK", options.output, "Heatmap stack to write: a GeoTIFF of counts, one band a time step" );
  declareGrid( command, options );
  declarePeriod( command, options.heatmaps.period );
  declareCount( command, options.heatmaps.count );
  command.add_option( "--filled", options.filled, "Also writes the maps with gaps filled, and binarised, to look at (GeoTIFF)" )
      ->group( "Output" );
  addCreationOptions( command, options.creationOptions );
  declareExtension( command, options );
  declareQuery( command, options );
  command.footer( "Example:\n  riskcast heatmaps incidents.csv heatmaps.tif --selection selection.gpkg --step \"1 day\"" );
}

/// What the files hold that options name: the selection fills what the command line leaves open.
HeatmapOptions resolved( const HeatmapsOptions &options, Feedback &feedback )
{
  HeatmapOptions heatmaps = options.heatmaps;
  if ( !options.selection.empty() )
    fillFrom( readSelection( options.selection ), heatmaps );
  if ( !options.templateRaster.empty() )
    heatmaps.grid.likeThis = readGrid( options.templateRaster );
  if ( !options.studyArea.empty() )
    heatmaps.grid.studyArea = readStudyArea( options.studyArea, feedback );
  heatmaps.count.everyCategory = !options.reading.ogr.categoryField.empty();
  heatmaps.count.timeZone = zoneLabel( options.reading.ogr.times );
  return heatmaps;
}

/// Both rasters, or neither.
void writeRasters( const HeatmapStack &stack, const HeatmapsOptions &options, OutputFile &output,
                   std::optional<OutputFile> &filled, Feedback &feedback )
{
  PhaseFeedback first( feedback, 0, filled ? 0.3 : 1 );
  writeHeatmapStack( stack, output, options.creationOptions, first );
  if ( filled )
  {
    PhaseFeedback second( feedback, 0.3, 1 );
    writeFilledMaps( stack, {}, *filled, options.creationOptions, second );
  }
  feedback.throwIfCanceled();
  output.commit();
  if ( filled )
    filled->commit();
}

nlohmann::json fieldsOf( const HeatmapStack &stack )
{
  const LeftOut &leftOut = stack.provenance.leftOut;
  const StackFigures figures = figuresOf( stack );
  return { { "columns", stack.grid.columns() },      { "rows", stack.grid.rows() },
           { "steps", stack.stepCount() },           { "observedSteps", std::ranges::count( stack.states, StepState::Observed ) },
           { "categories", stack.categories },       { "incidentsUsed", stack.provenance.incidentsUsed },
           { "leftOut", leftOut.total() },           { "leftOutByReason", leftOut.byReason() },
           { "studyAreaCells", figures.cells },      { "emptyCellShare", figures.emptyCells },
           { "emptyStepShare", figures.emptySteps }, { "positiveCellsPerStep", figures.positiveCellsPerStep },
           { "repeatShare", figures.repeatShare } };
}

/// For tables that are too large to be handed over.
CommandResult query( const HeatmapsOptions &options )
{
  const OgrIncidentOptions &ogr = options.reading.ogr;
  Feedback silent; // what is printed has to be a query and nothing else; it says itself which grid it is for
  const HeatmapOptions heatmaps = resolved( options, silent );
  const std::optional<Grid> grid = givenGrid( heatmaps.grid, ogr.crs, silent );
  if ( !grid )
    throw Error( "The query needs to know the grid: give a template, a selection or an extent." );
  const std::string sql = countingQuery( { .name = options.reading.source,
                                           .point = options.geometryColumn,
                                           .time = ogr.timeField,
                                           .category = ogr.categoryField,
                                           .weight = ogr.weightField,
                                           .condition = ogr.where },
                                         *grid, heatmaps.period );
  return { { { "sql", sql } }, sql };
}

CommandResult heatmaps( const HeatmapsOptions &options, Feedback &feedback )
{
  if ( options.printSql )
    return query( options );
  if ( options.output.empty() )
    throw Error( "Name the heatmap stack to write, after the incidents." );
  // Places that cannot be written to are told before the work, not after it.
  checkDistinctFiles( { options.reading.source, options.selection, options.templateRaster, options.studyArea },
                      { options.output, options.filled } );
  OutputFile output( options.output );
  checkGeoTiffName( options.output );
  std::optional<OutputFile> filled;
  if ( !options.filled.empty() )
  {
    filled.emplace( options.filled );
    checkGeoTiffName( options.filled );
  }

  const HeatmapOptions what = resolved( options, feedback );
  OgrIncidentOptions reading = options.reading.ogr;
  if ( !reading.cellField.empty() )
    reading.cells = *what.grid.likeThis;
  const auto incidents = openIncidents( options.reading.source, reading, feedback );
  feedback.info( zoneSentence( options.reading.ogr.times ) );
  PhaseFeedback counting( feedback, 0, 0.7 );
  const HeatmapStack stack = makeOrExtendHeatmaps( *incidents, what, options.extend, counting );
  if ( filled )
    checkBandCount( options.filled, filledBandCount( stack.stepCount() ) );
  PhaseFeedback writing( feedback, 0.7, 1 );
  writeRasters( stack, options, output, filled, writing );
  nlohmann::json fields = fieldsOf( stack );
  fields["stack"] = options.output;
  return { std::move( fields ), "Wrote the heatmap stack to " + options.output + "." };
}

} // namespace

void addHeatmapsCommand( CLI::App &program, Command &chosen )
{
  addCommand<HeatmapsOptions>( program, chosen, "heatmaps", "Count the incidents per grid cell and time step", declareHeatmaps,
                               heatmaps );
}

} // namespace riskcast
