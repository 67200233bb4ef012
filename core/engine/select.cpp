#include "command.h"
#include "distinct_files.h"
#include "option_types.h"
#include "output_file.h"
#include "reading_options.h"
#include "selection.h"

namespace riskcast
{

namespace
{

struct SelectOptions
{
  ReadingOptions reading;
  std::string output;
  SelectionOptions selection;
};

void declareSelect( CLI::App &command, SelectOptions &options )
{
  declareReadingOptions( command, options.reading );
  command.add_option( "SELECTION", options.output, "Selection to write: a polygon with the period in its fields (GeoPackage)" )
      ->required();

  SelectionOptions &selection = options.selection;
  const std::string place = "Where";
  addEnumOption(
      command, "--rule", selection.spaceRule,
      "How the rectangle is found: drop outer rows and columns with few incidents, again and again; the same, but inside "
      "the densest cluster of a table that spans the world; or all incidents" )
      ->group( place );
  command.add_option( "--columns", selection.columns, "Columns of the grid laid over the incidents" )->group( place );
  command.add_option( "--rows", selection.rows, "Rows of that grid" )->group( place );
  command.add_option( "--threshold", selection.threshold, "Incidents that an outer row or column needs to stay" )->group( place );
  addExtentOption( command, "--extent", selection.startExtent, "Looks only at this rectangle, in the incidents' CRS" )
      ->group( place );
  command
      .add_option( "--period-share", selection.periodShare,
                   "Share of the incidents, 0 … 1, that the period holds: the shortest range of whole months that does" )
      ->group( "When" );

  command.footer( "Example:\n  riskcast select incidents.csv selection.gpkg --columns 16 --rows 16 --threshold 20" );
}

CommandResult select( const SelectOptions &options, Feedback &feedback )
{
  // A place that cannot be written to is told before the work, not after it.
  {
    checkDistinctFiles( { options.reading.source }, { options.output } );
    const OutputFile place( options.output );
  }

  const auto incidents = openIncidents( options.reading.source, options.reading.ogr, feedback );
  const Selection selection = selectExtentAndPeriod( *incidents, options.selection, feedback );
  feedback.throwIfCanceled();
  writeSelection( selection, options.output );

  const Extent &extent = selection.extent;
  nlohmann::json fields = { { "selection", options.output },
                            { "crs", selection.crs },
                            { "extent", { extent.xMin, extent.yMin, extent.xMax, extent.yMax } },
                            { "start", toIso8601( selection.start ) },
                            { "end", toIso8601( selection.end ) },
                            { "rowsRead", selection.rowsRead },
                            { "kept", selection.kept },
                            { "leftOut", selection.leftOut.total() },
                            { "leftOutByReason", selection.leftOut.byReason() } };
  return { std::move( fields ), "Wrote the selection to " + options.output + "." };
}

} // namespace

void addSelectCommand( CLI::App &program, Command &chosen )
{
  addCommand<SelectOptions>( program, chosen, "select", "Find where and when there are enough incidents to learn from",
                             declareSelect, select );
}

} // namespace riskcast
