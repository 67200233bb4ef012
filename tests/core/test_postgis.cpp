#include "error_text.h"
#include "heatmap_query.h"
#include "ogr_incidents.h"
#include "recorded_feedback.h"

#include <QTest>

#include <ogrsf_frmts.h>

using namespace riskcast;

/// Incidents in a real PostgreSQL with PostGIS. pg_virtualenv starts the server and says where it is in PGHOST, PGPORT, …
class TestPostgis : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void init() { mFeedback = {}; }
  void readsATable();
  void handsOverOnlyWhatIsWanted_data();
  void handsOverOnlyWhatIsWanted();
  void countsRowsThatAreKeptBack();
  void countsLikeATableInMemory();
  void onlyAsksForTheColumnsItNeeds();
  void aFilterGoesToTheDatabase();
  void timesAsTextsAreReadHere();
  void theTableGoesOnOutsideTheRectangle();
  void saysWhatTheDatabaseRefuses();
  void theQueryCountsTheSame_data();
  void theQueryCountsTheSame();

private:
  void run( const std::string &sql );

  std::unique_ptr<IncidentReader> open( const std::string &layer, OgrIncidentOptions options = {} )
  {
    options.layer = layer;
    return openIncidents( "PG:", options, mFeedback );
  }

  GDALDatasetUniquePtr mDatabase;
  RecordedFeedback mFeedback;
};

namespace
{

// A square of 100 m around the rows that are inside, in two cells; July 2016.
const Grid twoCells( "EPSG:32643", { 700000, 3100000, 700100, 3100100 }, 2, 1 );
const ReadingBounds july{ twoCells, parseTime( "2016-07-01" ), parseTime( "2016-08-01" ) };

HeatmapOptions heatmapsOfJuly()
{
  HeatmapOptions options;
  options.grid.likeThis = twoCells;
  options.period.start = july.start;
  options.period.end = july.end;
  return options;
}

/// The times of what the reader hands over.
QStringList times( IncidentReader &reader )
{
  QStringList read;
  for ( Incident incident; reader.next( incident ); )
    read << QString::fromStdString( toIso8601( incident.time ) );
  read.sort();
  return read;
}

} // namespace

void TestPostgis::run( const std::string &sql )
{
  CPLErrorReset();
  mDatabase->ReleaseResultSet( mDatabase->ExecuteSQL( sql.c_str(), nullptr, nullptr ) );
  QVERIFY2( CPLGetLastErrorType() < CE_Failure, CPLGetLastErrorMsg() );
}

void TestPostgis::initTestCase()
{
  if ( qEnvironmentVariableIsEmpty( "PGHOST" ) )
    QSKIP( "there is no database: run the test in pg_virtualenv" );
  GDALAllRegister();
  const char *const options[] = { nullptr };
  mDatabase.reset( GDALDataset::Open( "PG:", GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, options ) );
  QVERIFY2( mDatabase, CPLGetLastErrorMsg() );
  run( "CREATE EXTENSION postgis" );
  run( "CREATE SCHEMA \"police\"" );
  // A function that fails where it is asked for what nobody should ask for.
  run( "CREATE FUNCTION never() RETURNS text AS $$ BEGIN RAISE EXCEPTION 'asked for'; END $$ LANGUAGE plpgsql STABLE" );
  run(
      "CREATE TABLE \"police\".\"Reports\" (id serial PRIMARY KEY, \"when\" timestamp, until timestamp, written text, kind text, "
      "geom geometry(Point, 32643))" );
  const auto row = [this]( const std::string &when, const std::string &until, const std::string &kind, const std::string &point )
  {
    const auto text = []( const std::string &value ) { return value.empty() ? "NULL" : "'" + value + "'"; };
    run( "INSERT INTO \"police\".\"Reports\" (\"when\", until, written, kind, geom) VALUES (" + text( when ) + ", " +
         text( until ) + ", " + text( when ) + ", " + text( kind ) + ", " +
         ( point.empty() ? "NULL" : "ST_SetSRID(ST_MakePoint(" + point + "), 32643)" ) + ")" );
  };
  row( "2016-07-01 00:00", "", "theft", "700010, 3100010" );                    // the first moment, western cell
  row( "2016-07-31 23:59:59", "", "theft", "700090, 3100090" );                 // the last one, eastern cell
  row( "2016-08-01 00:00", "", "theft", "700010, 3100010" );                    // after the period
  row( "2016-06-30 12:00", "2016-07-01 12:00", "burglary", "700010, 3100010" ); // reaches into the period
  row( "2016-06-01 12:00", "2016-06-02 12:00", "burglary", "700010, 3100010" ); // ends before it
  row( "2016-07-03 12:00", "2016-07-02 12:00", "burglary", "700010, 3100010" ); // ends before it starts
  row( "2016-07-05 12:00", "", "theft", "" );                                   // without a place
  row( "", "", "theft", "700010, 3100010" );                                    // without a time
  row( "2016-07-05 12:00", "", "theft", "800000, 3100010" );                    // elsewhere
  row( "2016-09-05 12:00", "", "theft", "800000, 3100010" );                    // elsewhere and later
}

void TestPostgis::readsATable()
{
  const auto reader = open( "police.Reports", { .timeField = "when" } );
  QCOMPARE( times( *reader ).size(), 8 );
  QCOMPARE( reader->crs(), std::string( "EPSG:32643" ) );
  COMPARE_TEXT( reader->leftOut().toString(), "1 without coordinates, 1 without a time" );
  COMPARE_TEXT( reader->source(), "police.Reports" );
}

void TestPostgis::handsOverOnlyWhatIsWanted_data()
{
  QTest::addColumn<QString>( "end" );
  QTest::addColumn<QStringList>( "expected" );
  QTest::newRow( "moments" ) << "" << QStringList{ "2016-07-01", "2016-07-03T12:00:00", "2016-07-31T23:59:59" };
  QTest::newRow( "intervals" ) << "until" << QStringList{ "2016-06-30T12:00:00", "2016-07-01", "2016-07-31T23:59:59" };
}

void TestPostgis::handsOverOnlyWhatIsWanted()
{
  QFETCH( QString, end );
  QFETCH( QStringList, expected );
  const auto reader = open( "police.Reports", { .timeField = "when", .endField = end.toStdString() } );
  reader->narrow( july );
  QCOMPARE( reader->rowCount(), expected.size() );
  QCOMPARE( times( *reader ), expected );
}

void TestPostgis::countsRowsThatAreKeptBack()
{
  const auto reader = open( "police.Reports", { .timeField = "when", .endField = "until" } );
  reader->narrow( july );
  const QString expected =
      QStringLiteral( "1 without coordinates, 1 without a time, 1 with an end before the start, 2 outside the "
                      "extent, 2 outside the period" );
  QCOMPARE( times( *reader ).size(), 3 );
  COMPARE_TEXT( reader->leftOut().toString(), expected.toUtf8() );
  reader->rewind(); // now from the temporary file
  QCOMPARE( times( *reader ).size(), 3 );
  COMPARE_TEXT( reader->leftOut().toString(), expected.toUtf8() );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "The database hands over the 3 rows within the extent and period." ) );
}

void TestPostgis::countsLikeATableInMemory()
{
  const OgrIncidentOptions fields{ .timeField = "when", .endField = "until" };
  std::vector<Incident> all;
  const auto whole = open( "police.Reports", fields );
  for ( Incident incident; whole->next( incident ); )
    all.push_back( incident );
  TableIncidentReader memory( all, whole->crs() );
  const HeatmapStack expected = makeHeatmaps( memory, heatmapsOfJuly(), mFeedback );
  // 12 hours before July and 12 hours in it: two steps of half an incident each, one of them inside, in the western cell.
  QCOMPARE( expected.map( 0 )[0], 1.5F );

  const auto reader = open( "police.Reports", fields );
  const HeatmapStack counted = makeHeatmaps( *reader, heatmapsOfJuly(), mFeedback );
  QVERIFY( counted.counts == expected.counts );
  QVERIFY( counted.states == expected.states );
  QCOMPARE( counted.stepCount(), 31 );
  QCOMPARE( counted.provenance.rowsRead, 10 );
  QCOMPARE( counted.provenance.incidentsUsed, 3 );
}

void TestPostgis::onlyAsksForTheColumnsItNeeds()
{
  run( "CREATE VIEW guarded AS SELECT id, \"when\", geom, never() AS secret, CASE WHEN \"when\" >= '2016-07-01' AND \"when\" < "
       "'2016-08-01' AND ST_X(geom) < 700200 THEN kind ELSE never() END AS kind FROM police.\"Reports\"" );
  const auto all = open( "guarded", { .timeField = "when" } );
  QCOMPARE( times( *all ).size(), 8 );

  const OgrIncidentOptions withKind{ .timeField = "when", .categoryField = "kind" };
  const auto wanted = open( "guarded", withKind );
  wanted->narrow( july );
  QCOMPARE( times( *wanted ).size(), 3 );

  const auto everything = open( "guarded", withKind );
  VERIFY_SAYS( errorText( [&everything] { times( *everything ); } ), "asked for" );
}

void TestPostgis::aFilterGoesToTheDatabase()
{
  const auto reader = open( "police.Reports", { .timeField = "when", .where = "kind ~ '^the' OR kind IS NULL" } );
  reader->narrow( july );
  QCOMPARE( times( *reader ), ( QStringList{ "2016-07-01", "2016-07-31T23:59:59" } ) );
  // Of the seven thefts two are counted; the others are no burglaries, either.
  QCOMPARE( reader->leftOut().total(), 5 );
}

void TestPostgis::timesAsTextsAreReadHere()
{
  const auto reader = open( "police.Reports", { .timeField = "written" } );
  reader->narrow( july );
  QVERIFY( !reader->span() );
  QCOMPARE( times( *reader ).size(), 8 );
}

void TestPostgis::theTableGoesOnOutsideTheRectangle()
{
  HeatmapOptions options = heatmapsOfJuly();
  options.period.end = parseTime( "2017-01-01" );
  options.period.endIsFound = true;
  const auto reader = open( "police.Reports", { .timeField = "when" } );
  // Up to the table's last row, 5 September, which the database keeps back: 31 + 31 + 5 days.
  QCOMPARE( makeHeatmaps( *reader, options, mFeedback ).stepCount(), 67 );
}

void TestPostgis::saysWhatTheDatabaseRefuses()
{
  VERIFY_SAYS( errorText( [this] { open( "police.Reports", { .timeField = "when", .where = "nonsense = 1" } ); } ),
               "The database does not answer what is asked of police.Reports: ERROR:  column \"nonsense\" does not exist" );
}

void TestPostgis::theQueryCountsTheSame_data()
{
  QTest::addColumn<QString>( "step" );
  QTest::addColumn<QString>( "align" );
  for ( const char *step : { "1 day", "3 days", "36 hours", "2 weeks", "1 month", "2 months" } )
  {
    QTest::newRow( step ) << step << "";
    QTest::addRow( "%s, aligned", step ) << step << "2015-11-11T11:00:00";
  }
}

void TestPostgis::theQueryCountsTheSame()
{
  QFETCH( QString, step );
  QFETCH( QString, align );
  // 400 places and times by a formula, some beyond the edges of the grid, in degrees.
  run( "DROP TABLE IF EXISTS many" );
  run( "CREATE TABLE many AS SELECT i AS id, TIMESTAMP '2015-12-20' + i * INTERVAL '17 hours' AS happened, "
       "CASE WHEN i % 3 = 0 THEN 'theft' ELSE 'burglary' END AS kind, ST_Transform(ST_SetSRID(ST_MakePoint("
       "699990 + (i * 37) % 120, 3099990 + (i * 53) % 120), 32643), 4326)::geometry(Point, 4326) AS geom "
       "FROM generate_series(0, 399) AS i" );
  HeatmapOptions options;
  options.grid.likeThis = Grid( "EPSG:32643", { 700000, 3100000, 700100, 3100090 }, 7, 5 );
  options.period.length = stepLengthFromString( step.toStdString() );
  options.period.align = parseTime( align.toStdString() );
  options.period.start = parseTime( "2016-01-01" );
  options.period.end = parseTime( "2016-09-01" );
  options.count.everyCategory = true;
  const auto direct = open( "many", { .timeField = "happened", .categoryField = "kind" } );
  const HeatmapStack expected = makeHeatmaps( *direct, options, mFeedback );
  QVERIFY( expected.provenance.incidentsUsed > 200 );

  run( "DROP TABLE IF EXISTS counted" );
  run( "CREATE TABLE counted AS " +
       countingQuery( { .name = "many", .time = "happened", .category = "kind" }, *options.grid.likeThis, options.period ) );
  const auto counts =
      open( "counted", { .timeField = "step", .crs = "EPSG:32643", .categoryField = "category", .weightField = "count" } );
  options.period.start.reset(); // a step may start before the period does
  const HeatmapStack read = makeHeatmaps( *counts, options, mFeedback );
  QVERIFY( read.steps == expected.steps );
  QVERIFY( read.categories == expected.categories );
  QVERIFY( read.counts == expected.counts );
}

QTEST_GUILESS_MAIN( TestPostgis )
#include "test_postgis.moc"
