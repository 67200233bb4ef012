#include "risk_raster.h"

#include "error.h"
#include "gdal_support.h"
#include "metadata_items.h"
#include "number_text.h"
#include "raster_file.h"
#include "version.h"

#include <gdal_priv.h>

#include <algorithm>
#include <limits>
#include <sstream>

namespace riskcast
{

namespace
{
constexpr float noData = std::numeric_limits<float>::quiet_NaN();

// Metadata items of a risk raster alone.
constexpr const char *percentilesItem = "RISKCAST_CLASS_PERCENTILES";
constexpr const char *breaksItem = "RISKCAST_CLASS_BREAKS";
constexpr const char *modelItem = "RISKCAST_MODEL";
constexpr const char *lastObservedItem = "RISKCAST_LAST_STEP_WITH_REPORTS";
constexpr const char *displayFactorItem = "RISKCAST_DISPLAY_FACTOR";

std::string join( const std::vector<double> &numbers )
{
  std::string text;
  for ( const double number : numbers )
    text += ( text.empty() ? "" : "," ) + exactText( number );
  return text;
}

std::vector<double> split( const std::string &text )
{
  std::vector<double> numbers;
  std::istringstream parts( text );
  for ( std::string part; std::getline( parts, part, ',' ); )
    numbers.push_back( std::stod( part ) );
  return numbers;
}

RasterMetadata metadataOf( const RiskMaps &maps )
{
  return { { contentItem, riskContent },
           { startItem, toIso8601( maps.steps.start( 0 ) ) },
           { stepItem, toString( maps.steps.length() ) },
           { timeZoneItem, maps.timeZone },
           { percentilesItem, join( maps.percentiles ) },
           { breaksItem, join( maps.breaks ) },
           { modelItem, maps.modelKind },
           { lastObservedItem, maps.lastObserved },
           { displayFactorItem, std::to_string( maps.displayFactor ) },
           { versionItem, version } };
}

RasterMetadata bandMetadata( const RiskMaps &maps, int map )
{
  return { { "RISKCAST_STEP_START", toIso8601( maps.steps.start( map ) ) },
           { "RISKCAST_STEP_END", toIso8601( maps.steps.start( map + 1 ) ) },
           { "RISKCAST_STEPS_AHEAD", std::to_string( map + 1 ) } };
}

/// One map as a raster in memory for GDAL to resample.
GDALDatasetUniquePtr inMemory( const RiskMaps &maps, std::span<const float> values )
{
  const int columns = maps.grid.columns();
  const int rows = maps.grid.rows();
  registerGdalDrivers();
  GDALDatasetUniquePtr raster(
      GetGDALDriverManager()->GetDriverByName( "MEM" )->Create( "", columns, rows, 1, GDT_Float32, nullptr ) );
  GDALRasterBand *band = raster->GetRasterBand( 1 );
  band->SetNoDataValue( noData );
  if ( band->RasterIO( GF_Write, 0, 0, columns, rows, const_cast<float *>( values.data() ), columns, rows, GDT_Float32, 0, 0,
                       nullptr ) != CE_None )
    throw Error( "A risk map could not be copied in memory. Choose a smaller grid." );
  return raster;
}
} // namespace

std::string stepDescription( const RiskMaps &maps, int map )
{
  return toIso8601( maps.steps.start( map ) ) +
         ( map == 0 ? ", 1 step ahead" : ", " + std::to_string( map + 1 ) + " steps ahead" );
}

void writeRiskRaster( const RiskMaps &maps, const std::string &path, const std::vector<std::string> &creationOptions,
                      Feedback &feedback )
{
  std::vector<RasterBand> bands;
  const size_t cells = maps.grid.cellCount();
  for ( int map = 0; map < maps.steps.count(); ++map )
    bands.push_back(
        { stepDescription( maps, map ), bandMetadata( maps, map ), std::span( maps.risk ).subspan( map * cells, cells ) } );
  writeRaster( path, maps.grid, bands, metadataOf( maps ), creationOptions, feedback );
}

RiskMaps describeRiskRaster( const RasterMetadata &metadata, int bands, const std::string &path )
{
  const auto item = [&]( const char *name )
  {
    const auto found = metadata.find( name );
    return found == metadata.end() ? std::string() : found->second;
  };
  const std::string notOurs = path + " is not a risk raster. Choose one that \"Predict risk\" made.";
  if ( item( contentItem ) != riskContent )
    throw Error( notOurs );
  const std::optional<LocalTime> start = parseTime( item( startItem ) );
  try
  {
    if ( !start )
      throw Error( notOurs );
    RiskMaps maps{ .grid = {},
                   .steps = TimeSteps( *start, stepLengthFromString( item( stepItem ) ), bands ),
                   .timeZone = item( timeZoneItem ),
                   .risk = {},
                   .percentiles = split( item( percentilesItem ) ),
                   .breaks = split( item( breaksItem ) ),
                   .modelKind = item( modelItem ),
                   .lastObserved = item( lastObservedItem ),
                   .displayFactor = std::stoi( item( displayFactorItem ) ) };
    if ( maps.percentiles.empty() || maps.percentiles.size() != maps.breaks.size() )
      throw Error( notOurs );
    return maps;
  }
  catch ( const std::logic_error & ) // a number that is none
  {
    throw Error( notOurs );
  }
}

RiskMaps readRiskRaster( const std::string &path, Feedback &feedback )
{
  Raster raster = readRaster( path, feedback );
  RiskMaps maps = describeRiskRaster( raster.metadata, raster.bandCount(), path );
  maps.grid = raster.grid;
  maps.risk = std::move( raster.values );
  return maps;
}

RiskMaps upsampled( const RiskMaps &maps, int factor )
{
  const int columns = maps.grid.columns() * factor;
  const int rows = maps.grid.rows() * factor;
  const size_t coarseCells = maps.grid.cellCount();
  const size_t fineCells = static_cast<size_t>( columns ) * rows;
  RiskMaps fine = maps;
  fine.grid = Grid( maps.grid.crs(), maps.grid.extent(), columns, rows );
  fine.displayFactor = maps.displayFactor * factor;
  fine.risk.assign( fineCells * maps.steps.count(), noData );
  GDALRasterIOExtraArg bilinear;
  INIT_RASTERIO_EXTRA_ARG( bilinear );
  bilinear.eResampleAlg = GRIORA_Bilinear;
  for ( int map = 0; map < maps.steps.count(); ++map )
  {
    const GDALDatasetUniquePtr coarse = inMemory( maps, std::span( maps.risk ).subspan( map * coarseCells, coarseCells ) );
    if ( coarse->GetRasterBand( 1 )->RasterIO( GF_Read, 0, 0, maps.grid.columns(), maps.grid.rows(),
                                               fine.risk.data() + map * fineCells, columns, rows, GDT_Float32, 0, 0,
                                               &bilinear ) != CE_None )
      throw Error( "The risk map could not be up-sampled by " + std::to_string( factor ) + ". Choose a smaller display factor." );
  }
  return fine;
}

void leaveOutBorder( RiskMaps &maps, int rings )
{
  const int columns = maps.grid.columns();
  const int rows = maps.grid.rows();
  if ( 2 * rings >= std::min( columns, rows ) )
    throw Error( "Leaving out " + std::to_string( rings ) + " rings of cells leaves nothing of a grid of " +
                 std::to_string( columns ) + " × " + std::to_string( rows ) + " cells. Leave out fewer." );
  for ( size_t i = 0; i < maps.risk.size(); ++i )
  {
    const int column = static_cast<int>( i % columns );
    const int row = static_cast<int>( i / columns % rows );
    if ( std::min( { column, row, columns - 1 - column, rows - 1 - row } ) < rings )
      maps.risk[i] = noData;
  }
}

} // namespace riskcast
