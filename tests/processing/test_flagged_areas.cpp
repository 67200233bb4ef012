#include "classified_example.h"
#include "error_text.h"
#include "test_layers.h"

using namespace riskcast;

namespace
{
std::unique_ptr<QgsVectorLayer> addressLayer( const QList<QPair<QgsPointXY, QString>> &addresses, const QString &crs )
{
  auto layer = std::make_unique<QgsVectorLayer>( "Point?crs=" + crs + "&field=street:string", "addresses", "memory" );
  QgsFeatureList features;
  for ( const auto &[place, street] : addresses )
  {
    QgsFeature feature( layer->fields() );
    feature.setAttribute( 0, street );
    feature.setGeometry( QgsGeometry::fromPointXY( place ) );
    features << feature;
  }
  layer->dataProvider()->addFeatures( features );
  return layer;
}
} // namespace

/// Flagged cells as polygons, and what goes with them.
class TestFlaggedAreas : public QObject, ClassifiedExample
{
  Q_OBJECT

private slots:
  void initTestCase() { setUp(); }
  void cleanupTestCase() { stopQgis(); }

  void areasAreKm2InEveryCrs_data()
  {
    QTest::addColumn<QString>( "crs" );
    QTest::addColumn<double>( "west" );
    QTest::addColumn<double>( "north" );
    QTest::addColumn<double>( "cellSize" );
    QTest::addColumn<double>( "km2" );
    // On the central meridian, 1 km in UTM is 1 / 0.9996 km on the ellipsoid.
    QTest::newRow( "metres" ) << "EPSG:32643" << 499000.0 << 3101000.0 << 1000.0 << 1 / 0.9996 / 0.9996;
    // A hundredth of a degree from 60° N on, by Snyder's formula on WGS 84.
    QTest::newRow( "degrees" ) << "EPSG:4326" << 77.0 << 60.01 << 0.01 << 0.621587243;
    // A square mile of 5280 feet in New York, where the projection keeps lengths to 1 in 10,000.
    QTest::newRow( "feet" ) << "EPSG:2263" << 985000.0 << 205000.0 << 5280.0 << 2.589988;
  }
  void areasAreKm2InEveryCrs()
  {
    QFETCH( QString, crs );
    QFETCH( double, west );
    QFETCH( double, north );
    QFETCH( double, cellSize );
    QFETCH( double, km2 );
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    parameters["RISK"] = writeAny( folder.path( "any.tif" ), "0.9 0.1 / 0.2 0.3", qPrintable( crs ), west, north, cellSize );
    parameters["METHOD"] = "area";
    parameters["AREA"] = QString::number( km2 );
    const Outcome outcome = run( classifyRisk, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( bandOf( folder.path( "classes.tif" ), 1 ), QString( "2 1 / 1 1" ) );
    QgsVectorLayer areas( folder.path( "areas.gpkg" ) );
    QCOMPARE( areas.crs().authid(), crs );
    QgsFeature feature;
    QVERIFY( areas.getFeatures().nextFeature( feature ) );
    const double measured = feature.attribute( "area_km2" ).toDouble();
    QVERIFY2( qAbs( measured / km2 - 1 ) < 3e-4, qPrintable( QString::number( measured, 'g', 9 ) ) );
    const QgsRectangle cell( west, north - cellSize, west + cellSize, north );
    QCOMPARE( feature.geometry().boundingBox().toString( 9 ), cell.toString( 9 ) );
  }

  void withoutACrsCellsCanBeCounted()
  {
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    parameters["RISK"] = writeAny( folder.path( "any.tif" ), "0.9 0.1 / 0.2 0.3", "" );
    parameters["METHOD"] = "area";
    parameters["AREA"] = "1";
    VERIFY_SAYS( run( classifyRisk, parameters ).error, "any.tif has no coordinate reference system" );
    parameters["METHOD"] = "cells";
    parameters["CELLS"] = "1";
    const Outcome outcome = run( classifyRisk, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( rowsOf( folder.path( "areas.gpkg" ) ), QStringList( "Band 1 - 1 0.9 0.9 - 1 -" ) );
  }

  void anAreaMayHaveAHole()
  {
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    parameters["RISK"] = writeAny( folder.path( "ring.tif" ), ". . . . . / . 1 1 1 . / . 1 . 1 . / . 1 1 1 1" );
    parameters["METHOD"] = "own-breaks";
    parameters["BREAKS"] = "0.5";
    QVERIFY( run( classifyRisk, parameters ).ok );
    const QgsGeometry polygon = firstGeometry( folder.path( "areas.gpkg" ) );
    QVERIFY( polygon.isGeosValid() );
    QCOMPARE( polygon.area(), 9e6 );
    const QgsPolygonXY rings = polygon.asPolygon();
    QCOMPARE( rings.size(), 2 );
    QVERIFY2( rings[0].size() <= 8 && rings[1].size() == 5,
              "Cells in a line make no corners." ); // six corners, one may be the start
  }

  void incidentsAndAddressesGoWithTheAreas()
  {
    const TestFolder folder;
    const auto at = []( const QString &time ) { return QDateTime::fromString( time, Qt::ISODate ); };
    // Two in the second area in the two weeks before 2024-02-01, and one each too early, too late and elsewhere.
    const auto incidents = pointLayer( { { QgsPointXY( 499500, 3102500 ), at( "2024-01-18T00:00:00" ) },
                                         { QgsPointXY( 499500, 3101500 ), at( "2024-01-31T23:59:59" ) },
                                         { QgsPointXY( 499500, 3102500 ), at( "2024-01-17T23:59:59" ) },
                                         { QgsPointXY( 499500, 3102500 ), at( "2024-02-01T00:00:00" ) },
                                         { QgsPointXY( 498500, 3103500 ), at( "2024-01-20T00:00:00" ) } } );
    const auto addresses = addressLayer( { { { 501600, 3103500 }, "Mill Lane" },
                                           { { 500500, 3102100 }, "High Street" },
                                           { { 499500, 3101500 }, "Station Road" },
                                           { { 500500, 3102500 }, "" } },
                                         "EPSG:32643" );
    QVariantMap parameters = asked( folder );
    parameters.insert( { { "PERCENTILES", "75" },
                         { "INCIDENTS", asParameter( incidents ) },
                         { "TIME_FIELD", "time" },
                         { "RECENT_WEEKS", 2 },
                         { "ADDRESSES", asParameter( addresses ) },
                         { "ADDRESS_FIELD", "street" } } );
    RecordedLog log;
    const Outcome outcome = run( classifyRisk, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    // The riskiest cell of the second area is in row 1, column 2.
    QCOMPARE( rowsOf( folder.path( "areas.gpkg" ) ).mid( 0, 2 ),
              QStringList( { "2024-02-01 2024-02-02 1 0.4 0.4 0.51083 1 1.0008 0 Mill Lane",
                             "2024-02-01 2024-02-02 2 0.23333 0.3 0.80296 3 3.0024 2 High Street" } ) );
    VERIFY_SAYS( log.infos.join( '\n' ), "Incidents from 2024-01-18 to before 2024-02-01 in the grid: 3." );
  }

  void nearestIsNearestInMetres()
  {
    // At 60° N, 0.015° of longitude are 836 m and 0.010° of latitude 1,114 m.
    const TestFolder folder;
    const auto addresses = addressLayer( { { { 77.015, 60 }, "east" }, { { 77, 60.01 }, "north" } }, "EPSG:4326" );
    QVariantMap parameters = asked( folder );
    parameters.insert(
        { { "RISK", writeAny( folder.path( "any.tif" ), ". . . / . 1 . / . . .", "EPSG:4326", 76.9985, 60.0015, 0.001 ) },
          { "ADDRESSES", asParameter( addresses ) },
          { "ADDRESS_FIELD", "street" } } );
    const Outcome outcome = run( classifyRisk, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    VERIFY_SAYS( rowsOf( folder.path( "areas.gpkg" ) ).join( '\n' ), " east" );
  }

  void fieldsThatAreNotThereAreNamed()
  {
    const TestFolder folder;
    const auto addresses = addressLayer( { { { 500000, 3100000 }, "Mill Lane" } }, "EPSG:32643" );
    QVariantMap parameters = asked( folder );
    parameters.insert( { { "ADDRESSES", asParameter( addresses ) }, { "ADDRESS_FIELD", "house" } } );
    VERIFY_SAYS( run( classifyRisk, parameters ).error,
                 "The layer \"addresses\" has no field \"house\": choose the field that holds its addresses." );
    const auto incidents = pointLayer( { { QgsPointXY( 499500, 3102500 ), QDateTime( QDate( 2024, 1, 18 ), QTime() ) } } );
    parameters = asked( folder );
    parameters["INCIDENTS"] = asParameter( incidents );
    VERIFY_SAYS( run( classifyRisk, parameters ).error, "Choose a field of dates, dates with times, or text: it has time." );
  }
};

QTEST_MAIN( TestFlaggedAreas )
#include "test_flagged_areas.moc"
