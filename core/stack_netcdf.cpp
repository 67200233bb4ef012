#include "stack_netcdf.h"

#include "crs.h"
#include "error.h"
#include "gdal_support.h"
#include "raster_file.h"
#include "version.h"

#include <gdal_priv.h>
#include <nlohmann/json.hpp>

#include <array>
#include <map>

namespace riskcast
{

namespace
{

using Array = std::shared_ptr<GDALMDArray>;
using Dimension = std::shared_ptr<GDALDimension>;
using Dimensions = std::vector<Dimension>;

// Whatever GDAL cannot make, it says so in its messages and returns nothing, which the next one passes on.

template<class Owner> void setText( const std::shared_ptr<Owner> &owner, const std::string &name, const std::string &text )
{
  const auto attribute = owner ? owner->CreateAttribute( name, {}, GDALExtendedDataType::CreateString() ) : nullptr;
  if ( attribute )
    attribute->Write( text.c_str() );
}

Array createArray( GDALGroup &file, const std::string &name, const Dimensions &dimensions, GDALDataType type,
                   const std::map<std::string, std::string> &attributes )
{
  Array array = file.CreateMDArray( name, dimensions, GDALExtendedDataType::Create( type ) );
  for ( const auto &[key, text] : attributes )
    setText( array, key, text );
  return array;
}

template<class Number> void writeAll( const Array &array, const std::vector<Number> &values, GDALDataType type )
{
  if ( !array )
    return;
  const std::vector<GUInt64> start( array->GetDimensionCount(), 0 );
  std::vector<size_t> count;
  for ( const Dimension &dimension : array->GetDimensions() )
    count.push_back( dimension->GetSize() );
  array->Write( start.data(), count.data(), nullptr, nullptr, GDALExtendedDataType::Create( type ), values.data() );
}

double hoursSince1970( LocalTime time )
{
  return static_cast<double>( time.time_since_epoch().count() ) / 3600;
}

void writeTimes( GDALGroup &file, const HeatmapStack &stack, const Dimension &time )
{
  std::vector<double> starts;
  std::vector<double> bounds;
  std::vector<std::uint8_t> observed;
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    starts.push_back( hoursSince1970( stack.steps.start( step ) ) );
    bounds.insert( bounds.end(), { starts.back(), hoursSince1970( stack.steps.start( step + 1 ) ) } );
    observed.push_back( stack.isObserved( step ) ? 1 : 0 );
  }
  writeAll( createArray( file, "time", { time }, GDT_Float64,
                         { { "standard_name", "time" },
                           { "long_name", "start of the step, time zone: " + stack.timeZone },
                           { "units", "hours since 1970-01-01 00:00:00" },
                           { "calendar", "proleptic_gregorian" },
                           { "bounds", "time_bounds" } } ),
            starts, GDT_Float64 );
  const Dimension edges = file.CreateDimension( "edge", "", "", 2 );
  writeAll( createArray( file, "time_bounds", { time, edges }, GDT_Float64, {} ), bounds, GDT_Float64 );
  const Array flags = createArray(
      file, "observed", { time }, GDT_Byte,
      { { "long_name", "whether there were reports in the step" }, { "flag_meanings", "without_reports observed" } } );
  const std::array<GByte, 2> values = { 0, 1 };
  const auto attribute =
      flags ? flags->CreateAttribute( "flag_values", { 2 }, GDALExtendedDataType::Create( GDT_Byte ) ) : nullptr;
  if ( attribute )
    attribute->Write( values.data(), values.size() );
  writeAll( flags, observed, GDT_Byte );
}

/// Attributes of the coordinate along one axis.
std::map<std::string, std::string> axisAttributes( const std::string &crs, bool isX )
{
  if ( isGeographic( crs ) )
    return { { "standard_name", isX ? "longitude" : "latitude" }, { "units", isX ? "degrees_east" : "degrees_north" } };
  return { { "standard_name", isX ? "projection_x_coordinate" : "projection_y_coordinate" }, { "units", crsUnit( crs ) } };
}

void writePlaces( GDALGroup &file, const Grid &grid, const Dimension &y, const Dimension &x )
{
  std::vector<double> ys;
  for ( int row = 0; row < grid.rows(); ++row )
    ys.push_back( grid.centreOf( row * grid.columns() )[1] );
  std::vector<double> xs;
  for ( int column = 0; column < grid.columns(); ++column )
    xs.push_back( grid.centreOf( column )[0] );
  writeAll( createArray( file, "y", { y }, GDT_Float64, axisAttributes( grid.crs(), false ) ), ys, GDT_Float64 );
  writeAll( createArray( file, "x", { x }, GDT_Float64, axisAttributes( grid.crs(), true ) ), xs, GDT_Float64 );
}

void writeCategories( GDALGroup &file, const HeatmapStack &stack, const Dimension &category )
{
  const Array names = file.CreateMDArray( "category", { category }, GDALExtendedDataType::CreateString() );
  std::vector<const char *> texts;
  for ( const std::string &name : stack.categories )
    texts.push_back( name.c_str() );
  const GUInt64 start = 0;
  const size_t count = texts.size();
  if ( names )
    names->Write( &start, &count, nullptr, nullptr, GDALExtendedDataType::CreateString(), texts.data() );
}

Array createCounts( GDALGroup &file, const HeatmapStack &stack, const Dimensions &dimensions )
{
  Array counts = createArray( file, "count", dimensions, GDT_Float32,
                              { { "long_name", "incidents in the cell and step" },
                                { "units", "1" },
                                { "cell_methods", "time: sum area: sum" },
                                { "ancillary_variables", "observed" } } );
  if ( !counts )
    return counts;
  const float missing = noData;
  counts->SetRawNoDataValue( &missing );
  const OGRSpatialReference reference = spatialReference( stack.grid.crs() );
  if ( !reference.IsEmpty() )
    counts->SetSpatialRef( &reference );
  return counts;
}

/// \return whether all was written
bool writeSteps( const HeatmapStack &stack, const Array &counts, Feedback &feedback )
{
  const size_t rows = stack.grid.rows();
  const size_t columns = stack.grid.columns();
  const bool hasCategories = counts->GetDimensionCount() == 4;
  std::vector<float> map( stack.cellCount() );
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    feedback.throwIfCanceled();
    feedback.setProgress( static_cast<double>( step ) / stack.stepCount(), "Writing the netCDF" );
    for ( int category = 0; category < stack.categoryCount(); ++category )
    {
      for ( size_t cell = 0; cell < map.size(); ++cell )
        map[cell] = stack.studyArea[cell] ? stack.map( step, category )[cell] : noData;
      std::vector<GUInt64> start = { static_cast<GUInt64>( step ), 0, 0 };
      std::vector<size_t> count = { 1, rows, columns };
      if ( hasCategories )
      {
        start.insert( start.begin() + 1, static_cast<GUInt64>( category ) );
        count.insert( count.begin() + 1, 1 );
      }
      if ( !counts->Write( start.data(), count.data(), nullptr, nullptr, GDALExtendedDataType::Create( GDT_Float32 ),
                           map.data() ) )
        return false;
    }
  }
  return true;
}

void describe( const std::shared_ptr<GDALGroup> &file, const HeatmapStack &stack )
{
  const StackProvenance &provenance = stack.provenance;
  setText( file, "Conventions", "CF-1.8" );
  setText( file, "title", "Incidents per grid cell and step of " + toString( stack.steps.length() ) );
  setText( file, "source", std::string( "Riskcast " ) + version + ", from " + provenance.source );
  setText( file, "comment",
           std::to_string( provenance.incidentsUsed ) + " of " + std::to_string( provenance.rowsRead ) +
               " rows counted; left out: " + nlohmann::json( provenance.leftOut.byReason() ).dump() );
}

void write( const std::shared_ptr<GDALGroup> &file, const HeatmapStack &stack, Feedback &feedback )
{
  const Dimension time = file->CreateDimension( "time", GDAL_DIM_TYPE_TEMPORAL, "", stack.stepCount() );
  const Dimension y = file->CreateDimension( "y", GDAL_DIM_TYPE_HORIZONTAL_Y, "", stack.grid.rows() );
  const Dimension x = file->CreateDimension( "x", GDAL_DIM_TYPE_HORIZONTAL_X, "", stack.grid.columns() );
  Dimensions dimensions = { time, y, x };
  writeTimes( *file, stack, time );
  if ( stack.categories != HeatmapStack().categories )
  {
    const Dimension category = file->CreateDimension( "category", "", "", stack.categories.size() );
    writeCategories( *file, stack, category );
    dimensions.insert( dimensions.begin() + 1, category );
  }
  writePlaces( *file, stack.grid, y, x );
  describe( file, stack );
  const Array counts = createCounts( *file, stack, dimensions );
  if ( !counts || !writeSteps( stack, counts, feedback ) )
    CPLError( CE_Failure, CPLE_FileIO, "The counts could not be written." );
}

} // namespace

void writeNetcdf( const HeatmapStack &stack, OutputFile &output, Feedback &feedback )
{
  registerGdalDrivers();
  GDALDriver *driver = GetGDALDriverManager()->GetDriverByName( "netCDF" );
  if ( !driver )
    throw Error( "The GDAL of this computer cannot write netCDF files: take another suffix." );
  const GdalMessages messages;
  GDALDatasetUniquePtr file( driver->CreateMultiDimensional( output.temporaryPath().c_str(), nullptr, nullptr ) );
  if ( file )
    write( file->GetRootGroup(), stack, feedback );
  file.reset(); // a full disk may show only here
  checkWritten( output.path(), messages, feedback );
  feedback.setProgress( 1, "Writing the netCDF" );
}

} // namespace riskcast
