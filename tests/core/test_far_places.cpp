#include "drawn_incidents.h"
#include "error_text.h"
#include "far_places.h"
#include "heatmaps.h"
#include "recorded_feedback.h"
#include "selection.h"

#include <QTest>

using namespace riskcast;

/// Extents that a few places far off have stretched.
class TestFarPlaces : public QObject
{
  Q_OBJECT

private slots:
  void init() { mFeedback = {}; }
  void areWarnedOf_data();
  void areWarnedOf();
  void areFoundInLongTables();
  void inAGivenExtentAreTheUsersChoice();
  void degreesThatAreSaidToBeMetresAreWarnedOf();
  void metresThatAreSaidToBeDegreesAreRefused_data();
  void metresThatAreSaidToBeDegreesAreRefused();
  void datesFarOffAreWarnedOf_data();
  void datesFarOffAreWarnedOf();
  void thatASelectionLeavesOutAreNotWarnedOf_data();
  void thatASelectionLeavesOutAreNotWarnedOf();

private:
  RecordedFeedback mFeedback;
};

namespace
{
const QString advice = QStringLiteral( " of the extent: a few far off have stretched it. Check the incidents, give an extent, or "
                                       "select one by the densest cluster." );

/// Incidents at (10000, 10000), (10001, 10001) … (10200, 10200), and at each of \a further, x and y, one after the other.
std::vector<Incident> cityAnd( const QVector<double> &further )
{
  std::vector<Incident> incidents;
  for ( int i = 0; i <= 200; ++i )
    incidents.push_back( at( 10000 + i, 10000 + i, "2016-07-01" ) );
  for ( int i = 0; i < further.size(); i += 2 )
    incidents.push_back( at( further[i], further[i + 1], "2016-07-01" ) );
  return incidents;
}
} // namespace

void TestFarPlaces::areWarnedOf_data()
{
  QTest::addColumn<QVector<double>>( "further" );
  QTest::addColumn<QString>( "warning" );
  QTest::newRow( "none" ) << QVector<double>{} << QString();
  QTest::newRow( "most incidents at one place" ) << QVector<double>( 1000, 10050 ) << QString();
  // Percentiles 1 and 99 of 202 places are those of numbers 2.01 and 198.99: 196.98² / 880², and / 882².
  QTest::newRow( "one, and 5.01 % without" ) << QVector<double>{ 10880, 10880 } << QString();
  QTest::newRow( "one, and less than 5 % without" )
      << QVector<double>{ 10882, 10882 } << "98 % of the places along each axis take only 4.988 %" + advice;
  // Of the 201 with a place they are those of numbers 2 and 198: 196² / 10200².
  QTest::newRow( "some without a place" ) << QVector<double>{ 0, 0, 0, 0 }
                                          << "At 0, 0, where tables put what has no place, lie 2 of 203 incidents. 98 % of the "
                                             "places along each axis take only 0.03692 %" +
                                                 advice;
}

void TestFarPlaces::areWarnedOf()
{
  QFETCH( QVector<double>, further );
  QFETCH( QString, warning );
  TableIncidentReader reader = table( cityAnd( further ) );
  frameFor( reader, {}, mFeedback );
  QCOMPARE( mFeedback.warnings.size(), size_t{ warning.isEmpty() ? 0U : 1U } );
  if ( !warning.isEmpty() )
    COMPARE_TEXT( mFeedback.warnings[0], warning.toUtf8().constData() );
}

/// Places from 1 to 2 along either axis, and half of the rows without a place. Only some are kept to tell percentiles by, which
/// are 0.98 apart: 0.98² of 10² is 0.9604 %.
void TestFarPlaces::areFoundInLongTables()
{
  FarPlaces places;
  constexpr int count = 300000;
  for ( int i = 0; i < count; ++i )
  {
    const double place = 1 + static_cast<double>( i % 1001 ) / 1000;
    places.add( { place, place } );
    places.add( { 0, 0 } );
  }
  places.warn( { 0, 0, 10, 10 }, mFeedback );
  QCOMPARE( mFeedback.warnings.size(), size_t{ 1 } );
  const QString warning = QString::fromStdString( mFeedback.warnings[0] );
  VERIFY_SAYS( warning, "lie 300,000 of 600,000 incidents." );
  VERIFY_SAYS( warning, "take only 0.9604 % of the extent" );
}

void TestFarPlaces::inAGivenExtentAreTheUsersChoice()
{
  TableIncidentReader reader = table( cityAnd( { 0, 0 } ) );
  HeatmapOptions options;
  options.grid.extent = Extent{ 0, 0, 20000, 20000 };
  frameFor( reader, options, mFeedback );
  QVERIFY( mFeedback.warnings.empty() );
}

void TestFarPlaces::degreesThatAreSaidToBeMetresAreWarnedOf()
{
  const std::vector<Incident> incidents = { at( 77.1, 28.4, "2016-07-01" ), at( 77.3, 28.8, "2016-07-01" ) };
  TableIncidentReader wrong = table( incidents );
  frameFor( wrong, {}, mFeedback );
  QCOMPARE( mFeedback.warnings.size(), size_t{ 1 } );
  COMPARE_TEXT( mFeedback.warnings[0],
                "The incidents' coordinates, 77.1, 28.4 to 77.3, 28.8, look like degrees, but EPSG:32643 counts m: say which "
                "coordinate reference system they are in. That of the grid is another choice." );
  mFeedback = {};
  for ( const char *right : { "EPSG:4326", "" } )
  {
    TableIncidentReader reader = table( incidents, right );
    frameFor( reader, {}, mFeedback );
  }
  QVERIFY( mFeedback.warnings.empty() );
}

void TestFarPlaces::metresThatAreSaidToBeDegreesAreRefused_data()
{
  QTest::addColumn<int>( "withoutPlace" );
  QTest::addColumn<QString>( "error" );
  const QString advice = " are no degrees, as those of EPSG:4326 would be: say which coordinate reference system they are in.";
  QTest::newRow( "all" ) << 0 << "The coordinates of 201 of 201 incidents" + advice;
  QTest::newRow( "all that have a place, as 0, 0 may be degrees" ) << 200 << "The coordinates of 201 of 401 incidents" + advice;
}

void TestFarPlaces::metresThatAreSaidToBeDegreesAreRefused()
{
  QFETCH( int, withoutPlace );
  QFETCH( QString, error );
  const std::vector<Incident> incidents = cityAnd( QVector<double>( 2 * withoutPlace, 0 ) );
  TableIncidentReader forHeatmaps = table( incidents, "EPSG:4326" ), forSelection = table( incidents, "EPSG:4326" );
  QCOMPARE( errorText( [&] { frameFor( forHeatmaps, {}, mFeedback ); } ), error );
  const SelectionOptions all{ .spaceRule = SpaceRule::AllIncidents };
  QCOMPARE( errorText( [&] { selectExtentAndPeriod( forSelection, all, mFeedback ); } ), error );
}

void TestFarPlaces::datesFarOffAreWarnedOf_data()
{
  QTest::addColumn<QString>( "further" );
  QTest::addColumn<QString>( "warning" );
  // Steps 0 … 19, whose quartiles are 9.5 apart; with one more before, those of 21 are 10 apart.
  QTest::newRow( "none" ) << "2016-07-01" << QString();
  QTest::newRow( "one, in a period of 500 steps, 2 %" ) << "2015-03-09" << QString();
  QTest::newRow( "one, in a period of 501 steps" )
      << "2015-03-08"
      << "takes only 1.996 % of the period: a few far-off dates may have stretched it. Check the "
         "incidents, or give start and end.";
}

void TestFarPlaces::datesFarOffAreWarnedOf()
{
  QFETCH( QString, further );
  QFETCH( QString, warning );
  std::vector<Incident> incidents = { at( 200, 100, further.toStdString() ) };
  for ( int day = 0; day < 20; ++day )
  {
    Incident each = at( 100 + day, 100 + day, "2016-07-01" );
    each.time += std::chrono::days( day );
    incidents.push_back( each );
  }
  TableIncidentReader reader = table( incidents );
  frameFor( reader, {}, mFeedback );
  QCOMPARE( mFeedback.warnings.size(), size_t{ warning.isEmpty() ? 0U : 1U } );
  if ( !warning.isEmpty() )
    VERIFY_SAYS( QString::fromStdString( mFeedback.warnings[0] ), qPrintable( warning ) );
  mFeedback = {};
  TableIncidentReader again = table( incidents );
  HeatmapOptions given;
  given.period.start = parseTime( "2010-01-01" );
  given.period.end = parseTime( "2017-01-01" );
  frameFor( again, given, mFeedback );
  QVERIFY( mFeedback.warnings.empty() ); // the user's choice
}

void TestFarPlaces::thatASelectionLeavesOutAreNotWarnedOf_data()
{
  QTest::addColumn<int>( "threshold" );
  QTest::addColumn<bool>( "isWarned" );
  QTest::newRow( "the two at 0, 0 are enough to stay" ) << 2 << true;
  QTest::newRow( "they are too few" ) << 3 << false;
}

void TestFarPlaces::thatASelectionLeavesOutAreNotWarnedOf()
{
  QFETCH( int, threshold );
  QFETCH( bool, isWarned );
  TableIncidentReader reader = table( cityAnd( { 0, 0, 0, 0 } ) );
  selectExtentAndPeriod( reader, { .columns = 4, .rows = 4, .threshold = threshold }, mFeedback );
  QCOMPARE( RecordedFeedback::says( mFeedback.warnings, "lie 2 of 203 incidents." ), isWarned );
  QCOMPARE( mFeedback.warnings.size(), size_t{ isWarned ? 1U : 0U } );
}

QTEST_GUILESS_MAIN( TestFarPlaces )
#include "test_far_places.moc"
