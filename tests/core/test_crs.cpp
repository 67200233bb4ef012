#include "crs.h"
#include "error_text.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

class TestCrs : public QObject
{
  Q_OBJECT

private slots:
  void matchesKruegersSeries_data();
  void matchesKruegersSeries();
  void thereAndBackIsTheSamePlace();
  void sameCrsChangesNothing();
  void positionsOffTheGlobeStayAsTheyWere();
  void theRectangleHoldsItsCurvedEdges();
  void picksTheZoneOfThePlace_data();
  void picksTheZoneOfThePlace();
  void namesAndUnits_data();
  void namesAndUnits();
  void titlesAreForPeople_data();
  void titlesAreForPeople();
  void sameMeaningIsTheSame();
  void refusesWhatIsNoCrs();
};

void TestCrs::matchesKruegersSeries_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<double>( "longitude" );
  QTest::addColumn<double>( "latitude" );
  QTest::addColumn<double>( "easting" );
  QTest::addColumn<double>( "northing" );
  // tests/reference/utm.py
  QTest::newRow( "Delhi" ) << "EPSG:32643" << 77.209 << 28.6139 << 715980.294 << 3167204.820;
  QTest::newRow( "Chicago" ) << "EPSG:32616" << -87.6278 << 41.8819 << 447910.955 << 4636854.372;
  QTest::newRow( "Sydney" ) << "EPSG:32756" << 151.2 << -33.9 << 333568.941 << 6247473.337;
}

void TestCrs::matchesKruegersSeries()
{
  QFETCH( QString, crs );
  QFETCH( double, longitude );
  QFETCH( double, latitude );
  QFETCH( double, easting );
  QFETCH( double, northing );
  QVERIFY( Transform( "EPSG:4326", crs.toStdString() ).apply( longitude, latitude ) );
  QVERIFY2( std::abs( longitude - easting ) < 0.001, qPrintable( QString::number( longitude, 'f', 4 ) ) );
  QVERIFY2( std::abs( latitude - northing ) < 0.001, qPrintable( QString::number( latitude, 'f', 4 ) ) );
}

void TestCrs::thereAndBackIsTheSamePlace()
{
  double x = 77.209;
  double y = 28.6139;
  QVERIFY( Transform( "EPSG:4326", "EPSG:3857" ).apply( x, y ) );
  // Spherical Mercator: x = R λ, y = R ln tan( π/4 + φ/2 )
  constexpr double radius = 6378137;
  QVERIFY( std::abs( x - radius * 77.209 * M_PI / 180 ) < 1e-6 );
  QVERIFY( std::abs( y - radius * std::log( std::tan( M_PI / 4 + 28.6139 * M_PI / 360 ) ) ) < 1e-6 );
  QVERIFY( Transform( "EPSG:3857", "EPSG:4326" ).apply( x, y ) );
  QVERIFY( std::abs( x - 77.209 ) < 1e-9 && std::abs( y - 28.6139 ) < 1e-9 );
}

void TestCrs::sameCrsChangesNothing()
{
  double x = 0.1;
  double y = 0.2;
  QVERIFY( Transform( "EPSG:32643", crsWkt( "EPSG:32643" ) ).apply( x, y ) );
  QCOMPARE( x, 0.1 );
  QCOMPARE( y, 0.2 );
  const Extent extent{ 0.1, 0.2, 0.3, 0.4 };
  QVERIFY( Transform( "", "" ).apply( extent ) == extent );
}

void TestCrs::positionsOffTheGlobeStayAsTheyWere()
{
  double x = 77;
  double y = 95;
  QVERIFY( !Transform( "EPSG:4326", "EPSG:32643" ).apply( x, y ) );
  QCOMPARE( x, 77.0 );
  QCOMPARE( y, 95.0 );
}

void TestCrs::theRectangleHoldsItsCurvedEdges()
{
  const Transform transform( "EPSG:4326", "EPSG:32643" );
  const Extent extent = transform.apply( { 70, 20, 80, 30 } );
  // The parallel of the southern edge is lowest on the central meridian, 75° E, not in the corners: its northing there is
  // 0.9996 times the length of the meridian up to 20°, 2212366.254 m on WGS 84.
  QVERIFY( std::abs( extent.yMin - 0.9996 * 2212366.254 ) < 1 );
  double x = 70;
  double y = 20;
  QVERIFY( transform.apply( x, y ) );
  QVERIFY( y > extent.yMin + 1000 );
}

void TestCrs::picksTheZoneOfThePlace_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<double>( "x" );
  QTest::addColumn<double>( "y" );
  QTest::addColumn<QString>( "expected" );
  QTest::newRow( "Delhi" ) << "EPSG:4326" << 77.2 << 28.6 << "EPSG:32643";
  QTest::newRow( "Sydney" ) << "EPSG:4326" << 151.2 << -33.9 << "EPSG:32756";
  QTest::newRow( "on the border of two zones: the eastern one" ) << "EPSG:4326" << 78.0 << 28.6 << "EPSG:32644";
  QTest::newRow( "on the equator" ) << "EPSG:4326" << 77.2 << 0.0 << "EPSG:32643";
  QTest::newRow( "at 180° west" ) << "EPSG:4326" << -180.0 << 10.0 << "EPSG:32601";
  QTest::newRow( "at 180° east" ) << "EPSG:4326" << 180.0 << 10.0 << "EPSG:32660";
  QTest::newRow( "near the north pole" ) << "EPSG:4326" << 77.2 << 85.0 << "EPSG:32661";
  QTest::newRow( "near the south pole" ) << "EPSG:4326" << 77.2 << -85.0 << "EPSG:32761";
  QTest::newRow( "degrees of another datum" ) << "EPSG:4269" << -87.6 << 41.9 << "EPSG:32616";
  QTest::newRow( "already metric" ) << "EPSG:26910" << 493676.0 << 5456737.0 << "EPSG:26910";
  QTest::newRow( "unknown" ) << "" << 1.0 << 2.0 << "";
}

void TestCrs::picksTheZoneOfThePlace()
{
  QFETCH( QString, crs );
  QFETCH( double, x );
  QFETCH( double, y );
  QTEST( QString::fromStdString( localMetricCrs( crs.toStdString(), { x - 0.1, y - 0.1, x + 0.1, y + 0.1 } ) ), "expected" );
}

void TestCrs::namesAndUnits_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<QString>( "name" );
  QTest::addColumn<QString>( "unit" );
  QTest::addColumn<bool>( "geographic" );
  QTest::newRow( "degrees" ) << "EPSG:4326"
                             << "EPSG:4326" << QString::fromUtf8( "°" ) << true;
  QTest::newRow( "metres" ) << "EPSG:32643"
                            << "EPSG:32643"
                            << "m" << false;
  QTest::newRow( "US survey feet" ) << "EPSG:3435"
                                    << "EPSG:3435"
                                    << "ft" << false;
  QTest::newRow( "WKT with a code" ) << QString::fromStdString( crsWkt( "EPSG:26910" ) ) << "EPSG:26910"
                                     << "m" << false;
  QTest::newRow( "unknown" ) << ""
                             << ""
                             << "units" << false;
}

void TestCrs::namesAndUnits()
{
  QFETCH( QString, crs );
  QTEST( QString::fromStdString( crsName( crs.toStdString() ) ), "name" );
  QTEST( QString::fromStdString( crsUnit( crs.toStdString() ) ), "unit" );
  QTEST( isGeographic( crs.toStdString() ), "geographic" );
}

void TestCrs::titlesAreForPeople_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<QString>( "title" );
  const QString local = QString::fromStdString( crsWkt( "+proj=tmerc +lat_0=28 +lon_0=77 +datum=WGS84 +units=m" ) );
  QTest::newRow( "a code" ) << "EPSG:32643"
                            << "EPSG:32643";
  QTest::newRow( "WKT with a code" ) << QString::fromStdString( crsWkt( "EPSG:26910" ) ) << "EPSG:26910";
  QTest::newRow( "WKT with a name" ) << QString( local ).replace( "\"unknown\",BASEGEOGCRS", "\"Delhi\",BASEGEOGCRS" )
                                     << "\"Delhi\"";
  QTest::newRow( "WKT without a name" ) << local << "a CRS without a name";
  QTest::newRow( "unknown" ) << ""
                             << "an unknown CRS";
}

void TestCrs::titlesAreForPeople()
{
  QFETCH( QString, crs );
  QTEST( QString::fromStdString( crsTitle( crs.toStdString() ) ), "title" );
}

void TestCrs::sameMeaningIsTheSame()
{
  QVERIFY( sameCrs( "EPSG:4326", "OGC:CRS84" ) ); // but for the order of axes, which is always x, y here
  QVERIFY( sameCrs( "EPSG:32643", "+proj=utm +zone=43 +datum=WGS84 +units=m +no_defs" ) );
  QVERIFY( !sameCrs( "EPSG:32643", "EPSG:32743" ) );
  QVERIFY( !sameCrs( "EPSG:32643", "" ) );
  QVERIFY( sameCrs( "", "" ) );
}

void TestCrs::refusesWhatIsNoCrs()
{
  VERIFY_SAYS( errorText( [] { crsWkt( "EPSG:1" ); } ),
               "The coordinate reference system \"EPSG:1\" is not known: give one such as \"EPSG:32643\"." );
  VERIFY_SAYS( errorText( [] { crsWkt( RISKCAST_SOURCE_DIR "/metadata.txt" ); } ), "is not known" );
  VERIFY_SAYS( errorText( [] { Transform( "", "EPSG:4326" ); } ), "cannot be put from an unknown CRS into EPSG:4326" );
}

QTEST_GUILESS_MAIN( TestCrs )
#include "test_crs.moc"
