#include "stack_export.h"

#include "error.h"
#include "stack_file.h"
#include "stack_netcdf.h"
#include "stack_table.h"

#include <algorithm>
#include <filesystem>
#include <functional>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<Aggregate>()
{
  static const std::vector<std::string> names = { "steps", "months", "total" };
  return names;
}

namespace
{

std::string suffixOf( const std::string &path )
{
  std::string suffix = std::filesystem::path( path ).extension().string();
  std::ranges::transform( suffix, suffix.begin(), []( unsigned char letter ) { return std::tolower( letter ); } );
  return suffix;
}

TimeSteps monthsOf( const TimeSteps &steps )
{
  const StepLength month{ 1, StepUnit::Month };
  if ( steps.length().unit == StepUnit::Month && steps.length().count > 1 )
    throw Error( "Steps of " + toString( steps.length() ) + " cannot be parted into months." );
  return TimeSteps::covering( steps.start( 0 ), steps.start( steps.count() - 1 ), month );
}

/// One step as long as all.
TimeSteps wholeOf( const TimeSteps &steps )
{
  return TimeSteps( steps.start( 0 ), { steps.length().count * steps.count(), steps.length().unit }, 1 );
}

} // namespace

HeatmapStack addedUp( const HeatmapStack &stack, Aggregate aggregate )
{
  if ( aggregate == Aggregate::Steps )
    return stack;
  const TimeSteps steps = aggregate == Aggregate::Months ? monthsOf( stack.steps ) : wholeOf( stack.steps );
  HeatmapStack sum = HeatmapStack::empty( stack.grid, steps, StepState::WithoutReports, stack.categories );
  sum.timeZone = stack.timeZone;
  sum.studyArea = stack.studyArea;
  sum.provenance = stack.provenance;
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    const int longer = steps.stepAt( stack.steps.start( step ) ).value();
    if ( stack.isObserved( step ) )
      sum.states[longer] = StepState::Observed;
    for ( int category = 0; category < stack.categoryCount(); ++category )
      std::ranges::transform( stack.map( step, category ), sum.map( longer, category ), sum.map( longer, category ).begin(),
                              std::plus<>() );
  }
  return sum;
}

const std::vector<std::string> &exportSuffixes()
{
  static const std::vector<std::string> suffixes = { ".tif", ".nc", ".gpkg", ".csv", ".parquet" };
  return suffixes;
}

void checkExportName( const std::string &path )
{
  if ( std::ranges::find( exportSuffixes(), suffixOf( path ) ) != exportSuffixes().end() )
    return;
  throw Error( path + " has a suffix that says nothing: name it .tif for a heatmap stack, .nc for a netCDF, or .gpkg, .csv or " +
               ".parquet for a table." );
}

void exportStack( const HeatmapStack &stack, OutputFile &output, Feedback &feedback )
{
  checkExportName( output.path() );
  const std::string suffix = suffixOf( output.path() );
  if ( suffix == ".tif" )
    writeHeatmapStack( stack, output, {}, feedback );
  else if ( suffix == ".nc" )
    writeNetcdf( stack, output, feedback );
  else
    writeStackTable( stack, output, feedback );
}

} // namespace riskcast
