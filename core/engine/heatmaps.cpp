#include "heatmaps.h"

#include "command.h"
#include "distinct_files.h"
#include "option_types.h"
#include "raster_file.h"
#include "reading_options.h"
#include "selection.h"
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
  GridOptions grid;
  PeriodOptions period;
  CountOptions count;
  std::string filled;
  std::vector<std::string> creationOptions;
};

void declareFrame( CLI::App &command, HeatmapsOptions &options )
{
  GridOptions &grid = options.grid;
  const std::string place = "Where";
  CLI::Option *selection =
      command.add_option( "--selection", options.selection, "Extent and period from what `riskcast select` wrote" );
  selection->type_name( "FILE" )->group( place );
  addExtentOption( command, "--extent", grid.extent,
                   "Rectangle to count in, in the incidents' CRS; without it around all of them" )
      ->excludes( selection )
      ->group( place );
  command
      .add_option( "--grid-crs", grid.crs,
                   "CRS of the grid; without it the incidents' own, or the UTM zone of the place where theirs is geographic" )
      ->type_name( "CRS" )
      ->group( place );
  command.add_option( "--columns", grid.columns, "Columns of the grid" )->group( place );
  command.add_option( "--rows", grid.rows, "Rows of the grid" )->group( place );
  command
      .add_option( "--cell-size", grid.cellSize,
                   "Side of a square cell in units of the grid's CRS, instead of columns and rows; 0: not given" )
      ->check( CLI::NonNegativeNumber )
      ->group( place );

  PeriodOptions &period = options.period;
  const std::string time = "When";
  addStepOption( command, "--step", period.length, "Length of a time step: n hours, days, weeks (from Monday) or months" )
      ->group( time );
  addTimeOption( command, "--start", period.start, "Start of the period; without it the first incident" )
      ->excludes( selection )
      ->group( time );
  addTimeOption( command, "--end", period.end,
                 "End of the period, not counted any more; without it just after the last incident" )
      ->excludes( selection )
      ->group( time );
}

void declareHeatmaps( CLI::App &command, HeatmapsOptions &options )
{
  declareReadingOptions( command, options.reading );
  command.add_option( "STACK", options.output, "Heatmap stack to write: a GeoTIFF of counts, one band a time step" )->required();
  declareFrame( command, options );

  const std::string meaning = "What is counted";
  addEnumOption( command, "--empty-steps", options.count.emptySteps,
                 "What a step without incidents means: nobody reported, or, in a complete register, that nothing happened" )
      ->group( meaning );
  addListOption( command, "--categories", options.count.categories,
                 "Categories to count, a channel each (needs --category-field); without it all incidents together" )
      ->group( meaning );

  command.add_option( "--filled", options.filled, "Also writes the maps with gaps filled, and binarised, to look at (GeoTIFF)" )
      ->group( "Output" );
  addCreationOptions( command, options.creationOptions );
  command.footer( "Example:\n  riskcast heatmaps incidents.csv heatmaps.tif --selection selection.gpkg --step \"1 day\"" );
}

/// The selection's rectangle and period in place of those of the command line.
void takeSelection( const std::string &path, HeatmapsOptions &options )
{
  const Selection selection = readSelection( path );
  options.grid.extent = selection.extent;
  options.grid.extentCrs = selection.crs;
  options.period.start = selection.start;
  options.period.end = selection.end;
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

CommandResult heatmaps( const HeatmapsOptions &given, Feedback &feedback )
{
  // Places that cannot be written to are told before the work, not after it.
  checkDistinctFiles( { given.reading.source, given.selection }, { given.output, given.filled } );
  OutputFile output( given.output );
  checkGeoTiffName( given.output );
  std::optional<OutputFile> filled;
  if ( !given.filled.empty() )
  {
    filled.emplace( given.filled );
    checkGeoTiffName( given.filled );
  }

  HeatmapsOptions options = given;
  if ( !options.selection.empty() )
    takeSelection( options.selection, options );

  options.count.timeZone = zoneLabel( options.reading.ogr.times );
  const auto incidents = openIncidents( options.reading.source, options.reading.ogr, feedback );
  feedback.info( zoneSentence( options.reading.ogr.times ) );
  PhaseFeedback framing( feedback, 0, 0.3 );
  const Frame frame = frameFor( *incidents, options.grid, options.period, framing );
  if ( filled )
    checkBandCount( options.filled, filledBandCount( frame.steps.count() ) );
  PhaseFeedback counting( feedback, 0.3, 0.7 );
  const HeatmapStack stack = countIncidents( *incidents, frame.grid, frame.steps, options.count, counting );
  PhaseFeedback writing( feedback, 0.7, 1 );
  writeRasters( stack, options, output, filled, writing );

  const LeftOut &leftOut = stack.provenance.leftOut;
  nlohmann::json fields = { { "stack", options.output },
                            { "columns", stack.grid.columns() },
                            { "rows", stack.grid.rows() },
                            { "steps", stack.stepCount() },
                            { "observedSteps", std::ranges::count( stack.states, StepState::Observed ) },
                            { "incidentsUsed", stack.provenance.incidentsUsed },
                            { "leftOut", leftOut.total() },
                            { "leftOutByReason", leftOut.byReason() } };
  return { std::move( fields ), "Wrote the heatmap stack to " + options.output + "." };
}

} // namespace

void addHeatmapsCommand( CLI::App &program, Command &chosen )
{
  addCommand<HeatmapsOptions>( program, chosen, "heatmaps", "Count the incidents per grid cell and time step", declareHeatmaps,
                               heatmaps );
}

} // namespace riskcast
