#include "grid.h"

#include "crs.h"
#include "error.h"
#include "number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{

/// The largest number of cells whose index is an int.
constexpr double maximumCells = std::numeric_limits<int>::max();

std::string cellsText( double columns, double rows )
{
  return measureText( columns ) + " × " + measureText( rows );
}

void checkExtent( const Extent &extent )
{
  const bool isFinite = std::isfinite( extent.xMin ) && std::isfinite( extent.yMin ) && std::isfinite( extent.xMax ) &&
                        std::isfinite( extent.yMax );
  if ( !isFinite || extent.width() <= 0 || extent.height() <= 0 )
  {
    throw Error( "The extent " + exactText( extent.xMin ) + ", " + exactText( extent.yMin ) + ", " + exactText( extent.xMax ) +
                 ", " + exactText( extent.yMax ) + " (xmin, ymin, xmax, ymax) is empty: give one with a width and a height." );
  }
}

} // namespace

Grid::Grid( std::string crs, const Extent &extent, int columns, int rows )
    : mCrs( std::move( crs ) )
    , mExtent( extent )
    , mColumns( columns )
    , mRows( rows )
{
  checkExtent( extent );
  if ( columns < 1 || rows < 1 )
    throw Error( "A grid of " + cellsText( columns, rows ) + " cells is not possible: it needs a row and a column at least." );
  if ( static_cast<double>( columns ) * rows > maximumCells )
    throw Error( "A grid of " + cellsText( columns, rows ) + " cells is too large: take fewer or larger cells." );
  mCellWidth = extent.width() / columns;
  mCellHeight = extent.height() / rows;
}

Grid Grid::withCellSize( std::string crs, const Extent &extent, double cellSize )
{
  checkExtent( extent );
  if ( !std::isfinite( cellSize ) || cellSize <= 0 )
    throw Error( "A cell size of " + exactText( cellSize ) + " is not possible: it must be above 0." );
  // An extent of whole cells must not get one more because of rounding.
  constexpr double tolerance = 1e-9;
  const double columns = std::max( std::ceil( extent.width() / cellSize - tolerance ), 1.0 );
  const double rows = std::max( std::ceil( extent.height() / cellSize - tolerance ), 1.0 );
  if ( columns * rows > maximumCells )
    throw Error( "A grid of " + cellsText( columns, rows ) + " cells is too large: take larger cells." );
  // Rounding must not cut off the outermost incident either.
  const Extent whole{ extent.xMin, std::min( extent.yMax - rows * cellSize, extent.yMin ),
                      std::max( extent.xMin + columns * cellSize, extent.xMax ), extent.yMax };
  return Grid( std::move( crs ), whole, static_cast<int>( columns ), static_cast<int>( rows ) );
}

std::optional<int> Grid::cellAt( double x, double y ) const
{
  if ( !mExtent.contains( x, y ) )
    return std::nullopt;
  const int column = std::min( static_cast<int>( ( x - mExtent.xMin ) / cellWidth() ), mColumns - 1 );
  const int rowFromSouth = std::min( static_cast<int>( ( y - mExtent.yMin ) / cellHeight() ), mRows - 1 );
  return ( mRows - 1 - rowFromSouth ) * mColumns + column;
}

std::array<double, 2> Grid::centreOf( int cell ) const
{
  const int row = cell / mColumns;
  const int column = cell % mColumns;
  return { mExtent.xMin + ( column + 0.5 ) * cellWidth(), mExtent.yMax - ( row + 0.5 ) * cellHeight() };
}

std::array<double, 6> Grid::geoTransform() const
{
  return { mExtent.xMin, cellWidth(), 0, mExtent.yMax, 0, -cellHeight() };
}

bool Grid::sameAs( const Grid &other ) const
{
  constexpr double tolerance = 1e-3;
  const double xTolerance = tolerance * cellWidth();
  const double yTolerance = tolerance * cellHeight();
  return mColumns == other.mColumns && mRows == other.mRows && std::abs( mExtent.xMin - other.mExtent.xMin ) <= xTolerance &&
         std::abs( mExtent.xMax - other.mExtent.xMax ) <= xTolerance &&
         std::abs( mExtent.yMin - other.mExtent.yMin ) <= yTolerance &&
         std::abs( mExtent.yMax - other.mExtent.yMax ) <= yTolerance && sameCrs( mCrs, other.mCrs );
}

std::string Grid::toString() const
{
  return cellsText( mColumns, mRows ) + " cells of " + cellsText( cellWidth(), cellHeight() ) + " " + crsUnit( mCrs ) + " in " +
         crsTitle( mCrs );
}

} // namespace riskcast
