#include "networks.h"

#include "error.h"
#include "gdal_support.h"
#include "models/network_forecaster.h"
#include "models/networks_module.h"

#include <cpl_conv.h>
#include <cpl_multiproc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
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

/// A function of the library, which is loaded with the first.
template<class Function> Function find( const char *name )
{
  const std::string library = libraryPath();
  const GdalMessages messages;
  void *function = CPLGetSymbol( library.c_str(), name );
  if ( !function )
    throw Error( "The library of networks " + library + " cannot be loaded (" + messages.failure() +
                 "). Install Riskcast again." );
  return reinterpret_cast<Function>( function );
}

std::atomic<UnfinishedRemover> unfinishedRemover = nullptr; ///< once the library is loaded

#ifdef __GLIBC__
/// The threads of OpenMP, which LibTorch computes with, wait for each other by spinning: beside any other busy program a training
/// then takes two to ten times as long. OpenMP reads how to wait when it is loaded, which GDAL may do before main() begins.
void letThreadsSleep( int, char **, char ** )
{
  setenv( "OMP_WAIT_POLICY", "PASSIVE", /*replace=*/0 );
}
[[gnu::section( ".preinit_array" ), gnu::used]] void ( *const beforeLibraries )( int, char **, char ** ) = letThreadsSleep;
#endif

} // namespace

std::unique_ptr<Forecaster> makeNetworkForecaster( const TrainingOptions &options )
{
  static const auto maker = []
  {
    unfinishedRemover = find<UnfinishedRemover>( unfinishedRemoverName );
    return find<NetworkMaker>( networkMakerName );
  }();
  return std::unique_ptr<Forecaster>( maker( options ) );
}

void describeTorch( nlohmann::json &facts )
{
  find<TorchDescriber>( torchDescriberName )( facts );
}

void removeUnfinishedOfNetworks()
{
  if ( const UnfinishedRemover remove = unfinishedRemover )
    remove();
}

void limitThreads( int threads )
{
  // More of them only get into each other's way: a hundred thousand stop the machine.
  threads = std::min( threads, CPLGetNumCPUs() );
  setenv( "OMP_NUM_THREADS", std::to_string( threads ).c_str(), /*replace=*/1 );
}

} // namespace riskcast
