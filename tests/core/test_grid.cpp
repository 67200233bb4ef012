#include "error_text.h"
#include "grid.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace riskcast;

class TestGrid : public QObject
{
  Q_OBJECT

private slots:
  void findsTheCell_data();
  void findsTheCell();
  void everyPointOfTheExtentHasACell();
  void cellSizeGrowsTheExtentEastAndSouth_data();
  void cellSizeGrowsTheExtentEastAndSouth();
  void geoTransformStartsInTheNorthWest();
  void sameFramesAreTheSame_data();
  void sameFramesAreTheSame();
  void saysWhatItIs();
  void refusesImpossibleGrids();
};

namespace
{
/// 3 columns of 10 × 2 rows of 20:   0 1 2 / 3 4 5
Grid example()
{
  return Grid( "EPSG:32643", { 100, 200, 130, 240 }, 3, 2 );
}

double hairBelow( double value )
{
  return std::nextafter( value, std::numeric_limits<double>::lowest() );
}
double hairAbove( double value )
{
  return std::nextafter( value, std::numeric_limits<double>::max() );
}

constexpr int outside = -1;
} // namespace

void TestGrid::findsTheCell_data()
{
  QTest::addColumn<double>( "x" );
  QTest::addColumn<double>( "y" );
  QTest::addColumn<int>( "cell" );
  QTest::newRow( "in the middle of the north-western cell" ) << 105.0 << 230.0 << 0;
  QTest::newRow( "in the middle of the south-eastern cell" ) << 125.0 << 210.0 << 5;
  QTest::newRow( "on the western edge" ) << 100.0 << 230.0 << 0;
  QTest::newRow( "a hair outside the western edge" ) << hairBelow( 100 ) << 230.0 << outside;
  QTest::newRow( "on the eastern edge" ) << 130.0 << 230.0 << 2;
  QTest::newRow( "a hair inside the eastern edge" ) << hairBelow( 130 ) << 230.0 << 2;
  QTest::newRow( "a hair outside the eastern edge" ) << hairAbove( 130 ) << 230.0 << outside;
  QTest::newRow( "on the northern edge" ) << 105.0 << 240.0 << 0;
  QTest::newRow( "a hair outside the northern edge" ) << 105.0 << hairAbove( 240 ) << outside;
  QTest::newRow( "on the southern edge" ) << 105.0 << 200.0 << 3;
  QTest::newRow( "a hair outside the southern edge" ) << 105.0 << hairBelow( 200 ) << outside;
  QTest::newRow( "on the edge between columns: the eastern cell" ) << 110.0 << 230.0 << 1;
  QTest::newRow( "a hair west of the edge between columns" ) << hairBelow( 110 ) << 230.0 << 0;
  QTest::newRow( "on the edge between rows: the northern cell" ) << 105.0 << 220.0 << 0;
  QTest::newRow( "a hair south of the edge between rows" ) << 105.0 << hairBelow( 220 ) << 3;
  QTest::newRow( "on the north-eastern corner" ) << 130.0 << 240.0 << 2;
  QTest::newRow( "on the south-western corner" ) << 100.0 << 200.0 << 3;
  QTest::newRow( "nowhere" ) << std::nan( "" ) << 230.0 << outside;
  QTest::newRow( "infinitely far" ) << std::numeric_limits<double>::infinity() << 230.0 << outside;
}

void TestGrid::findsTheCell()
{
  QFETCH( double, x );
  QFETCH( double, y );
  QTEST( example().cellAt( x, y ).value_or( outside ), "cell" );
}

void TestGrid::everyPointOfTheExtentHasACell()
{
  // Thirds and sevenths cannot be written in binary: here rounding would show.
  const Grid grid( {}, { 0.1, 0.1, 0.1 + 1.0 / 3, 0.1 + 1.0 / 7 }, 7, 11 );
  for ( int i = 0; i <= 1000; ++i )
  {
    const double x = grid.extent().xMin + grid.extent().width() * i / 1000;
    const double y = grid.extent().yMin + grid.extent().height() * i / 1000;
    if ( grid.extent().contains( x, y ) )
    {
      const std::optional<int> cell = grid.cellAt( x, y );
      QVERIFY( cell && *cell >= 0 && *cell < grid.cellCount() );
    }
  }
}

void TestGrid::cellSizeGrowsTheExtentEastAndSouth_data()
{
  QTest::addColumn<double>( "cellSize" );
  QTest::addColumn<int>( "columns" );
  QTest::addColumn<int>( "rows" );
  QTest::addColumn<double>( "xMax" );
  QTest::addColumn<double>( "yMin" );
  QTest::newRow( "cells that fit" ) << 10.0 << 3 << 4 << 130.0 << 200.0;
  QTest::newRow( "cells that do not fit" ) << 16.0 << 2 << 3 << 132.0 << 192.0;
  QTest::newRow( "a cell larger than the extent" ) << 50.0 << 1 << 1 << 150.0 << 190.0;
  QTest::newRow( "cells that fit but for rounding" ) << 0.1 << 300 << 400 << 130.0 << 200.0;
}

void TestGrid::cellSizeGrowsTheExtentEastAndSouth()
{
  QFETCH( double, cellSize );
  const Grid grid = Grid::withCellSize( "EPSG:32643", example().extent(), cellSize );
  QTEST( grid.columns(), "columns" );
  QTEST( grid.rows(), "rows" );
  QTEST( grid.extent().xMax, "xMax" );
  QTEST( grid.extent().yMin, "yMin" );
  QCOMPARE( grid.extent().xMin, 100.0 );
  QCOMPARE( grid.extent().yMax, 240.0 );
  QCOMPARE( grid.cellWidth(), cellSize );
  QCOMPARE( grid.cellHeight(), cellSize );
}

void TestGrid::geoTransformStartsInTheNorthWest()
{
  QVERIFY( example().geoTransform() == ( std::array<double, 6>{ 100, 10, 0, 240, 0, -20 } ) );
}

void TestGrid::sameFramesAreTheSame_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<double>( "xMin" );
  QTest::addColumn<int>( "columns" );
  QTest::addColumn<bool>( "same" );
  QTest::newRow( "the same" ) << "EPSG:32643" << 100.0 << 3 << true;
  QTest::newRow( "less than a thousandth of a cell aside" ) << "EPSG:32643" << 100.009 << 3 << true;
  QTest::newRow( "more than a thousandth of a cell aside" ) << "EPSG:32643" << 100.02 << 3 << false;
  QTest::newRow( "more columns" ) << "EPSG:32643" << 100.0 << 4 << false;
  QTest::newRow( "the same CRS by another name" ) << "urn:ogc:def:crs:EPSG::32643" << 100.0 << 3 << true;
  QTest::newRow( "another zone" ) << "EPSG:32644" << 100.0 << 3 << false;
  QTest::newRow( "no CRS" ) << "" << 100.0 << 3 << false;
}

void TestGrid::sameFramesAreTheSame()
{
  QFETCH( QString, crs );
  QFETCH( double, xMin );
  QFETCH( int, columns );
  QTEST( example().sameAs( Grid( crs.toStdString(), { xMin, 200, 130, 240 }, columns, 2 ) ), "same" );
}

void TestGrid::saysWhatItIs()
{
  COMPARE_TEXT( Grid( "EPSG:32643", { 700000, 3000000, 748960, 3055456 }, 32, 32 ).toString(),
                "32 × 32 cells of 1,530 × 1,733 m in EPSG:32643" );
  COMPARE_TEXT( Grid( "EPSG:4326", { 77, 28, 77.5, 28.5 }, 32, 16 ).toString(),
                "32 × 16 cells of 0.01562 × 0.03125 ° in EPSG:4326" );
  COMPARE_TEXT( Grid( "+proj=tmerc +lat_0=28 +lon_0=77 +datum=WGS84 +units=m", { 0, 0, 20, 10 }, 2, 1 ).toString(),
                "2 × 1 cells of 10 × 10 m in a CRS without a name" );
}

void TestGrid::refusesImpossibleGrids()
{
  const Extent extent{ 0, 0, 1, 1 };
  VERIFY_SAYS( errorText(
                   [&] {
                     Grid( {}, { 0, 0, 0, 1 }, 1, 1 );
                   } ),
               "The extent 0, 0, 0, 1 (xmin, ymin, xmax, ymax) is empty" );
  VERIFY_SAYS( errorText( [&] { Grid( {}, { 1, 0, 0, 1 }, 1, 1 ); } ), "is empty" );
  VERIFY_SAYS( errorText( [&] { Grid( {}, { 0, 0, std::nan( "" ), 1 }, 1, 1 ); } ), "is empty" );
  VERIFY_SAYS( errorText( [&] { Grid( {}, extent, 0, 1 ); } ), "needs a row and a column at least" );
  VERIFY_SAYS( errorText( [&] { Grid( {}, extent, 100000, 100000 ); } ), "100,000 × 100,000 cells is too large" );
  VERIFY_SAYS( errorText( [&] { Grid::withCellSize( {}, extent, 0 ); } ), "must be above 0" );
  VERIFY_SAYS( errorText( [&] { Grid::withCellSize( {}, extent, 1e-9 ); } ), "too large" );
}

QTEST_GUILESS_MAIN( TestGrid )
#include "test_grid.moc"
