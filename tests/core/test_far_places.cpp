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
