#pragma once

#include <array>
#include <optional>
#include <string>

namespace riskcast
{

/// A rectangle in the units of some CRS.
struct Extent
{
  double xMin = 0;
  double yMin = 0;
  double xMax = 0;
  double yMax = 0;

  double width() const { return xMax - xMin; }
  double height() const { return yMax - yMin; }
  bool isEmpty() const { return !( width() > 0 && height() > 0 ); }
  bool contains( double x, double y ) const { return x >= xMin && x <= xMax && y >= yMin && y <= yMax; }
  bool operator==( const Extent & ) const = default;
};

/// A north-up raster frame of rows × columns cells; row 0 is the northernmost, cell = row × columns + column.
class Grid
{
public:
  Grid() = default;

  /// \param crs  as PROJ reads it ("EPSG:32643" or WKT); may be empty
  /// \throws Error if the extent is empty or not finite, or if a count is below 1
  Grid( std::string crs, const Extent &extent, int columns, int rows );

  /// Square cells of \a cellSize; the extent grows to the east and to the south to hold whole cells.
  static Grid withCellSize( std::string crs, const Extent &extent, double cellSize );

  const std::string &crs() const { return mCrs; }
  const Extent &extent() const { return mExtent; }
  int columns() const { return mColumns; }
  int rows() const { return mRows; }
  int cellCount() const { return mColumns * mRows; }
  double cellWidth() const { return mCellWidth; }
  double cellHeight() const { return mCellHeight; }

  /// The cell that a point falls in. Cells hold their western and southern edge; a point on the outer edge of the grid
  /// belongs to the last cell.
  /// \return nothing outside the grid
  std::optional<int> cellAt( double x, double y ) const;

  /// Centre (x, y) of a cell.
  std::array<double, 2> centreOf( int cell ) const;

  /// GDAL's geotransform of the grid.
  std::array<double, 6> geoTransform() const;

  /// Whether \a other has the same frame, its edges within a thousandth of a cell; the CRS must mean the same.
  bool sameAs( const Grid &other ) const;

  /// "32 × 32 cells of 1,530 × 1,733 m in EPSG:32643": what the log says.
  std::string toString() const;

private:
  std::string mCrs;
  Extent mExtent;
  int mColumns = 0;
  int mRows = 0;
  double mCellWidth = 0; // kept, since every incident asks for them
  double mCellHeight = 0;
};

} // namespace riskcast
