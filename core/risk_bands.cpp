#include "risk_bands.h"

#include "error.h"
#include "metadata_items.h"
#include "raster_file.h"
#include "risk_raster.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

RiskBands bandsOfModel( const std::string &path, Feedback &feedback )
{
  RiskMaps maps = readRiskRaster( path, feedback );
  RiskBands bands{ .source = path,
                   .grid = maps.grid,
                   .descriptions = {},
                   .steps = maps.steps,
                   .risk = std::move( maps.risk ),
                   .percentiles = maps.percentiles,
                   .breaks = maps.breaks,
                   .displayFactor = maps.displayFactor };
  for ( int map = 0; map < maps.steps.count(); ++map )
    bands.descriptions.push_back( stepDescription( maps, map ) );
  return bands;
}

RiskBands bandsOfOther( const std::string &path, Feedback &feedback )
{
  Raster raster = readRaster( path, feedback );
  RiskBands bands{ .source = path,
                   .grid = raster.grid,
                   .descriptions = std::move( raster.descriptions ),
                   .steps = {},
                   .risk = std::move( raster.values ),
                   .percentiles = {},
                   .breaks = {} };
  for ( size_t band = 0; band < bands.descriptions.size(); ++band )
    if ( bands.descriptions[band].empty() )
      bands.descriptions[band] = "Band " + std::to_string( band + 1 );
  return bands;
}

} // namespace

std::span<const float> RiskBands::map( int number ) const
{
  const size_t cells = grid.cellCount();
  return std::span( risk ).subspan( number * cells, cells );
}

std::string RiskBands::stepName( int number ) const
{
  return steps ? toIso8601( steps->start( number ) ) : descriptions[number];
}

RiskBands readRiskBands( const std::string &path, Feedback &feedback )
{
  const std::string content = metadataText( readRasterMetadata( path ), contentItem );
  if ( !content.empty() && content != riskContent )
    throw Error( path + " holds " + content + ", not risks: choose a risk raster." );
  RiskBands bands = content.empty() ? bandsOfOther( path, feedback ) : bandsOfModel( path, feedback );
  const auto isInfinite = []( float value ) { return std::isinf( value ); };
  std::ranges::replace_if( bands.risk, isInfinite, noData );
  if ( std::ranges::all_of( bands.risk, []( float value ) { return std::isnan( value ); } ) )
    throw Error( path + " has no cell with data: choose another raster." );
  return bands;
}

} // namespace riskcast
