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
  void coordinatesOfAnotherCrsAreRefused();
  void datesFarOffAreWarnedOf_data();
  void datesFarOffAreWarnedOf();
  void thatASelectionLeavesOutAreNotWarnedOf_data();
  void thatASelectionLeavesOutAreNotWarnedOf();

private:
  RecordedFeedback mFeedback;
};

namespace
{
const QString half = QStringLiteral( "The middle half of the places along each axis takes only " );
const QString advice = QStringLiteral( " of the extent: a few places far off may have stretched it. Check the incidents, give an "
                                       "extent, or select one by the densest cluster." );

/// Incidents at (100, 100), (101, 101) … (111, 111), and at each of \a further, x and y, one after the other.
std::vector<Incident> twelveAnd( const QVector<double> &further )
{
  std::vector<Incident> incidents;
  for ( int i = 0; i < 12; ++i )
    incidents.push_back( at( 100 + i, 100 + i, "2016-07-01" ) );
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
  // The quartiles of 13, the fourth and the tenth, are 6 apart; the extent's side is 42, then 43: 36 / 1764 and 36 / 1849.
  QTest::newRow( "most incidents at one place" ) << QVector<double>( 60, 105 ) << QString();
  QTest::newRow( "one, and 2.041 % in the middle" ) << QVector<double>{ 142, 142 } << QString();
  QTest::newRow( "one, and less than 2 % in the middle" ) << QVector<double>{ 143, 143 } << half + "1.947 %" + advice;
  // The quartiles of the 12 with a place lie 2.75 and 8.25 after the first: 5.5² / 111².
  QTest::newRow( "some without a place" ) << QVector<double>{ 0, 0, 0, 0 }
                                          << "At 0, 0, where tables put what has no place, lie 2 of 14 incidents. " + half +
                                                 "0.2455 %" + advice;
}

void TestFarPlaces::areWarnedOf()
{
  QFETCH( QVector<double>, further );
  QFETCH( QString, warning );
  TableIncidentReader reader = table( twelveAnd( further ) );
  frameFor( reader, {}, mFeedback );
  QCOMPARE( mFeedback.warnings.size(), size_t{ warning.isEmpty() ? 0U : 1U } );
  if ( !warning.isEmpty() )
    COMPARE_TEXT( mFeedback.warnings[0], warning.toUtf8().constData() );
}

/// Places from 0 to 1 along either axis, one far off, and half of the rows without a place. Only some are kept to tell quartiles
/// by, which are then right to a thousandth: 0.25 of 100² is 0.0025 %.
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
  places.warn( { 0, 0, 100, 100 }, mFeedback );
  QCOMPARE( mFeedback.warnings.size(), size_t{ 1 } );
  const QString warning = QString::fromStdString( mFeedback.warnings[0] );
  VERIFY_SAYS( warning, "lie 300,000 of 600,000 incidents." );
  VERIFY_SAYS( warning, "takes only 0.0025 % of the extent" );
}

void TestFarPlaces::inAGivenExtentAreTheUsersChoice()
{
  TableIncidentReader reader = table( twelveAnd( { 0, 0 } ) );
  HeatmapOptions options;
  options.grid.extent = Extent{ 0, 0, 1000, 1000 };
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

/// Metres that are said to be degrees; rows without a place, at 0, 0, could be.
void TestFarPlaces::coordinatesOfAnotherCrsAreRefused()
{
  TableIncidentReader reader = table( { at( 0, 0, "2016-07-01" ), at( 491000, 5456000, "2016-07-01" ),
                                        at( 492000, 5457000, "2016-07-01" ), at( 493000, 5458000, "2016-07-01" ) },
                                      "EPSG:4326" );
  const QString refusal = errorText( [&] { frameFor( reader, {}, mFeedback ); } );
  VERIFY_SAYS( refusal, "3 of 4 incidents cannot be put into EPSG:32" );
  VERIFY_SAYS( refusal, "seem to be of another coordinate reference system than EPSG:4326: say which." );
}

void TestFarPlaces::datesFarOffAreWarnedOf_data()
{
  QTest::addColumn<QString>( "further" );
  QTest::addColumn<QString>( "warning" );
  // Steps 0 … 19, whose quartiles are 9.5 apart; with one more before, those of 21 are 10 apart.
  QTest::newRow( "none" ) << "2016-07-01" << QString();
  QTest::newRow( "one, in a period of 500 steps, 2 %" ) << "2015-03-09" << QString();
  QTest::newRow( "one, in a period of 501 steps" ) << "2015-03-08"
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
  TableIncidentReader reader = table( twelveAnd( { 0, 0, 0, 0 } ) );
  selectExtentAndPeriod( reader, { .columns = 4, .rows = 4, .threshold = threshold }, mFeedback );
  QCOMPARE( RecordedFeedback::says( mFeedback.warnings, "lie 2 of 14 incidents." ), isWarned );
  QCOMPARE( mFeedback.warnings.size(), size_t{ isWarned ? 1U : 0U } );
}

QTEST_GUILESS_MAIN( TestFarPlaces )
#include "test_far_places.moc"
