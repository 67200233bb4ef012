#include "raster_file.h"

#include "crs.h"
#include "error.h"
#include "gdal_support.h"
#include "number_text.h"
#include "output_file.h"
#include "raster_dataset.h"

#include <cpl_string.h>
#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>

namespace riskcast
{

namespace
{

/// Block length for a side of \a cells: GeoTIFF asks for multiples of 16, and small maps should be one block.
std::string blockSize( int cells )
{
  constexpr int largest = 256;
  return std::to_string( std::min( ( cells + 15 ) / 16 * 16, largest ) );
}

/// The default creation options, with those of the user in their place.
CPLStringList mergedOptions( const Grid &grid, const std::vector<std::string> &creationOptions )
{
  const auto isTiled = []( const std::string &option ) { return STARTS_WITH_CI( option.c_str(), "TILED=" ); };
  CPLStringList options;
  options.SetNameValue( "COMPRESS", "DEFLATE" ); // without predictor: counts are mostly zeros, which it only blurs
  if ( std::ranges::none_of( creationOptions, isTiled ) )
  {
    options.SetNameValue( "TILED", "YES" );
    options.SetNameValue( "BLOCKXSIZE", blockSize( grid.columns() ).c_str() );
    options.SetNameValue( "BLOCKYSIZE", blockSize( grid.rows() ).c_str() );
  }
  options.SetNameValue( "INTERLEAVE", "BAND" );
  options.SetNameValue( "BIGTIFF", "IF_SAFER" );
  return withChosen( options, creationOptions );
}

void writeHeader( GDALDataset &file, const Grid &grid, const std::vector<RasterBand> &bands, const RasterMetadata &metadata )
{
  std::array<double, 6> geoTransform = grid.geoTransform();
  file.SetGeoTransform( geoTransform.data() );
  if ( !grid.crs().empty() )
    file.SetProjection( crsWkt( grid.crs() ).c_str() );
  for ( const auto &[name, value] : metadata )
    file.SetMetadataItem( name.c_str(), value.c_str() );
  for ( size_t i = 0; i < bands.size(); ++i )
  {
    GDALRasterBand &band = *file.GetRasterBand( static_cast<int>( i ) + 1 );
    band.SetDescription( bands[i].description.c_str() );
    for ( const auto &[name, value] : bands[i].metadata )
      band.SetMetadataItem( name.c_str(), value.c_str() );
  }
  file.GetRasterBand( 1 )->SetNoDataValue( noData ); // GeoTIFF has one for all bands
}

void writeValues( GDALDataset &file, const Grid &grid, const std::vector<RasterBand> &bands, Feedback &feedback )
{
  for ( size_t i = 0; i < bands.size(); ++i )
  {
    feedback.throwIfCanceled();
    auto *values = const_cast<float *>( bands[i].values.data() ); // GDAL's signature serves reading, too
    if ( file.GetRasterBand( static_cast<int>( i ) + 1 )
             ->RasterIO( GF_Write, 0, 0, grid.columns(), grid.rows(), values, grid.columns(), grid.rows(), GDT_Float32, 0, 0,
                         nullptr ) != CE_None )
      return; // the failure is in GDAL's messages
    feedback.setProgress( static_cast<double>( i + 1 ) / static_cast<double>( bands.size() ), "Writing maps" );
  }
}

RasterMetadata metadataOf( GDALMajorObject &object )
{
  RasterMetadata metadata;
  char **items = object.GetMetadata();
  for ( int i = 0; items && items[i]; ++i )
  {
    char *name = nullptr;
    if ( const char *value = CPLParseNameValue( items[i], &name ) )
      metadata[name] = value;
    CPLFree( name );
  }
  return metadata;
}

Grid gridOf( GDALDataset &file, const std::string &path )
{
  double transform[6];
  if ( file.GetGeoTransform( transform ) != CE_None )
    throw Error( path + " has no georeference: give it one, or choose another raster." );
  if ( transform[1] <= 0 || transform[2] != 0 || transform[4] != 0 || transform[5] >= 0 )
    throw Error( path + " is not north-up: warp it first (gdalwarp)." );
  const int columns = file.GetRasterXSize();
  const int rows = file.GetRasterYSize();
  const Extent extent{ transform[0], transform[3] + rows * transform[5], transform[0] + columns * transform[1], transform[3] };
  const char *wkt = file.GetProjectionRef();
  const std::string crs = wkt && *wkt ? crsName( wkt ) : std::string();
  return Grid( crs, extent, columns, rows );
}

void readValues( GDALRasterBand &band, std::span<float> values, const std::string &path, const GdalMessages &messages )
{
  const int columns = band.GetXSize();
  const int rows = band.GetYSize();
  if ( band.RasterIO( GF_Read, 0, 0, columns, rows, values.data(), columns, rows, GDT_Float32, 0, 0, nullptr ) != CE_None )
    throw Error( "Band " + std::to_string( band.GetBand() ) + " of " + path + " cannot be read: " + messages.failure() );
  int hasNoData = 0;
  const auto fileNoData = static_cast<float>( band.GetNoDataValue( &hasNoData ) );
  if ( hasNoData && !std::isnan( fileNoData ) )
    std::ranges::replace( values, fileNoData, noData );
}

/// Reads everything back. Newer GDALs do not tell of every write that failed: with 3.10, a disk that is full at the end of a file
/// leaves it broken without a word. What goes wrong is in GDAL's messages.
/// \param isExact  whether values must come back as they were, which lossy creation options forbid
void readBack( const std::string &path, const Grid &grid, const std::vector<RasterBand> &bands, bool isExact )
{
  const GDALDatasetUniquePtr file( GDALDataset::Open( path.c_str(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR ) );
  std::vector<float> values( grid.cellCount() );
  for ( size_t i = 0; file && i < bands.size(); ++i )
  {
    const int number = static_cast<int>( i ) + 1;
    GDALRasterBand *band = file->GetRasterBand( number );
    const bool isRead = band && band->RasterIO( GF_Read, 0, 0, grid.columns(), grid.rows(), values.data(), grid.columns(),
                                                grid.rows(), GDT_Float32, 0, 0 ) == CE_None;
    if ( !isRead || ( isExact && std::memcmp( values.data(), bands[i].values.data(), values.size() * sizeof( float ) ) != 0 ) )
      return CPLError( CE_Failure, CPLE_FileIO, "Band %d is not what was written.", number );
  }
}

} // namespace

void checkBandCount( const std::string &what, size_t bands )
{
  if ( bands == 0 || bands > maximumBands )
  {
    throw Error( what + " would have " + countText( static_cast<std::int64_t>( bands ) ) + " bands, but a GeoTIFF holds 1 to " +
                 countText( maximumBands ) + ": take longer time steps, a shorter period or fewer categories." );
  }
}

void checkGeoTiffName( const std::string &path )
{
  checkSuffix( path, { ".tif", ".tiff" }, "rasters are GeoTIFF files" );
}

void writeRaster( OutputFile &output, const Grid &grid, const std::vector<RasterBand> &bands, const RasterMetadata &metadata,
                  const std::vector<std::string> &creationOptions, Feedback &feedback )
{
  checkBandCount( output.path(), bands.size() );
  checkGeoTiffName( output.path() );
  registerGdalDrivers();
  const GdalMessages messages;
  GDALDatasetUniquePtr file( GetGDALDriverManager()->GetDriverByName( "GTiff" )->Create(
      output.temporaryPath().c_str(), grid.columns(), grid.rows(), static_cast<int>( bands.size() ), GDT_Float32,
      mergedOptions( grid, creationOptions ).List() ) );
  if ( file )
  {
    writeHeader( *file, grid, bands, metadata );
    writeValues( *file, grid, bands, feedback );
    file.reset(); // a full disk may show only here
    if ( messages.failure().empty() )
      readBack( output.temporaryPath(), grid, bands, creationOptions.empty() );
  }
  checkWritten( output.path(), messages, feedback );
}

void writeRaster( const std::string &path, const Grid &grid, const std::vector<RasterBand> &bands, const RasterMetadata &metadata,
                  const std::vector<std::string> &creationOptions, Feedback &feedback )
{
  OutputFile output( path );
  writeRaster( output, grid, bands, metadata, creationOptions, feedback );
  output.commit();
}

std::string metadataText( const RasterMetadata &metadata, const char *item )
{
  const auto found = metadata.find( item );
  return found == metadata.end() ? std::string() : found->second;
}

RasterMetadata readRasterMetadata( const std::string &path )
{
  const GdalMessages messages;
  return metadataOf( *openRaster( path, messages ) );
}

Grid readRasterGrid( const std::string &path )
{
  const GdalMessages messages;
  return gridOf( *openRaster( path, messages ), path );
}

Raster readRaster( const std::string &path, Feedback &feedback )
{
  const GdalMessages messages;
  const GDALDatasetUniquePtr file = openRaster( path, messages );
  const int bands = file->GetRasterCount();
  Raster raster;
  raster.grid = gridOf( *file, path );
  raster.metadata = metadataOf( *file );
  checkMemory( path, static_cast<double>( bands ) * raster.grid.cellCount() * sizeof( float ) );
  const size_t cells = raster.grid.cellCount();
  raster.values.resize( cells * bands );
  for ( int i = 0; i < bands; ++i )
  {
    feedback.throwIfCanceled();
    GDALRasterBand &band = *file->GetRasterBand( i + 1 );
    raster.descriptions.emplace_back( band.GetDescription() );
    raster.bandMetadata.push_back( metadataOf( band ) );
    readValues( band, std::span( raster.values ).subspan( cells * i, cells ), path, messages );
    feedback.setProgress( static_cast<double>( i + 1 ) / bands, "Reading maps" );
  }
  return raster;
}

} // namespace riskcast
