#include "error_text.h"
#include "maps.h"
#include "scores/cell_sizes.h"

#include <QTest>

#include <ogr_geometry.h>

#include <cmath>
#include <numbers>
#include <numeric>

using namespace riskcast;

class TestCellSizes : public QObject
{
  Q_OBJECT

private slots:
  void projectedCellsAreWidthTimesHeight();
  void cellsInDegreesAreAreasOnTheEllipsoid();
  void anUnknownCrsHasNoAreas();
  void streetsArePartedAtTheCells();
  void whatIsOutsideTheGridIsLeftOut();
  void degreesBecomeMetres();
  void streetsElsewhereAreAnError();
};

namespace
{

std::string wkbLine( const std::vector<std::pair<double, double>> &points )
{
  OGRLineString line;
  for ( const auto &[x, y] : points )
    line.addPoint( x, y );
  std::string wkb( line.WkbSize(), '\0' );
  line.exportToWkb( wkbNDR, reinterpret_cast<unsigned char *>( wkb.data() ), wkbVariantIso );
  return wkb;
}

/// Area in km² between two parallels, 1° wide, by adding up 10,000 narrow bands of the WGS 84 ellipsoid.
double bandKm2( double south, double north )
{
  constexpr double a = 6378137;
  constexpr double f = 1 / 298.257223563;
  constexpr double e2 = f * ( 2 - f );
  constexpr double degree = std::numbers::pi / 180;
  constexpr int bands = 10000;
  double sum = 0;
  for ( int i = 0; i < bands; ++i )
  {
    const double latitude = ( south + ( i + 0.5 ) * ( north - south ) / bands ) * degree;
    const double w = 1 - e2 * std::sin( latitude ) * std::sin( latitude );
    sum += a * ( 1 - e2 ) / std::pow( w, 1.5 ) * a / std::sqrt( w ) * std::cos( latitude );
  }
  return sum * ( north - south ) * degree / bands * degree / 1e6;
}

} // namespace

void TestCellSizes::projectedCellsAreWidthTimesHeight()
{
  const Grid metres( "EPSG:32643", { 0, 0, 4000, 1000 }, 2, 1 );
  QCOMPARE( cellAreasKm2( metres ), ( std::vector<double>{ 2, 2 } ) );
  const Grid feet( "EPSG:2913", { 7500000, 600000, 7505280, 605280 }, 1,
                   1 ); // Oregon North in international feet: a mile each way
  QVERIFY( qAbs( cellAreasKm2( feet )[0] - 1.609344 * 1.609344 ) < 1e-9 );
}

void TestCellSizes::cellsInDegreesAreAreasOnTheEllipsoid()
{
  const Grid grid( "EPSG:4326", { 77, -1, 79, 61 }, 2, 62 );
  const std::vector<double> areas = cellAreasKm2( grid );
  QVERIFY( qAbs( areas[0] - bandKm2( 60, 61 ) ) < 1e-4 );
  QCOMPARE( areas[1], areas[0] );
  QVERIFY( qAbs( areas[2 * 60] - bandKm2( 0, 1 ) ) < 1e-4 );
  QVERIFY( qAbs( areas[2 * 61] - bandKm2( -1, 0 ) ) < 1e-4 );
}

void TestCellSizes::anUnknownCrsHasNoAreas()
{
  QVERIFY( cellAreasKm2( Grid( "", { 0, 0, 2, 1 }, 2, 1 ) ).empty() );
}

void TestCellSizes::streetsArePartedAtTheCells()
{
  // Cells of 10 × 10 m. A line along the southern row, one that crosses four cells 3 : 4, and a corner.
  const Grid grid( "EPSG:32643", { 0, 0, 20, 20 }, 2, 2 );
  const auto metres = [&]( const std::vector<std::pair<double, double>> &points ) {
    return streetMetres( { { wkbLine( points ) }, "EPSG:32643", "drawn" }, grid );
  };
  QCOMPARE( metres( { { 1, 5 }, { 14, 5 } } ), ( std::vector<double>{ 0, 0, 9, 4 } ) );
  QCOMPARE( metres( { { 5, 15 }, { 5, 18 }, { 9, 18 } } ), ( std::vector<double>{ 7, 0, 0, 0 } ) );
  const std::vector<double> crossing = metres( { { 4, 2 }, { 16, 18 } } ); // 20 m: at x = 10 it is at y = 10, in the middle
  QVERIFY( qAbs( crossing[2] - 10 ) < 1e-9 );
  QVERIFY( qAbs( crossing[1] - 10 ) < 1e-9 );
}

void TestCellSizes::whatIsOutsideTheGridIsLeftOut()
{
  const Grid grid( "EPSG:32643", { 0, 0, 20, 20 }, 2, 2 );
  const std::vector<double> metres =
      streetMetres( { { wkbLine( { { -1000, 5 }, { 1000, 5 } } ) }, "EPSG:32643", "drawn" }, grid );
  QVERIFY( qAbs( metres[2] - 10 ) < 1e-9 );
  QVERIFY( qAbs( std::accumulate( metres.begin(), metres.end(), 0.0 ) - 20 ) < 1e-9 );
}

void TestCellSizes::degreesBecomeMetres()
{
  const Grid grid( "EPSG:4326", { 77, 0, 78, 1 }, 1, 1 );
  const auto metres = [&]( double x, double y ) {
    return streetMetres( { { wkbLine( { { 77, 0 }, { x, y } } ) }, "EPSG:4326", "drawn" }, grid )[0];
  };
  QVERIFY( qAbs( metres( 77, 1 ) - 110574.28 ) < 0.1 );   // a degree of the meridian from the equator, WGS 84
  QVERIFY( qAbs( metres( 78, 0 ) - 111319.491 ) < 0.01 ); // a degree of the equator
}

void TestCellSizes::streetsElsewhereAreAnError()
{
  const Grid grid( "EPSG:32643", { 0, 0, 20, 20 }, 2, 2 );
  QCOMPARE( errorText(
                [&] {
                  streetMetres( { { wkbLine( { { 50, 50 }, { 60, 60 } } ) }, "EPSG:32643", "roads.gpkg" }, grid );
                } ),
            QString( "No line of the streets roads.gpkg is inside the grid: choose streets of the same place." ) );
}

QTEST_APPLESS_MAIN( TestCellSizes )
#include "test_cell_sizes.moc"
