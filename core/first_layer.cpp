#include "first_layer.h"

#include "crs.h"
#include "error.h"
#include "number_text.h"

namespace riskcast
{

FirstLayer::FirstLayer( const std::string &what, const std::string &source, const GdalMessages &messages, Feedback &feedback )
{
  registerGdalDrivers();
  mFile.reset( GDALDataset::Open( source.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR ) );
  mLayer = mFile ? mFile->GetLayer( 0 ) : nullptr;
  if ( !mLayer )
    throw Error( what + source + " cannot be read: " + messages.failure() );
  if ( const int count = mFile->GetLayerCount(); count > 1 )
    feedback.info( what + source + ": of " + countText( count ) + " layers the first one, " + mLayer->GetName() + ", is taken." );
}

std::string FirstLayer::crs() const
{
  const OGRSpatialReference *reference = mLayer->GetSpatialRef();
  return reference ? crsName( crsWkt( *reference ) ) : "";
}

std::string wkbOf( const OGRGeometry &geometry )
{
  std::string wkb( geometry.WkbSize(), '\0' );
  geometry.exportToWkb( wkbNDR, reinterpret_cast<unsigned char *>( wkb.data() ), wkbVariantIso );
  return wkb;
}

std::unique_ptr<OGRGeometry> geometryOf( const std::string &wkb )
{
  OGRGeometry *read = nullptr;
  const bool isRead = OGRGeometryFactory::createFromWkb( wkb.data(), nullptr, &read, wkb.size() ) == OGRERR_NONE;
  std::unique_ptr<OGRGeometry> geometry( read );
  return isRead ? std::move( geometry ) : nullptr;
}

} // namespace riskcast
