#include "vector_file.h"

#include "error.h"
#include "gdal_support.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>

#include <filesystem>

namespace riskcast
{

GDALDriver &vectorDriverFor( const std::string &path )
{
  registerGdalDrivers();
  const std::string suffix = std::filesystem::path( path ).extension().string();
  GDALDriverManager &manager = *GetGDALDriverManager();
  for ( int i = 0; i < manager.GetDriverCount() && suffix.size() > 1; ++i )
  {
    GDALDriver &driver = *manager.GetDriver( i );
    if ( !driver.GetMetadataItem( GDAL_DCAP_VECTOR ) || !driver.GetMetadataItem( GDAL_DCAP_CREATE ) )
      continue;
    const char *extensions = driver.GetMetadataItem( GDAL_DMD_EXTENSIONS );
    const CPLStringList list( CSLTokenizeString( extensions ? extensions : "" ) );
    if ( list.FindString( suffix.c_str() + 1 ) >= 0 )
      return driver;
  }
  throw Error( path + " cannot be written: no vector format has the suffix \"" + suffix + "\". Take .gpkg for GeoPackage." );
}

void writeVectorFile( OutputFile &output, const std::function<void( GDALDataset & )> &write, Feedback &feedback )
{
  GDALDriver &driver = vectorDriverFor( output.path() );
  const GdalMessages messages;
  // A GeoPackage would else hold the time of writing.
  const CPLConfigOptionSetter noClock( "OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z", false );
  GDALDatasetUniquePtr file( driver.Create( output.temporaryPath().c_str(), 0, 0, 0, GDT_Unknown, nullptr ) );
  if ( file )
  {
    const bool isTransaction = file->StartTransaction() == OGRERR_NONE;
    write( *file );
    if ( isTransaction && file->CommitTransaction() != OGRERR_NONE )
      CPLError( CE_Failure, CPLE_FileIO, "The rows could not be written." );
  }
  file.reset(); // a full disk may show only here
  checkWritten( output.path(), messages, feedback );
}

} // namespace riskcast
