#include "crs.h"
#include "drawn_incidents.h"
#include "error_text.h"
#include "heatmaps.h"
#include "recorded_feedback.h"
#include "wkb_polygon.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

/// Where and when heatmaps are laid.
class TestHeatmapFrame : public QObject
{
  Q_OBJECT

private slots:
  void init() { mFeedback = {}; }
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
  void onlyCountedCategoriesMakeTheFrame();
  void theGridOfARasterWins();
  void incidentsOutsideTheStudyAreaMakeNoPeriod();

private:
  Frame frame( IncidentReader &reader, const GridOptions &grid = {}, const PeriodOptions &period = {} )
  {
    return frameFor( reader, { .grid = grid, .period = period, .count = {} }, mFeedback );
  }

  RecordedFeedback mFeedback;
};

namespace
{

std::string iso( LocalTime time )
{
  return toIso8601( time );
}

} // namespace

void TestHeatmapFrame::laysTheGridAroundTheIncidents()
{
  TableIncidentReader reader = table( { at( 10, 200, "2016-07-01" ), at( 40, 220, "2016-07-03" ), at( 20, 210, "2016-07-02" ) } );
  const Frame found = frame( reader, { .columns = 3, .rows = 2 }, {} );
  QVERIFY( found.grid.sameAs( Grid( utm, { 10, 200, 40, 220 }, 3, 2 ) ) );
  QCOMPARE( found.steps.count(), 3 );
  QVERIFY( mFeedback.isSteady() );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Grid: 3 × 2 cells of 10 × 10 m in EPSG:32643." ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Time: 3 steps of 1 day from 2016-07-01 to before 2016-07-04." ) );

  const Frame square = frame( reader, { .cellSize = 8 }, {} );
  QVERIFY( square.grid.sameAs( Grid( utm, { 10, 196, 42, 220 }, 4, 3 ) ) );

  TableIncidentReader line = table( { at( 10, 200, "2016-07-01" ), at( 10, 220, "2016-07-01" ) } );
  QVERIFY( frame( line, { .columns = 2, .rows = 2 }, {} ).grid.extent() == ( Extent{ 0, 200, 20, 220 } ) );
}

void TestHeatmapFrame::degreesGoIntoALocalMetricCrs()
{
  TableIncidentReader reader = table( { at( 77, 28.4, "2016-07-01" ), at( 77.4, 28.8, "2016-07-01" ) }, "EPSG:4326" );
  const Frame found = frame( reader, {}, {} );
  COMPARE_TEXT( found.grid.crs(), utm );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "the grid is laid in EPSG:32643, the metric CRS of the place" ) );
  QVERIFY( mFeedback.warnings.empty() );
  // Both are on the edge of the grid, and inside.
  const HeatmapStack stack = countIncidents( reader, found, {}, mFeedback );
  QCOMPARE( stack.provenance.incidentsUsed, 2 );

  TableIncidentReader wide = table( { at( 110, -40, "2016-07-01" ), at( 150, -10, "2016-07-01" ) }, "EPSG:4326" );
  frame( wide, {}, {} );
  QVERIFY( RecordedFeedback::says( mFeedback.warnings, "The extent is 40° wide: EPSG:32752 distorts lengths" ) );
}

void TestHeatmapFrame::theUsersCrsWins()
{
  TableIncidentReader reader = table( { at( 77, 28.4, "2016-07-01" ), at( 77.4, 28.8, "2016-07-01" ) }, "EPSG:4326" );
  const Frame degrees = frame( reader, { .crs = "EPSG:4326" }, {} );
  QVERIFY( degrees.grid.extent() == ( Extent{ 77, 28.4, 77.4, 28.8 } ) );
  QVERIFY( !RecordedFeedback::says( mFeedback.infos, "metric CRS of the place" ) );
  COMPARE_TEXT( frame( reader, { .crs = "EPSG:3857" }, {} ).grid.crs(), "EPSG:3857" );
}

void TestHeatmapFrame::theExtentMayHaveItsOwnCrs()
{
  TableIncidentReader reader = table( { at( 716000, 3167000, "2016-07-01" ) } );
  const Extent degrees{ 77, 28.4, 77.4, 28.8 };
  const Frame found = frame( reader, { .crs = utm, .extent = degrees, .extentCrs = "EPSG:4326" }, {} );
  QVERIFY( found.grid.extent() == Transform( "EPSG:4326", utm ).apply( degrees ) );
  QCOMPARE( found.steps.count(), 1 );

  // The incidents' CRS says what the grid's is, not the extent's.
  COMPARE_TEXT( frame( reader, { .extent = degrees, .extentCrs = "EPSG:4326" } ).grid.crs(), utm );
  TableIncidentReader inDegrees = table( { at( 77.2, 28.6, "2016-07-01" ) }, "EPSG:4326" );
  const Extent mercator = Transform( "EPSG:4326", "EPSG:3857" ).apply( degrees );
  COMPARE_TEXT( frame( inDegrees, { .extent = mercator, .extentCrs = "EPSG:3857" } ).grid.crs(), utm );
}

void TestHeatmapFrame::theExtentIsNotLargerThanItMustBe()
{
  // A rectangle of degrees becomes a curved shape, but the rectangle around two incidents touches both of them.
  TableIncidentReader reader = table( { at( 77, 28.4, "2016-07-01" ), at( 77.4, 28.8, "2016-07-01" ) }, "EPSG:4326" );
  const Extent extent = frame( reader, {}, {} ).grid.extent();
  double x = 77;
  double y = 28.4;
  QVERIFY( Transform( "EPSG:4326", utm ).apply( x, y ) );
  QCOMPARE( extent.xMin, x );
  QCOMPARE( extent.yMin, y );
}

void TestHeatmapFrame::stepsCoverThePeriod_data()
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

void TestHeatmapFrame::stepsCoverThePeriod()
{
  QFETCH( QString, start );
  QFETCH( QString, end );
  QFETCH( QString, step );
  TableIncidentReader reader =
      table( { at( 10, 200, "2016-07-11T12:00:00" ), at( 40, 220, "2016-07-01T12:00:00" ), at( 40, 250, "2016-07-04" ) } );
  const Frame found = frame( reader, {},
                             { .length = stepLengthFromString( step.toStdString() ),
                               .start = parseTime( start.toStdString() ),
                               .end = parseTime( end.toStdString() ) } );
  QTEST( QString::fromStdString( iso( found.steps.start( 0 ) ) ), "first" );
  QTEST( found.steps.count(), "count" );
}

void TestHeatmapFrame::onlyIncidentsOfThePeriodMakeTheExtent()
{
  TableIncidentReader reader =
      table( { at( 0, 0, "1916-12-30" ), at( 10, 10, "2016-07-01" ), at( 20, 30, "2016-07-02" ), at( 90, 90, "2016-07-03" ) } );
  const Frame found = frame( reader, {}, { .start = parseTime( "2016-07-01" ), .end = parseTime( "2016-07-03" ) } );
  QVERIFY( found.grid.extent() == ( Extent{ 10, 10, 20, 30 } ) );
}

void TestHeatmapFrame::onlyIncidentsOfTheExtentMakeThePeriod()
{
  TableIncidentReader reader = table( { at( 0, 0, "1916-12-30" ), at( 10, 10, "2016-07-01" ), at( 20, 30, "2016-07-02" ) } );
  const Frame found = frame( reader, { .extent = Extent{ 5, 5, 25, 35 } }, {} );
  COMPARE_TEXT( iso( found.steps.start( 0 ) ), "2016-07-01" );
  QCOMPARE( found.steps.count(), 2 );
}

void TestHeatmapFrame::refusesIncidentsWithoutAFrame()
{
  const auto framing =
      [this]( const std::vector<Incident> &incidents, const GridOptions &options = {}, const PeriodOptions &period = {} )
  {
    TableIncidentReader reader = table( incidents );
    return errorText( [&] { frame( reader, options, period ); } );
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

void TestHeatmapFrame::onlyCountedCategoriesMakeTheFrame()
{
  TableIncidentReader reader =
      table( { at( 0, 0, "2016-06-01", "fraud" ), at( 10, 10, "2016-07-01", "theft" ), at( 20, 30, "2016-07-02", "theft" ) } );
  const HeatmapOptions options{ .grid = {}, .period = {}, .count = { .categories = { "theft" } } };
  const Frame found = frameFor( reader, options, mFeedback );
  QVERIFY( found.grid.extent() == ( Extent{ 10, 10, 20, 30 } ) );
  COMPARE_TEXT( iso( found.steps.start( 0 ) ), "2016-07-01" );
}

void TestHeatmapFrame::theGridOfARasterWins()
{
  TableIncidentReader reader = table( { at( 10, 10, "2016-07-01" ), at( 20, 30, "2016-07-02" ) } );
  const Grid like( utm, { 5, 5, 35, 45 }, 3, 4 );
  QVERIFY( frame( reader, { .likeThis = like, .columns = 7 } ).grid.sameAs( like ) );
}

void TestHeatmapFrame::incidentsOutsideTheStudyAreaMakeNoPeriod()
{
  TableIncidentReader reader = table( { at( 5, 5, "2016-06-01" ), at( 25, 25, "2016-07-01" ), at( 35, 35, "2016-07-03" ) } );
  const StudyArea area{ { wkbOfPolygon( { { 20, 20 }, { 40, 20 }, { 40, 40 }, { 20, 40 } } ) }, utm, "parish" };
  const Frame found = frame( reader, { .extent = Extent{ 0, 0, 40, 40 }, .columns = 4, .rows = 4, .studyArea = area } );
  COMPARE_TEXT( iso( found.steps.start( 0 ) ), "2016-07-01" );
  QCOMPARE( found.studyArea, ( std::vector<std::uint8_t>{ 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0 } ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Study area: 4 of 16 cells." ) );
}

QTEST_GUILESS_MAIN( TestHeatmapFrame )
#include "test_heatmap_frame.moc"
