#include "stack_file.h"

#include "error.h"
#include "gdal_support.h"
#include "metadata_items.h"
#include "number_text.h"
#include "raster_file.h"
#include "space_time_cube.h"
#include "version.h"

#include <gdal_priv.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace riskcast
{

using nlohmann::json;

namespace
{

// Metadata items of a heatmap stack alone; the last one is a band's.
constexpr const char *extentItem = "RISKCAST_EXTENT";
constexpr const char *sourceItem = "RISKCAST_SOURCE";
constexpr const char *rowsReadItem = "RISKCAST_ROWS_READ";
constexpr const char *incidentsUsedItem = "RISKCAST_INCIDENTS_USED";
constexpr const char *leftOutItem = "RISKCAST_LEFT_OUT";
constexpr const char *stateItem = "RISKCAST_STATE";

std::string bandDescription( const HeatmapStack &stack, int step, int category )
{
  const std::string start = toIso8601( stack.steps.start( step ) );
  const bool hasCategories = stack.categories != HeatmapStack().categories;
  return hasCategories ? start + ", " + stack.categories[category] : start;
}

/// The georeference holds a corner and cell sizes: the extent brings back the far edges to the last bit.
json toJson( const Extent &extent )
{
  return { extent.xMin, extent.yMin, extent.xMax, extent.yMax };
}

RasterMetadata metadataOf( const HeatmapStack &stack )
{
  return { { contentItem, heatmapsContent },
           { startItem, toIso8601( stack.steps.start( 0 ) ) },
           { stepItem, toString( stack.steps.length() ) },
           { timeZoneItem, stack.timeZone },
           { categoriesItem, json( stack.categories ).dump() },
           { extentItem, toJson( stack.grid.extent() ).dump() },
           { sourceItem, stack.provenance.source },
           { rowsReadItem, std::to_string( stack.provenance.rowsRead ) },
           { incidentsUsedItem, std::to_string( stack.provenance.incidentsUsed ) },
           { leftOutItem, json( stack.provenance.leftOut.byReason() ).dump() },
           { versionItem, version } };
}

/// The counts with nodata outside the study area, or nothing if every cell is inside.
std::vector<float> maskedCounts( const HeatmapStack &stack )
{
  if ( std::ranges::all_of( stack.studyArea, []( std::uint8_t inside ) { return inside != 0; } ) )
    return {};
  std::vector<float> counts = stack.counts;
  for ( size_t i = 0; i < counts.size(); ++i )
  {
    if ( !stack.studyArea[i % stack.studyArea.size()] )
      counts[i] = noData;
  }
  return counts;
}

/// \param read  from the georeference
Grid gridOf( const Grid &read, const RasterMetadata &metadata )
{
  const json edges = json::parse( metadata.at( extentItem ) );
  const Extent extent{ edges.at( 0 ), edges.at( 1 ), edges.at( 2 ), edges.at( 3 ) };
  if ( extent.isEmpty() )
    return read;
  const Grid written( read.crs(), extent, read.columns(), read.rows() );
  return written.sameAs( read ) ? written : read; // another program may have cut the raster
}

StackProvenance provenanceOf( const RasterMetadata &metadata )
{
  return { .source = metadataText( metadata, sourceItem ),
           .rowsRead = std::stoll( metadata.at( rowsReadItem ) ),
           .incidentsUsed = std::stoll( metadata.at( incidentsUsedItem ) ),
           .leftOut = LeftOut::fromReasons( json::parse( metadata.at( leftOutItem ) ) ) };
}

/// Everything but states, study area and counts.
HeatmapStack frameOf( const Raster &raster, const std::string &path )
{
  const RasterMetadata &metadata = raster.metadata;
  HeatmapStack stack;
  stack.grid = gridOf( raster.grid, metadata );
  stack.categories = json::parse( metadata.at( categoriesItem ) ).get<std::vector<std::string>>();
  stack.timeZone = metadataText( metadata, timeZoneItem );
  stack.provenance = provenanceOf( metadata );
  const int bandsPerStep = stack.categoryCount();
  if ( bandsPerStep == 0 || raster.bandCount() % bandsPerStep != 0 )
    throw Error( path + " has " + countText( raster.bandCount() ) + " bands for " + countText( bandsPerStep ) +
                 " categories: bands are missing. Create the heatmaps again." );
  stack.steps = TimeSteps( parseTime( metadata.at( startItem ) ).value(), stepLengthFromString( metadata.at( stepItem ) ),
                           raster.bandCount() / bandsPerStep );
  return stack;
}

void readStates( const Raster &raster, HeatmapStack &stack, const std::string &path )
{
  for ( int band = 0; band < raster.bandCount(); ++band )
  {
    const int category = band % stack.categoryCount();
    const std::string expected = bandDescription( stack, band / stack.categoryCount(), category );
    if ( raster.descriptions[band] != expected )
    {
      throw Error( "Band " + std::to_string( band + 1 ) + " of " + path + " is \"" + raster.descriptions[band] + "\", but \"" +
                   expected + "\" was expected: bands are missing or out of order. Create the heatmaps again." );
    }
    if ( category == 0 )
      stack.states.push_back( enumFromName<StepState>( raster.bandMetadata[band].at( stateItem ) ) );
  }
}

void readCounts( Raster &raster, HeatmapStack &stack, const std::string &path )
{
  const size_t cells = stack.cellCount();
  for ( size_t cell = 0; cell < cells; ++cell )
    stack.studyArea.push_back( std::isnan( raster.values[cell] ) ? 0 : 1 );
  stack.counts = std::move( raster.values );
  for ( size_t i = 0; i < stack.counts.size(); ++i )
  {
    float &count = stack.counts[i];
    const bool isInside = stack.studyArea[i % cells] != 0;
    if ( isInside ? !std::isfinite( count ) || count < 0 : !std::isnan( count ) )
    {
      throw Error( "Band " + std::to_string( i / cells + 1 ) + " of " + path +
                   " has cells that are no counts, or another study area than band 1. Create the heatmaps again." );
    }
    if ( !isInside )
      count = 0;
  }
  if ( std::ranges::count( stack.studyArea, 1 ) == 0 )
    throw Error( path + " has no cell with data: nothing is inside the study area. Create the heatmaps again." );
}

/// Whether GDAL reads vector data there, and no raster. A GeoPackage may hold either.
bool isTable( const std::string &path )
{
  registerGdalDrivers();
  const GdalMessages unsaid;
  const auto opensAs = [&]( unsigned int flag )
  { return GDALDatasetUniquePtr( GDALDataset::Open( path.c_str(), flag ) ) != nullptr; };
  return !opensAs( GDAL_OF_RASTER ) && opensAs( GDAL_OF_VECTOR );
}
} // namespace

void writeHeatmapStack( const HeatmapStack &stack, OutputFile &output, const std::vector<std::string> &creationOptions,
                        Feedback &feedback )
{
  const size_t cells = stack.cellCount();
  const std::vector<float> masked = maskedCounts( stack );
  const std::span<const float> counts = masked.empty() ? stack.counts : masked;
  std::vector<RasterBand> bands;
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    for ( int category = 0; category < stack.categoryCount(); ++category )
    {
      bands.push_back( { .description = bandDescription( stack, step, category ),
                         .metadata = { { stateItem, enumName( stack.states[step] ) } },
                         .values = counts.subspan( bands.size() * cells, cells ) } );
    }
  }
  writeRaster( output, stack.grid, bands, metadataOf( stack ), creationOptions, feedback );
}

void writeHeatmapStack( const HeatmapStack &stack, const std::string &path, const std::vector<std::string> &creationOptions,
                        Feedback &feedback )
{
  OutputFile output( path );
  writeHeatmapStack( stack, output, creationOptions, feedback );
  output.commit();
}

HeatmapStack readHeatmapStack( const std::string &path, Feedback &feedback )
{
  if ( isNetcdf( path ) )
    return readSpaceTimeCube( path, feedback );
  if ( isTable( path ) )
    throw Error( path + " is a table, not a heatmap stack: let \"Create heatmap stack\" (riskcast heatmaps) count it first." );
  if ( metadataText( readRasterMetadata( path ), contentItem ) != heatmapsContent )
    throw Error( path + " is not a heatmap stack: choose one that \"Create heatmap stack\" made." );
  Raster raster = readRaster( path, feedback );
  try
  {
    HeatmapStack stack = frameOf( raster, path );
    readStates( raster, stack, path );
    readCounts( raster, stack, path );
    return stack;
  }
  catch ( const Error & )
  {
    throw;
  }
  catch ( const std::exception & ) // an item is missing, or is not what it should be
  {
    throw Error( path + " is not described as a heatmap stack should be. Create the heatmaps again." );
  }
}

Grid readGrid( const std::string &path )
{
  Grid read = readRasterGrid( path );
  const RasterMetadata metadata = readRasterMetadata( path );
  try
  {
    return metadata.contains( extentItem ) ? gridOf( read, metadata ) : read;
  }
  catch ( const json::exception & ) // somebody wrote into the item
  {
    return read;
  }
}

} // namespace riskcast
