#include "drawn_incidents.h"
#include "error_text.h"
#include "heatmaps.h"
#include "maps.h"
#include "recorded_feedback.h"
#include "stack_advice.h"
#include "time_zone.h"
#include "wkb_polygon.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace riskcast;

class TestHeatmaps : public QObject
{
  Q_OBJECT

private slots:
  void anIncidentBetweenTwoTimesCountsInShares();
  void init() { mFeedback = {}; }
  void countsEveryIncidentOnce();
  void matchesNumPy();
  void categoriesHaveTheirOwnMaps();
  void weightsAddUp();
  void emptyStepsMeanWhatTheUserSays();
  void positionsAreTransformedFirst();
  void countingReportsAndCanBeCanceled();
  void refusesToCountWhatMakesNoSense();
  void onlyThePeriodCounts();
  void cellsOutsideTheStudyAreaDoNotCount();
  void otherCategoriesShareTheLastMap();
  void everyCategoryHasAMap();
  void warnsIfOneCellHoldsAll();
  void clockChangesLoseNothing_data();
  void clockChangesLoseNothing();

private:
  RecordedFeedback mFeedback;
};

namespace
{

/// 3 × 2 cells of 10 × 10, two days.
const Grid grid( utm, { 0, 0, 30, 20 }, 3, 2 );
const TimeSteps twoDays( *parseTime( "2016-07-01" ), {}, 2 );

} // namespace

/// Days of 1 to 4 July; each incident lies in the one cell.
void TestHeatmaps::anIncidentBetweenTwoTimesCountsInShares()
{
  const auto between = []( const char *start, const char *end, double weight = 1 )
  {
    Incident incident = at( 5, 15, start, "", weight );
    incident.end = *parseTime( end );
    return incident;
  };
  TableIncidentReader reader = table( {
      between( "2016-07-01T22:00:00", "2016-07-02T06:00:00" ),    // 1 and 2 July: a half each
      between( "2016-07-02T22:00:00", "2016-07-03T00:00:00" ),    // ends with 2 July: one day
      between( "2016-07-02T12:00:00", "2016-07-02T12:00:00", 3 ), // a moment, three times
      between( "2016-06-29T12:00:00", "2016-07-02T12:00:00" ),    // 29 June to 2 July: a quarter each, two of them inside
      between( "2016-06-28T12:00:00", "2016-06-30T12:00:00" ),    // all of it before
  } );
  const TimeSteps days( *parseTime( "2016-07-01" ), {}, 4 );
  const HeatmapStack stack = countIncidents( reader, { grid, days }, {}, mFeedback );
  const int cell = *grid.cellAt( 5, 15 );
  QCOMPARE( stack.map( 0 )[cell], 0.75f );
  QCOMPARE( stack.map( 1 )[cell], 4.75f ); // 0.5 + 1 + 3 + 0.25
  QCOMPARE( stack.map( 2 )[cell], 0.0f );
  QVERIFY( stack.isObserved( 0 ) && stack.isObserved( 1 ) && !stack.isObserved( 2 ) );
  QCOMPARE( stack.provenance.incidentsUsed, 4 );
  QCOMPARE( stack.provenance.leftOut.count( LeftOutReason::OutsidePeriod ), 1 );
}

void TestHeatmaps::countsEveryIncidentOnce()
{
  TableIncidentReader reader = table( {
      at( 5, 15, "2016-07-01" ),                             // north-west
      at( 5, 15, "2016-07-01T23:59:59" ),                    // again
      at( 30, 0, "2016-07-02" ),                             // the outer corner belongs to the last cell
      at( 10, 10, "2016-07-02T12:00:00" ),                   // on inner edges: the cell to the north-east
      at( 30.001, 5, "2016-07-01" ),                         // outside
      at( 5, 5, "2016-06-30T23:59:59" ),                     // before
      at( 5, 5, "2016-07-03" ),                              // after
      at( NAN, 5, "2016-07-01" ), at( -1, 5, "2016-07-05" ), // outside and after: counted once, as outside
  } );
  const HeatmapStack stack = countIncidents( reader, { grid, twoDays }, {}, mFeedback );
  QCOMPARE( stepMap( stack, 0 ), map( "2 . . / . . ." ) );
  QCOMPARE( stepMap( stack, 1 ), map( ". 1 . / . . 1" ) );
  QCOMPARE( stack.provenance.rowsRead, 9 );
  QCOMPARE( stack.provenance.incidentsUsed, 4 );
  COMPARE_TEXT( stack.provenance.leftOut.toString(), "1 without coordinates, 2 outside the extent, 2 outside the period" );
  COMPARE_TEXT( stack.provenance.source, "drawn" );
  QVERIFY( stack.grid.sameAs( grid ) );
  QVERIFY( stack.steps == twoDays );
}

void TestHeatmaps::matchesNumPy()
{
  // tests/reference/counts.py
  const nlohmann::json expected = nlohmann::json::parse( std::ifstream( RISKCAST_SOURCE_DIR "/tests/reference/counts.json" ) );
  const LocalTime start = *parseTime( "2016-07-01" );
  const std::array<std::string, 2> categories = { "a", "b" };
  std::vector<Incident> incidents;
  for ( size_t i = 0; i < expected["x"].size(); ++i )
    incidents.push_back( { .x = expected["x"][i],
                           .y = expected["y"][i],
                           .time = start + std::chrono::hours( expected["hours"][i].get<int>() ),
                           .category = categories.at( expected["category"][i].get<int>() ) } );
  TableIncidentReader reader = table( incidents );
  const HeatmapStack stack = countIncidents( reader, { Grid( utm, { 100, 200, 150, 280 }, 5, 4 ), TimeSteps( start, {}, 6 ) },
                                             { .categories = { "a", "b" } }, mFeedback );
  QCOMPARE( stack.counts, expected["counts"].get<std::vector<float>>() );
  QCOMPARE( stack.provenance.incidentsUsed, expected["used"].get<int>() );
  QCOMPARE( stack.provenance.leftOut.count( LeftOutReason::OutsideExtent ), expected["outsideExtent"].get<int>() );
  QCOMPARE( stack.provenance.leftOut.count( LeftOutReason::OutsidePeriod ), expected["outsidePeriod"].get<int>() );
}

void TestHeatmaps::categoriesHaveTheirOwnMaps()
{
  TableIncidentReader reader = table( { at( 5, 15, "2016-07-01", "theft" ), at( 15, 15, "2016-07-01", "robbery" ),
                                        at( 25, 15, "2016-07-01", "fraud" ), at( 25, 15, "2016-07-02", "fraud" ) } );
  const HeatmapStack stack =
      countIncidents( reader, { grid, twoDays }, { .categories = { "robbery", "theft", "arson" } }, mFeedback );
  QCOMPARE( stack.categoryCount(), 3 );
  QCOMPARE( ( Map{ 2, 3, { stack.map( 0, 0 ).begin(), stack.map( 0, 0 ).end() } } ), map( ". 1 . / . . ." ) );
  QCOMPARE( ( Map{ 2, 3, { stack.map( 0, 1 ).begin(), stack.map( 0, 1 ).end() } } ), map( "1 . . / . . ." ) );
  QCOMPARE( stepMap( stack, 0 ), map( "1 1 . / . . ." ) );
  QCOMPARE( stack.provenance.leftOut.count( LeftOutReason::UnwantedCategory ), 2 );
  QVERIFY( !stack.isObserved( 1 ) ); // nobody reported a wanted category
  QVERIFY( RecordedFeedback::says( mFeedback.warnings, "No incident was counted in the category \"arson\"" ) );
}

void TestHeatmaps::weightsAddUp()
{
  TableIncidentReader reader =
      table( { at( 5, 15, "2016-07-01", {}, 2.5 ), at( 5, 15, "2016-07-01", {}, 0.25 ), at( 5, 5, "2016-07-02", {}, 0 ) } );
  const HeatmapStack stack = countIncidents( reader, { grid, twoDays }, {}, mFeedback );
  QCOMPARE( stepMap( stack, 0 ), map( "2.75 . . / . . ." ) );
  QVERIFY( stack.isObserved( 1 ) ); // a report of weight 0 is a report
}

void TestHeatmaps::emptyStepsMeanWhatTheUserSays()
{
  TableIncidentReader reader = table( { at( 5, 15, "2016-07-02" ), at( 500, 15, "2016-07-01" ) } );
  const HeatmapStack reports = countIncidents( reader, { grid, twoDays }, {}, mFeedback );
  QCOMPARE( reports.states, ( std::vector<StepState>{ StepState::WithoutReports, StepState::Observed } ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "1 of 2 time steps are observed" ) );
  const HeatmapStack registered = countIncidents( reader, { grid, twoDays }, { .emptySteps = EmptySteps::TrueZeros }, mFeedback );
  QCOMPARE( registered.states, ( std::vector<StepState>{ StepState::Observed, StepState::Observed } ) );
  QCOMPARE( registered.counts, reports.counts );
}

void TestHeatmaps::positionsAreTransformedFirst()
{
  // Delhi in zone 43 (tests/reference/utm.py): 715980.294, 3167204.820; latitude 95 is nowhere.
  TableIncidentReader reader = table( { at( 77.209, 28.6139, "2016-07-01" ), at( 77.209, 95, "2016-07-01" ) }, "EPSG:4326" );
  const Grid delhi( utm, { 715970, 3167200, 716000, 3167220 }, 3, 2 );
  const HeatmapStack stack = countIncidents( reader, { delhi, twoDays }, {}, mFeedback );
  QCOMPARE( stepMap( stack, 0 ), map( ". . . / . 1 ." ) );
  QCOMPARE( stack.provenance.leftOut.count( LeftOutReason::NotTransformable ), 1 );
}

void TestHeatmaps::countingReportsAndCanBeCanceled()
{
  TableIncidentReader reader = table( std::vector<Incident>( 30000, at( 5, 15, "2016-07-01" ) ) );
  countIncidents( reader, { grid, twoDays }, { .timeZone = "Asia/Kolkata" }, mFeedback );
  QVERIFY( mFeedback.isSteady() );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "30,000 of 30,000 rows counted." ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Time zone: Asia/Kolkata." ) );
  mFeedback.cancelsAfter = 1;
  QVERIFY_EXCEPTION_THROWN( countIncidents( reader, { grid, twoDays }, {}, mFeedback ), Canceled );
}

void TestHeatmaps::refusesToCountWhatMakesNoSense()
{
  const auto counting = [this]( const std::vector<Incident> &incidents, const CountOptions &options = {} )
  {
    TableIncidentReader reader = table( incidents );
    return errorText( [&] { countIncidents( reader, { grid, twoDays }, options, mFeedback ); } );
  };
  VERIFY_SAYS( counting( { at( 5, 5, "2016-07-01", {}, -1 ) } ),
               "An incident of 2016-07-01 has the weight -1: weights must be numbers from 0 on." );
  VERIFY_SAYS( counting( { at( 5, 5, "2016-07-01", {}, NAN ) } ), "has the weight nan" );
  VERIFY_SAYS( counting( { at( 50, 5, "2016-07-01" ), at( 5, 5, "2015-07-01" ) } ),
               "None of the 2 rows of drawn was counted: 1 outside the extent, 1 outside the period." );
  VERIFY_SAYS( counting( {} ), "None of the 0 rows of drawn was counted" );
  VERIFY_SAYS( counting( { at( 5, 5, "2016-07-01" ) }, { .categories = { "a", "a" } } ),
               "The category \"a\" is named twice: name each once." );
  const std::string latin1 = "Caf\xe9";
  VERIFY_SAYS( counting( { at( 5, 5, "2016-07-01" ) }, { .categories = { latin1 } } ), "is not in UTF-8" );

  TableIncidentReader reader = table( { at( 5, 5, "2016-07-01" ) } );
  const TimeSteps hours( *parseTime( "2016-07-01" ), { 1, StepUnit::Hour }, 65536 );
  VERIFY_SAYS( errorText(
                   [&] {
                     countIncidents( reader, { grid, hours }, {}, mFeedback );
                   } ),
               "The heatmap stack would have 65,536 bands" );
  const Grid vast( utm, { 0, 0, 1, 1 }, 40000, 40000 );
  const TimeSteps many( *parseTime( "2016-07-01" ), {}, 60000 );
  VERIFY_SAYS( errorText(
                   [&] {
                     countIncidents( reader, { vast, many }, {}, mFeedback );
                   } ),
               "The heatmap stack needs 384,000 GB of memory, but this computer has" );
}

/// Weeks from Monday 2016-06-27; the period is 2016-07-01 up to, not including, 2016-07-06.
void TestHeatmaps::onlyThePeriodCounts()
{
  const auto between = []( const char *start, const char *end )
  {
    Incident incident = at( 5, 15, start );
    incident.end = *parseTime( end );
    return incident;
  };
  TableIncidentReader reader =
      table( { at( 5, 15, "2016-06-30T23:59:59" ), at( 5, 15, "2016-07-01" ), at( 5, 15, "2016-07-05T23:59:59" ),
               at( 5, 15, "2016-07-06" ), between( "2016-06-28", "2016-07-05" ), // both weeks: a half each
               between( "2016-07-06", "2016-07-08" ) } );                        // of the second week, but after the period
  const Frame frame{ grid,
                     TimeSteps( *parseTime( "2016-06-27" ), { 1, StepUnit::Week }, 2 ),
                     *parseTime( "2016-07-01" ),
                     *parseTime( "2016-07-06" ),
                     {} };
  const HeatmapStack stack = countIncidents( reader, frame, {}, mFeedback );
  QCOMPARE( stepMap( stack, 0 ), map( "1.5 . . / . . ." ) );
  QCOMPARE( stepMap( stack, 1 ), map( "1.5 . . / . . ." ) );
  QCOMPARE( stack.provenance.leftOut.count( LeftOutReason::OutsidePeriod ), 3 );
}

void TestHeatmaps::cellsOutsideTheStudyAreaDoNotCount()
{
  TableIncidentReader reader = table( { at( 5, 15, "2016-07-01" ), at( 25, 15, "2016-07-01" ), at( 25, 5, "2019-07-01" ) } );
  Frame frame{ grid, twoDays };
  frame.studyArea = { 1, 1, 0, 1, 1, 0 }; // without the eastern column
  const HeatmapStack stack = countIncidents( reader, frame, {}, mFeedback );
  QCOMPARE( stepMap( stack, 0 ), map( "1 . . / . . ." ) );
  QCOMPARE( stack.studyArea, frame.studyArea );
  COMPARE_TEXT( stack.provenance.leftOut.toString(), "2 outside the study area" );
}

void TestHeatmaps::otherCategoriesShareTheLastMap()
{
  TableIncidentReader reader = table( { at( 5, 15, "2016-07-01", "theft, petty" ), at( 15, 15, "2016-07-01", "robbery" ),
                                        at( 25, 15, "2016-07-01", "fraud" ), at( 25, 15, "2016-07-01" ) } );
  const CountOptions options{ .categories = { "theft, petty" }, .others = true };
  const HeatmapStack stack = countIncidents( reader, { grid, twoDays }, options, mFeedback );
  QCOMPARE( stack.categories, ( std::vector<std::string>{ "theft, petty", "others" } ) );
  const auto others = stack.map( 0, 1 );
  QCOMPARE( ( Map{ 2, 3, { others.begin(), others.end() } } ), map( ". 1 2 / . . ." ) );
  QCOMPARE( stack.provenance.leftOut.total(), 0 );
  VERIFY_SAYS( errorText(
                   [&] {
                     countIncidents( reader, { grid, twoDays }, { .others = true }, mFeedback );
                   } ),
               "Others than which categories?" );
}

void TestHeatmaps::everyCategoryHasAMap()
{
  std::vector<Incident> incidents = { at( 5, 15, "2016-07-01", "theft" ), at( 15, 15, "2016-07-02", "arson" ),
                                      at( 15, 15, "2016-07-02" ) };
  TableIncidentReader reader = table( incidents );
  const HeatmapOptions options{ .grid = { .likeThis = grid }, .period = {}, .count = { .everyCategory = true } };
  const HeatmapStack stack = makeHeatmaps( reader, options, mFeedback );
  QCOMPARE( stack.categories, ( std::vector<std::string>{ "(none)", "arson", "theft" } ) );
  QCOMPARE( stack.map( 0, 2 )[0], 1.0f );
  QCOMPARE( stack.map( 1, 0 )[1], 1.0f );
  QVERIFY( mFeedback.isSteady() );

  for ( int number = 0; number < 98; ++number )
    incidents.push_back( at( 5, 15, "2016-07-01", std::to_string( number ) ) );
  TableIncidentReader many = table( incidents ); // 101 categories
  VERIFY_SAYS( errorText( [&] { makeHeatmaps( many, options, mFeedback ); } ),
               "The incidents have more than 100 categories: choose those to count, or another field." );
}

void TestHeatmaps::warnsIfOneCellHoldsAll()
{
  TableIncidentReader reader = table( { at( 5, 15, "2016-07-01" ), at( 6, 15, "2016-07-02" ) } );
  countIncidents( reader, { grid, twoDays }, {}, mFeedback );
  QVERIFY( RecordedFeedback::says( mFeedback.warnings, "All 2 incidents lie in one of 6 cells: check the extent and the " ) );
  mFeedback = {};
  TableIncidentReader two = table( { at( 5, 15, "2016-07-01" ), at( 15, 15, "2016-07-02" ) } );
  countIncidents( two, { grid, twoDays }, {}, mFeedback );
  QVERIFY( mFeedback.warnings.empty() );
}

void TestHeatmaps::clockChangesLoseNothing_data()
{
  QTest::addColumn<QString>( "day" );
  QTest::addColumn<QString>( "first" ); // moment of its start in UTC
  QTest::addColumn<int>( "hours" );
  QTest::addColumn<int>( "hour" ); // that the clocks skip or repeat
  QTest::addColumn<float>( "count" );
  QTest::newRow( "spring: 2 to 3 is skipped" ) << "2016-03-13"
                                               << "2016-03-13T06:00:00" << 23 << 2 << 0.0f;
  QTest::newRow( "autumn: 1 to 2 comes twice" ) << "2016-11-06"
                                                << "2016-11-06T05:00:00" << 25 << 1 << 2.0f;
}

/// One incident in every hour that really passes in Chicago, converted from UTC.
void TestHeatmaps::clockChangesLoseNothing()
{
  QFETCH( QString, day );
  QFETCH( QString, first );
  QFETCH( int, hours );
  QFETCH( int, hour );
  QFETCH( float, count );
  const TimeZone chicago( "America/Chicago" );
  std::vector<Incident> incidents;
  for ( int passed = 0; passed < hours; ++passed )
  {
    incidents.push_back( at( 5, 15, first.toStdString() ) );
    incidents.back().time = chicago.fromUtc( incidents.back().time + std::chrono::hours( passed ) );
  }
  TableIncidentReader reader = table( incidents );
  const TimeSteps steps( *parseTime( day.toStdString() ), { 1, StepUnit::Hour }, 24 );
  const CountOptions options{ .emptySteps = EmptySteps::TrueZeros, .timeZone = "America/Chicago" };
  const HeatmapStack stack = countIncidents( reader, { grid, steps }, options, mFeedback );
  QCOMPARE( stack.provenance.incidentsUsed, hours );
  for ( int step = 0; step < 24; ++step )
  {
    QCOMPARE( stack.map( step )[0], step == hour ? count : 1.0f );
    QCOMPARE( stack.isObserved( step ), stack.map( step )[0] > 0 );
  }
  QCOMPARE( RecordedFeedback::says( mFeedback.infos, "1 hour that the clocks of America/Chicago skip: without reports." ),
            count == 0 );
}

QTEST_GUILESS_MAIN( TestHeatmaps )
#include "test_heatmaps.moc"
