#include "risk_raster.h"

#include "error.h"
#include "gdal_support.h"
#include "metadata_items.h"
#include "number_text.h"
#include "raster_file.h"
#include "version.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

namespace riskcast
{

namespace
{
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
  return { { stepStartItem, toIso8601( maps.steps.start( map ) ) },
           { "RISKCAST_STEP_END", toIso8601( maps.steps.start( map + 1 ) ) },
           { "RISKCAST_STEPS_AHEAD", std::to_string( map + 1 ) } };
}

/// The two cells between whose centres a finer cell's centre lies, and how far from the first (0) to the second (1). Beyond the
/// outer centres both are the outermost cell.
struct Between
{
  int first;
  int second;
  double way;
};

Between between( int fineCell, int factor, int cells )
{
  const double place = ( fineCell + 0.5 ) / factor - 0.5; // 0 at the centre of the first cell
  const int first = static_cast<int>( std::floor( place ) );
  return { std::max( first, 0 ), std::min( first + 1, cells - 1 ), place - first };
}

/// The mean of the four cells around, weighted by nearness; cells without data have no weight.
float interpolated( std::span<const float> map, int columns, const Between &row, const Between &column )
{
  double sum = 0;
  double weights = 0;
  for ( const auto &[r, rowWeight] : { std::pair( row.first, 1 - row.way ), std::pair( row.second, row.way ) } )
  {
    for ( const auto &[c, columnWeight] : { std::pair( column.first, 1 - column.way ), std::pair( column.second, column.way ) } )
    {
      const float value = map[static_cast<size_t>( r ) * columns + c];
      if ( std::isnan( value ) )
        continue;
      sum += rowWeight * columnWeight * value;
      weights += rowWeight * columnWeight;
    }
  }
  return static_cast<float>( sum / weights );
}

/// Puts the finer map into \a fine. GDAL's own up-sampling would widen no data by half a cell.
void upsample( std::span<const float> map, const Grid &grid, int factor, std::span<float> fine )
{
  const int fineColumns = grid.columns() * factor;
  for ( size_t i = 0; i < fine.size(); ++i )
  {
    const int row = static_cast<int>( i ) / fineColumns;
    const int column = static_cast<int>( i ) % fineColumns;
    const bool hasData = !std::isnan( map[static_cast<size_t>( row / factor ) * grid.columns() + column / factor] );
    fine[i] = hasData ? interpolated( map, grid.columns(), between( row, factor, grid.rows() ),
                                      between( column, factor, grid.columns() ) )
                      : noData;
  }
}
} // namespace

std::string stepDescription( const RiskMaps &maps, int map )
{
  return toIso8601( maps.steps.start( map ) ) +
         ( map == 0 ? ", 1 step ahead" : ", " + std::to_string( map + 1 ) + " steps ahead" );
}

void writeRiskRaster( const RiskMaps &maps, OutputFile &output, const std::vector<std::string> &creationOptions,
                      Feedback &feedback )
{
  std::vector<RasterBand> bands;
  const size_t cells = maps.grid.cellCount();
  for ( int map = 0; map < maps.steps.count(); ++map )
    bands.push_back(
        { stepDescription( maps, map ), bandMetadata( maps, map ), std::span( maps.risk ).subspan( map * cells, cells ) } );
  writeRaster( output, maps.grid, bands, metadataOf( maps ), creationOptions, feedback );
}

void writeRiskRaster( const RiskMaps &maps, const std::string &path, const std::vector<std::string> &creationOptions,
                      Feedback &feedback )
{
  OutputFile output( path );
  writeRiskRaster( maps, output, creationOptions, feedback );
  output.commit();
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

void checkDisplayFactor( const Grid &grid, int maps, int factor )
{
  const double cells = static_cast<double>( grid.cellCount() ) * factor * factor;
  if ( cells > std::numeric_limits<int>::max() )
    throw Error( "A display factor of " + std::to_string( factor ) + " would make " + measureText( cells ) +
                 " cells, more than a raster can have here. Choose a smaller display factor." );
  checkMemory( "A display factor of " + std::to_string( factor ), cells * maps * sizeof( float ) );
}

RiskMaps upsampled( const RiskMaps &maps, int factor )
{
  checkDisplayFactor( maps.grid, maps.steps.count(), factor );
  RiskMaps fine = maps;
  fine.grid = Grid( maps.grid.crs(), maps.grid.extent(), maps.grid.columns() * factor, maps.grid.rows() * factor );
  fine.displayFactor = maps.displayFactor * factor;
  const size_t coarseCells = maps.grid.cellCount();
  const size_t fineCells = fine.grid.cellCount();
  fine.risk.resize( fineCells * maps.steps.count() );
  for ( int map = 0; map < maps.steps.count(); ++map )
    upsample( std::span( maps.risk ).subspan( map * coarseCells, coarseCells ), maps.grid, factor,
              std::span( fine.risk ).subspan( map * fineCells, fineCells ) );
  return fine;
}

void leaveOutBorder( RiskMaps &maps, int rings )
{
  const int columns = maps.grid.columns();
  const int rows = maps.grid.rows();
  if ( rings > ( std::min( columns, rows ) - 1 ) / 2 )
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
