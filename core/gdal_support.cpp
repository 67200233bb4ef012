#include "gdal_support.h"

#include "error.h"
#include "first_line.h"
#include "number_text.h"
#include "output_file.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>

namespace riskcast
{

void registerGdalDrivers()
{
  if ( GDALGetDriverCount() == 0 )
    GDALAllRegister();
}

void checkMemory( const std::string &what, double bytes, const std::string &advice )
{
  constexpr double gigabyte = 1e9;
  const double available = static_cast<double>( CPLGetUsablePhysicalRAM() ); // 0: not known
  if ( available > 0 && bytes > available )
    throw Error( what + " needs " + measureText( bytes / gigabyte ) + " GB of memory, but this computer has " +
                 measureText( available / gigabyte ) + " GB. " + advice );
}

CPLStringList withChosen( CPLStringList defaults, const std::vector<std::string> &chosen )
{
  for ( const std::string &option : chosen )
  {
    char *name = nullptr;
    const char *value = CPLParseNameValue( option.c_str(), &name );
    if ( value )
      defaults.SetNameValue( name, value );
    CPLFree( name );
    if ( !value )
      throw Error( "The creation option \"" + option + "\" is not written NAME=VALUE, for example COMPRESS=ZSTD." );
  }
  return defaults;
}

GdalMessages::GdalMessages()
{
  CPLPushErrorHandlerEx( []( CPLErr severity, CPLErrorNum number, const char *message ) { keep( severity, number, message ); },
                         this );
}

GdalMessages::~GdalMessages()
{
  CPLPopErrorHandler();
}

void GdalMessages::keep( int severity, int /*number*/, const char *message )
{
  auto *messages = static_cast<GdalMessages *>( CPLGetErrorHandlerUserData() );
  if ( severity == CE_Warning )
    messages->mWarnings.push_back( firstLine( message ) );
  else if ( severity >= CE_Failure && messages->mFailure.empty() )
    messages->mFailure = firstLine( message );
}

void checkWritten( const std::string &path, const GdalMessages &messages, Feedback &feedback )
{
  if ( !messages.failure().empty() )
    throwNotWritten( path, messages.failure() );
  for ( const std::string &warning : messages.warnings() )
    feedback.warning( path + ": " + warning );
}

} // namespace riskcast
