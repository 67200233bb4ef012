#include "check_incidents.h"
#include "error_text.h"
#include "ogr_incidents.h"
#include "position.h"
#include "recorded_feedback.h"

#include <QTest>

using namespace riskcast;

Q_DECLARE_METATYPE( riskcast::Position )

/// The table is tests/data/dirty_incidents.csv: 16 rows, of which 5 … 14 have one thing wrong each.
class TestCheckIncidents : public QObject
{
  Q_OBJECT

private slots:
  void findsWhatIsWrongWithARow_data();
  void findsWhatIsWrongWithARow();
  void givesEveryRowItsReasons();
  void aRuleThatIsTurnedOffFlagsNothing_data();
  void aRuleThatIsTurnedOffFlagsNothing();
  void givesExamplesWithRowIdAndValue();
  void givesNoMoreThanFiveExamples();
  void everyPlaceThatPilesUpCounts();
  void anAreaDecidesWhatIsFarOff();
  void aPeriodDecidesWhichDatesArePlausible();
  void describesTheTimes();
  void describesThePlaces();
  void findsExchangedCoordinates_data();
  void findsExchangedCoordinates();
  void anAreaDecidesWhatIsExchanged();
  void suburbsAreNotFarOff();
  void findsMonthsThatDominate();
  void saysWhatMakesADuplicate();
  void aTableWithMostRowsAtOnePlaceHasPlacesFarOff();
  void reportsProgressAndWhatItFound();
  void canBeCanceled();
  void refusesWhatCannotBeChecked();
};

namespace
{

IncidentCheck checkFile( const CheckOptions &options = {} )
{
  RecordedFeedback feedback;
  OgrIncidentOptions reading;
  reading.timeField = "datetime";
  reading.endField = "end";
  reading.idField = "id";
  reading.categoryField = "category";
  return checkIncidents( *openIncidents( RISKCAST_TEST_DATA "/dirty_incidents.csv", reading, feedback ), options, feedback );
}

IncidentCheck checkTable( std::vector<Incident> incidents, const std::string &crs = "EPSG:32643",
                          const CheckOptions &options = {} )
{
  RecordedFeedback feedback;
  TableIncidentReader reader( std::move( incidents ), crs );
  return checkIncidents( reader, options, feedback );
}

LocalTime at( const char *text )
{
  return parseTime( text ).value();
}

Incident incidentAt( double x, double y, const char *time )
{
  Incident incident;
  incident.x = x;
  incident.y = y;
  incident.time = at( time );
  return incident;
}

/// Numbers of the rows that a rule flags, "8 9 10".
std::string flagged( const IncidentCheck &check, CheckRule rule )
{
  std::string text;
  for ( size_t row = 0; row < check.reasons.size(); ++row )
  {
    if ( check.reasons[row].contains( rule ) )
      text += ( text.empty() ? "" : " " ) + std::to_string( row + 1 );
  }
  return text;
}

const Finding &finding( const IncidentCheck &check, CheckRule rule )
{
  return *std::ranges::find( check.findings, rule, &Finding::rule );
}

} // namespace

void TestCheckIncidents::findsWhatIsWrongWithARow_data()
{
  QTest::addColumn<int>( "rule" );
  QTest::addColumn<QString>( "rows" );
  const auto row = []( const char *name, CheckRule rule, const QString &rows )
  { QTest::newRow( name ) << static_cast<int>( rule ) << rows; };
  row( "an empty time", CheckRule::MissingTime, "5" );
  row( "the time \"yesterday\"", CheckRule::UnreadableTime, "6" );
  row( "empty coordinates", CheckRule::MissingCoordinates, "7" );
  row( "0/0", CheckRule::ZeroCoordinates, "8" );
  row( "(50.01, 10.01) among (10, 50)", CheckRule::SwappedCoordinates, "9" );
  // The medians are 10.00 and 50.00; with longitudes scaled by cos 50° = 0.643, the 14 distances in order are 0, 0, 0.006, 0.010,
  // 0.016, 0.016, 0.019 (the median), 0.021, …: far is beyond 0.19°, where 0/0, the swapped one and America lie.
  row( "places that are far off", CheckRule::FarOff, "8 9 10" );
  row( "the id a1 again", CheckRule::DuplicateId, "11" );
  row( "row 1 again under another id", CheckRule::DuplicateIncident, "12" );
  row( "1916", CheckRule::ImplausibleDate, "13" );
  row( "20:00 to 18:00", CheckRule::EndBeforeStart, "14" );
}

void TestCheckIncidents::findsWhatIsWrongWithARow()
{
  QFETCH( int, rule );
  QFETCH( QString, rows );
  const auto checked = static_cast<CheckRule>( rule );
  const IncidentCheck check = checkFile();
  QCOMPARE( QString::fromStdString( flagged( check, checked ) ), rows );
  QCOMPARE( check.rowsOf( checked ), rows.count( ' ' ) + 1 );
}

void TestCheckIncidents::givesEveryRowItsReasons()
{
  const IncidentCheck check = checkFile();
  QCOMPARE( check.rowCount, 16 );
  QCOMPARE( check.flaggedCount, 10 );
  COMPARE_TEXT( check.reasons[0].toString(), "" );
  COMPARE_TEXT( check.reasons[7].toString(), "zero-coordinates; far-off" );
  COMPARE_TEXT( check.reasons[8].toString(), "swapped-coordinates; far-off" );
}

void TestCheckIncidents::aRuleThatIsTurnedOffFlagsNothing_data()
{
  QTest::addColumn<int>( "rule" );
  for ( const CheckRule rule : allCheckRules() )
    QTest::newRow( enumName( rule ).c_str() ) << static_cast<int>( rule );
}

void TestCheckIncidents::aRuleThatIsTurnedOffFlagsNothing()
{
  QFETCH( int, rule );
  const auto off = static_cast<CheckRule>( rule );
  CheckOptions options;
  std::erase( options.rules, off );
  const IncidentCheck all = checkFile();
  const IncidentCheck check = checkFile( options );
  QCOMPARE( flagged( check, off ), std::string() );
  QCOMPARE( check.findings.size(), all.findings.size() - 1 );
  for ( const Finding &each : check.findings )
    QCOMPARE( each.rows, all.rowsOf( each.rule ) );
}

void TestCheckIncidents::givesExamplesWithRowIdAndValue()
{
  const IncidentCheck check = checkFile();
  const auto example = [&check]( CheckRule rule )
  {
    const CheckExample &first = finding( check, rule ).examples.at( 0 );
    return std::to_string( first.row ) + " " + first.id + " " + first.value;
  };
  COMPARE_TEXT( example( CheckRule::UnreadableTime ), "6 a6 yesterday" );
  COMPARE_TEXT( example( CheckRule::SwappedCoordinates ), "9 a9 (50.01, 10.01)" );
  COMPARE_TEXT( example( CheckRule::DuplicateId ), "11 a1 " );
  COMPARE_TEXT( example( CheckRule::DuplicateIncident ), "12 a12 2020-01-05T08:15:00 at (10, 50)" );
  COMPARE_TEXT( example( CheckRule::ImplausibleDate ), "13 a13 1916-12-30T22:10:00" );
}

void TestCheckIncidents::givesNoMoreThanFiveExamples()
{
  const IncidentCheck check = checkTable( std::vector<Incident>( 9, incidentAt( 0, 0, "2020-01-01" ) ) );
  QCOMPARE( finding( check, CheckRule::ZeroCoordinates ).rows, 9 );
  QCOMPARE( finding( check, CheckRule::ZeroCoordinates ).examples.size(), size_t( 5 ) );
  QCOMPARE( finding( check, CheckRule::DuplicateIncident ).rows, 8 ); // the first one repeats none
  QCOMPARE( finding( check, CheckRule::DuplicateIncident ).examples.front().row, 2 );
}

void TestCheckIncidents::everyPlaceThatPilesUpCounts()
{
  std::vector<Incident> incidents; // moved to 50 points, as anonymised tables are
  for ( int i = 0; i < 100; ++i )
    incidents.push_back( incidentAt( 10 + 0.01 * ( i % 50 ), 50, "2020-01-01" ) );
  const IncidentCheck check = checkTable( incidents );
  QCOMPARE( finding( check, CheckRule::PiledUpPlaces ).rows, 100 );
  VERIFY_SAYS( QString::fromStdString( finding( check, CheckRule::PiledUpPlaces ).text ),
               "40 more positions hold more than 1 % each" );
}

void TestCheckIncidents::anAreaDecidesWhatIsFarOff()
{
  // West of 9.985° are rows 3 and 16; (10.01, 50.01) is in the area, so row 9 still counts as swapped.
  const IncidentCheck check = checkFile( { .area = Extent{ 9.985, 49, 11, 51 } } );
  QCOMPARE( flagged( check, CheckRule::FarOff ), std::string( "3 8 9 10 16" ) );
  QCOMPARE( flagged( check, CheckRule::SwappedCoordinates ), std::string( "9" ) );
}

void TestCheckIncidents::aPeriodDecidesWhichDatesArePlausible()
{
  // [1 February, 1 March): row 7 is at 10:30 on 1 March, after the end.
  const IncidentCheck check = checkFile( { .start = at( "2020-02-01" ), .end = at( "2020-03-01" ) } );
  QCOMPARE( flagged( check, CheckRule::ImplausibleDate ), std::string( "1 2 7 8 9 10 11 12 13 14 16" ) );
}

void TestCheckIncidents::describesTheTimes()
{
  const TimeFacts times = checkFile().times;
  QCOMPARE( times.rows, 14 ); // all but rows 5 and 6
  QCOMPARE( times.precisions, ( std::array<std::int64_t, 5>{ 0, 1, 2, 10, 1 } ) );
  QCOMPARE( enumName( times.precision() ), std::string( "second" ) );
  const int january = 12 * 2020;
  QCOMPARE( times.months, ( std::map<int, std::int64_t>{ { january, 4 }, { january + 1, 3 }, { january + 2, 6 } } ) );
  QCOMPARE( monthName( january + 2 ), std::string( "2020-03" ) );
  // Rows 4; 3; 3, 4, 14; 7. 1/14 is above twice 12/365.2425.
  QCOMPARE( times.pileUps[0].rows, 1 );
  QCOMPARE( times.pileUps[1].rows, 1 );
  QCOMPARE( times.pileUps[2].rows, 3 );
  QCOMPARE( times.pileUps[3].rows, 1 );
  for ( const PileUp &pile : times.pileUps )
    QVERIFY2( pile.isConspicuous( times.rows ), pile.name.c_str() );
  QCOMPARE( checkFile().rowsOf( CheckRule::UtcOffsets ), 1 ); // row 15
}

void TestCheckIncidents::describesThePlaces()
{
  const PlaceFacts places = checkFile().places;
  QCOMPARE( places.rows, 15 );
  QCOMPARE( places.places, 14 ); // rows 1 and 12 are at one place
  QCOMPARE( places.largest.front().rows, 2 );
  QCOMPARE( places.largest.front().x, 10.0 );
  QCOMPARE( places.conspicuous().size(), size_t( 1 ) );
}

namespace
{
/// 21 incidents on a line from west to east: the median is in the middle, the median distance 5 \a apart, far beyond 50 of them
/// (along a parallel of latitude, times the cosine).
std::vector<Incident> lineAround( double x, double y, double apart )
{
  std::vector<Incident> incidents;
  for ( int i = -10; i <= 10; ++i )
    incidents.push_back( incidentAt( x + apart * i, y, "2020-01-01" ) );
  return incidents;
}
} // namespace

void TestCheckIncidents::findsExchangedCoordinates_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<Position>( "middle" );
  QTest::addColumn<double>( "apart" );
  QTest::addColumn<Position>( "place" );
  QTest::addColumn<bool>( "isFar" );
  QTest::addColumn<bool>( "isSwapped" );
  const auto row = []( const char *name, const char *crs, Position middle, double apart, Position place, bool far, bool swapped )
  { QTest::newRow( name ) << crs << middle << apart << place << far << swapped; };
  const char *degrees = "EPSG:4326";
  const char *metres = "EPSG:32643";
  const Position delhi{ 77.2, 28.6 };
  const Position newYork{ -74, 40.7 };
  const Position sydney{ 151.2, -33.9 };
  row( "both are valid: Delhi", degrees, delhi, 0.01, { 28.6, 77.2 }, true, true );
  row( "both are valid: New York", degrees, newYork, 0.01, { 40.75, -73.95 }, true, true );
  row( "a latitude of 151°: Sydney", degrees, sydney, 0.01, { -33.9, 151.2 }, true, true );
  row( "a latitude of 151°, far off when exchanged", degrees, sydney, 0.01, { 10, 151.2 }, true, true );
  row( "neither can be a latitude", degrees, sydney, 0.01, { 100, 151.2 }, true, false );
  row( "no degrees at all", degrees, sydney, 0.01, { -33.9, 4711 }, true, false );
  row( "far off either way", degrees, delhi, 0.01, { 10, 50 }, true, false );
  row( "UTM", metres, { 715000, 3166000 }, 100, { 3166300, 715200 }, true, true );
  row( "UTM, far off either way", metres, { 715000, 3166000 }, 100, { 0, 715000 }, true, false );
  // 0.45° south of Oral, Kazakhstan, is far: more than 50 × 0.01° × cos 51.4° = 0.312°. The mirror image (50.95, 51.4) lies only
  // 0.45° × 0.624 = 0.281° west of the middle, but that is no third.
  row( "merely far off near the diagonal", degrees, { 51.4, 51.4 }, 0.01, { 51.4, 50.95 }, true, false );
  // The mirror image of (1000, 1400) is 566 away, and far is beyond 50 × 10. 520 east of the middle is far; exchanged, (1400,
  // 1520) is √( 400² + 120² ) = 418 away, but that is no third.
  row( "merely far off near the diagonal, UTM", metres, { 1000, 1400 }, 10, { 1520, 1400 }, true, false );
  row( "exchanged near the diagonal", metres, { 1000, 1400 }, 10, { 1400, 1000 }, true, true );
  // The mirror image of (1000, 1100) is only 141 away.
  row( "exchanged too near the diagonal to tell", metres, { 1000, 1100 }, 10, { 1100, 1000 }, false, false );
}

void TestCheckIncidents::findsExchangedCoordinates()
{
  QFETCH( QString, crs );
  QFETCH( Position, middle );
  QFETCH( double, apart );
  QFETCH( Position, place );
  QFETCH( bool, isFar );
  QFETCH( bool, isSwapped );
  std::vector<Incident> incidents = lineAround( middle.x, middle.y, apart );
  incidents.push_back( incidentAt( place.x, place.y, "2020-01-01" ) );
  const IncidentCheck check = checkTable( incidents, crs.toStdString() );
  QCOMPARE( flagged( check, CheckRule::FarOff ), std::string( isFar ? "22" : "" ) );
  QCOMPARE( flagged( check, CheckRule::SwappedCoordinates ), std::string( isSwapped ? "22" : "" ) );
}

void TestCheckIncidents::anAreaDecidesWhatIsExchanged()
{
  // Most rows are exchanged, so that the medians lie where nothing is; the area says what is right.
  std::vector<Incident> incidents = lineAround( 28.6, 77.2, 0.01 );
  incidents.push_back( incidentAt( 77.2, 28.6, "2020-01-01" ) );
  incidents.push_back( incidentAt( 78, 28.6, "2020-01-01" ) ); // outside either way
  std::string rows;
  for ( int row = 1; row <= 21; ++row )
    rows += ( row > 1 ? " " : "" ) + std::to_string( row );
  const CheckOptions options{ .area = Extent{ 76.8, 28.4, 77.4, 28.9 } };
  QCOMPARE( flagged( checkTable( incidents, "EPSG:4326", options ), CheckRule::SwappedCoordinates ), rows );
  QCOMPARE( flagged( checkTable( incidents, "EPSG:4326", options ), CheckRule::FarOff ), rows + " 23" );
}

void TestCheckIncidents::suburbsAreNotFarOff()
{
  // 100 incidents on a line of 1 km steps around 0: the median is -1 (the lower of the middle), the median distance 25 km. 240 km
  // is a suburb, 260 km is not.
  std::vector<Incident> incidents;
  for ( int i = -50; i < 50; ++i )
    incidents.push_back( incidentAt( 1000.0 * i, 7, "2020-01-01" ) );
  incidents.push_back( incidentAt( 240000, 7, "2020-01-01" ) );
  incidents.push_back( incidentAt( 260000, 7, "2020-01-01" ) );
  QCOMPARE( flagged( checkTable( incidents ), CheckRule::FarOff ), std::string( "102" ) );
}

void TestCheckIncidents::findsMonthsThatDominate()
{
  // Rows by month: 1 stray, then 2, 2, 7, 2, none, 2. Around the 7 are 1, 2, 2, 2, 2, and 7 > 3 × 2.
  std::vector<Incident> incidents;
  const auto add = [&incidents]( const char *time, int rows )
  { incidents.insert( incidents.end(), static_cast<size_t>( rows ), incidentAt( 1, 2, time ) ); };
  add( "2019-12-10", 1 );
  for ( const char *month : { "2020-01-10", "2020-02-10", "2020-04-10", "2020-06-10" } )
    add( month, 2 );
  add( "2020-03-10", 7 );
  const IncidentCheck check = checkTable( incidents );
  QCOMPARE( check.times.dominantMonths(), std::vector<int>{ 12 * 2020 + 2 } );
  QCOMPARE( check.rowsOf( CheckRule::DominantMonths ), 7 );
}

void TestCheckIncidents::saysWhatMakesADuplicate()
{
  struct Table : TableIncidentReader
  {
    using TableIncidentReader::TableIncidentReader;
    std::string categoryField() const override { return field; }
    std::string field;
  };
  const auto text = []( const std::string &categoryField )
  {
    Table table( std::vector<Incident>( 2, incidentAt( 1, 2, "2020-01-01" ) ), "EPSG:32643" );
    table.field = categoryField;
    Feedback silent;
    return finding( checkIncidents( table, {}, silent ), CheckRule::DuplicateIncident ).text;
  };
  COMPARE_TEXT( text( {} ), "1 of 2 rows (50 %). Compared are place and time; no field was named that tells the category." );
  COMPARE_TEXT( text( "Primary Type" ), "1 of 2 rows (50 %). Compared are place, time and the field \"Primary Type\"." );
}

void TestCheckIncidents::aTableWithMostRowsAtOnePlaceHasPlacesFarOff()
{
  std::vector<Incident> incidents( 20, incidentAt( 100, 100, "2020-01-01" ) );
  for ( const double x : { 101.0, 102.0, 103.0, 500.0 } )
    incidents.push_back( incidentAt( x, 100, "2020-01-01" ) );
  // The distances above 0 are 1, 2, 3, 400: their median is 2, and far is beyond 20.
  QCOMPARE( flagged( checkTable( incidents ), CheckRule::FarOff ), std::string( "24" ) );
}

void TestCheckIncidents::reportsProgressAndWhatItFound()
{
  RecordedFeedback feedback;
  TableIncidentReader reader( { incidentAt( 0, 0, "2020-01-01" ) }, "EPSG:4326" );
  checkIncidents( reader, {}, feedback );
  QVERIFY( feedback.isSteady() );
  QVERIFY( RecordedFeedback::says( feedback.infos, "zero-coordinates: 1 of 1 rows (100 %)." ) );
  QVERIFY( RecordedFeedback::says( feedback.infos, "1 of 1 rows are flagged." ) );
}

void TestCheckIncidents::canBeCanceled()
{
  RecordedFeedback feedback;
  feedback.cancelsAfter = 0;
  TableIncidentReader reader( { incidentAt( 0, 0, "2020-01-01" ) }, "EPSG:4326" );
  QVERIFY_EXCEPTION_THROWN( checkIncidents( reader, {}, feedback ), Canceled );
}

void TestCheckIncidents::refusesWhatCannotBeChecked()
{
  QCOMPARE( errorText( [] { checkTable( {} ); } ), QStringLiteral( "table has no rows: there is nothing to check." ) );
  QCOMPARE( errorText( [] { checkFile( { .rules = {} } ); } ),
            QStringLiteral( "There is nothing to check: choose at least one rule." ) );
}

QTEST_GUILESS_MAIN( TestCheckIncidents )
#include "test_check_incidents.moc"
