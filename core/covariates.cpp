#include "covariates.h"

#include "crs.h"
#include "error.h"
#include "model_description.h"
#include "number_text.h"
#include "raster_dataset.h"

#include <gdal_utils.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

namespace riskcast
{

namespace
{
constexpr const char *tensorName = "covariates"; // [K, H, W]

[[noreturn]] void refuse( const std::string &path, const std::string &why )
{
  throw Error( "The covariate " + path + " " + why );
}

/// That of the file, or of one of several rasters in a file: GPKG:city.gpkg:streets
std::string nameOf( const std::string &path )
{
  return std::filesystem::path( path.substr( path.rfind( ':' ) + 1 ) ).stem().string();
}

void checkCrs( const std::string &path, const GDALDataset &source, const Grid &grid )
{
  const bool hasCrs = source.GetSpatialRef();
  if ( !hasCrs && !grid.crs().empty() )
    refuse( path, "names no CRS, but the heatmaps are in " + crsTitle( grid.crs() ) +
                      ". Give it one, with \"Assign projection\" in QGIS or gdal_edit." );
  if ( hasCrs && grid.crs().empty() )
    refuse( path, "has a CRS, but the heatmaps name none. Create them with the CRS of the incidents." );
}

CPLStringList argumentList( const std::vector<std::string> &arguments )
{
  CPLStringList list;
  for ( const std::string &argument : arguments )
    list.AddString( argument.c_str() );
  return list;
}

/// gdalwarp's arguments for the mean over each cell, of all pixels and not of those that an overview holds.
CPLStringList warpArguments( const Grid &grid )
{
  const Extent &extent = grid.extent();
  std::vector<std::string> arguments = { "-of",  "MEM",  "-ot",        "Float32", "-r", "average",
                                         "-ovr", "NONE", "-dstnodata", "nan",     "-te" };
  for ( const double edge : { extent.xMin, extent.yMin, extent.xMax, extent.yMax } )
    arguments.emplace_back( CPLSPrintf( "%.17g", edge ) );
  arguments.insert( arguments.end(), { "-ts", std::to_string( grid.columns() ), std::to_string( grid.rows() ) } );
  if ( !grid.crs().empty() )
    arguments.insert( arguments.end(), { "-t_srs", crsWkt( grid.crs() ) } );
  return argumentList( arguments );
}

int goesOn( double, const char *, void *feedback )
{
  return static_cast<Feedback *>( feedback )->isCanceled() ? FALSE : TRUE;
}

/// Arguments of gdal_translate that choose the mask of the raster, and no mask for what lies around it.
std::vector<std::string> maskBeyondEdges( GDALDataset &source )
{
  constexpr int margin = 10'000; // pixels, virtual ones; of a wider cell at the edge not all that lies outside is counted
  const auto text = []( int number ) { return std::to_string( number ); };
  return { "-b",
           "mask",
           "-srcwin",
           text( -margin ),
           text( -margin ),
           text( source.GetRasterXSize() + 2 * margin ),
           text( source.GetRasterYSize() + 2 * margin ) };
}

/// A single band as means over the cells, [H × W]; NaN where it has no value.
/// \param choice  arguments of gdal_translate that choose it
std::vector<float> warped( GDALDataset &source, std::vector<std::string> choice, const Grid &grid, Feedback &feedback )
{
  choice.insert( choice.end(), { "-of", "VRT" } );
  const std::unique_ptr<GDALTranslateOptions, void ( * )( GDALTranslateOptions * )> choosing(
      GDALTranslateOptionsNew( argumentList( choice ).List(), nullptr ), GDALTranslateOptionsFree );
  const GDALDatasetUniquePtr chosen(
      GDALDataset::FromHandle( GDALTranslate( "", GDALDataset::ToHandle( &source ), choosing.get(), nullptr ) ) );
  if ( !chosen )
    return {};
  const std::unique_ptr<GDALWarpAppOptions, void ( * )( GDALWarpAppOptions * )> warping(
      GDALWarpAppOptionsNew( warpArguments( grid ).List(), nullptr ), GDALWarpAppOptionsFree );
  GDALWarpAppOptionsSetProgress( warping.get(), goesOn, &feedback );
  GDALDatasetH sources[] = { GDALDataset::ToHandle( chosen.get() ) };
  const GDALDatasetUniquePtr result( GDALDataset::FromHandle( GDALWarp( "", nullptr, 1, sources, warping.get(), nullptr ) ) );
  feedback.throwIfCanceled();
  std::vector<float> values( grid.cellCount() );
  if ( !result || result->GetRasterBand( 1 )->RasterIO( GF_Read, 0, 0, grid.columns(), grid.rows(), values.data(), grid.columns(),
                                                        grid.rows(), GDT_Float32, 0, 0, nullptr ) != CE_None )
    return {};
  return values;
}

/// What a raster holds in each cell, [H × W].
struct Amounts
{
  std::vector<float> means;  ///< of the pixels that have a value; NaN where none has
  std::vector<float> shares; ///< of the cell that such pixels cover, 0 … 255
};

Amounts amountsOf( const std::string &path, const Grid &grid, Feedback &feedback )
{
  const GdalMessages messages;
  const GDALDatasetUniquePtr source = openRaster( path, messages );
  checkCrs( path, *source, grid );
  Amounts amounts{ warped( *source, { "-b", "1" }, grid, feedback ),
                   warped( *source, maskBeyondEdges( *source ), grid, feedback ) };
  if ( amounts.means.empty() || amounts.shares.empty() )
    refuse( path, "cannot be brought onto the grid of the heatmaps: " + messages.failure() );
  return amounts;
}

/// Turns amounts into means of 1, and says what they were.
void scale( Covariate &covariate, const std::string &path, std::int64_t cells, Feedback &feedback )
{
  std::vector<float> &values = covariate.values;
  const double sum = std::accumulate( values.begin(), values.end(), 0.0 );
  if ( sum == 0 )
    refuse( path, "has no value above 0 in the study area of the heatmaps. Check its place and its CRS." );
  const double mean = sum / static_cast<double>( cells );
  const auto above = std::ranges::count_if( values, []( float value ) { return value > 0; } );
  feedback.info( "Covariate " + covariate.name + ": " + path + ", mean over each cell; " + measureText( mean ) +
                 " on average, above 0 in " + countText( above ) + " of " + countText( cells ) + " cells." );
  for ( float &value : values )
    value = static_cast<float>( value / mean );
}

Covariate readCovariate( const std::string &path, const HeatmapStack &stack, Feedback &feedback )
{
  constexpr float all = 255;
  const Amounts amounts = amountsOf( path, stack.grid, feedback );
  Covariate covariate{ nameOf( path ), std::vector<float>( stack.cellCount(), 0 ) };
  std::int64_t cells = 0, without = 0, partly = 0;
  for ( size_t cell = 0; cell < covariate.values.size(); ++cell )
  {
    if ( !stack.studyArea[cell] )
      continue;
    ++cells;
    const float mean = amounts.means[cell], share = amounts.shares[cell];
    const bool isThere = std::isfinite( mean ) && share > 0;
    without += isThere ? 0 : 1;
    partly += isThere && share < all ? 1 : 0;
    if ( isThere && mean < 0 )
      refuse( path, "has values below 0. Use a map of amounts, such as lengths or people, that are 0 or more." );
    if ( isThere )
      covariate.values[cell] = mean * share / all;
  }
  scale( covariate, path, cells, feedback );
  if ( without + partly > 0 )
    feedback.warning( "The covariate " + path + " has no value in " + countText( without ) + " of " + countText( cells ) +
                      " cells, and in parts of " + countText( partly ) + ": that counts as 0." );
  return covariate;
}
} // namespace

std::vector<Covariate> readCovariates( const std::vector<std::string> &paths, const HeatmapStack &stack, Feedback &feedback )
{
  std::vector<Covariate> covariates;
  for ( const std::string &path : paths )
    covariates.push_back( readCovariate( path, stack, feedback ) );
  return covariates;
}

void saveCovariates( ModelFile &file, const std::vector<Covariate> &covariates )
{
  if ( covariates.empty() )
    return;
  Tensor tensor{ { std::ssize( covariates ), std::ssize( covariates.front().values ) }, {} };
  file.description[covariatesItem] = nlohmann::json::array();
  for ( const Covariate &covariate : covariates )
  {
    file.description[covariatesItem].push_back( covariate.name );
    tensor.values.insert( tensor.values.end(), covariate.values.begin(), covariate.values.end() );
  }
  file.tensors[tensorName] = std::move( tensor );
}

std::vector<Covariate> covariatesOf( const ModelFile &file )
try
{
  const auto names = file.description.value( covariatesItem, std::vector<std::string>() );
  if ( names.empty() )
    return {};
  const std::ptrdiff_t cells = gridOf( file ).cellCount();
  const Tensor &tensor = file.tensor( tensorName, { std::ssize( names ), cells } );
  const auto most = 1.001F * static_cast<float>( cells ); // all in one cell, as the mean is 1
  if ( !std::ranges::all_of( tensor.values, [most]( float value ) { return value >= 0 && value <= most; } ) )
    throw Error( "The model's covariates are no amounts of mean 1. Train it again." );
  std::vector<Covariate> covariates;
  for ( size_t i = 0; i < names.size(); ++i )
  {
    const auto first = tensor.values.begin() + static_cast<std::ptrdiff_t>( i ) * cells;
    covariates.push_back( { names[i], { first, first + cells } } );
  }
  return covariates;
}
catch ( const nlohmann::json::exception & )
{
  throw Error( "The model does not say properly which covariates it learned from. Train it again." );
}

} // namespace riskcast
