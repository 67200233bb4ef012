#include "category_raster.h"

#include "crs.h"
#include "error.h"
#include "gdal_support.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_rat.h>

namespace riskcast
{

namespace
{

GDALColorEntry colorEntry( const std::string &hex )
{
  const auto part = [&]( int i ) { return static_cast<short>( std::stoi( hex.substr( 1 + 2 * i, 2 ), nullptr, 16 ) ); };
  return { part( 0 ), part( 1 ), part( 2 ), 255 };
}

/// Value, name, the raster's own numbers, and colour.
GDALDefaultRasterAttributeTable attributeTable( const CategoryRaster &raster )
{
  GDALDefaultRasterAttributeTable table;
  table.CreateColumn( "class", GFT_Integer, GFU_MinMax );
  table.CreateColumn( "name", GFT_String, GFU_Name );
  for ( const std::string &column : raster.numberColumns )
    table.CreateColumn( column.c_str(), GFT_Real, GFU_Generic );
  table.CreateColumn( "red", GFT_Integer, GFU_Red );
  table.CreateColumn( "green", GFT_Integer, GFU_Green );
  table.CreateColumn( "blue", GFT_Integer, GFU_Blue );
  for ( int row = 0; row < static_cast<int>( raster.categories.size() ); ++row )
  {
    const RasterCategory &category = raster.categories[row];
    int column = 0;
    table.SetValue( row, column++, row + 1 );
    table.SetValue( row, column++, category.name.c_str() );
    for ( const double number : category.numbers )
      table.SetValue( row, column++, number );
    const GDALColorEntry color = colorEntry( category.color );
    table.SetValue( row, column++, color.c1 );
    table.SetValue( row, column++, color.c2 );
    table.SetValue( row, column++, color.c3 );
  }
  return table;
}

GDALColorTable colorTable( const CategoryRaster &raster )
{
  GDALColorTable colors;
  const GDALColorEntry transparent{ 0, 0, 0, 0 };
  colors.SetColorEntry( noDataCategory, &transparent );
  for ( size_t i = 0; i < raster.categories.size(); ++i )
  {
    const GDALColorEntry color = colorEntry( raster.categories[i].color );
    colors.SetColorEntry( static_cast<int>( i ) + 1, &color );
  }
  return colors;
}

void describeBand( GDALRasterBand &band, const CategoryRaster &raster, size_t number )
{
  CPLStringList names;
  names.AddString( noDataName );
  for ( const RasterCategory &category : raster.categories )
    names.AddString( category.name.c_str() );
  const GDALDefaultRasterAttributeTable table = attributeTable( raster );
  band.SetDescription( raster.bands[number].description.c_str() );
  for ( const auto &[name, value] : raster.bands[number].metadata )
    band.SetMetadataItem( name.c_str(), value.c_str() );
  band.SetNoDataValue( noDataCategory );
  band.SetCategoryNames( names.List() );
  band.SetDefaultRAT( &table );
  if ( number == 0 && raster.bands.size() <= 2 ) // GeoTIFF keeps one colour table, and none beside more bands
  {
    GDALColorTable colors = colorTable( raster );
    band.SetColorTable( &colors );
  }
}

void writeBand( GDALRasterBand &band, const CategoryRaster &raster, size_t number )
{
  std::vector<std::uint8_t> values = raster.bands[number].values; // GDAL asks for memory that it may write to
  const int columns = raster.grid.columns();
  const int rows = raster.grid.rows();
  if ( band.RasterIO( GF_Write, 0, 0, columns, rows, values.data(), columns, rows, GDT_Byte, 0, 0, nullptr ) != CE_None )
    throw Error( "The classes could not be kept in memory. Choose a smaller grid." );
}

GDALDatasetUniquePtr inMemory( const CategoryRaster &raster )
{
  GDALDatasetUniquePtr file( GetGDALDriverManager()->GetDriverByName( "MEM" )->Create(
      "", raster.grid.columns(), raster.grid.rows(), static_cast<int>( raster.bands.size() ), GDT_Byte, nullptr ) );
  if ( !file )
    throw Error( "There is not enough memory for the classes. Choose a smaller grid, display factor or fewer steps." );
  std::array<double, 6> geoTransform = raster.grid.geoTransform();
  file->SetGeoTransform( geoTransform.data() );
  if ( !raster.grid.crs().empty() )
    file->SetProjection( crsWkt( raster.grid.crs() ).c_str() );
  for ( const auto &[name, value] : raster.metadata )
    file->SetMetadataItem( name.c_str(), value.c_str() );
  for ( size_t number = 0; number < raster.bands.size(); ++number )
  {
    GDALRasterBand &band = *file->GetRasterBand( static_cast<int>( number ) + 1 );
    describeBand( band, raster, number );
    writeBand( band, raster, number );
  }
  return file;
}

/// Options that are meant for the numbers of the risk raster do not fit bytes.
CPLStringList byteOptions( const std::vector<std::string> &creationOptions )
{
  CPLStringList defaults;
  defaults.SetNameValue( "COMPRESS", "DEFLATE" );
  CPLStringList options = withChosen( defaults, creationOptions );
  if ( EQUAL( options.FetchNameValueDef( "PREDICTOR", "" ), "3" ) ) // for floating point alone; 2 is its twin for bytes
    options.SetNameValue( "PREDICTOR", "2" );
  options.SetNameValue( "NBITS", nullptr );
  return options;
}

} // namespace

void writeCategoryRaster( const CategoryRaster &raster, OutputFile &output, const std::vector<std::string> &creationOptions,
                          Feedback &feedback )
{
  checkBandCount( output.path(), raster.bands.size() );
  checkGeoTiffName( output.path() );
  registerGdalDrivers();
  const GdalMessages messages;
  const GDALDatasetUniquePtr memory = inMemory( raster );
  feedback.throwIfCanceled();
  GDALDatasetUniquePtr file( GetGDALDriverManager()->GetDriverByName( "GTiff" )->CreateCopy(
      output.temporaryPath().c_str(), memory.get(), false, byteOptions( creationOptions ).List(), nullptr, nullptr ) );
  file.reset(); // a full disk may show only here
  checkWritten( output.path(), messages, feedback );
}

} // namespace riskcast
