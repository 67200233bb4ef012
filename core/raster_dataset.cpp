#include "raster_dataset.h"

#include "error.h"

namespace riskcast
{

GDALDatasetUniquePtr openRaster( const std::string &path, const GdalMessages &messages )
{
  registerGdalDrivers();
  GDALDatasetUniquePtr file( GDALDataset::Open( path.c_str(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR ) );
  if ( !file )
    throw Error( path + " cannot be read as a raster: " + messages.failure() );
  if ( file->GetRasterCount() > 0 )
    return file;
  if ( const char *first = file->GetMetadataItem( "SUBDATASET_1_NAME", "SUBDATASETS" ) )
    throw Error( path + " holds several rasters: name one of them, such as " + first + "." );
  throw Error( path + " has no bands: choose another raster." );
}

} // namespace riskcast
