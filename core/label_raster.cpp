#include "label_raster.h"

#include "category_raster.h"
#include "metadata_items.h"
#include "number_text.h"
#include "version.h"

#include <algorithm>

namespace riskcast
{

namespace
{

std::vector<RasterCategory> labelCategories()
{
  std::vector<RasterCategory> categories;
  for ( size_t label = 0; label < enumNames<CellLabel>().size(); ++label )
    categories.push_back( { enumNames<CellLabel>()[label], labelColor( static_cast<CellLabel>( label ) ) } );
  return categories;
}

CategoryRaster::Band bandOf( const RiskEvaluation &evaluation, const EvaluatedModel &model, size_t percentile, int step )
{
  const TestMaps &maps = evaluation.test;
  std::vector<std::uint8_t> flagged( maps.cellCount() );
  const auto levels = std::span( model.levels ).subspan( step * maps.cellCount(), maps.cellCount() );
  std::ranges::transform( levels, flagged.begin(), [&]( std::uint8_t level ) { return level > percentile ? 1 : 0; } );
  const std::vector<CellLabel> labels =
      labelCells( maps, maps.map( maps.happened, step ), flagged, evaluation.options.neighbourRadius );
  const std::string start = toIso8601( evaluation.steps[step] );
  CategoryRaster::Band band{ start, { { stepStartItem, start } }, std::vector<std::uint8_t>( labels.size(), noDataCategory ) };
  for ( size_t cell = 0; cell < labels.size(); ++cell )
    if ( maps.scored[cell] )
      band.values[cell] = static_cast<std::uint8_t>( static_cast<int>( labels[cell] ) + 1 );
  return band;
}

} // namespace

void writeLabelRaster( const RiskEvaluation &evaluation, const EvaluatedModel &model, size_t percentile, OutputFile &output,
                       const std::vector<std::string> &creationOptions, Feedback &feedback )
{
  const EvaluationOptions &options = evaluation.options;
  CategoryRaster raster{ .grid = evaluation.grid,
                         .categories = labelCategories(),
                         .metadata = { { contentItem, labelsContent },
                                       { stepItem, toString( evaluation.stepLength ) },
                                       { timeZoneItem, evaluation.timeZone },
                                       { versionItem, version },
                                       { "RISKCAST_MODEL", model.name },
                                       { "RISKCAST_PERCENTILE", measureText( options.scores.percentiles[percentile] ) },
                                       { "RISKCAST_THRESHOLD_SCOPE", enumName( options.thresholdScope ) },
                                       { "RISKCAST_NEIGHBOUR_RADIUS", std::to_string( options.neighbourRadius ) },
                                       { "RISKCAST_STEPS_AHEAD", std::to_string( options.stepsAhead ) } },
                         .bands = {} };
  if ( !options.category.empty() )
    raster.metadata["RISKCAST_CATEGORY"] = options.category;
  for ( int step = 0; step < evaluation.test.stepCount(); ++step )
    raster.bands.push_back( bandOf( evaluation, model, percentile, step ) );
  writeCategoryRaster( raster, output, creationOptions, feedback );
}

} // namespace riskcast
