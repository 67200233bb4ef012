#include "cell_sizes.h"

#include "crs.h"
#include "error.h"
#include "first_layer.h"
#include "gdal_support.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace riskcast
{

namespace
{

constexpr double radians = std::numbers::pi / 180;

/// Half-axis a and squared eccentricity of the ellipsoid of a geographic CRS.
struct Ellipsoid
{
  double a = 0;
  double e2 = 0;
};

Ellipsoid ellipsoidOf( const OGRSpatialReference &crs )
{
  const double a = crs.GetSemiMajor();
  const double flattening = crs.GetInvFlattening() > 0 ? 1 / crs.GetInvFlattening() : 0;
  return { a, flattening * ( 2 - flattening ) };
}

/// Area between the equator and a parallel, for one radian of longitude.
double areaUpTo( const Ellipsoid &ellipsoid, double latitude )
{
  const double sine = std::sin( latitude * radians );
  const double e = std::sqrt( ellipsoid.e2 );
  const double half = ellipsoid.a * ellipsoid.a / 2 * ( 1 - ellipsoid.e2 );
  return half * ( sine / ( 1 - ellipsoid.e2 * sine * sine ) + ( e > 0 ? std::atanh( e * sine ) / e : sine ) );
}

/// Metres of a short line, in units of the grid's CRS.
class LengthInMetres
{
public:
  explicit LengthInMetres( const std::string &crs )
      : mIsGeographic( isGeographic( crs ) )
  {
    const OGRSpatialReference reference = spatialReference( crs );
    mEllipsoid = mIsGeographic ? ellipsoidOf( reference ) : Ellipsoid{};
    mUnit = crs.empty() ? 1 : reference.GetLinearUnits();
  }

  double operator()( double x1, double y1, double x2, double y2 ) const
  {
    if ( !mIsGeographic )
      return mUnit * std::hypot( x2 - x1, y2 - y1 );
    const double latitude = ( y1 + y2 ) / 2 * radians;
    const double w = 1 - mEllipsoid.e2 * std::pow( std::sin( latitude ), 2 );
    const double east = mEllipsoid.a / std::sqrt( w ) * std::cos( latitude ) * ( x2 - x1 ) * radians;
    const double north = mEllipsoid.a * ( 1 - mEllipsoid.e2 ) / std::pow( w, 1.5 ) * ( y2 - y1 ) * radians;
    return std::hypot( east, north );
  }

private:
  bool mIsGeographic;
  Ellipsoid mEllipsoid;
  double mUnit = 1;
};

/// Where a segment from \a from to \a to crosses the grid's lines, as shares 0 … 1 of its length.
void addCrossings( double from, double to, double origin, double cell, int cells, std::vector<double> &shares )
{
  if ( from == to )
    return;
  const double first = std::clamp( std::floor( ( std::min( from, to ) - origin ) / cell ), -1.0, cells + 1.0 );
  const double last = std::clamp( std::ceil( ( std::max( from, to ) - origin ) / cell ), -1.0, cells + 1.0 );
  for ( double line = first; line <= last; ++line )
  {
    const double share = ( origin + line * cell - from ) / ( to - from );
    if ( share > 0 && share < 1 )
      shares.push_back( share );
  }
}

void addSegment( const OGRPoint &a, const OGRPoint &b, const Grid &grid, const LengthInMetres &length,
                 std::vector<double> &metres )
{
  std::vector<double> shares = { 0, 1 };
  addCrossings( a.getX(), b.getX(), grid.extent().xMin, grid.cellWidth(), grid.columns(), shares );
  addCrossings( a.getY(), b.getY(), grid.extent().yMin, grid.cellHeight(), grid.rows(), shares );
  std::ranges::sort( shares );
  const auto at = [&]( double share )
  { return std::pair( std::lerp( a.getX(), b.getX(), share ), std::lerp( a.getY(), b.getY(), share ) ); };
  for ( size_t i = 1; i < shares.size(); ++i )
  {
    const auto [x, y] = at( ( shares[i - 1] + shares[i] ) / 2 );
    const auto [x1, y1] = at( shares[i - 1] );
    const auto [x2, y2] = at( shares[i] );
    if ( const std::optional<int> cell = grid.cellAt( x, y ) )
      metres[*cell] += length( x1, y1, x2, y2 );
  }
}

void addLine( const OGRLineString &line, const Grid &grid, const LengthInMetres &length, std::vector<double> &metres )
{
  OGRPoint previous;
  OGRPoint point;
  for ( int i = 0; i < line.getNumPoints(); ++i )
  {
    line.getPoint( i, &point );
    if ( i > 0 )
      addSegment( previous, point, grid, length, metres );
    previous = point;
  }
}

/// Those of \a geometry, which may be a collection.
void addLines( const OGRGeometry *geometry, std::vector<std::string> &lines )
{
  if ( !geometry )
    return;
  const OGRwkbGeometryType type = OGR_GT_Flatten( geometry->getGeometryType() );
  if ( OGR_GT_IsSubClassOf( type, wkbCurve ) )
  {
    const std::unique_ptr<OGRGeometry> linear( geometry->getLinearGeometry() );
    lines.push_back( wkbOf( *linear ) );
  }
  else if ( OGR_GT_IsSubClassOf( type, wkbGeometryCollection ) )
    for ( const OGRGeometry *part : *geometry->toGeometryCollection() )
      addLines( part, lines );
}

} // namespace

std::vector<double> cellAreasKm2( const Grid &grid )
{
  constexpr double squareMetresPerKm2 = 1e6;
  std::vector<double> areas;
  if ( grid.crs().empty() )
    return areas;
  const OGRSpatialReference crs = spatialReference( grid.crs() );
  const bool isInDegrees = isGeographic( grid.crs() );
  const Ellipsoid ellipsoid = isInDegrees ? ellipsoidOf( crs ) : Ellipsoid{};
  for ( int row = 0; row < grid.rows(); ++row )
  {
    double area = grid.cellWidth() * grid.cellHeight() * std::pow( crs.GetLinearUnits(), 2 );
    if ( isInDegrees )
    {
      const double north = grid.extent().yMax - row * grid.cellHeight();
      area = grid.cellWidth() * radians * ( areaUpTo( ellipsoid, north ) - areaUpTo( ellipsoid, north - grid.cellHeight() ) );
    }
    areas.insert( areas.end(), grid.columns(), area / squareMetresPerKm2 );
  }
  return areas;
}

Streets readStreets( const std::string &source, Feedback &feedback )
{
  const GdalMessages messages;
  const FirstLayer opened( "The streets ", source, messages, feedback );
  Streets streets{ {}, opened.crs(), source };
  for ( const auto &feature : opened.layer() )
  {
    feedback.throwIfCanceled();
    addLines( feature->GetGeometryRef(), streets.lines );
  }
  if ( !messages.failure().empty() )
    throw Error( "The streets " + source + " cannot be read to their end: " + messages.failure() );
  if ( streets.lines.empty() )
    throw Error( "The streets " + source + " have no lines: choose a layer of lines." );
  return streets;
}

std::vector<double> streetMetres( const Streets &streets, const Grid &grid )
{
  const Transform toGrid( streets.crs, grid.crs() );
  const LengthInMetres length( grid.crs() );
  std::vector<double> metres( grid.cellCount(), 0 );
  for ( const std::string &wkb : streets.lines )
  {
    const std::unique_ptr<OGRGeometry> line = geometryOf( wkb );
    if ( !line || !toGrid.apply( *line ) )
      throw Error( "The streets " + streets.source + " have a line that cannot be put into " + crsTitle( grid.crs() ) +
                   ": mend its geometry, or choose another CRS for the grid." );
    addLine( *line->toLineString(), grid, length, metres );
  }
  if ( std::ranges::all_of( metres, []( double each ) { return each == 0; } ) )
    throw Error( "No line of the streets " + streets.source + " is inside the grid: choose streets of the same place." );
  return metres;
}

} // namespace riskcast
