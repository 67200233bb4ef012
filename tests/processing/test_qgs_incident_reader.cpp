#include "qgs_incident_reader.h"

#include "error_text.h"
#include "ogr_incidents.h"
#include "processing_run.h"
#include "recorded_feedback.h"
#include "test_layers.h"

#include <qgsfeature.h>
#include <qgsgeometry.h>

using namespace riskcast;

namespace
{

QString iso( const Incident &incident )
{
  return QString::fromStdString( toIso8601( incident.time ) );
}

/// The first incident of a layer of one row whose time is \a value.
Incident readOne( const QString &type, const QVariant &value, const QString &format = {} )
{
  const auto layer = pointLayer( { { QgsPointXY( 1, 2 ), value } }, type );
  QgsIncidentReader reader( *layer, { .time = "time", .times = { .formats = { format.toStdString() } } } );
  Incident incident;
  if ( !reader.next( incident ) )
    qFatal( "The row was left out." );
  return incident;
}

/// "x y time" of the incidents that a reader reads, and how many rows it leaves out.
QStringList incidentsOf( IncidentReader &reader )
{
  QStringList texts;
  for ( Incident incident; reader.next( incident ); )
    texts << QStringLiteral( "%1 %2 %3" ).arg( incident.x ).arg( incident.y ).arg( iso( incident ) );
  texts << QStringLiteral( "%1 left out" ).arg( reader.leftOut().total() );
  return texts;
}

/// A layer of one feature, in memory.
std::unique_ptr<QgsVectorLayer> layerOf( const QString &kind, const QString &wkt )
{
  auto layer = std::make_unique<QgsVectorLayer>( kind + "?crs=EPSG:32643&field=time:string", "incidents", "memory" );
  QgsFeature feature( layer->fields() );
  feature.setAttribute( 0, "2024-06-01" );
  feature.setGeometry( QgsGeometry::fromWkt( wkt ) );
  if ( !layer->dataProvider()->addFeature( feature ) )
    qFatal( "The test's layer takes no feature." );
  return layer;
}

} // namespace

class TestQgsIncidentReader : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    // A local time that is not UTC, so that a zone that is applied by mistake shows.
    qputenv( "TZ", "America/Sao_Paulo" );
    startQgis();
  }
  void cleanupTestCase() { stopQgis(); }

  void readsPlaceAndTime_data()
  {
    QTest::addColumn<QString>( "type" );
    QTest::addColumn<QVariant>( "value" );
    QTest::addColumn<QString>( "format" );
    QTest::addColumn<QString>( "expected" );
    const QDate date( 2016, 7, 1 );
    const QTime time( 18, 30, 15, 750 );
    QTest::newRow( "date with time" ) << "datetime" << QVariant( QDateTime( date, time ) ) << ""
                                      << "2016-07-01T18:30:15";
    QTest::newRow( "date with time in UTC" ) << "datetime" << QVariant( QDateTime( date, time, Qt::UTC ) ) << ""
                                             << "2016-07-01T18:30:15";
    QTest::newRow( "date" ) << "date" << QVariant( date ) << ""
                            << "2016-07-01";
    QTest::newRow( "date whose midnight daylight saving skipped" ) << "date" << QVariant( QDate( 2018, 11, 4 ) ) << ""
                                                                   << "2018-11-04";
    QTest::newRow( "date before 1970" ) << "date" << QVariant( QDate( 1969, 12, 31 ) ) << ""
                                        << "1969-12-31";
    QTest::newRow( "ISO text" ) << "string" << QVariant( "2016-07-01T18:30:15" ) << ""
                                << "2016-07-01T18:30:15";
    QTest::newRow( "text in a format" ) << "string" << QVariant( "01/07/2016 06:30 PM" ) << "dd/MM/yyyy hh:mm AP"
                                        << "2016-07-01T18:30:00";
  }
  void readsPlaceAndTime()
  {
    QFETCH( QString, type );
    QFETCH( QVariant, value );
    QFETCH( QString, format );
    QFETCH( QString, expected );
    const Incident incident = readOne( type, value, format );
    QCOMPARE( iso( incident ), expected );
    QCOMPARE( incident.x, 1.0 );
    QCOMPARE( incident.y, 2.0 );
  }

  void utcInGeoPackageKeepsItsDigits()
  {
    const TestFolder folder;
    const QDateTime utc( QDate( 2016, 7, 1 ), QTime( 14, 0 ), Qt::UTC );
    const auto layer = pointLayer( { { QgsPointXY( 1, 2 ), utc } } );
    save( *layer, folder.path( "utc.gpkg" ) );
    const QgsVectorLayer saved( folder.path( "utc.gpkg" ) );
    QgsIncidentReader reader( saved, { .time = "time" } );
    Incident incident;
    QVERIFY( reader.next( incident ) );
    QCOMPARE( iso( incident ), QString( "2016-07-01T14:00:00" ) );
  }

  void offsetsAreAppliedAsOnTheCommandLine_data()
  {
    QTest::addColumn<QString>( "file" );
    QTest::addColumn<QString>( "expected" );
    // As a time of India without an offset, 14:00 would be 08:30 in UTC.
    QTest::newRow( "GeoPackage, which stores UTC" ) << "utc.gpkg"
                                                    << "1 2 2024-06-01T14:00:00";
    QTest::newRow( "GeoJSON, an hour before UTC" ) << "offset.geojson"
                                                   << "1 2 2024-06-01T13:00:00";
  }
  void offsetsAreAppliedAsOnTheCommandLine()
  {
    QFETCH( QString, file );
    QFETCH( QString, expected );
    const TestFolder folder;
    const QDateTime utc( QDate( 2024, 6, 1 ), QTime( 14, 0 ), Qt::UTC );
    save( *pointLayer( { { QgsPointXY( 1, 2 ), utc } } ), folder.path( "utc.gpkg" ) );
    folder.existing( "offset.geojson", R"({"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"time": "2024-06-01T14:00:00+01:00"},
       "geometry": {"type": "Point", "coordinates": [1, 2]}}]})" );
    const TimeOptions times{ .zone = "Asia/Kolkata", .toZone = "UTC" };
    const QgsVectorLayer layer( folder.path( file ) );
    QgsIncidentReader reader( layer, { .time = "time", .times = times } );
    RecordedFeedback feedback;
    const auto onTheCommandLine = openIncidents( folder.path( file ).toStdString(), { .times = times }, feedback );
    QCOMPARE( incidentsOf( reader ), QStringList( { expected, "0 left out" } ) );
    QCOMPARE( incidentsOf( *onTheCommandLine ), QStringList( { expected, "0 left out" } ) );
  }

  void offsetsThatAreNotAppliedAreSeen()
  {
    const QDateTime utc( QDate( 2024, 6, 1 ), QTime( 14, 0 ), Qt::UTC );
    const QDateTime local( QDate( 2024, 6, 1 ), QTime( 14, 0 ) );
    const auto layer = pointLayer( { { QgsPointXY( 1, 2 ), utc }, { QgsPointXY( 1, 2 ), local } } );
    QgsIncidentReader reader( *layer, { .time = "time" } );
    IncidentRow row;
    QVERIFY( reader.nextRow( row ) );
    QVERIFY( row.hasOffset );
    QVERIFY( reader.nextRow( row ) );
    QVERIFY( !row.hasOffset );
  }

  void offsetsThatAreNotAppliedAreToldOnce()
  {
    const QDateTime utc( QDate( 2024, 6, 1 ), QTime( 14, 0 ), Qt::UTC );
    const auto layer = pointLayer( { { QgsPointXY( 1, 2 ), utc }, { QgsPointXY( 1, 2 ), utc } } );
    QgsIncidentReader reader( *layer, { .time = "time" } );
    RecordedFeedback feedback;
    for ( int pass = 0; pass < 2; ++pass )
      forEachIncident( reader, "Reading", feedback, []( Incident & ) {} );
    QCOMPARE( feedback.infos.size(), size_t( 1 ) );
    QVERIFY( RecordedFeedback::says( feedback.infos, "2 times carry an offset from UTC" ) );
  }

  void aPointOfSeveralPartsCountsAtItsFirstAsOnTheCommandLine()
  {
    const TestFolder folder;
    save( *layerOf( "MultiPoint", "MultiPoint ((3 4), (1 2))" ), folder.path( "parts.gpkg" ) );
    const QgsVectorLayer layer( folder.path( "parts.gpkg" ) );
    QgsIncidentReader reader( layer, { .time = "time" } );
    RecordedFeedback feedback;
    const auto onTheCommandLine = openIncidents( folder.path( "parts.gpkg" ).toStdString(), {}, feedback );
    const QStringList expected = { "3 4 2024-06-01", "0 left out" };
    QCOMPARE( incidentsOf( reader ), expected );
    QCOMPARE( incidentsOf( *onTheCommandLine ), expected );
  }

  void linesAndPolygonsAreRefused_data()
  {
    QTest::addColumn<QString>( "kind" );
    QTest::addColumn<QString>( "wkt" );
    QTest::newRow( "lines" ) << "LineString"
                             << "LineString (0 0, 1 1)";
    QTest::newRow( "polygons" ) << "MultiPolygon"
                                << "MultiPolygon (((0 0, 1 0, 1 1, 0 0)))";
  }
  void linesAndPolygonsAreRefused()
  {
    QFETCH( QString, kind );
    QFETCH( QString, wkt );
    const auto layer = layerOf( kind, wkt );
    QCOMPARE( errorText( [&] { QgsIncidentReader( *layer, { .time = "time" } ); } ),
              QString( "The layer \"incidents\" holds no points. Choose a layer of points, or make centroids first." ) );
  }

  void whatIsNoPointHasNoPlaceAsOnTheCommandLine()
  {
    // QGIS takes such a file for one of collections, which may be anything, and leaves its reference system to the user.
    const TestFolder folder;
    const QString path = folder.existing( "mixed.geojson", R"({"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"time": "2024-06-01"}, "geometry":
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}},
      {"type": "Feature", "properties": {"time": "2024-06-02"}, "geometry":
        {"type": "Polygon", "coordinates": [[[3, 4], [5, 4], [5, 6], [3, 4]]]}},
      {"type": "Feature", "properties": {"time": "2024-06-03"}, "geometry":
        {"type": "Point", "coordinates": [7, 8]}}]})" );
    QgsVectorLayer layer( path );
    layer.setCrs( QgsCoordinateReferenceSystem( "EPSG:4326" ) );
    QgsIncidentReader reader( layer, { .time = "time" } );
    RecordedFeedback feedback;
    const auto onTheCommandLine = openIncidents( path.toStdString(), {}, feedback );
    const QStringList expected = { "7 8 2024-06-03", "2 left out" };
    QCOMPARE( incidentsOf( reader ), expected );
    QCOMPARE( incidentsOf( *onTheCommandLine ), expected );
  }

  void rowsLeftOutAreCountedByReason()
  {
    const auto layer = pointLayer( { { QgsPointXY( 1, 2 ), "2016-07-01" },
                                     { QgsPointXY(), "2016-07-01", false },
                                     { QgsPointXY( 1, 2 ), QVariant() },
                                     { QgsPointXY( 1, 2 ), "  " },
                                     { QgsPointXY( 1, 2 ), "yesterday" } },
                                   "string" );
    QgsIncidentReader reader( *layer, { .time = "time" } );
    Incident incident;
    QVERIFY( reader.next( incident ) );
    QVERIFY( !reader.next( incident ) );
    QCOMPARE( reader.leftOut().count( LeftOutReason::WithoutCoordinates ), 1 );
    QCOMPARE( reader.leftOut().count( LeftOutReason::WithoutTime ), 2 );
    QCOMPARE( reader.leftOut().count( LeftOutReason::UnreadableTime ), 1 );
    QCOMPARE( reader.rowCount(), 5 );
  }

  void rewindStartsAgain()
  {
    const auto layer = pointLayer( { { QgsPointXY( 1, 2 ), "yesterday" }, { QgsPointXY( 3, 4 ), "2016-07-01" } }, "string" );
    QgsIncidentReader reader( *layer, { .time = "time" } );
    Incident incident;
    QVERIFY( reader.next( incident ) );
    reader.rewind();
    QCOMPARE( reader.leftOut().total(), 0 );
    QVERIFY( reader.next( incident ) );
    QCOMPARE( incident.x, 3.0 );
    QCOMPARE( reader.leftOut().total(), 1 );
  }

  void readsOnlyWhatTheLayersFilterLeaves()
  {
    const auto layer = pointLayer( { { QgsPointXY( 1, 2 ), "2016-07-01" }, { QgsPointXY( 3, 4 ), "2016-07-02" } }, "string" );
    QVERIFY( layer->setSubsetString( "\"id\" = 2" ) );
    QgsIncidentReader reader( *layer, { .time = "time" } );
    Incident incident;
    QVERIFY( reader.next( incident ) );
    QCOMPARE( incident.x, 3.0 );
    QVERIFY( !reader.next( incident ) );
  }

  void wholeFeaturesComeWithAllFields()
  {
    const auto layer = pointLayer( { { QgsPointXY( 1, 2 ), "2016-07-01" } }, "string" );
    QgsIncidentReader reader( *layer, { .time = "time" }, Fetch::WholeFeature );
    Incident incident;
    QVERIFY( reader.next( incident ) );
    QCOMPARE( reader.pointFeature().attribute( "id" ).toInt(), 1 );
  }

  void saysWhatIsWrongWithTheLayer_data()
  {
    QTest::addColumn<QString>( "type" );
    QTest::addColumn<QString>( "field" );
    QTest::addColumn<QString>( "crs" );
    QTest::addColumn<QString>( "expected" );
    QTest::newRow( "no such field" )
        << "date"
        << "when"
        << "EPSG:32643"
        << "The layer \"incidents\" has no field \"when\". Choose a field of dates, dates with times, "
           "or text: it has time.";
    QTest::newRow( "a field of numbers" ) << "date"
                                          << "id"
                                          << "EPSG:32643"
                                          << "The field \"id\" of the layer \"incidents\" holds no dates. Choose a field of "
                                             "dates, dates with times, or text: it has time.";
    QTest::newRow( "only numbers" ) << "integer"
                                    << "time"
                                    << "EPSG:32643"
                                    << "The field \"time\" of the layer \"incidents\" holds no dates. Choose a field of dates, "
                                       "dates with times, or text: it has no such field.";
    QTest::newRow( "no CRS" ) << "date"
                              << "time"
                              << ""
                              << "The layer \"incidents\" has no coordinate reference system. Set it in the layer's properties, "
                                 "or choose that of the coordinates (INCIDENTS_CRS).";
  }
  void saysWhatIsWrongWithTheLayer()
  {
    QFETCH( QString, type );
    QFETCH( QString, field );
    QFETCH( QString, crs );
    QFETCH( QString, expected );
    const auto layer = pointLayer( { { QgsPointXY( 1, 2 ), QVariant() } }, type, crs );
    layer->setCrs( QgsCoordinateReferenceSystem( crs ) );
    QCOMPARE( errorText( [&] { QgsIncidentReader( *layer, { .time = field } ); } ), expected );
  }

  void aDateThatEndsAnIntervalStandsForItsDay_data()
  {
    QTest::addColumn<QString>( "type" );
    QTest::addColumn<QVariant>( "to" );
    QTest::addColumn<QString>( "end" );
    QTest::newRow( "date" ) << "date" << QVariant( QDate( 2016, 7, 3 ) ) << "2016-07-04";
    QTest::newRow( "text" ) << "string" << QVariant( "2016-07-03" ) << "2016-07-04";
    QTest::newRow( "month" ) << "string" << QVariant( "2016-07" ) << "2016-08-01";
    QTest::newRow( "moment" ) << "datetime" << QVariant( QDateTime( QDate( 2016, 7, 3 ), QTime( 12, 0 ) ) )
                              << "2016-07-03T12:00:00";
  }
  void aDateThatEndsAnIntervalStandsForItsDay()
  {
    QFETCH( QString, type );
    QFETCH( QVariant, to );
    QgsVectorLayer layer( "Point?crs=EPSG:32643&field=from:date&field=to:" + type, "incidents", "memory" );
    QgsFeature feature( layer.fields() );
    feature.setAttributes( QgsAttributes() << QVariant( QDate( 2016, 7, 1 ) ) << to );
    feature.setGeometry( QgsGeometry::fromWkt( "Point (1 2)" ) );
    QVERIFY( layer.dataProvider()->addFeature( feature ) );
    QgsIncidentReader reader( layer, { .time = "from", .end = "to" } );
    Incident incident;
    QVERIFY( reader.next( incident ) );
    QTEST( QString::fromStdString( toIso8601( incident.end.value() ) ), "end" );
  }
};

QTEST_MAIN( TestQgsIncidentReader )
#include "test_qgs_incident_reader.moc"
