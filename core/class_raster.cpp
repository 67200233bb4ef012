#include "category_raster.h"
#include "metadata_items.h"
#include "risk_classes.h"
#include "risk_raster.h"

#include <algorithm>
#include <cmath>

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
                          [&]( float risk ) {
                            return std::isnan( risk ) ? noDataCategory
                                                      : static_cast<std::uint8_t>( riskClass( risk, maps.breaks ) + 1 );
                          } );
  return band;
}

} // namespace

void writeClassRaster( const RiskMaps &maps, OutputFile &output, const std::vector<std::string> &creationOptions,
                       Feedback &feedback )
{
  CategoryRaster raster{ .grid = maps.grid,
                         .categories = categoriesOf( maps ),
                         .numberColumns = { "risk_above", "risk_up_to" },
                         .metadata = { { contentItem, classesContent },
                                       { startItem, toIso8601( maps.steps.start( 0 ) ) },
                                       { stepItem, toString( maps.steps.length() ) } },
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
