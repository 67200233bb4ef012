#include "command.h"
#include "distinct_files.h"
#include "option_types.h"
#include "stack_export.h"
#include "stack_file.h"

namespace riskcast
{

namespace
{

struct ExportOptions
{
  std::string stack;
  std::string output;
  Aggregate aggregate = Aggregate::Steps;
};

void declareExport( CLI::App &command, ExportOptions &options )
{
  command.add_option( "STACK", options.stack, "Heatmap stack, as `riskcast heatmaps` writes it" )->required();
  command
      .add_option( "OUTPUT", options.output,
                   "File to write: .nc (CF netCDF), .gpkg, .csv or .parquet (a row for each cell, step and category with "
                   "incidents), .tif (a heatmap stack)" )
      ->required();
  addEnumOption( command, "--by", options.aggregate,
                 "What the counts are added up by: nothing, the month that a step starts in, or all steps together" );
  command.footer( "Example:\n  riskcast export heatmaps.tif total.tif --by total" );
}

CommandResult exportHeatmaps( const ExportOptions &options, Feedback &feedback )
{
  checkDistinctFiles( { options.stack }, { options.output } );
  checkExportName( options.output );
  OutputFile output( options.output );
  PhaseFeedback reading( feedback, 0, 0.4 );
  const HeatmapStack stack = addedUp( readHeatmapStack( options.stack, reading ), options.aggregate );
  PhaseFeedback writing( feedback, 0.4, 1 );
  exportStack( stack, output, writing );
  feedback.throwIfCanceled();
  output.commit();
  return { { { "output", options.output }, { "steps", stack.stepCount() }, { "categories", stack.categories } },
           "Wrote " + options.output + "." };
}

} // namespace

void addExportCommand( CLI::App &program, Command &chosen )
{
  addCommand<ExportOptions>( program, chosen, "export", "Write the counts of a heatmap stack as other programs read them",
                             declareExport, exportHeatmaps );
}

} // namespace riskcast
