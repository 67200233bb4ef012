#include "crs.h"
#include "error.h"
#include "gdal_support.h"
#include "metadata_items.h"
#include "raster_file.h"
#include "risk_classes.h"
#include "risk_raster.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_rat.h>

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{
constexpr int noDataClass = 0; // so that class 1 is the lowest

GDALColorEntry colorEntry( const std::string &hex )
{
  const auto part = [&]( int i ) { return static_cast<short>( std::stoi( hex.substr( 1 + 2 * i, 2 ), nullptr, 16 ) ); };
  return { part( 0 ), part( 1 ), part( 2 ), 255 };
}

/// Class, name, lowest and highest risk of it, and its colour.
GDALDefaultRasterAttributeTable attributeTable( const RiskMaps &maps, const std::vector<std::string> &names,
                                                const std::vector<std::string> &colors )
{
  GDALDefaultRasterAttributeTable table;
  table.CreateColumn( "class", GFT_Integer, GFU_MinMax );
  table.CreateColumn( "name", GFT_String, GFU_Name );
  table.CreateColumn( "risk_above", GFT_Real, GFU_Generic );
  table.CreateColumn( "risk_up_to", GFT_Real, GFU_Generic );
  table.CreateColumn( "red", GFT_Integer, GFU_Red );
  table.CreateColumn( "green", GFT_Integer, GFU_Green );
  table.CreateColumn( "blue", GFT_Integer, GFU_Blue );
  for ( int i = 0; i < static_cast<int>( names.size() ); ++i )
  {
    table.SetValue( i, 0, i + 1 );
    table.SetValue( i, 1, names[i].c_str() );
    table.SetValue( i, 2, i == 0 ? 0.0 : maps.breaks[i - 1] );
    table.SetValue( i, 3, i == static_cast<int>( maps.breaks.size() ) ? 1.0 : maps.breaks[i] );
    const GDALColorEntry color = colorEntry( colors[i] );
    table.SetValue( i, 4, color.c1 );
    table.SetValue( i, 5, color.c2 );
    table.SetValue( i, 6, color.c3 );
  }
  return table;
}

void describeBand( GDALRasterBand &band, const RiskMaps &maps, int map )
{
  const std::vector<std::string> names = classNames( maps.percentiles );
  const std::vector<std::string> colors = classColors( static_cast<int>( names.size() ) );
  CPLStringList categories;
  categories.AddString( "No data" );
  GDALColorTable colorTable;
  const GDALColorEntry transparent{ 0, 0, 0, 0 };
  colorTable.SetColorEntry( noDataClass, &transparent );
  for ( size_t i = 0; i < names.size(); ++i )
  {
    categories.AddString( names[i].c_str() );
    const GDALColorEntry color = colorEntry( colors[i] );
    colorTable.SetColorEntry( static_cast<int>( i ) + 1, &color );
  }
  const GDALDefaultRasterAttributeTable table = attributeTable( maps, names, colors );
  band.SetDescription( stepDescription( maps, map ).c_str() );
  band.SetNoDataValue( noDataClass );
  band.SetCategoryNames( categories.List() );
  band.SetDefaultRAT( &table );
  if ( map == 0 && maps.steps.count() <= 2 ) // GeoTIFF keeps one colour table, and none beside more bands
    band.SetColorTable( &colorTable );
}

void writeBand( GDALRasterBand &band, const RiskMaps &maps, int map )
{
  const size_t cells = maps.grid.cellCount();
  std::vector<std::uint8_t> classes( cells );
  std::ranges::transform( std::span( maps.risk ).subspan( map * cells, cells ), classes.begin(),
                          [&]( float risk ) { return std::isnan( risk ) ? noDataClass : riskClass( risk, maps.breaks ) + 1; } );
  const int columns = maps.grid.columns();
  const int rows = maps.grid.rows();
  if ( band.RasterIO( GF_Write, 0, 0, columns, rows, classes.data(), columns, rows, GDT_Byte, 0, 0, nullptr ) != CE_None )
    throw Error( "The risk classes could not be kept in memory. Choose a smaller grid." );
}

GDALDatasetUniquePtr inMemory( const RiskMaps &maps )
{
  GDALDatasetUniquePtr raster( GetGDALDriverManager()->GetDriverByName( "MEM" )->Create(
      "", maps.grid.columns(), maps.grid.rows(), maps.steps.count(), GDT_Byte, nullptr ) );
  if ( !raster )
    throw Error( "There is not enough memory for the risk classes. Choose a smaller grid, display factor or fewer steps." );
  std::array<double, 6> geoTransform = maps.grid.geoTransform();
  raster->SetGeoTransform( geoTransform.data() );
  if ( !maps.grid.crs().empty() )
    raster->SetProjection( crsWkt( maps.grid.crs() ).c_str() );
  raster->SetMetadataItem( contentItem, classesContent );
  raster->SetMetadataItem( startItem, toIso8601( maps.steps.start( 0 ) ).c_str() );
  raster->SetMetadataItem( stepItem, toString( maps.steps.length() ).c_str() );
  for ( int map = 0; map < maps.steps.count(); ++map )
  {
    describeBand( *raster->GetRasterBand( map + 1 ), maps, map );
    writeBand( *raster->GetRasterBand( map + 1 ), maps, map );
  }
  return raster;
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

void writeClassRaster( const RiskMaps &maps, OutputFile &output, const std::vector<std::string> &creationOptions,
                       Feedback &feedback )
{
  checkBandCount( output.path(), static_cast<size_t>( maps.steps.count() ) );
  checkGeoTiffName( output.path() );
  registerGdalDrivers();
  const GdalMessages messages;
  const GDALDatasetUniquePtr raster = inMemory( maps );
  feedback.throwIfCanceled();
  GDALDatasetUniquePtr file( GetGDALDriverManager()->GetDriverByName( "GTiff" )->CreateCopy(
      output.temporaryPath().c_str(), raster.get(), false, byteOptions( creationOptions ).List(), nullptr, nullptr ) );
  file.reset(); // a full disk may show only here
  checkWritten( output.path(), messages, feedback );
}

void writeClassRaster( const RiskMaps &maps, const std::string &path, const std::vector<std::string> &creationOptions,
                       Feedback &feedback )
{
  OutputFile output( path );
  writeClassRaster( maps, output, creationOptions, feedback );
  output.commit();
}

} // namespace riskcast
