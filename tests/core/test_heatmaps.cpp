#include "crs.h"
#include "error_text.h"
#include "heatmaps.h"
#include "maps.h"
#include "recorded_feedback.h"

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

  void laysTheGridAroundTheIncidents();
  void degreesGoIntoALocalMetricCrs();
  void theUsersCrsWins();
  void theExtentMayHaveItsOwnCrs();
  void theExtentIsNotLargerThanItMustBe();
  void stepsCoverThePeriod_data();
  void stepsCoverThePeriod();
  void onlyIncidentsOfThePeriodMakeTheExtent();
  void onlyIncidentsOfTheExtentMakeThePeriod();
  void refusesIncidentsWithoutAFrame();

private:
  RecordedFeedback mFeedback;
};

namespace
{

constexpr const char *utm = "EPSG:32643";

/// 3 × 2 cells of 10 × 10, two days.
const Grid grid( utm, { 0, 0, 30, 20 }, 3, 2 );
const TimeSteps twoDays( *parseTime( "2016-07-01" ), {}, 2 );

Incident at( double x, double y, const std::string &time, const std::string &category = {}, double weight = 1 )
{
  return { x, y, *parseTime( time ), category, weight };
}

TableIncidentReader table( std::vector<Incident> incidents, const std::string &crs = utm )
{
  return TableIncidentReader( std::move( incidents ), crs, "drawn" );
}

std::string iso( LocalTime time )
{
  return toIso8601( time );
}

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
  const HeatmapStack stack = countIncidents( reader, grid, days, {}, mFeedback );
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
  const HeatmapStack stack = countIncidents( reader, grid, twoDays, {}, mFeedback );
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
  const HeatmapStack stack = countIncidents( reader, Grid( utm, { 100, 200, 150, 280 }, 5, 4 ), TimeSteps( start, {}, 6 ),
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
      countIncidents( reader, grid, twoDays, { .categories = { "robbery", "theft", "arson" } }, mFeedback );
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
  const HeatmapStack stack = countIncidents( reader, grid, twoDays, {}, mFeedback );
  QCOMPARE( stepMap( stack, 0 ), map( "2.75 . . / . . ." ) );
  QVERIFY( stack.isObserved( 1 ) ); // a report of weight 0 is a report
}

void TestHeatmaps::emptyStepsMeanWhatTheUserSays()
{
  TableIncidentReader reader = table( { at( 5, 15, "2016-07-02" ), at( 500, 15, "2016-07-01" ) } );
  const HeatmapStack reports = countIncidents( reader, grid, twoDays, {}, mFeedback );
  QCOMPARE( reports.states, ( std::vector<StepState>{ StepState::WithoutReports, StepState::Observed } ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "1 of 2 time steps are observed" ) );
  const HeatmapStack registered = countIncidents( reader, grid, twoDays, { .emptySteps = EmptySteps::TrueZeros }, mFeedback );
  QCOMPARE( registered.states, ( std::vector<StepState>{ StepState::Observed, StepState::Observed } ) );
  QCOMPARE( registered.counts, reports.counts );
}

void TestHeatmaps::positionsAreTransformedFirst()
{
  // Delhi in zone 43 (tests/reference/utm.py): 715980.294, 3167204.820; latitude 95 is nowhere.
  TableIncidentReader reader = table( { at( 77.209, 28.6139, "2016-07-01" ), at( 77.209, 95, "2016-07-01" ) }, "EPSG:4326" );
  const Grid delhi( utm, { 715970, 3167200, 716000, 3167220 }, 3, 2 );
  const HeatmapStack stack = countIncidents( reader, delhi, twoDays, {}, mFeedback );
  QCOMPARE( stepMap( stack, 0 ), map( ". . . / . 1 ." ) );
  QCOMPARE( stack.provenance.leftOut.count( LeftOutReason::NotTransformable ), 1 );
}

void TestHeatmaps::countingReportsAndCanBeCanceled()
{
  TableIncidentReader reader = table( std::vector<Incident>( 30000, at( 5, 15, "2016-07-01" ) ) );
  countIncidents( reader, grid, twoDays, { .timeZone = "Asia/Kolkata" }, mFeedback );
  QVERIFY( mFeedback.isSteady() );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "30,000 of 30,000 rows counted." ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Time zone: Asia/Kolkata." ) );
  mFeedback.cancelsAfter = 1;
  QVERIFY_EXCEPTION_THROWN( countIncidents( reader, grid, twoDays, {}, mFeedback ), Canceled );
}

void TestHeatmaps::refusesToCountWhatMakesNoSense()
{
  const auto counting = [this]( const std::vector<Incident> &incidents, const CountOptions &options = {} )
  {
    TableIncidentReader reader = table( incidents );
    return errorText( [&] { countIncidents( reader, grid, twoDays, options, mFeedback ); } );
  };
  VERIFY_SAYS( counting( { at( 5, 5, "2016-07-01", {}, -1 ) } ),
               "An incident of 2016-07-01 has the weight -1: weights must be numbers from 0 on." );
  VERIFY_SAYS( counting( { at( 5, 5, "2016-07-01", {}, NAN ) } ), "has the weight nan" );
  VERIFY_SAYS( counting( { at( 50, 5, "2016-07-01" ), at( 5, 5, "2015-07-01" ) } ),
               "None of the 2 rows of drawn was counted: 1 outside the extent, 1 outside the period." );
  VERIFY_SAYS( counting( {} ), "None of the 0 rows of drawn was counted" );
  VERIFY_SAYS( counting( { at( 5, 5, "2016-07-01" ) }, { .categories = { "a", "a" } } ), "A category is named twice" );

  TableIncidentReader reader = table( { at( 5, 5, "2016-07-01" ) } );
  const TimeSteps hours( *parseTime( "2016-07-01" ), { 1, StepUnit::Hour }, 65536 );
  VERIFY_SAYS( errorText( [&] { countIncidents( reader, grid, hours, {}, mFeedback ); } ),
               "The heatmap stack would have 65,536 bands" );
  const Grid vast( utm, { 0, 0, 1, 1 }, 40000, 40000 );
  const TimeSteps many( *parseTime( "2016-07-01" ), {}, 60000 );
  VERIFY_SAYS( errorText( [&] { countIncidents( reader, vast, many, {}, mFeedback ); } ),
               "The heatmap stack needs 384,000 GB of memory, but this computer has" );
}

void TestHeatmaps::laysTheGridAroundTheIncidents()
{
  TableIncidentReader reader = table( { at( 10, 200, "2016-07-01" ), at( 40, 220, "2016-07-03" ), at( 20, 210, "2016-07-02" ) } );
  const Frame frame = frameFor( reader, { .columns = 3, .rows = 2 }, {}, mFeedback );
  QVERIFY( frame.grid.sameAs( Grid( utm, { 10, 200, 40, 220 }, 3, 2 ) ) );
  QCOMPARE( frame.steps.count(), 3 );
  QVERIFY( mFeedback.isSteady() );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Grid: 3 × 2 cells of 10 × 10 m in EPSG:32643." ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Time: 3 steps of 1 day from 2016-07-01 to before 2016-07-04." ) );

  const Frame square = frameFor( reader, { .cellSize = 8 }, {}, mFeedback );
  QVERIFY( square.grid.sameAs( Grid( utm, { 10, 196, 42, 220 }, 4, 3 ) ) );

  TableIncidentReader line = table( { at( 10, 200, "2016-07-01" ), at( 10, 220, "2016-07-01" ) } );
  QVERIFY( frameFor( line, { .columns = 2, .rows = 2 }, {}, mFeedback ).grid.extent() == ( Extent{ 0, 200, 20, 220 } ) );
}

void TestHeatmaps::degreesGoIntoALocalMetricCrs()
{
  TableIncidentReader reader = table( { at( 77, 28.4, "2016-07-01" ), at( 77.4, 28.8, "2016-07-01" ) }, "EPSG:4326" );
  const Frame frame = frameFor( reader, {}, {}, mFeedback );
  COMPARE_TEXT( frame.grid.crs(), utm );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "the grid is laid in EPSG:32643, the metric CRS of the place" ) );
  QVERIFY( mFeedback.warnings.empty() );
  // Both are on the edge of the grid, and inside.
  const HeatmapStack stack = countIncidents( reader, frame.grid, frame.steps, {}, mFeedback );
  QCOMPARE( stack.provenance.incidentsUsed, 2 );

  TableIncidentReader wide = table( { at( 110, -40, "2016-07-01" ), at( 150, -10, "2016-07-01" ) }, "EPSG:4326" );
  frameFor( wide, {}, {}, mFeedback );
  QVERIFY( RecordedFeedback::says( mFeedback.warnings, "The extent is 40° wide: EPSG:32752 distorts lengths" ) );
}

void TestHeatmaps::theUsersCrsWins()
{
  TableIncidentReader reader = table( { at( 77, 28.4, "2016-07-01" ), at( 77.4, 28.8, "2016-07-01" ) }, "EPSG:4326" );
  const Frame degrees = frameFor( reader, { .crs = "EPSG:4326" }, {}, mFeedback );
  QVERIFY( degrees.grid.extent() == ( Extent{ 77, 28.4, 77.4, 28.8 } ) );
  QVERIFY( !RecordedFeedback::says( mFeedback.infos, "metric CRS of the place" ) );
  COMPARE_TEXT( frameFor( reader, { .crs = "EPSG:3857" }, {}, mFeedback ).grid.crs(), "EPSG:3857" );
}

void TestHeatmaps::theExtentMayHaveItsOwnCrs()
{
  TableIncidentReader reader = table( { at( 716000, 3167000, "2016-07-01" ) } );
  const Extent degrees{ 77, 28.4, 77.4, 28.8 };
  const Frame frame = frameFor( reader, { .crs = utm, .extent = degrees, .extentCrs = "EPSG:4326" }, {}, mFeedback );
  QVERIFY( frame.grid.extent() == Transform( "EPSG:4326", utm ).apply( degrees ) );
  QCOMPARE( frame.steps.count(), 1 );
}

void TestHeatmaps::theExtentIsNotLargerThanItMustBe()
{
  // A rectangle of degrees becomes a curved shape, but the rectangle around two incidents touches both of them.
  TableIncidentReader reader = table( { at( 77, 28.4, "2016-07-01" ), at( 77.4, 28.8, "2016-07-01" ) }, "EPSG:4326" );
  const Extent extent = frameFor( reader, {}, {}, mFeedback ).grid.extent();
  double x = 77;
  double y = 28.4;
  QVERIFY( Transform( "EPSG:4326", utm ).apply( x, y ) );
  QCOMPARE( extent.xMin, x );
  QCOMPARE( extent.yMin, y );
}

void TestHeatmaps::stepsCoverThePeriod_data()
{
  QTest::addColumn<QString>( "start" );
  QTest::addColumn<QString>( "end" );
  QTest::addColumn<QString>( "step" );
  QTest::addColumn<QString>( "first" );
  QTest::addColumn<int>( "count" );
  // Incidents from Friday 2016-07-01 to Monday 2016-07-11, noon.
  QTest::newRow( "days of the incidents" ) << ""
                                           << ""
                                           << "1 day"
                                           << "2016-07-01" << 11;
  QTest::newRow( "weeks of the incidents" ) << ""
                                            << ""
                                            << "1 week"
                                            << "2016-06-27" << 3;
  QTest::newRow( "from a given start" ) << "2016-06-01"
                                        << ""
                                        << "1 day"
                                        << "2016-06-01" << 41;
  QTest::newRow( "the end is excluded" ) << "2016-07-01"
                                         << "2016-07-11"
                                         << "1 day"
                                         << "2016-07-01" << 10;
  QTest::newRow( "up to a given end" ) << ""
                                       << "2016-08-01"
                                       << "1 month"
                                       << "2016-07-01" << 1;
  QTest::newRow( "whole weeks around a month" ) << "2016-07-01"
                                                << "2016-08-01"
                                                << "1 week"
                                                << "2016-06-27" << 5;
}

void TestHeatmaps::stepsCoverThePeriod()
{
  QFETCH( QString, start );
  QFETCH( QString, end );
  QFETCH( QString, step );
  TableIncidentReader reader =
      table( { at( 10, 200, "2016-07-11T12:00:00" ), at( 40, 220, "2016-07-01T12:00:00" ), at( 40, 250, "2016-07-04" ) } );
  const Frame frame = frameFor( reader, {},
                                { .length = stepLengthFromString( step.toStdString() ),
                                  .start = parseTime( start.toStdString() ),
                                  .end = parseTime( end.toStdString() ) },
                                mFeedback );
  QTEST( QString::fromStdString( iso( frame.steps.start( 0 ) ) ), "first" );
  QTEST( frame.steps.count(), "count" );
}

void TestHeatmaps::onlyIncidentsOfThePeriodMakeTheExtent()
{
  TableIncidentReader reader =
      table( { at( 0, 0, "1916-12-30" ), at( 10, 10, "2016-07-01" ), at( 20, 30, "2016-07-02" ), at( 90, 90, "2016-07-03" ) } );
  const Frame frame = frameFor( reader, {}, { .start = parseTime( "2016-07-01" ), .end = parseTime( "2016-07-03" ) }, mFeedback );
  QVERIFY( frame.grid.extent() == ( Extent{ 10, 10, 20, 30 } ) );
}

void TestHeatmaps::onlyIncidentsOfTheExtentMakeThePeriod()
{
  TableIncidentReader reader = table( { at( 0, 0, "1916-12-30" ), at( 10, 10, "2016-07-01" ), at( 20, 30, "2016-07-02" ) } );
  const Frame frame = frameFor( reader, { .extent = Extent{ 5, 5, 25, 35 } }, {}, mFeedback );
  COMPARE_TEXT( iso( frame.steps.start( 0 ) ), "2016-07-01" );
  QCOMPARE( frame.steps.count(), 2 );
}

void TestHeatmaps::refusesIncidentsWithoutAFrame()
{
  const auto framing =
      [this]( const std::vector<Incident> &incidents, const GridOptions &options = {}, const PeriodOptions &period = {} )
  {
    TableIncidentReader reader = table( incidents );
    return errorText( [&] { frameFor( reader, options, period, mFeedback ); } );
  };
  const Incident one = at( 10, 20.5, "2016-07-01" );
  VERIFY_SAYS( framing( {} ), "There are no incidents in drawn." );
  VERIFY_SAYS( framing( { at( NAN, 1, "2016-07-01" ) } ),
               "There are no incidents in drawn; rows left out: 1 without coordinates." );
  VERIFY_SAYS( framing( { one } ), "The only incident lies at 10, 20.5: give an extent." );
  VERIFY_SAYS( framing( { one, one } ), "All 2 incidents lie at one place (10, 20.5): give an extent." );
  VERIFY_SAYS( framing( { one }, { .extent = Extent{ 0, 0, 5, 5 } } ),
               "There are no incidents in drawn within the extent and period." );
  VERIFY_SAYS( framing( { one }, {}, { .start = parseTime( "2017-01-01" ) } ), "within the extent and period" );
  const PeriodOptions backwards{ .start = parseTime( "2016-07-02" ), .end = parseTime( "2016-07-01" ) };
  VERIFY_SAYS( framing( { one }, { .extent = Extent{ 0, 0, 50, 50 } }, backwards ), "The period ends" );
  QCOMPARE( framing( { one }, { .extent = Extent{ 0, 0, 50, 50 } } ),
            QString( "no error" ) ); // one incident and an extent suffice
}

QTEST_GUILESS_MAIN( TestHeatmaps )
#include "test_heatmaps.moc"
