#include "gdal_support.h"

#include <cpl_error.h>
#include <gdal.h>

namespace riskcast
{

void registerGdalDrivers()
{
  if ( GDALGetDriverCount() == 0 )
    GDALAllRegister();
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
    messages->mWarnings.emplace_back( message );
  else if ( severity >= CE_Failure && messages->mFailure.empty() )
    messages->mFailure = message;
}

} // namespace riskcast
