#include "cell_areas.h"

#include "crs.h"
#include "scores/cell_sizes.h"

#include <qgscoordinatereferencesystem.h>
#include <qgscoordinatetransformcontext.h>
#include <qgsdistancearea.h>
#include <qgspointxy.h>

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

/// Area of a rectangle as large as a cell, which may lie between cells.
double measuredKm2( const Grid &grid, double row, double column, const QgsDistanceArea &measure )
{
  constexpr double squareMetres = 1e6; // in a km²
  const double west = grid.extent().xMin + column * grid.cellWidth();
  const double north = grid.extent().yMax - row * grid.cellHeight();
  const double east = west + grid.cellWidth();
  const double south = north - grid.cellHeight();
  return measure.measurePolygon( { { west, south }, { east, south }, { east, north }, { west, north } } ) / squareMetres;
}

/// Places along a side that are measured: the cells themselves, if they are few.
struct Places
{
  int cells;
  int count = std::min( cells, 33 );

  double cellsApart() const { return static_cast<double>( cells - 1 ) / std::max( count - 1, 1 ); }
  double placeOf( int cell ) const { return count > 1 ? cell / cellsApart() : 0; }
  int before( int cell ) const { return std::min( static_cast<int>( placeOf( cell ) ), std::max( count - 2, 0 ) ); }
  int after( int cell ) const { return std::min( before( cell ) + 1, count - 1 ); }
};

std::vector<double> interpolatedAreas( const Grid &grid, const QgsDistanceArea &measure )
{
  const Places rows{ grid.rows() };
  const Places columns{ grid.columns() };
  std::vector<double> measured;
  for ( int row = 0; row < rows.count; ++row )
    for ( int column = 0; column < columns.count; ++column )
      measured.push_back( measuredKm2( grid, row * rows.cellsApart(), column * columns.cellsApart(), measure ) );
  std::vector<double> areas;
  areas.reserve( grid.cellCount() );
  for ( int row = 0; row < grid.rows(); ++row )
    for ( int column = 0; column < grid.columns(); ++column )
    {
      const auto along = [&]( int placeOfRow )
      {
        const double *ofRow = measured.data() + static_cast<std::ptrdiff_t>( placeOfRow ) * columns.count;
        return std::lerp( ofRow[columns.before( column )], ofRow[columns.after( column )],
                          columns.placeOf( column ) - columns.before( column ) );
      };
      areas.push_back(
          std::lerp( along( rows.before( row ) ), along( rows.after( row ) ), rows.placeOf( row ) - rows.before( row ) ) );
    }
  return areas;
}

} // namespace

std::vector<double> ellipsoidalAreasKm2( const Grid &grid, const QgsCoordinateTransformContext &context )
{
  if ( grid.crs().empty() )
    return std::vector<double>( grid.cellCount(), 0 );
  if ( isGeographic( grid.crs() ) )
    return cellAreasKm2( grid );
  const QgsCoordinateReferenceSystem crs( QString::fromStdString( grid.crs() ) );
  QgsDistanceArea measure;
  measure.setSourceCrs( crs, context );
  measure.setEllipsoid( crs.ellipsoidAcronym() );
  return interpolatedAreas( grid, measure );
}

} // namespace riskcast
