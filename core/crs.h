#pragma once

#include "grid.h"

#include <memory>
#include <string>

class OGRCoordinateTransformation;

namespace riskcast
{

/// Whether positions are longitudes and latitudes. \throws Error if PROJ cannot read \a crs
bool isGeographic( const std::string &crs );

/// Short name of a CRS for people and files: "EPSG:32643" where it has one, else its WKT.
std::string crsName( const std::string &crs );

/// WKT of a CRS for files. \throws Error if PROJ cannot read \a crs
std::string crsWkt( const std::string &crs );

/// Name of the unit of a CRS, "m", "ft", "°", …
std::string crsUnit( const std::string &crs );

/// A CRS in metres for the place: \a crs itself unless it is geographic, else the UTM zone (WGS 84) of the extent's centre.
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

  /// The rectangle that holds the transformed one, its curved edges included.
  Extent apply( const Extent &extent ) const;

private:
  struct Destroy
  {
    void operator()( OGRCoordinateTransformation *transformation ) const;
  };
  std::unique_ptr<OGRCoordinateTransformation, Destroy> mTransformation; ///< null: the two are the same
};

} // namespace riskcast
