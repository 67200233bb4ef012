#include "error_text.h"
#include "incident_files.h"
#include "ogr_columns.h"

#include <QTest>

#include <ogrsf_frmts.h>

#include <cmath>

using namespace riskcast;

class TestOgrIncidents : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { GDALAllRegister(); }
  void init() { mFiles = std::make_unique<IncidentFiles>(); }
  void leavesOutDirtyRowsByReason();
  void readsAgainFromMemory();
  void readsEveryFormat_data();
  void readsEveryFormat();
  void readsPointsOfAnotherCrs();
  void findsFieldsByTheirUsualNames_data();
  void findsFieldsByTheirUsualNames();
  void findsTheUsualFieldOfCategories_data();
  void findsTheUsualFieldOfCategories();
  void takesTheFieldsItIsTold();
  void readsCellsOfAGrid();
  void readsTimesInAFormat();
  void keepsTheClockTimeOfTimesWithAnOffset();
  void readsWeights();
  void readsDateAndClockFromTwoFields();
  void readsIntervals();
  void aDateThatEndsAnIntervalStandsForItsDay();
  void convertsTimesFromUtc();
  void looksAtRowsThatAreNoIncidents();
  void refusesWhatItCannotRead_data();
  void refusesWhatItCannotRead();

private:
  std::unique_ptr<IncidentFiles> mFiles;
};
namespace
{

struct Column
{
  const char *name;
  OGRFieldType type;
};

/// Two incidents in whatever GDAL writes; lon and lat as fields where the format has no geometries.
void writeLayer( const std::string &path, const char *driver, const Column &time, bool hasGeometry )
{
  const GDALDatasetUniquePtr file(
      GetGDALDriverManager()->GetDriverByName( driver )->Create( path.c_str(), 0, 0, 0, GDT_Unknown, nullptr ) );
  QVERIFY( file );
  OGRSpatialReference crs;
  crs.SetAxisMappingStrategy( OAMS_TRADITIONAL_GIS_ORDER );
  crs.importFromEPSG( 4326 );
  OGRLayer *layer = file->CreateLayer( "reports", hasGeometry ? &crs : nullptr, hasGeometry ? wkbPoint : wkbNone );
  QVERIFY( layer );
  for ( const Column &column : { time, Column{ "lon", OFTReal }, Column{ "lat", OFTReal }, Column{ "category", OFTString } } )
  {
    OGRFieldDefn field( column.name, column.type );
    QCOMPARE( layer->CreateField( &field ), OGRERR_NONE );
  }
  for ( const auto &[x, y, category] : { std::tuple( 77.25, 28.5, "Stalking" ), std::tuple( 77.5, 28.75, "Ogling" ) } )
  {
    OGRFeature feature( layer->GetLayerDefn() );
    if ( time.type == OFTString )
      feature.SetField( 0, "2016-01-05" );
    else
      feature.SetField( 0, 2016, 1, 5, time.type == OFTDateTime ? 10 : 0 );
    feature.SetField( 1, x );
    feature.SetField( 2, y );
    feature.SetField( 3, category );
    const OGRPoint point( x, y );
    if ( hasGeometry )
      feature.SetGeometry( &point );
    QCOMPARE( layer->CreateFeature( &feature ), OGRERR_NONE );
  }
}

} // namespace

void TestOgrIncidents::leavesOutDirtyRowsByReason()
{
  const QByteArray dirty = "id,datetime,lon,lat\n"
                           "1,2016-01-05,77.25,28.5\n"
                           "2,,77.25,28.5\n"            // no time
                           "3,  ,77.25,28.5\n"          // no time
                           "4,2016-02-31,77.25,28.5\n"  // no such day
                           "5,yesterday,77.25,28.5\n"   // no time that can be read
                           "6,2016-01-05,,28.5\n"       // no x
                           "7,2016-01-05,77.25,\n"      // no y
                           "8,2016-01-05,77°15',28.5\n" // no number
                           "9,2016-01-05,nan,28.5\n"    // not finite
                           "10,2016-01-05,77.25,inf\n"  // not finite
                           "11, 2016-01-05 , 77.5 ,28.75\n"
                           "12,,,\n" // neither place nor time: counted once
                           "13\n";   // cut short
  const auto reader = mFiles->open( mFiles->writeCsv( dirty ) );
  QCOMPARE( rows( *reader ), ( QStringList{ "77.25 28.5 2016-01-05  1", "77.5 28.75 2016-01-05  1" } ) );
  COMPARE_TEXT( reader->leftOut().toString(), "7 without coordinates, 2 without a time, 2 with an unreadable time" );
  QCOMPARE( reader->rowCount(), 13 );
}

void TestOgrIncidents::readsAgainFromMemory()
{
  const auto reader = mFiles->open( mFiles->writeCsv( cleanCsv + "3,,77.25,28.5\n" ), { .categoryField = "category" } );
  const QStringList first = rows( *reader );
  QVERIFY( QFile::remove( QString::fromStdString( mFiles->path() ) ) );
  reader->rewind();
  QCOMPARE( reader->leftOut().total(), 0 );
  QCOMPARE( rows( *reader ), first );
  QCOMPARE( reader->leftOut().count( LeftOutReason::WithoutTime ), 1 );
  Incident incident;
  QVERIFY( !reader->next( incident ) );
}

void TestOgrIncidents::readsEveryFormat_data()
{
  QTest::addColumn<QString>( "name" );
  QTest::addColumn<QString>( "driver" );
  QTest::addColumn<int>( "timeType" );
  QTest::addColumn<bool>( "hasGeometry" );
  QTest::newRow( "GeoPackage with date and time" ) << "reports.gpkg"
                                                   << "GPKG" << int( OFTDateTime ) << true;
  QTest::newRow( "GeoPackage with dates" ) << "reports.gpkg"
                                           << "GPKG" << int( OFTDate ) << true;
  QTest::newRow( "GeoPackage table without geometries" ) << "reports.gpkg"
                                                         << "GPKG" << int( OFTDateTime ) << false;
  QTest::newRow( "shapefile" ) << "reports.shp"
                               << "ESRI Shapefile" << int( OFTDate ) << true;
  QTest::newRow( "shapefile with texts" ) << "reports.shp"
                                          << "ESRI Shapefile" << int( OFTString ) << true;
  QTest::newRow( "GeoJSON" ) << "reports.geojson"
                             << "GeoJSON" << int( OFTDateTime ) << true;
  QTest::newRow( "FlatGeobuf" ) << "reports.fgb"
                                << "FlatGeobuf" << int( OFTDateTime ) << true;
  QTest::newRow( "Excel" ) << "reports.xlsx"
                           << "XLSX" << int( OFTDateTime ) << false;
  QTest::newRow( "Excel with texts" ) << "reports.xlsx"
                                      << "XLSX" << int( OFTString ) << false;
  QTest::newRow( "OpenDocument" ) << "reports.ods"
                                  << "ODS" << int( OFTDateTime ) << false;
}

void TestOgrIncidents::readsEveryFormat()
{
  QFETCH( QString, name );
  QFETCH( QString, driver );
  QFETCH( int, timeType );
  QFETCH( bool, hasGeometry );
  writeLayer( mFiles->path( name ), qPrintable( driver ), { "date", static_cast<OGRFieldType>( timeType ) }, hasGeometry );
  const auto reader = mFiles->open( mFiles->path( name ), { .categoryField = "category" } );
  const QString time = timeType == OFTDateTime ? "2016-01-05T10:00:00" : "2016-01-05";
  QStringList found = rows( *reader );
  found.sort(); // FlatGeobuf orders its rows by place
  QCOMPARE( found, ( QStringList{ "77.25 28.5 " + time + " Stalking 1", "77.5 28.75 " + time + " Ogling 1" } ) );
  COMPARE_TEXT( reader->crs(), "EPSG:4326" );
}

void TestOgrIncidents::readsPointsOfAnotherCrs()
{
  const std::string csv = mFiles->writeCsv( "day,x,y\n2016-01-05,520730.46,173752.42\n" );
  const auto reader = mFiles->open( csv, { .crs = "EPSG:3797" } );
  QCOMPARE( rows( *reader ), QStringList{ "520730 173752 2016-01-05  1" } );
  COMPARE_TEXT( reader->crs(), "EPSG:3797" );
}

void TestOgrIncidents::findsFieldsByTheirUsualNames_data()
{
  QTest::addColumn<QByteArray>( "header" );
  QTest::newRow( "lon and lat" ) << QByteArray( "date,lon,lat" );
  QTest::newRow( "in capitals" ) << QByteArray( "DATE,LONGITUDE,LATITUDE" );
  QTest::newRow( "lng" ) << QByteArray( "timestamp,lng,lat" );
  QTest::newRow( "two words" ) << QByteArray( "Incident Date,Long,Lat" );
}

void TestOgrIncidents::findsFieldsByTheirUsualNames()
{
  QFETCH( QByteArray, header );
  const auto reader = mFiles->open( mFiles->writeCsv( header + "\n2016-01-05,77.25,28.5\n" ) );
  QCOMPARE( rows( *reader ), QStringList{ "77.25 28.5 2016-01-05  1" } );
  COMPARE_TEXT( reader->crs(), "EPSG:4326" );
}

void TestOgrIncidents::findsTheUsualFieldOfCategories_data()
{
  QTest::addColumn<QStringList>( "fields" );
  QTest::addColumn<QString>( "found" );
  QTest::newRow( "one" ) << QStringList{ "id", "category", "lon" } << "category";
  QTest::newRow( "capitals and a blank, as Chicago writes it" ) << QStringList{ "Date", "Primary Type" } << "Primary Type";
  QTest::newRow( "an underscore" ) << QStringList{ "crime_type", "x" } << "crime_type";
  QTest::newRow( "two, of which nobody knows which" ) << QStringList{ "category", "type" } << "";
  QTest::newRow( "none" ) << QStringList{ "id", "types", "subcategory" } << "";
}

void TestOgrIncidents::findsTheUsualFieldOfCategories()
{
  QFETCH( QStringList, fields );
  QFETCH( QString, found );
  std::vector<std::string> names;
  for ( const QString &field : fields )
    names.push_back( field.toStdString() );
  COMPARE_TEXT( usualCategoryField( names ), qPrintable( found ) );
}

void TestOgrIncidents::takesTheFieldsItIsTold()
{
  const std::string csv = mFiles->writeCsv( "date,reported,lon,lat,a,b\n2016-01-05,2016-02-05,1,2,77.25,28.5\n" );
  const auto reader = mFiles->open( csv, { .timeField = "reported", .xField = "a", .yField = "b", .crs = "EPSG:4326" } );
  QCOMPARE( rows( *reader ), QStringList{ "77.25 28.5 2016-02-05  1" } );
  QVERIFY( mFiles->feedback.infos.empty() ); // nothing was guessed
}

void TestOgrIncidents::readsCellsOfAGrid()
{
  // Six cells of 10 × 10, numbered 0 1 2 in the north and 3 4 5 in the south; their centres lie at 5, 15, 25 and 15, 5.
  const std::string csv =
      mFiles->writeCsv( "step,cell,count\n2016-01-05,0,2\n2016-01-05,5,0.5\n2016-01-05,6,1\n2016-01-05,1.5,1\n"
                        "2016-01-05,-1,1\n2016-01-05,,1\n" );
  const Grid grid( "EPSG:32643", { 0, 0, 30, 20 }, 3, 2 );
  const auto reader = mFiles->open( csv, { .timeField = "step", .cellField = "cell", .cells = grid, .weightField = "count" } );
  QCOMPARE( rows( *reader ), ( QStringList{ "5 15 2016-01-05  2", "25 5 2016-01-05  0.5" } ) );
  QCOMPARE( reader->crs(), std::string( "EPSG:32643" ) );
  QCOMPARE( reader->leftOut().count( LeftOutReason::WithoutCoordinates ), 4 );
}

void TestOgrIncidents::readsTimesInAFormat()
{
  const std::string csv = mFiles->writeCsv( "date,lon,lat\n05/01/2016 18:30,77.25,28.5\n2016-01-05,77.25,28.5\n" );
  const auto reader = mFiles->open( csv, { .times = { .formats = { "dd/MM/yyyy HH:mm" } } } );
  QCOMPARE( rows( *reader ), QStringList{ "77.25 28.5 2016-01-05T18:30:00  1" } );
  QCOMPARE( reader->leftOut().count( LeftOutReason::UnreadableTime ), 1 );
}

void TestOgrIncidents::keepsTheClockTimeOfTimesWithAnOffset()
{
  const std::string csv =
      mFiles->writeCsv( "date,lon,lat\n2016-01-05T23:30:00+05:30,77.25,28.5\n2016-01-05T23:30:00Z,77.25,28.5\n"
                        "2016-01-05T23:30:00,77.25,28.5\n" );
  const auto reader = mFiles->open( csv );
  for ( int pass = 0; pass < 2; ++pass )
  {
    int sameClock = 0;
    forEachIncident( *reader, "Reading", mFiles->feedback,
                     [&]( Incident &incident ) { sameClock += toIso8601( incident.time ) == "2016-01-05T23:30:00" ? 1 : 0; } );
    QCOMPARE( sameClock, 3 );
    QCOMPARE( std::ranges::count_if( mFiles->feedback.infos,
                                     []( const std::string &info ) { return info.starts_with( "2 times carry an offset" ); } ),
              1 );
  }
}

void TestOgrIncidents::readsWeights()
{
  const std::string csv = mFiles->writeCsv( "date,lon,lat,power\n2016-01-05,77.25,28.5,6.5\n2016-01-05,77.25,28.5,\n" );
  const auto reader = mFiles->open( csv, { .weightField = "power" } );
  Incident incident;
  QVERIFY( reader->next( incident ) );
  QCOMPARE( incident.weight, 6.5 );
  QVERIFY( reader->next( incident ) );
  QVERIFY( std::isnan( incident.weight ) ); // for the counting to refuse
}

void TestOgrIncidents::readsDateAndClockFromTwoFields()
{
  const std::string csv = mFiles->writeCsv( "date,time of day,lon,lat\n"
                                            "5/1/2016,6:30 PM,77,28\n"
                                            "5/1/2016,,77,28\n"           // a day without a time: its start
                                            "5/1/2016,evening,77,28\n"    // cannot be read
                                            "2016-01-05,18:45,77,28\n" ); // another format
  const auto reader = mFiles->open(
      csv, { .timeField = "date", .clockField = "time of day", .times = { .formats = { "d/M/yyyy h:mm AP", "d/M/yyyy", "" } } } );
  QCOMPARE( rows( *reader ),
            ( QStringList{ "77 28 2016-01-05T18:30:00  1", "77 28 2016-01-05  1", "77 28 2016-01-05T18:45:00  1" } ) );
  QCOMPARE( reader->leftOut().count( LeftOutReason::UnreadableTime ), 1 );
}

void TestOgrIncidents::readsIntervals()
{
  const std::string csv = mFiles->writeCsv( "from,to,lon,lat\n"
                                            "2016-01-05T10:00,2016-01-06T10:00,77,28\n"
                                            "2016-01-05T10:00,,77,28\n"                 // no end: a moment
                                            "2016-01-05T10:00,2016-01-04T10:00,77,28\n" // ends before it starts
                                            "2016-01-05T10:00,some day,77,28\n" );      // an end that cannot be read
  const auto reader = mFiles->open( csv, { .timeField = "from", .endField = "to" } );
  for ( int pass = 0; pass < 2; ++pass )
  {
    reader->rewind();
    Incident incident;
    QVERIFY( reader->next( incident ) );
    QVERIFY( incident.end == parseTime( "2016-01-06T10:00" ) );
    QVERIFY( reader->next( incident ) );
    QVERIFY( !incident.end );
    QVERIFY( !reader->next( incident ) );
    COMPARE_TEXT( reader->leftOut().toString(), "1 with an unreadable time, 1 with an end before the start" );
  }
}

void TestOgrIncidents::aDateThatEndsAnIntervalStandsForItsDay()
{
  const std::string csv = mFiles->writeCsv( "from,to,lon,lat\n"
                                            "2016-07-01,2016-07-03,77,28\n"       // up to the end of the 3rd
                                            "2016-07-01,2016-07-01,77,28\n"       // some time that day
                                            "2016-07-01,2016-07,77,28\n"          // that month
                                            "2016-07-01T20:00,2016-07-01,77,28\n" // that evening
                                            "2016-07-01,2016-07-03T00:00,77,28\n" // up to the start of the 3rd
                                            "2016-07-01,5/7/16 1 PM,77,28\n" );   // a moment in another format
  const auto reader =
      mFiles->open( csv, { .timeField = "from", .endField = "to", .times = { .formats = { "", "d/M/yy h AP" } } } );
  QStringList ends;
  for ( Incident incident; reader->next( incident ); )
    ends << QString::fromStdString( toIso8601( incident.end.value() ) );
  QCOMPARE( ends,
            ( QStringList{ "2016-07-04", "2016-07-02", "2016-08-01", "2016-07-02", "2016-07-03", "2016-07-05T13:00:00" } ) );
}

void TestOgrIncidents::convertsTimesFromUtc()
{
  const std::string csv = mFiles->writeCsv( "date,lon,lat\n2016-01-05T20:00:00Z,77,28\n2016-01-05T20:00:00+02:00,77,28\n" );
  const auto reader = mFiles->open( csv, { .times = { .zone = "UTC", .toZone = "Asia/Kolkata" } } );
  QCOMPARE( rows( *reader ), ( QStringList{ "77 28 2016-01-06T01:30:00  1", "77 28 2016-01-05T23:30:00  1" } ) );
}

void TestOgrIncidents::looksAtRowsThatAreNoIncidents()
{
  const auto reader =
      mFiles->open( mFiles->writeCsv( "id,date,lon,lat\na,2016-01-05,77,28\nb,yesterday,77,28\nc,2016-01-05,,28\nd,,,\n" ),
                    { .idField = "id" } );
  QStringList found;
  for ( IncidentRow row; reader->nextRow( row ); )
    found << QString::fromStdString( row.id + ": " + ( row.problem ? enumName( *row.problem ) : "fine" ) +
                                     ( row.unreadableTime.empty() ? "" : " (" + row.unreadableTime + ")" ) );
  QCOMPARE( found, ( QStringList{ "a: fine", "b: with an unreadable time (yesterday)", "c: without coordinates",
                                  "d: without coordinates" } ) );
}

void TestOgrIncidents::refusesWhatItCannotRead_data()
{
  QTest::addColumn<QByteArray>( "csv" );
  QTest::addColumn<QString>( "timeField" );
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<QString>( "message" );
  QTest::newRow( "no time field" )
      << QByteArray( "id,lon,lat\n1,77,28\n" ) << ""
      << ""
      << "Which field of reports holds the time? None is known by its type or name alone. Its fields are: id, lon, lat.";
  QTest::newRow( "a field that is not there" )
      << cleanCsv << "when"
      << ""
      << "There is no field \"when\" in reports. Its fields are: id, datetime, lon, lat, category.";
  QTest::newRow( "no coordinates" ) << QByteArray( "id,date,place\n1,2016-01-05,here\n" ) << ""
                                    << ""
                                    << "has neither geometries nor fields for coordinates that are known by their names";
  QTest::newRow( "an unknown CRS" ) << QByteArray( "date,x,y\n2016-01-05,1,2\n" ) << ""
                                    << ""
                                    << "The coordinate reference system of reports is not known: name it";
  QTest::newRow( "a CRS that is none" ) << QByteArray( "date,x,y\n2016-01-05,1,2\n" ) << ""
                                        << "EPSG:1"
                                        << "\"EPSG:1\" is not known";
}

void TestOgrIncidents::refusesWhatItCannotRead()
{
  QFETCH( QByteArray, csv );
  QFETCH( QString, timeField );
  QFETCH( QString, crs );
  QFETCH( QString, message );
  const OgrIncidentOptions options{ .timeField = timeField.toStdString(), .crs = crs.toStdString() };
  VERIFY_SAYS( errorText( [&] { mFiles->open( mFiles->writeCsv( csv ), options ); } ), qPrintable( message ) );
}

QTEST_GUILESS_MAIN( TestOgrIncidents )
#include "test_ogr_incidents.moc"
