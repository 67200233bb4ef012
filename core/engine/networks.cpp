#include "error.h"
#include "gdal_support.h"
#include "models/conv_lstm.h"
#include "models/networks_module.h"

#include <cpl_conv.h>

#include <filesystem>

namespace riskcast
{

namespace
{

/// The library lies at ../lib, seen from the program.
std::string libraryPath()
{
  constexpr int longest = 4096;
  std::string program( longest, '\0' );
  if ( !CPLGetExecPath( program.data(), longest ) )
    throw Error( "The program does not find out where it is installed. Start it by its whole path." );
  const std::filesystem::path folder = std::filesystem::path( program.c_str() ).parent_path();
  return ( folder.parent_path() / "lib" / RISKCAST_NETWORKS_LIBRARY ).string();
}

NetworkMaker findMaker()
{
  const std::string library = libraryPath();
  const GdalMessages messages;
  void *maker = CPLGetSymbol( library.c_str(), networkMakerName );
  if ( !maker )
    throw Error( "The library of networks " + library + " cannot be loaded (" + messages.failure() +
                 "). Install Riskcast again." );
  return reinterpret_cast<NetworkMaker>( maker );
}

} // namespace

std::unique_ptr<Forecaster> makeConvLstm( const TrainingOptions &options )
{
  static const NetworkMaker maker = findMaker();
  return std::unique_ptr<Forecaster>( maker( options ) );
}

} // namespace riskcast
