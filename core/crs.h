#pragma once

#include "grid.h"

#include <memory>
#include <string>

class OGRCoordinateTransformation;
class OGRGeometry;
class OGRSpatialReference;

namespace riskcast
{

// A CRS is a text as PROJ reads it ("EPSG:32643", WKT, …). The empty text stands for positions of an unknown CRS: not geographic,
// no WKT, no unit, and the same only as itself.

/// The CRS for GDAL, with x as the easting or longitude; an empty one for the empty text. \throws Error if PROJ cannot read \a
/// crs
OGRSpatialReference spatialReference( const std::string &crs );

/// Whether positions are longitudes and latitudes. \throws Error if PROJ cannot read \a crs
bool isGeographic( const std::string &crs );

/// Short name of a CRS for files: "EPSG:32643" where it has one, else its WKT.
std::string crsName( const std::string &crs );

/// Name of a CRS in messages: "EPSG:32643" where it has one, else what it calls itself.
std::string crsTitle( const std::string &crs );

/// WKT of a CRS for files. \throws Error if PROJ cannot read \a crs
std::string crsWkt( const std::string &crs );

/// The same of what GDAL read from a file.
std::string crsWkt( const OGRSpatialReference &crs );

/// Whether two CRS mean the same, however they are written.
bool sameCrs( const std::string &one, const std::string &other );

/// Name of the unit of a CRS, "m", "ft", "°", …
std::string crsUnit( const std::string &crs );

/// A CRS for lengths at the place: \a crs itself, in whatever unit, unless it is geographic, else the UTM zone (WGS 84, whole
/// zones of 6°) of the extent's centre; beyond 84° north and 80° south, the polar stereographic one (UPS).
std::string localMetricCrs( const std::string &crs, const Extent &extent );

/// Puts positions from one CRS into another; x is always the easting or longitude.
class Transform
{
public:
  /// \throws Error if PROJ cannot read one of the two, or knows no way between them
  Transform( const std::string &from, const std::string &to );
  ~Transform();

  /// \return false if the position cannot be transformed; x and y are then unchanged
  bool apply( double &x, double &y ) const;

  /// The same for all points of a geometry.
  bool apply( OGRGeometry &geometry ) const;

  /// The rectangle that holds the transformed one, its curved edges included.
  /// \throws Error if it cannot be transformed
  Extent apply( const Extent &extent ) const;

private:
  struct Destroy
  {
    void operator()( OGRCoordinateTransformation *transformation ) const;
  };
  std::unique_ptr<OGRCoordinateTransformation, Destroy> mTransformation; ///< null: the two are the same
};

} // namespace riskcast
