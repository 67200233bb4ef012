#include "category_raster.h"
#include "classify_risk.h"
#include "metadata_items.h"
#include "number_text.h"
#include "risk_classes.h"
#include "risk_raster.h"
#include "style_colors.h"

#include <algorithm>

namespace riskcast
{

namespace
{

/// The classes with the lowest and the highest risk of each.
std::vector<RasterCategory> categoriesOf( const RiskMaps &maps )
{
  const std::vector<std::string> names = classNames( maps.percentiles );
  const std::vector<std::string> colors = classColors( static_cast<int>( names.size() ) );
  std::vector<RasterCategory> categories;
  for ( size_t i = 0; i < names.size(); ++i )
    categories.push_back(
        { names[i], colors[i], { i == 0 ? 0.0 : maps.breaks[i - 1], i == maps.breaks.size() ? 1.0 : maps.breaks[i] } } );
  return categories;
}

CategoryRaster::Band bandOf( const RiskMaps &maps, int map )
{
  const size_t cells = maps.grid.cellCount();
  CategoryRaster::Band band{ stepDescription( maps, map ), {}, std::vector<std::uint8_t>( cells ) };
  std::ranges::transform( std::span( maps.risk ).subspan( map * cells, cells ), band.values.begin(),
                          [&]( float risk ) { return classNumber( risk, maps.breaks ); } );
  return band;
}

/// What a raster of classes says of itself; of steps only if they are known.
RasterMetadata classMetadata( const std::optional<TimeSteps> &steps )
{
  RasterMetadata metadata = { { contentItem, classesContent } };
  if ( steps )
  {
    metadata[startItem] = toIso8601( steps->start( 0 ) );
    metadata[stepItem] = toString( steps->length() );
  }
  return metadata;
}

std::vector<RasterCategory> categoriesOf( const ClassifiedRisk &classified, ClassLook look )
{
  const int count = static_cast<int>( classified.names.size() );
  const std::vector<std::string> graded = classColors( count );
  std::vector<RasterCategory> categories;
  for ( int i = 0; i < count; ++i )
  {
    const char *flagged = i < count - classified.flagged ? flaggedColors.front() : flaggedColors.back();
    categories.push_back( { classified.names[i], look == ClassLook::Graded ? graded[i] : flagged } );
  }
  return categories;
}

CategoryRaster::Band bandOf( const ClassifiedRisk &classified, int map )
{
  const auto cells = classified.maps.grid.cellCount();
  const auto first = classified.classes.begin() + static_cast<std::ptrdiff_t>( map ) * cells;
  return { classified.maps.descriptions[map], { { breaksItem, exactList( classified.breaks[map] ) } }, { first, first + cells } };
}

} // namespace

void writeClassRaster( const ClassifiedRisk &classified, ClassLook look, OutputFile &output,
                       const std::vector<std::string> &creationOptions, Feedback &feedback )
{
  CategoryRaster raster{ .grid = classified.maps.grid,
                         .categories = categoriesOf( classified, look ),
                         .metadata = classMetadata( classified.maps.steps ),
                         .bands = {} };
  if ( look == ClassLook::Flagged )
  {
    raster.metadata[flaggedFromItem] = std::to_string( classified.names.size() + 1 - classified.flagged );
    raster.metadata[flaggedNameItem] = classified.flaggedName;
  }
  if ( std::ranges::find( classified.classes, noDataCategory ) != classified.classes.end() )
    raster.metadata[noDataNameItem] = noDataName;
  for ( int map = 0; map < classified.maps.mapCount(); ++map )
    raster.bands.push_back( bandOf( classified, map ) );
  writeCategoryRaster( raster, output, creationOptions, feedback );
}

void writeClassRaster( const RiskMaps &maps, OutputFile &output, const std::vector<std::string> &creationOptions,
                       Feedback &feedback )
{
  CategoryRaster raster{ .grid = maps.grid,
                         .categories = categoriesOf( maps ),
                         .numberColumns = { "risk_above", "risk_up_to" },
                         .metadata = classMetadata( maps.steps ),
                         .bands = {} };
  for ( int map = 0; map < maps.steps.count(); ++map )
    raster.bands.push_back( bandOf( maps, map ) );
  writeCategoryRaster( raster, output, creationOptions, feedback );
}

void writeClassRaster( const RiskMaps &maps, const std::string &path, const std::vector<std::string> &creationOptions,
                       Feedback &feedback )
{
  OutputFile output( path );
  writeClassRaster( maps, output, creationOptions, feedback );
  output.commit();
}

} // namespace riskcast
