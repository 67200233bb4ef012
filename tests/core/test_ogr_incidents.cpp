#include "error_text.h"
#include "ogr_incidents.h"
#include "recorded_feedback.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <fstream>

using namespace riskcast;

class TestOgrIncidents : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { GDALAllRegister(); }
  void init() { mFolder.reset( new QTemporaryDir ); }
  void readsACsv();
  void readsAGzippedCsv();
  void leavesOutDirtyRowsByReason();
  void readsAgainFromMemory();
  void readsEveryFormat_data();
  void readsEveryFormat();
  void readsPointsOfAnotherCrs();
  void findsFieldsByTheirUsualNames_data();
  void findsFieldsByTheirUsualNames();
  void takesTheFieldsItIsTold();
  void readsCellsOfAGrid();
  void readsTimesInAFormat();
  void keepsTheClockTimeOfTimesWithAnOffset();
  void readsWeights();
  void readsCsvOfEveryKind_data();
  void readsCsvOfEveryKind();
  void readsTextsInAnEncoding();
  void warnsOfTextsThatAreNotUtf8();
  void refusesAnUnknownEncoding();
  void aFileNameThatIsNotUtf8GetsAReadableName();
  void readsDateAndClockFromTwoFields();
  void readsIntervals();
  void aDateThatEndsAnIntervalStandsForItsDay();
  void convertsTimesFromUtc();
  void looksAtRowsThatAreNoIncidents();
  void filtersRows_data();
  void filtersRows();
  void readsManyBatches();
  void refusesWhatItCannotRead_data();
  void refusesWhatItCannotRead();
  void aBrokenFileIsAnError();

private:
  std::string path( const QString &name = QStringLiteral( "reports.csv" ) ) const
  {
    return mFolder->filePath( name ).toStdString();
  }
  std::string writeCsv( const QByteArray &content, const QString &name = QStringLiteral( "reports.csv" ) );
  std::string writeGzip( const QByteArray &content );

  std::unique_ptr<IncidentReader> open( const std::string &source, const OgrIncidentOptions &options = {} )
  {
    mFeedback = {};
    return openIncidents( source, options, mFeedback );
  }

  std::unique_ptr<QTemporaryDir> mFolder;
  RecordedFeedback mFeedback;
};

namespace
{

/// All that the reader gives, a line each: "x y time category weight".
QStringList rows( IncidentReader &reader )
{
  QStringList result;
  for ( Incident incident; reader.next( incident ); )
  {
    result << QStringLiteral( "%1 %2 %3 %4 %5" )
                  .arg( incident.x )
                  .arg( incident.y )
                  .arg( QString::fromStdString( toIso8601( incident.time ) ), QString::fromStdString( incident.category ) )
                  .arg( incident.weight );
  }
  return result;
}

const QByteArray clean = "id,datetime,lon,lat,category\n"
                         "1,2016-01-05T10:00:00,77.25,28.5,Stalking\n"
                         "2,2016-01-06,77.5,28.75,\"Ogling, staring\"\n";

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

std::string TestOgrIncidents::writeCsv( const QByteArray &content, const QString &name )
{
  QFile file( QString::fromStdString( path( name ) ) );
  return file.open( QIODevice::WriteOnly ) && file.write( content ) == content.size() ? path( name ) : "cannot be written";
}

std::string TestOgrIncidents::writeGzip( const QByteArray &content )
{
  VSILFILE *file = VSIFOpenL( ( "/vsigzip/" + path( "reports.csv.gz" ) ).c_str(), "wb" );
  VSIFWriteL( content.constData(), 1, content.size(), file );
  VSIFCloseL( file );
  return path( "reports.csv.gz" );
}

void TestOgrIncidents::readsACsv()
{
  const auto reader = open( writeCsv( clean ), { .categoryField = "category" } );
  QCOMPARE( rows( *reader ),
            ( QStringList{ "77.25 28.5 2016-01-05T10:00:00 Stalking 1", "77.5 28.75 2016-01-06 Ogling, staring 1" } ) );
  COMPARE_TEXT( reader->crs(), "EPSG:4326" );
  COMPARE_TEXT( reader->source(), "reports.csv" );
  QCOMPARE( reader->leftOut().total(), 0 );
  QCOMPARE( reader->rowCount(), 2 );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Times are taken from the field \"datetime\"." ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Positions are taken from the fields \"lon\" and \"lat\", in EPSG:4326." ) );
}

void TestOgrIncidents::readsAGzippedCsv()
{
  const auto reader = open( writeGzip( clean ) );
  QCOMPARE( rows( *reader ), ( QStringList{ "77.25 28.5 2016-01-05T10:00:00  1", "77.5 28.75 2016-01-06  1" } ) );
  COMPARE_TEXT( reader->source(), "reports.csv.gz" );
  QCOMPARE( QDir( mFolder->path() ).entryList( QDir::Files ), QStringList{ "reports.csv.gz" } ); // GDAL leaves nothing beside it
}

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
  const auto reader = open( writeCsv( dirty ) );
  QCOMPARE( rows( *reader ), ( QStringList{ "77.25 28.5 2016-01-05  1", "77.5 28.75 2016-01-05  1" } ) );
  COMPARE_TEXT( reader->leftOut().toString(), "7 without coordinates, 2 without a time, 2 with an unreadable time" );
  QCOMPARE( reader->rowCount(), 13 );
}

void TestOgrIncidents::readsAgainFromMemory()
{
  const auto reader = open( writeCsv( clean + "3,,77.25,28.5\n" ), { .categoryField = "category" } );
  const QStringList first = rows( *reader );
  QVERIFY( QFile::remove( QString::fromStdString( path() ) ) );
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
  writeLayer( path( name ), qPrintable( driver ), { "date", static_cast<OGRFieldType>( timeType ) }, hasGeometry );
  const auto reader = open( path( name ), { .categoryField = "category" } );
  const QString time = timeType == OFTDateTime ? "2016-01-05T10:00:00" : "2016-01-05";
  QStringList found = rows( *reader );
  found.sort(); // FlatGeobuf orders its rows by place
  QCOMPARE( found, ( QStringList{ "77.25 28.5 " + time + " Stalking 1", "77.5 28.75 " + time + " Ogling 1" } ) );
  COMPARE_TEXT( reader->crs(), "EPSG:4326" );
}

void TestOgrIncidents::readsPointsOfAnotherCrs()
{
  const std::string csv = writeCsv( "day,x,y\n2016-01-05,520730.46,173752.42\n" );
  const auto reader = open( csv, { .crs = "EPSG:3797" } );
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
  const auto reader = open( writeCsv( header + "\n2016-01-05,77.25,28.5\n" ) );
  QCOMPARE( rows( *reader ), QStringList{ "77.25 28.5 2016-01-05  1" } );
  COMPARE_TEXT( reader->crs(), "EPSG:4326" );
}

void TestOgrIncidents::takesTheFieldsItIsTold()
{
  const std::string csv = writeCsv( "date,reported,lon,lat,a,b\n2016-01-05,2016-02-05,1,2,77.25,28.5\n" );
  const auto reader = open( csv, { .timeField = "reported", .xField = "a", .yField = "b", .crs = "EPSG:4326" } );
  QCOMPARE( rows( *reader ), QStringList{ "77.25 28.5 2016-02-05  1" } );
  QVERIFY( mFeedback.infos.empty() ); // nothing was guessed
}

void TestOgrIncidents::readsCellsOfAGrid()
{
  // Six cells of 10 × 10, numbered 0 1 2 in the north and 3 4 5 in the south; their centres lie at 5, 15, 25 and 15, 5.
  const std::string csv = writeCsv( "step,cell,count\n2016-01-05,0,2\n2016-01-05,5,0.5\n2016-01-05,6,1\n2016-01-05,1.5,1\n"
                                    "2016-01-05,-1,1\n2016-01-05,,1\n" );
  const Grid grid( "EPSG:32643", { 0, 0, 30, 20 }, 3, 2 );
  const auto reader = open( csv, { .timeField = "step", .cellField = "cell", .cells = grid, .weightField = "count" } );
  QCOMPARE( rows( *reader ), ( QStringList{ "5 15 2016-01-05  2", "25 5 2016-01-05  0.5" } ) );
  QCOMPARE( reader->crs(), std::string( "EPSG:32643" ) );
  QCOMPARE( reader->leftOut().count( LeftOutReason::WithoutCoordinates ), 4 );
}

void TestOgrIncidents::readsTimesInAFormat()
{
  const std::string csv = writeCsv( "date,lon,lat\n05/01/2016 18:30,77.25,28.5\n2016-01-05,77.25,28.5\n" );
  const auto reader = open( csv, { .times = { .formats = { "dd/MM/yyyy HH:mm" } } } );
  QCOMPARE( rows( *reader ), QStringList{ "77.25 28.5 2016-01-05T18:30:00  1" } );
  QCOMPARE( reader->leftOut().count( LeftOutReason::UnreadableTime ), 1 );
}

void TestOgrIncidents::keepsTheClockTimeOfTimesWithAnOffset()
{
  const std::string csv = writeCsv( "date,lon,lat\n2016-01-05T23:30:00+05:30,77.25,28.5\n2016-01-05T23:30:00Z,77.25,28.5\n"
                                    "2016-01-05T23:30:00,77.25,28.5\n" );
  const auto reader = open( csv );
  for ( int pass = 0; pass < 2; ++pass )
  {
    int sameClock = 0;
    forEachIncident( *reader, "Reading", mFeedback,
                     [&]( Incident &incident ) { sameClock += toIso8601( incident.time ) == "2016-01-05T23:30:00" ? 1 : 0; } );
    QCOMPARE( sameClock, 3 );
    QCOMPARE( std::ranges::count_if( mFeedback.infos,
                                     []( const std::string &info ) { return info.starts_with( "2 times carry an offset" ); } ),
              1 );
  }
}

void TestOgrIncidents::readsWeights()
{
  const std::string csv = writeCsv( "date,lon,lat,power\n2016-01-05,77.25,28.5,6.5\n2016-01-05,77.25,28.5,\n" );
  const auto reader = open( csv, { .weightField = "power" } );
  Incident incident;
  QVERIFY( reader->next( incident ) );
  QCOMPARE( incident.weight, 6.5 );
  QVERIFY( reader->next( incident ) );
  QVERIFY( std::isnan( incident.weight ) ); // for the counting to refuse
}

void TestOgrIncidents::readsCsvOfEveryKind_data()
{
  QTest::addColumn<QByteArray>( "csv" );
  QTest::newRow( "semicolons and decimal commas" ) << QByteArray( "date;lon;lat\n2016-01-05;77,25;28,5\n" );
  QTest::newRow( "tabs" ) << QByteArray( "date\tlon\tlat\n2016-01-05\t77.25\t28.5\n" );
  QTest::newRow( "quotes" ) << QByteArray( "\"date\",\"lon\",\"lat\"\n\"2016-01-05\",\"77.25\",\"28.5\"\n" );
  QTest::newRow( "decimal commas in quotes" ) << QByteArray( "date,lon,lat\n2016-01-05,\"77,25\",\"28,5\"\n" );
  QTest::newRow( "a byte order mark" ) << QByteArray( "\xef\xbb\xbf"
                                                      "date,lon,lat\n2016-01-05,77.25,28.5\n" );
  QTest::newRow( "Windows line ends" ) << QByteArray( "date,lon,lat\r\n2016-01-05,77.25,28.5\r\n" );
  QTest::newRow( "no line end at the end" ) << QByteArray( "date,lon,lat\n2016-01-05,77.25,28.5" );
  QTest::newRow( "WKT" ) << QByteArray( "date,WKT\n2016-01-05,POINT (77.25 28.5)\n" );
}

void TestOgrIncidents::readsCsvOfEveryKind()
{
  QFETCH( QByteArray, csv );
  const auto reader = open( writeCsv( csv ), { .crs = "EPSG:4326" } );
  QCOMPARE( rows( *reader ), QStringList{ "77.25 28.5 2016-01-05  1" } );
}

void TestOgrIncidents::readsTextsInAnEncoding()
{
  const std::string csv = writeCsv( "date,lon,lat,kind\n2016-01-05,77,28,D\xe9gradation\n" ); // é in ISO 8859-1
  const auto reader = open( csv, { .encoding = "ISO-8859-1", .categoryField = "kind" } );
  QCOMPARE( rows( *reader ), QStringList{ QStringLiteral( "77 28 2016-01-05 D\u00e9gradation 1" ) } );
  QVERIFY( mFeedback.warnings.empty() );
}

void TestOgrIncidents::warnsOfTextsThatAreNotUtf8()
{
  // € in Windows, twice, and in UTF-8
  const std::string csv = writeCsv( "date,lon,lat,kind\n2016-01-05,77,28,\x80\n2016-01-05,77,28,\x80\n2016-01-05,77,28,€\n" );
  const auto reader = open( csv, { .categoryField = "kind" } );
  const QString row = QStringLiteral( "77 28 2016-01-05 \u20ac 1" );
  QCOMPARE( rows( *reader ), ( QStringList{ row, row, row } ) );
  QCOMPARE( mFeedback.warnings.size(), size_t( 1 ) );
  QVERIFY( RecordedFeedback::says( mFeedback.warnings, "Texts of reports.csv are not in UTF-8. They are read as CP1252" ) );
}

void TestOgrIncidents::refusesAnUnknownEncoding()
{
  const std::string csv = writeCsv( "date,lon,lat,kind\n2016-01-05,77,28,x\n" );
  COMPARE_TEXT( errorText( [&] { open( csv, { .encoding = "NONSENSE" } ); } ).toStdString(),
                "The encoding \"NONSENSE\" is not known: name one as iconv does, for example ISO-8859-1." );
}

void TestOgrIncidents::aFileNameThatIsNotUtf8GetsAReadableName()
{
  const std::string name = path( {} ) + "/f\xdclle.csv"; // Fülle in Windows, as unpacked from an old archive
  std::ofstream( name ) << "date,lon,lat\n2016-01-05,77,28\n";
  COMPARE_TEXT( open( name )->source(), "f?lle.csv" );
}

void TestOgrIncidents::readsDateAndClockFromTwoFields()
{
  const std::string csv = writeCsv( "date,time of day,lon,lat\n"
                                    "5/1/2016,6:30 PM,77,28\n"
                                    "5/1/2016,,77,28\n"           // a day without a time: its start
                                    "5/1/2016,evening,77,28\n"    // cannot be read
                                    "2016-01-05,18:45,77,28\n" ); // another format
  const auto reader = open(
      csv, { .timeField = "date", .clockField = "time of day", .times = { .formats = { "d/M/yyyy h:mm AP", "d/M/yyyy", "" } } } );
  QCOMPARE( rows( *reader ),
            ( QStringList{ "77 28 2016-01-05T18:30:00  1", "77 28 2016-01-05  1", "77 28 2016-01-05T18:45:00  1" } ) );
  QCOMPARE( reader->leftOut().count( LeftOutReason::UnreadableTime ), 1 );
}

void TestOgrIncidents::readsIntervals()
{
  const std::string csv = writeCsv( "from,to,lon,lat\n"
                                    "2016-01-05T10:00,2016-01-06T10:00,77,28\n"
                                    "2016-01-05T10:00,,77,28\n"                 // no end: a moment
                                    "2016-01-05T10:00,2016-01-04T10:00,77,28\n" // ends before it starts
                                    "2016-01-05T10:00,some day,77,28\n" );      // an end that cannot be read
  const auto reader = open( csv, { .timeField = "from", .endField = "to" } );
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
  const std::string csv = writeCsv( "from,to,lon,lat\n"
                                    "2016-07-01,2016-07-03,77,28\n"       // up to the end of the 3rd
                                    "2016-07-01,2016-07-01,77,28\n"       // some time that day
                                    "2016-07-01,2016-07,77,28\n"          // that month
                                    "2016-07-01T20:00,2016-07-01,77,28\n" // that evening
                                    "2016-07-01,2016-07-03T00:00,77,28\n" // up to the start of the 3rd
                                    "2016-07-01,5/7/16 1 PM,77,28\n" );   // a moment in another format
  const auto reader = open( csv, { .timeField = "from", .endField = "to", .times = { .formats = { "", "d/M/yy h AP" } } } );
  QStringList ends;
  for ( Incident incident; reader->next( incident ); )
    ends << QString::fromStdString( toIso8601( incident.end.value() ) );
  QCOMPARE( ends,
            ( QStringList{ "2016-07-04", "2016-07-02", "2016-08-01", "2016-07-02", "2016-07-03", "2016-07-05T13:00:00" } ) );
}

void TestOgrIncidents::convertsTimesFromUtc()
{
  const std::string csv = writeCsv( "date,lon,lat\n2016-01-05T20:00:00Z,77,28\n2016-01-05T20:00:00+02:00,77,28\n" );
  const auto reader = open( csv, { .times = { .zone = "UTC", .toZone = "Asia/Kolkata" } } );
  QCOMPARE( rows( *reader ), ( QStringList{ "77 28 2016-01-06T01:30:00  1", "77 28 2016-01-05T23:30:00  1" } ) );
}

void TestOgrIncidents::looksAtRowsThatAreNoIncidents()
{
  const auto reader =
      open( writeCsv( "id,date,lon,lat\na,2016-01-05,77,28\nb,yesterday,77,28\nc,2016-01-05,,28\nd,,,\n" ), { .idField = "id" } );
  QStringList found;
  for ( IncidentRow row; reader->nextRow( row ); )
    found << QString::fromStdString( row.id + ": " + ( row.problem ? enumName( *row.problem ) : "fine" ) +
                                     ( row.unreadableTime.empty() ? "" : " (" + row.unreadableTime + ")" ) );
  QCOMPARE( found, ( QStringList{ "a: fine", "b: with an unreadable time (yesterday)", "c: without coordinates",
                                  "d: without coordinates" } ) );
}

void TestOgrIncidents::filtersRows_data()
{
  QTest::addColumn<QString>( "where" );
  QTest::addColumn<int>( "count" );
  QTest::newRow( "a text" ) << "category = 'Stalking'" << 2;
  QTest::newRow( "a number, not compared as text" ) << "weight > 9" << 2;
  QTest::newRow( "both" ) << "category = 'Stalking' AND weight > 9" << 1;
  QTest::newRow( "none" ) << "weight > 1000" << 0;
}

void TestOgrIncidents::filtersRows()
{
  QFETCH( QString, where );
  const std::string csv = writeCsv( "datetime,lon,lat,category,weight\n2016-01-05,77,28,Stalking,8\n"
                                    "2016-01-05T10:00:00,77,28,Stalking,10\n2016-01-05,77,28,Ogling,100\n" );
  const auto reader = open( csv, { .where = where.toStdString() } );
  QTEST( static_cast<int>( rows( *reader ).size() ), "count" );
}

void TestOgrIncidents::readsManyBatches()
{
  QByteArray csv = "datetime,lon,lat,category\n";
  for ( int row = 0; row < 25000; ++row )
    csv += "2016-01-05," + ( row % 10 == 9 ? QByteArray() : QByteArray::number( row ) ) + ",28," + QByteArray::number( row % 7 ) +
           "\n";
  const auto reader = open( writeCsv( csv ), { .categoryField = "category" } );
  for ( int pass = 0; pass < 2; ++pass )
  {
    reader->rewind();
    double sum = 0;
    int categories = 0;
    for ( Incident incident; reader->next( incident ); categories += std::stoi( incident.category ) )
      sum += incident.x;
    // 0 + 1 + … + 24999 = 312,487,500 without 9 + 19 + … + 24999 = 2500 × 12504 = 31,260,000
    QCOMPARE( sum, 281227500.0 );
    QVERIFY( categories > 0 );
    QCOMPARE( reader->leftOut().total(), 2500 );
  }
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
      << clean << "when"
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
  VERIFY_SAYS( errorText( [&] { open( writeCsv( csv ), options ); } ), qPrintable( message ) );
}

void TestOgrIncidents::aBrokenFileIsAnError()
{
  VERIFY_SAYS( errorText( [&] { open( path( "missing.csv" ) ); } ), "missing.csv cannot be opened as a table or layer" );
  VERIFY_SAYS( errorText( [&] { open( writeCsv( "no table", "reports.doc" ) ); } ), "cannot be opened" );
  VERIFY_SAYS( errorText( [&] { open( writeCsv( clean ), { .layer = "march" } ); } ), "There is no layer \"march\" in " );
  VERIFY_SAYS( errorText( [&] { open( writeCsv( clean ), { .where = "category ==" } ); } ),
               "The filter \"category ==\" is not understood" );
  QByteArray csv = clean;
  for ( int row = 0; row < 20000; ++row )
    csv += QByteArray::number( row ) + ",2016-01-05,77." + QByteArray::number( row * 7919 % 10007 ) + ",28.5,x\n";
  const std::string gzip = writeGzip( csv );
  QVERIFY( QFile::resize( QString::fromStdString( gzip ), QFile( QString::fromStdString( gzip ) ).size() / 2 ) );
  const auto reader = open( gzip );
  VERIFY_SAYS( errorText( [&] { rows( *reader ); } ), "reports.csv.gz cannot be read to its end" );
}

QTEST_GUILESS_MAIN( TestOgrIncidents )
#include "test_ogr_incidents.moc"
