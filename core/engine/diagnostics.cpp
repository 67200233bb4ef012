#include "command.h"
#include "error.h"
#include "networks.h"
#include "version.h"

#include <cpl_multiproc.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <sstream>

namespace riskcast
{

namespace
{

struct DiagnosticsOptions
{
};

void declareDiagnostics( CLI::App &command, DiagnosticsOptions & )
{
  command.footer( "Example:\n  riskcast diagnostics" );
}

std::string projVersion()
{
  int major = 0;
  int minor = 0;
  int patch = 0;
  OSRGetPROJVersion( &major, &minor, &patch );
  return std::to_string( major ) + "." + std::to_string( minor ) + "." + std::to_string( patch );
}

std::string diagnosticsText( const nlohmann::json &facts )
{
  std::ostringstream text;
  text << "Riskcast " << facts["version"].get<std::string>() << "\nGDAL " << facts["gdal"].get<std::string>() << "\nPROJ "
       << facts["proj"].get<std::string>() << "\nProcessors: " << facts["processors"];
  if ( facts.contains( "problem" ) )
    text << "\nNo networks: " << facts["problem"].get<std::string>();
  else
    text << "\nLibTorch " << facts["libtorch"].get<std::string>() << "\nGPUs that LibTorch can use: " << facts["gpus"]
         << "\nThreads: " << facts["threads"];
  return text.str();
}

/// A library of networks that cannot be loaded is something to tell, not a failure.
CommandResult diagnose( const DiagnosticsOptions &, Feedback & )
{
  nlohmann::json facts = { { "version", version },
                           { "gdal", GDALVersionInfo( "RELEASE_NAME" ) },
                           { "proj", projVersion() },
                           { "processors", CPLGetNumCPUs() } };
  try
  {
    describeTorch( facts );
  }
  catch ( const Error &error )
  {
    facts["problem"] = error.what();
  }
  return { facts, diagnosticsText( facts ) };
}

} // namespace

void addDiagnosticsCommand( CLI::App &program, Command &chosen )
{
  addCommand<DiagnosticsOptions>( program, chosen, "diagnostics", "Say what the program is and computes with, for a bug report",
                                  declareDiagnostics, diagnose );
}

} // namespace riskcast
