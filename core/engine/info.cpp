#include "command.h"
#include "error.h"
#include "file_facts.h"
#include "metadata_items.h"
#include "raster_file.h"
#include "risk_raster.h"
#include "space_time_cube.h"
#include "stack_file.h"
#include "training.h"

#include <fstream>

namespace riskcast
{

namespace
{

struct InfoOptions
{
  std::string file;
};

void declareInfo( CLI::App &command, InfoOptions &options )
{
  command.add_option( "FILE", options.file, "Heatmap stack, space-time cube, model or risk raster" )->required();
  command.footer( "Example:\n  riskcast info risk.tif" );
}

/// A model begins with the length of its header, then comes the header, a JSON object.
bool looksLikeModel( const std::string &path )
{
  std::ifstream file( path, std::ios::binary );
  file.seekg( 8 );
  return file.get() == '{';
}

CommandResult info( const InfoOptions &options, Feedback &feedback )
{
  const std::string &path = options.file;
  if ( path.ends_with( checkpointSuffix ) )
    throw Error( path + " is what an interrupted training left, no model yet: the command that began it goes on from there." );
  if ( looksLikeModel( path ) )
    return modelFacts( path, ModelFile::read( path ) );
  if ( isNetcdf( path ) )
    return stackFacts( path, readSpaceTimeCube( path, feedback ) );

  const RasterMetadata metadata = readRasterMetadata( path );
  const std::string content = metadataText( metadata, contentItem );
  if ( content == heatmapsContent )
    return stackFacts( path, readHeatmapStack( path, feedback ) );
  if ( content == riskContent )
    return riskFacts( path, readRiskRaster( path, feedback ) );
  if ( content == classesContent )
    throw Error( path + " holds classes of risk for display. Choose the risk raster that was written beside it." );
  throw Error( path +
               " is neither a heatmap stack nor a model nor a risk raster. Choose a file that `riskcast heatmaps`, train or "
               "predict wrote." );
}

} // namespace

void addInfoCommand( CLI::App &program, Command &chosen )
{
  addCommand<InfoOptions>( program, chosen, "info", "Explain a heatmap stack, a model or a risk raster", declareInfo, info );
}

} // namespace riskcast
