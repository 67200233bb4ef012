#include "space_time_cube.h"

#include "crs.h"
#include "error.h"
#include "gdal_support.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace riskcast
{

namespace
{

using Array = std::shared_ptr<GDALMDArray>;

[[noreturn]] void fail( const std::string &path, const std::string &why )
{
  throw Error( path + " cannot be read as a space-time cube: " + why );
}

/// All values of an array of one dimension.
std::vector<double> valuesOf( const Array &array )
{
  std::vector<double> values( array->GetTotalElementsCount() );
  const GUInt64 start = 0;
  const size_t count = values.size();
  array->Read( &start, &count, nullptr, nullptr, GDALExtendedDataType::Create( GDT_Float64 ), values.data() );
  return values;
}

/// The counts, whose name is COUNT in cubes of ArcGIS and count in ours.
Array countsOf( const GDALGroup &file, const std::string &path )
{
  for ( const char *name : { "COUNT", "count" } )
  {
    Array counts = file.OpenMDArray( name );
    if ( counts && counts->GetDimensionCount() == 3 )
      return counts;
  }
  fail( path, "it has no variable COUNT of time, y and x." );
}

std::vector<double> coordinate( const Array &counts, size_t dimension, const std::string &path )
{
  const std::shared_ptr<GDALDimension> axis = counts->GetDimensions()[dimension];
  const Array variable = axis->GetIndexingVariable();
  if ( !variable || variable->GetDimensionCount() != 1 )
    fail( path, "its dimension " + axis->GetName() + " has no coordinates." );
  return valuesOf( variable );
}

/// Edge before the first centre and edge after the last one.
std::pair<double, double> edges( const std::vector<double> &centres, const std::string &path )
{
  if ( centres.size() < 2 )
    fail( path, "it has a single row or column, so that the size of a cell is not known." );
  const double size = ( centres.back() - centres.front() ) / static_cast<double>( centres.size() - 1 );
  for ( size_t i = 0; i < centres.size(); ++i )
  {
    constexpr double tolerance = 1e-3; // cells
    if ( std::abs( centres[i] - ( centres.front() + static_cast<double>( i ) * size ) ) > tolerance * std::abs( size ) )
      fail( path, "its cells are not equally large." );
  }
  return { centres.front() - size / 2, centres.back() + size / 2 };
}

/// ArcGIS writes the reference system in its own WKT beside the grid mapping, which names no datum.
std::string crsOf( const Array &counts )
{
  const auto attribute = counts->GetAttribute( "esri_pe_string" );
  const char *esri = attribute ? attribute->ReadAsString() : nullptr;
  const std::shared_ptr<OGRSpatialReference> reference = counts->GetSpatialRef();
  return esri ? crsName( crsWkt( esri ) ) : reference ? crsName( crsWkt( *reference ) ) : "";
}

Grid gridOf( const Array &counts, const std::vector<double> &y, const std::vector<double> &x, const std::string &path )
{
  const auto [west, east] = edges( x, path );
  const auto [first, last] = edges( y, path );
  if ( west > east )
    fail( path, "its columns run from east to west." );
  return Grid( crsOf( counts ), { west, std::min( first, last ), east, std::max( first, last ) }, static_cast<int>( x.size() ),
               static_cast<int>( y.size() ) );
}

/// "seconds since 2016-07-01 00:00:00" → the unit and the time from which it counts.
std::pair<std::chrono::seconds, LocalTime> timeUnit( const std::string &units, const std::string &path )
{
  const std::pair<const char *, std::chrono::seconds> known[] = { { "second", std::chrono::seconds( 1 ) },
                                                                  { "minute", std::chrono::minutes( 1 ) },
                                                                  { "hour", std::chrono::hours( 1 ) },
                                                                  { "day", std::chrono::days( 1 ) } };
  const std::string word = " since ";
  const size_t since = units.find( word );
  const std::optional<LocalTime> from =
      since == std::string::npos ? std::nullopt : parseTime( units.substr( since + word.size() ) );
  for ( const auto &[name, length] : known )
    if ( from && units.starts_with( name ) )
      return { length, *from };
  fail( path, "its times are in \"" + units + "\", which is not understood." );
}

std::vector<LocalTime> startsOf( const Array &counts, const std::string &path )
{
  const Array variable = counts->GetDimensions()[0]->GetIndexingVariable();
  const std::vector<double> values = coordinate( counts, 0, path );
  const auto [unit, from] = timeUnit( variable->GetUnit(), path );
  std::vector<LocalTime> starts;
  for ( const double value : values )
    starts.push_back( from + std::chrono::seconds( std::llround( value * static_cast<double>( unit.count() ) ) ) );
  return starts;
}

/// Whether steps of this length start at these times.
bool areStarts( const std::vector<LocalTime> &starts, StepLength length )
{
  try
  {
    const TimeSteps steps( starts.front(), length, static_cast<int>( starts.size() ) );
    for ( size_t i = 0; i < starts.size(); ++i )
      if ( steps.start( static_cast<int>( i ) ) != starts[i] )
        return false;
    return true;
  }
  catch ( const Error & )
  {
    return false;
  }
}

TimeSteps stepsOf( const std::vector<LocalTime> &starts, const std::string &path )
{
  using namespace std::chrono;
  if ( starts.size() < 2 )
    fail( path, "it has a single step, so that the length of a step is not known." );
  const seconds apart = starts[1] - starts[0];
  std::vector<StepLength> lengths;
  if ( apart % weeks( 1 ) == seconds( 0 ) )
    lengths.push_back( { static_cast<int>( apart / weeks( 1 ) ), StepUnit::Week } );
  if ( apart % days( 1 ) == seconds( 0 ) )
    lengths.push_back( { static_cast<int>( apart / days( 1 ) ), StepUnit::Day } );
  if ( apart % hours( 1 ) == seconds( 0 ) )
    lengths.push_back( { static_cast<int>( apart / hours( 1 ) ), StepUnit::Hour } );
  lengths.push_back( { static_cast<int>( round<months>( apart ).count() ), StepUnit::Month } );
  for ( const StepLength length : lengths )
    if ( areStarts( starts, length ) )
      return TimeSteps( starts.front(), length, static_cast<int>( starts.size() ) );
  fail( path, "its steps are not equally many hours, days, weeks from Monday, or calendar months." );
}

/// Steps without reports, where the file tells them.
void readStates( const GDALGroup &file, HeatmapStack &stack )
{
  const Array observed = file.OpenMDArray( "observed" );
  if ( !observed || observed->GetTotalElementsCount() != stack.states.size() )
    return;
  const std::vector<double> flags = valuesOf( observed );
  for ( size_t step = 0; step < flags.size(); ++step )
    if ( flags[step] == 0 )
      stack.states[step] = StepState::WithoutReports;
}

/// Counts with NaN where there is no value, northernmost row first.
void readStep( const Array &counts, int step, bool isSouthFirst, std::span<float> map )
{
  const size_t rows = counts->GetDimensions()[1]->GetSize();
  const size_t columns = counts->GetDimensions()[2]->GetSize();
  const GUInt64 start[] = { static_cast<GUInt64>( step ), 0, 0 };
  const size_t count[] = { 1, rows, columns };
  std::vector<double> values( map.size() );
  counts->Read( start, count, nullptr, nullptr, GDALExtendedDataType::Create( GDT_Float64 ), values.data() );
  bool hasMissing = false;
  const double missing = counts->GetNoDataValueAsDouble( &hasMissing );
  for ( size_t cell = 0; cell < map.size(); ++cell )
  {
    const size_t row = cell / columns;
    const double value = values[( isSouthFirst ? rows - 1 - row : row ) * columns + cell % columns];
    map[cell] = hasMissing && value == missing ? std::nanf( "" ) : static_cast<float>( value );
  }
}

void checkCounts( HeatmapStack &stack, const std::string &path )
{
  std::vector<int> missing( stack.cellCount() );
  for ( size_t i = 0; i < stack.counts.size(); ++i )
  {
    if ( std::isnan( stack.counts[i] ) )
      ++missing[i % missing.size()];
    else if ( !std::isfinite( stack.counts[i] ) || stack.counts[i] < 0 )
      fail( path, "it has counts that are negative or infinite." );
  }
  for ( size_t cell = 0; cell < missing.size(); ++cell )
  {
    if ( missing[cell] != 0 && missing[cell] != stack.stepCount() )
      fail( path, "a cell has counts in some steps only." );
    stack.studyArea[cell] = missing[cell] == 0;
  }
  std::ranges::replace_if(
      stack.counts, []( float count ) { return std::isnan( count ); }, 0.F );
}

} // namespace

bool isNetcdf( const std::string &path )
{
  std::ifstream file( path, std::ios::binary );
  std::string start( 4, '\0' );
  file.read( start.data(), static_cast<std::streamsize>( start.size() ) );
  return start.starts_with( "CDF" ) || start == "\x89HDF";
}

HeatmapStack readSpaceTimeCube( const std::string &path, Feedback &feedback )
{
  registerGdalDrivers();
  const GdalMessages messages;
  const GDALDatasetUniquePtr dataset( GDALDataset::Open( path.c_str(), GDAL_OF_MULTIDIM_RASTER | GDAL_OF_VERBOSE_ERROR ) );
  if ( !dataset )
    fail( path, messages.failure() );
  const std::shared_ptr<GDALGroup> file = dataset->GetRootGroup();
  const Array counts = countsOf( *file, path );
  const std::vector<double> y = coordinate( counts, 1, path );
  const TimeSteps steps = stepsOf( startsOf( counts, path ), path );
  const Grid grid = gridOf( counts, y, coordinate( counts, 2, path ), path );
  checkMemory( "The space-time cube", static_cast<double>( steps.count() ) * grid.cellCount() * sizeof( float ) );
  HeatmapStack stack = HeatmapStack::empty( grid, steps, StepState::Observed );
  for ( int step = 0; step < steps.count(); ++step )
  {
    feedback.throwIfCanceled();
    feedback.setProgress( static_cast<double>( step ) / steps.count(), "Reading the space-time cube" );
    readStep( counts, step, y.front() < y.back(), stack.map( step ) );
  }
  readStates( *file, stack );
  checkCounts( stack, path );
  if ( !messages.failure().empty() )
    fail( path, messages.failure() );
  for ( const float count : stack.counts )
    stack.provenance.incidentsUsed += std::llround( count );
  stack.provenance.rowsRead = stack.provenance.incidentsUsed;
  stack.provenance.source = std::filesystem::path( path ).filename().string();
  feedback.setProgress( 1, "Reading the space-time cube" );
  return stack;
}

} // namespace riskcast
