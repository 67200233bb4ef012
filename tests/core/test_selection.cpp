#include "densest_cluster.h"
#include "error_text.h"
#include "maps.h"
#include "ogr_incidents.h"
#include "recorded_feedback.h"
#include "selection.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace riskcast;

class TestSelection : public QObject
{
  Q_OBJECT

private slots:
  void init();
  void dropsSparseRowsAndColumns_data();
  void dropsSparseRowsAndColumns();
  void laysTheGridAgainOverWhatIsLeft();
  void startsFromAGivenExtent();
  void allIncidentsMakeTheirRectangle();
  void accountsForEveryRow();

  void findsTheDensestClusterOfTheWorld();
  void aCityCutByACellBorderIsOneCluster();
  void positionsOffTheGlobeAreInNoCluster();
  void aTableOfOneCityIsUnharmed_data();
  void aTableOfOneCityIsUnharmed();
  void theShippedSampleIsDelhi();

  void thePeriodIsTheShortestThatHoldsTheShare_data();
  void thePeriodIsTheShortestThatHoldsTheShare();

  void refusesWhatCannotBeSelected();
  void canBeCanceled();

private:
  RecordedFeedback mFeedback;
};

namespace
{

constexpr const char *utm = "EPSG:32643";
const LocalTime july = *parseTime( "2016-07-15" );

/// As many incidents as the drawn numbers say in the middle of cells of 1 × 1; row 0 is the northernmost. Corner incidents on the
/// rectangle's edges would move it, so the drawing has none.
std::vector<Incident> drawn( const std::string &drawing )
{
  const Map drawnMap = map( drawing );
  std::vector<Incident> incidents;
  for ( int cell = 0; cell < static_cast<int>( drawnMap.values.size() ); ++cell )
  {
    const Incident incident{ .x = cell % drawnMap.columns + 0.5,
                             .y = drawnMap.rows - cell / drawnMap.columns - 0.5,
                             .time = july };
    incidents.insert( incidents.end(), static_cast<size_t>( drawnMap.values[cell] ), incident );
  }
  return incidents;
}

/// A city: incidents spread evenly over a square of degrees.
void addCity( std::vector<Incident> &incidents, int count, double longitude, double latitude, double sideDegrees )
{
  std::mt19937 random( 1 );
  const auto aside = [&random, sideDegrees] { return ( random() % 1000 / 999.0 - 0.5 ) * sideDegrees; };
  for ( int i = 0; i < count; ++i )
    incidents.push_back( { .x = longitude + aside(), .y = latitude + aside(), .time = july } );
}

Selection select( const std::vector<Incident> &incidents, const SelectionOptions &options, const std::string &crs = utm )
{
  TableIncidentReader reader( incidents, crs, "drawn" );
  Feedback silent;
  return selectExtentAndPeriod( reader, options, silent );
}

QString text( const Extent &extent )
{
  return QStringLiteral( "%1 %2 %3 %4" ).arg( extent.xMin ).arg( extent.yMin ).arg( extent.xMax ).arg( extent.yMax );
}

} // namespace

void TestSelection::init()
{
  mFeedback = {};
}

void TestSelection::dropsSparseRowsAndColumns_data()
{
  QTest::addColumn<QString>( "drawing" );
  QTest::addColumn<int>( "threshold" );
  QTest::addColumn<QString>( "extent" );
  // Grids of 4 × 4 over 4 × 4 drawn cells, given as the start extent 0 0 4 4. "x" in the comments: dropped.
  QTest::newRow( "everything reaches the threshold" ) << "2 . . 2 / . . . . / . . . . / 2 . . 2" << 4 << "0 0 4 4";
  // Column sums 1 5 5 0, row sums 1 4 6 0: columns and rows 1 … 2 reach 3, the rectangle is 1 … 3. Incidents lie at 1.5 and 2.5:
  // in cells of 0.5 the second and the last, 1.5 … 3 is left; in cells of 0.375 the first and the third, 1.5 … 2.625 is left; in
  // cells of 0.28125 the first and the last, so nothing changes any more.
  QTest::newRow( "a sparse column on each side" ) << ". 1 . . / 1 2 1 . / . 2 4 . / . . . ." << 3 << "1.5 1.5 2.625 2.625";
  // Column sums 4 0 0 4: an empty column between full ones stays.
  QTest::newRow( "an inner gap stays" ) << "4 . . 4 / . . . . / . . . . / 4 . . 4" << 8 << "0 0 4 4";
  QTest::newRow( "exactly the threshold stays" ) << "5 . . 5 / . . . . / . . . . / 5 . . 5" << 10 << "0 0 4 4";
}

void TestSelection::dropsSparseRowsAndColumns()
{
  QFETCH( QString, drawing );
  QFETCH( int, threshold );
  const SelectionOptions options{ .columns = 4, .rows = 4, .threshold = threshold, .startExtent = Extent{ 0, 0, 4, 4 } };
  QTEST( text( select( drawn( drawing.toStdString() ), options ).extent ), "extent" );
}

void TestSelection::laysTheGridAgainOverWhatIsLeft()
{
  // 16 columns drawn, a grid of 4 × 1 over them. Round 1: sums 1 1 12 12: columns 8 … 16 are left. Round 2, cells of 2:
  // sums 1 11 11 1: 10 … 14 are left. Round 3, cells of 1: 6 5 5 6 reach 2, so nothing changes.
  const std::vector<Incident> incidents = drawn( "1 . . . 1 . . . 1 . 6 5 5 6 . 1" );
  const SelectionOptions options{ .columns = 4, .rows = 1, .threshold = 2, .startExtent = Extent{ 0, 0, 16, 1 } };
  QVERIFY( errorText( [&] { select( incidents, options ); } ).contains( "on one line" ) ); // all have the same y
  std::vector<Incident> spread = incidents;
  for ( size_t i = 0; i < spread.size(); ++i )
    spread[i].y += i % 2 * 0.1;
  QCOMPARE( text( select( spread, options ).extent ), QString( "10 0 14 1" ) );
}

void TestSelection::startsFromAGivenExtent()
{
  std::vector<Incident> incidents = drawn( "9 . . 9 / . . . . / . . . . / 9 . . 9" );
  for ( Incident &incident : drawn( "9 9 / 9 9" ) )
    incidents.push_back( { .x = incident.x + 1000, .y = incident.y, .time = july } );
  const Selection selection =
      select( incidents, { .columns = 4, .rows = 4, .threshold = 2, .startExtent = Extent{ 999, -1, 1003, 3 } } );
  // Cells of 1: the outer ones are empty. Then as in "a sparse column on each side".
  QCOMPARE( selection.extent, ( Extent{ 1000.5, 0.5, 1001.625, 1.625 } ) );
  QCOMPARE( selection.kept, 36 );
  QCOMPARE( selection.leftOut.count( LeftOutReason::OutsideExtent ), 36 );
}

void TestSelection::allIncidentsMakeTheirRectangle()
{
  const Selection selection = select( drawn( ". 1 / . . / 1 ." ), { .spaceRule = SpaceRule::AllIncidents } );
  QCOMPARE( text( selection.extent ), QString( "0.5 0.5 1.5 2.5" ) );
  COMPARE_TEXT( selection.crs, utm );
}

void TestSelection::accountsForEveryRow()
{
  std::vector<Incident> incidents = drawn( "5 5 / 5 5" );
  incidents.push_back( { .x = NAN, .y = 1, .time = july } );
  incidents.push_back( { .x = 1, .y = 1, .time = *parseTime( "1916-12-30" ) } );
  TableIncidentReader reader( incidents, utm, "drawn" );
  const Selection selection = selectExtentAndPeriod( reader, { .spaceRule = SpaceRule::AllIncidents }, mFeedback );
  QCOMPARE( selection.rowsRead, 22 );
  QCOMPARE( selection.kept, 20 );
  COMPARE_TEXT( selection.leftOut.toString(), "1 without coordinates, 1 outside the period" );
  QVERIFY( mFeedback.isSteady() );
  QVERIFY(
      RecordedFeedback::says( mFeedback.infos, "20 of 22 rows kept; left out: 1 without coordinates, 1 outside the period." ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "Period: 2016-07-01 to before 2016-08-01." ) );
}

void TestSelection::findsTheDensestClusterOfTheWorld()
{
  std::vector<Incident> incidents;
  addCity( incidents, 3000, 77.2, 28.6, 0.4 ); // a large city
  addCity( incidents, 2500, 72.9, 19.1, 0.3 ); // another
  addCity( incidents, 100, 77.7, 29.0, 0.1 );  // a town 60 km off, 3 % of the city
  addCity( incidents, 1000, 0, 0, 360 );       // all over the world, off the globe in part
  const SelectionOptions options{ .spaceRule = SpaceRule::DensestCluster, .threshold = 20 };
  const Extent extent = select( incidents, options, "EPSG:4326" ).extent;
  QVERIFY2( std::abs( extent.xMin - 77.0 ) < 0.05 && std::abs( extent.xMax - 77.4 ) < 0.05, qPrintable( text( extent ) ) );
  QVERIFY2( std::abs( extent.yMin - 28.4 ) < 0.05 && std::abs( extent.yMax - 28.8 ) < 0.05, qPrintable( text( extent ) ) );
}

void TestSelection::aCityCutByACellBorderIsOneCluster()
{
  // Cells of 0.25° meet at 77.25 and 28.5.
  std::vector<Position> positions;
  for ( const double x : { 77.2, 77.3 } )
  {
    for ( const double y : { 28.45, 28.55 } )
      positions.insert( positions.end(), 10, { x, y } );
  }
  positions.insert( positions.end(), 30, { 10.1, 50.1 } ); // more than any of the four cells holds, less than all of them
  QVERIFY( densestCluster( positions, "EPSG:4326" ) == ( Extent{ 77.2, 28.45, 77.3, 28.55 } ) );
}

void TestSelection::positionsOffTheGlobeAreInNoCluster()
{
  // A decimal point is missing; most positions are so, and the cluster is that of the others.
  std::vector<Position> positions( 100, { 1e9, 28.5 } );
  positions.insert( positions.end(), 100, { 772, 28.5 } );
  positions.insert( positions.end(), { { 77.1, 28.4 }, { 77.2, 28.5 }, { -1e9, 28.5 } } );
  QVERIFY( densestCluster( positions, "EPSG:4326" ) == ( Extent{ 77.1, 28.4, 77.2, 28.5 } ) );
}

void TestSelection::aTableOfOneCityIsUnharmed_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<double>( "x" );
  QTest::addColumn<double>( "y" );
  QTest::addColumn<double>( "side" );
  QTest::newRow( "in degrees" ) << "EPSG:4326" << -87.7 << 41.85 << 0.5;
  QTest::newRow( "in metres" ) << "EPSG:26916" << 440000.0 << 4633000.0 << 50000.0;
  QTest::newRow( "in feet" ) << "EPSG:3435" << 1165000.0 << 1890000.0 << 150000.0;
}

void TestSelection::aTableOfOneCityIsUnharmed()
{
  QFETCH( QString, crs );
  QFETCH( double, x );
  QFETCH( double, y );
  QFETCH( double, side );
  std::vector<Incident> incidents;
  addCity( incidents, 2000, x, y, side );
  const SelectionOptions all{ .spaceRule = SpaceRule::AllIncidents };
  const Extent whole = select( incidents, all, crs.toStdString() ).extent;
  const SelectionOptions densest{ .spaceRule = SpaceRule::DensestCluster, .threshold = 1 };
  QVERIFY( select( incidents, densest, crs.toStdString() ).extent == whole );
}

void TestSelection::theShippedSampleIsDelhi()
{
  const auto reader = openIncidents( RISKCAST_SOURCE_DIR "/data/delhi_reports.csv", {}, mFeedback );
  const Selection selection = selectExtentAndPeriod( *reader, { .spaceRule = SpaceRule::DensestCluster }, mFeedback );
  QVERIFY2( selection.extent.contains( 77.209, 28.6139 ), qPrintable( text( selection.extent ) ) ); // the centre of Delhi
  QVERIFY2( selection.extent.xMin > 76.8 && selection.extent.xMax < 77.4, qPrintable( text( selection.extent ) ) );
  QVERIFY2( selection.extent.yMin > 28.35 && selection.extent.yMax < 28.95, qPrintable( text( selection.extent ) ) );
  QCOMPARE( selection.kept + selection.leftOut.total(), selection.rowsRead );
  QCOMPARE( selection.rowsRead, reader->rowCount() );
  QVERIFY( 2 * selection.kept > selection.rowsRead );
}

void TestSelection::thePeriodIsTheShortestThatHoldsTheShare_data()
{
  QTest::addColumn<QVector<int>>( "months" );
  QTest::addColumn<double>( "share" );
  QTest::addColumn<QString>( "start" );
  QTest::addColumn<QString>( "end" );
  // Incidents in the months from 2015-11 on.
  QTest::newRow( "all" ) << QVector<int>{ 1, 0, 98, 0, 1 } << 1.0 << "2015-11-01"
                         << "2016-04-01";
  QTest::newRow( "exactly 95 % of 100" ) << QVector<int>{ 3, 95, 2 } << 0.95 << "2015-12-01"
                                         << "2016-01-01";
  QTest::newRow( "a little less than 95 % in one month" ) << QVector<int>{ 3, 94, 3 } << 0.95 << "2015-11-01"
                                                          << "2016-01-01";
  QTest::newRow( "the earliest of equals, though the later holds more" )
      << QVector<int>{ 45, 5, 0, 0, 5, 46 } << 0.4 << "2015-11-01"
      << "2015-12-01";
  QTest::newRow( "half, in the densest months" ) << QVector<int>{ 10, 0, 20, 20, 0, 10 } << 0.5 << "2016-01-01"
                                                 << "2016-03-01";
  QTest::newRow( "gaps inside the period stay" ) << QVector<int>{ 1, 0, 10, 0, 0, 10, 0, 1 } << 0.9 << "2016-01-01"
                                                 << "2016-05-01";
}

void TestSelection::thePeriodIsTheShortestThatHoldsTheShare()
{
  QFETCH( QVector<int>, months );
  QFETCH( double, share );
  std::vector<Incident> incidents;
  const TimeSteps steps( *parseTime( "2015-11-01" ), { 1, StepUnit::Month }, static_cast<int>( months.size() ) );
  for ( int month = 0; month < steps.count(); ++month )
  {
    // From the first second of the month to the last.
    const LocalTime last = steps.start( month + 1 ) - std::chrono::seconds( 1 );
    for ( int i = 0; i < months[month]; ++i )
      incidents.push_back( { .x = i % 2 * 1.0, .y = i % 2 * 1.0, .time = i % 2 ? last : steps.start( month ) } );
  }
  const Selection selection = select( incidents, { .spaceRule = SpaceRule::AllIncidents, .periodShare = share } );
  QTEST( QString::fromStdString( toIso8601( selection.start ) ), "start" );
  QTEST( QString::fromStdString( toIso8601( selection.end ) ), "end" );
}

void TestSelection::refusesWhatCannotBeSelected()
{
  const std::vector<Incident> square = drawn( "5 5 / 5 5" );
  const auto selecting = []( const std::vector<Incident> &incidents, const SelectionOptions &options )
  { return errorText( [&] { select( incidents, options ); } ); };
  VERIFY_SAYS( selecting( {}, {} ), "There are no incidents in drawn." );
  VERIFY_SAYS( selecting( { { .x = NAN } }, {} ), "There are no incidents in drawn; rows left out: 1 without coordinates." );
  VERIFY_SAYS(
      selecting( drawn( "7" ), {} ),
      "All incidents left (7) lie at one place or on one line, 0.5, 0.5: lower the threshold, or give the extent by hand." );
  VERIFY_SAYS( selecting( square, { .startExtent = Extent{ 10, 10, 20, 20 } } ),
               "None of the 20 incidents lies in the given extent: give another, in the incidents' coordinates (EPSG:32643)." );
  // 100, as published, is out of reach for a small table; 1 in 100 of it is not.
  VERIFY_SAYS( selecting( drawn( "50 50 / 50 99" ), { .threshold = 200 } ),
               "No row or column of 32 × 32 cells holds 200 of the 249 incidents. Set a lower threshold, for example 2." );
  VERIFY_SAYS( selecting( square, { .threshold = 0 } ), "must be at least 1" );
  VERIFY_SAYS( selecting( square, { .periodShare = 0 } ), "The period cannot hold 0 % of the incidents" );
  VERIFY_SAYS( selecting( square, { .periodShare = 1.5 } ), "The period cannot hold 150 % of the incidents" );
  VERIFY_SAYS( selecting( square, { .columns = 0 } ), "needs a row and a column at least" );
  const std::vector<Incident> nowhere = { { .x = 1, .y = 100, .time = july }, { .x = 2, .y = 101, .time = july } };
  VERIFY_SAYS( errorText( [&] { select( nowhere, { .spaceRule = SpaceRule::DensestCluster }, "EPSG:4326" ); } ),
               "None of the positions is one on the globe" );
}

void TestSelection::canBeCanceled()
{
  TableIncidentReader reader( drawn( "5 5 / 5 5" ), utm );
  mFeedback.cancelsAfter = 0;
  QVERIFY_EXCEPTION_THROWN( selectExtentAndPeriod( reader, {}, mFeedback ), Canceled );
}

QTEST_GUILESS_MAIN( TestSelection )
#include "test_selection.moc"
