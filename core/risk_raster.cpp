#include "risk_raster.h"

#include "error.h"
#include "gdal_support.h"
#include "list_text.h"
#include "metadata_items.h"
#include "number_text.h"
#include "raster_file.h"
#include "version.h"

#include <nlohmann/json.hpp>

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
constexpr const char *lastObservedItem = "RISKCAST_LAST_STEP_WITH_REPORTS";
constexpr const char *displayFactorItem = "RISKCAST_DISPLAY_FACTOR";
constexpr const char *stepsItem = "RISKCAST_STEPS";   ///< number of risk bands
constexpr const char *seriesItem = "RISKCAST_SERIES"; ///< of a band: risk, spread, or the name of a category
constexpr const char *spreadItem = "RISKCAST_SPREAD"; ///< whether bands of the spread follow them

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
           { percentilesItem, exactList( maps.percentiles ) },
           { breaksItem, exactList( maps.breaks ) },
           { modelItem, maps.modelKind },
           { lastObservedItem, maps.lastObserved },
           { displayFactorItem, std::to_string( maps.displayFactor ) },
           { stepsItem, std::to_string( maps.steps.count() ) },
           { spreadItem, maps.spread.empty() ? "no" : "yes" },
           { categoriesItem, nlohmann::json( maps.categories ).dump() },
           { versionItem, version } };
}

RasterMetadata bandMetadata( const RiskMaps &maps, int map )
{
  return { { stepStartItem, toIso8601( maps.steps.start( map ) ) },
           { "RISKCAST_STEP_END", toIso8601( maps.steps.start( map + 1 ) ) },
           { stepsAheadItem, std::to_string( map + 1 ) } };
}

/// A band for each step of \a values [N, H, W], if there are any.
void appendBands( const RiskMaps &maps, std::span<const float> values, const std::string &series, std::vector<RasterBand> &bands )
{
  const int cells = maps.grid.cellCount();
  for ( int map = 0; map < static_cast<int>( values.size() ) / cells; ++map )
  {
    RasterMetadata metadata = bandMetadata( maps, map );
    metadata[seriesItem] = series;
    const std::string suffix = series == riskContent ? "" : ", " + series;
    bands.push_back( { stepDescription( maps, map ) + suffix, metadata, values.subspan( map * cells, cells ) } );
  }
}

/// How many series of maps there are, one band a step each.
int seriesCount( const RiskMaps &maps, bool hasSpread )
{
  return 1 + ( hasSpread ? 1 : 0 ) + static_cast<int>( maps.categories.size() );
}

/// The values, wherever they are.
template<class Maps> auto seriesOf( Maps &maps )
{
  return std::array{ &maps.risk, &maps.spread, &maps.categoryRisk };
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

void sayWhichBands( const RiskMaps &maps, Feedback &feedback )
{
  if ( !maps.spread.empty() )
    feedback.info( "After the bands of the risk come those of its spread: the standard deviation among the model's networks." );
  if ( !maps.categories.empty() )
    feedback.info( "The last bands are the risks of each category: " + listText( maps.categories ) + "." );
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
  appendBands( maps, maps.risk, riskContent, bands );
  appendBands( maps, maps.spread, "spread", bands );
  const size_t ofCategory = maps.risk.size();
  for ( size_t category = 0; category < maps.categories.size(); ++category )
    appendBands( maps, std::span( maps.categoryRisk ).subspan( category * ofCategory, ofCategory ), maps.categories[category],
                 bands );
  sayWhichBands( maps, feedback );
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
  const auto item = [&]( const char *name ) { return metadataText( metadata, name ); };
  const std::string notOurs = path + " is not a risk raster. Choose one that \"Predict risk\" made.";
  if ( item( contentItem ) != riskContent )
    throw Error( notOurs );
  const std::optional<LocalTime> start = parseTime( item( startItem ) );
  try
  {
    if ( !start )
      throw Error( notOurs );
    RiskMaps maps{ .grid = {},
                   .steps = TimeSteps( *start, stepLengthFromString( item( stepItem ) ), std::stoi( item( stepsItem ) ) ),
                   .timeZone = item( timeZoneItem ),
                   .risk = {},
                   .categories = nlohmann::json::parse( item( categoriesItem ) ).get<std::vector<std::string>>(),
                   .percentiles = split( item( percentilesItem ) ),
                   .breaks = split( item( breaksItem ) ),
                   .modelKind = item( modelItem ),
                   .lastObserved = item( lastObservedItem ),
                   .displayFactor = std::stoi( item( displayFactorItem ) ) };
    const bool hasSpread = item( spreadItem ) == "yes";
    if ( maps.percentiles.empty() || maps.percentiles.size() != maps.breaks.size() ||
         bands != maps.steps.count() * seriesCount( maps, hasSpread ) )
      throw Error( notOurs );
    return maps;
  }
  catch ( const std::logic_error & ) // a number that is none
  {
    throw Error( notOurs );
  }
  catch ( const nlohmann::json::exception & )
  {
    throw Error( notOurs );
  }
}

RiskMaps readRiskRaster( const std::string &path, Feedback &feedback )
{
  Raster raster = readRaster( path, feedback );
  RiskMaps maps = describeRiskRaster( raster.metadata, raster.bandCount(), path );
  maps.grid = raster.grid;
  const auto ofSeries = static_cast<std::ptrdiff_t>( maps.grid.cellCount() ) * maps.steps.count();
  const auto categories = raster.values.end() - ofSeries * static_cast<std::ptrdiff_t>( maps.categories.size() );
  maps.categoryRisk.assign( categories, raster.values.end() );
  maps.spread.assign( raster.values.begin() + ofSeries, categories );
  raster.values.resize( static_cast<size_t>( ofSeries ) );
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
  RiskMaps fine = maps;
  checkDisplayFactor( maps.grid, maps.steps.count() * seriesCount( maps, !maps.spread.empty() ), factor );
  fine.grid = Grid( maps.grid.crs(), maps.grid.extent(), maps.grid.columns() * factor, maps.grid.rows() * factor );
  fine.displayFactor = maps.displayFactor * factor;
  const size_t coarseCells = maps.grid.cellCount();
  const size_t fineCells = fine.grid.cellCount();
  const auto from = seriesOf( maps );
  const auto to = seriesOf( fine );
  for ( size_t series = 0; series < from.size(); ++series )
  {
    const size_t count = from[series]->size() / coarseCells;
    to[series]->resize( fineCells * count );
    for ( size_t map = 0; map < count; ++map )
      upsample( std::span( *from[series] ).subspan( map * coarseCells, coarseCells ), maps.grid, factor,
                std::span( *to[series] ).subspan( map * fineCells, fineCells ) );
  }
  return fine;
}

void checkBorder( const Grid &grid, int rings )
{
  if ( rings > ( std::min( grid.columns(), grid.rows() ) - 1 ) / 2 )
    throw Error( "Leaving out " + std::to_string( rings ) + " rings of cells leaves nothing of a grid of " +
                 std::to_string( grid.columns() ) + " × " + std::to_string( grid.rows() ) + " cells. Leave out fewer." );
}

void leaveOutBorder( RiskMaps &maps, int rings )
{
  checkBorder( maps.grid, rings );
  const int columns = maps.grid.columns();
  const int rows = maps.grid.rows();
  for ( std::vector<float> *values : seriesOf( maps ) )
    for ( size_t i = 0; i < values->size(); ++i )
    {
      const int column = static_cast<int>( i % columns );
      const int row = static_cast<int>( i / columns % rows );
      if ( std::min( { column, row, columns - 1 - column, rows - 1 - row } ) < rings )
        ( *values )[i] = noData;
    }
}

} // namespace riskcast
