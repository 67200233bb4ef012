#include "crs.h"

#include "error.h"
#include "gdal_support.h"

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

/// "EPSG:32643" is what people type; a whole WKT in a message helps nobody.
std::string quoted( const std::string &crs )
{
  constexpr size_t longest = 40;
  return "\"" + ( crs.size() > longest ? crs.substr( 0, longest ) + "…" : crs ) + "\"";
}

/// "EPSG:32643"; empty if it has none.
std::string codeOf( const OGRSpatialReference &reference )
{
  const char *authority = reference.GetAuthorityName( nullptr );
  const char *code = reference.GetAuthorityCode( nullptr );
  return authority && code ? std::string( authority ) + ":" + code : std::string();
}

std::string utmCrs( double longitude, double latitude )
{
  const bool isNorth = latitude >= 0;
  if ( latitude > 84 || latitude < -80 )
    return isNorth ? "EPSG:32661" : "EPSG:32761";
  const int zone = std::clamp( static_cast<int>( std::floor( ( longitude + 180 ) / 6 ) ) + 1, 1, 60 );
  return "EPSG:" + std::to_string( ( isNorth ? 32600 : 32700 ) + zone );
}

} // namespace

OGRSpatialReference spatialReference( const std::string &crs )
{
  const GdalMessages messages;
  OGRSpatialReference reference;
  reference.SetAxisMappingStrategy( OAMS_TRADITIONAL_GIS_ORDER );
  if ( crs.empty() )
    return reference;
  const OGRErr error = reference.SetFromUserInput( crs.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS );
  if ( error != OGRERR_NONE )
    throw Error( "The coordinate reference system " + quoted( crs ) + " is not known: give one such as \"EPSG:32643\"." );
  return reference;
}

bool isGeographic( const std::string &crs )
{
  return !crs.empty() && spatialReference( crs ).IsGeographic();
}

std::string crsName( const std::string &crs )
{
  const std::string code = codeOf( spatialReference( crs ) );
  return code.empty() ? crsWkt( crs ) : code;
}

std::string crsTitle( const std::string &crs )
{
  if ( crs.empty() )
    return "an unknown CRS";
  const OGRSpatialReference reference = spatialReference( crs );
  const std::string code = codeOf( reference );
  const char *read = reference.GetName();
  const std::string name = read ? read : "";
  const bool isNamed = !name.empty() && name != "unknown" && name != "unnamed"; // as PROJ writes it
  return code.empty() ? ( isNamed ? "\"" + name + "\"" : "a CRS without a name" ) : code;
}

std::string crsWkt( const std::string &crs )
{
  if ( crs.empty() )
    return {};
  return crsWkt( spatialReference( crs ) );
}

std::string crsWkt( const OGRSpatialReference &crs )
{
  char *wkt = nullptr;
  const char *const options[] = { "FORMAT=WKT2_2019", nullptr };
  crs.exportToWkt( &wkt, options );
  std::string text = wkt ? wkt : "";
  CPLFree( wkt );
  return text;
}

bool sameCrs( const std::string &one, const std::string &other )
{
  if ( one == other )
    return true;
  if ( one.empty() || other.empty() )
    return false;
  const OGRSpatialReference otherReference = spatialReference( other );
  const char *const options[] = { "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS", "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES",
                                  nullptr };
  return spatialReference( one ).IsSame( &otherReference, options );
}

std::string crsUnit( const std::string &crs )
{
  if ( crs.empty() )
    return "units";
  const OGRSpatialReference reference = spatialReference( crs );
  const char *name = nullptr;
  if ( reference.IsGeographic() )
    reference.GetAngularUnits( &name );
  else
    reference.GetLinearUnits( &name );
  const std::string unit = name ? name : "units";
  if ( unit == "metre" || unit == "meter" )
    return "m";
  if ( unit.find( "foot" ) != std::string::npos || unit.find( "feet" ) != std::string::npos )
    return "ft";
  return unit == "degree" ? "°" : unit;
}

std::string localMetricCrs( const std::string &crs, const Extent &extent )
{
  if ( !isGeographic( crs ) )
    return crs;
  double longitude = ( extent.xMin + extent.xMax ) / 2;
  double latitude = ( extent.yMin + extent.yMax ) / 2;
  Transform( crs, "EPSG:4326" ).apply( longitude, latitude );
  return utmCrs( longitude, latitude );
}

void Transform::Destroy::operator()( OGRCoordinateTransformation *transformation ) const
{
  OGRCoordinateTransformation::DestroyCT( transformation );
}

Transform::Transform( const std::string &from, const std::string &to )
{
  if ( sameCrs( from, to ) )
    return;
  const OGRSpatialReference source = spatialReference( from );
  const OGRSpatialReference target = spatialReference( to );
  const GdalMessages messages;
  if ( !from.empty() && !to.empty() )
    mTransformation.reset( OGRCreateCoordinateTransformation( &source, &target ) );
  if ( !mTransformation )
    throw Error( "Positions cannot be put from " + crsTitle( from ) + " into " + crsTitle( to ) + "." );
}

Transform::~Transform() = default;

bool Transform::apply( double &x, double &y ) const
{
  if ( !mTransformation )
    return true;
  const GdalMessages messages;
  double newX = x;
  double newY = y;
  if ( !mTransformation->Transform( 1, &newX, &newY ) || !std::isfinite( newX ) || !std::isfinite( newY ) )
    return false;
  x = newX;
  y = newY;
  return true;
}

bool Transform::apply( OGRGeometry &geometry ) const
{
  const GdalMessages messages;
  return !mTransformation || geometry.transform( mTransformation.get() ) == OGRERR_NONE;
}

Extent Transform::apply( const Extent &extent ) const
{
  if ( !mTransformation )
    return extent;
  const GdalMessages messages;
  constexpr int pointsPerEdge = 21;
  Extent result;
  if ( !mTransformation->TransformBounds( extent.xMin, extent.yMin, extent.xMax, extent.yMax, &result.xMin, &result.yMin,
                                          &result.xMax, &result.yMax, pointsPerEdge ) )
  {
    throw Error( "The extent cannot be put from " + crsTitle( crsWkt( *mTransformation->GetSourceCS() ) ) + " into " +
                 crsTitle( crsWkt( *mTransformation->GetTargetCS() ) ) + ": give one that lies inside both." );
  }
  return result;
}

} // namespace riskcast
