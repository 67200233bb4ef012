#include "time_left.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

class TestTimeLeft : public QObject
{
  Q_OBJECT

private slots:
  void durationIsAsExactAsAnEstimateDeserves_data();
  void durationIsAsExactAsAnEstimateDeserves();
  void restTakesAsLongAsItsShare();
};

void TestTimeLeft::durationIsAsExactAsAnEstimateDeserves_data()
{
  QTest::addColumn<double>( "seconds" );
  QTest::addColumn<QString>( "text" );
  QTest::newRow( "a few seconds" ) << 4.2 << "about 4 s left";
  QTest::newRow( "below ten" ) << 9.6 << "about 10 s left";
  QTest::newRow( "tens of seconds" ) << 43.0 << "about 40 s left";
  QTest::newRow( "a minute and a half" ) << 94.0 << "about 90 s left";
  QTest::newRow( "two minutes" ) << 100.0 << "about 2 min left";
  QTest::newRow( "an hour and a half" ) << 90.0 * 60 << "about 90 min left";
  QTest::newRow( "hours" ) << 2.15 * 3600 << "about 2 h 10 min left";
  QTest::newRow( "almost the next hour" ) << 2.99 * 3600 << "about 3 h 0 min left";
}

void TestTimeLeft::durationIsAsExactAsAnEstimateDeserves()
{
  QFETCH( double, seconds );
  QFETCH( QString, text );
  QCOMPARE( QString::fromStdString( timeLeftText( seconds ) ), text );
}

void TestTimeLeft::restTakesAsLongAsItsShare()
{
  TimeLeft timeLeft;
  QVERIFY( !timeLeft.seconds( 0.1 ) ); // too early to tell
  QTest::qWait( 1000 );
  QVERIFY( !timeLeft.seconds( 0.2 ) ); // counted from here
  QCOMPARE( timeLeft.text( 0.2 ), std::string() );
  QTest::qWait( 2000 );
  // A fifth took 2 s, so the other three fifths take 6 s.
  QVERIFY( std::abs( timeLeft.seconds( 0.4 ).value() - 6 ) < 0.5 );
  QCOMPARE( timeLeft.text( 0.4 ), std::string( "about 6 s left" ) );
  QVERIFY( !timeLeft.seconds( 0.2 ) ); // nothing is done since
}

QTEST_GUILESS_MAIN( TestTimeLeft )
#include "test_time_left.moc"
