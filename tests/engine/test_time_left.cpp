#include "time_left.h"

#include <QTest>

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
  const TimeLeft timeLeft;
  QVERIFY( !timeLeft.seconds( 0.5 ) ); // too early to tell
  QCOMPARE( timeLeft.text( 0.5 ), std::string() );
  QTest::qWait( 2100 );
  // A quarter took 2.1 s, so three quarters take 6.3 s.
  QVERIFY( std::abs( timeLeft.seconds( 0.25 ).value() - 6.3 ) < 0.5 );
  QVERIFY( !timeLeft.seconds( 0 ) ); // nothing is done yet
}

QTEST_GUILESS_MAIN( TestTimeLeft )
#include "test_time_left.moc"
