#include "calendar.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>

using namespace riskcast;

class TestCalendar : public QObject
{
  Q_OBJECT

private slots:
  void tellsWhatTheStepsCanTeach_data();
  void tellsWhatTheStepsCanTeach();
  void weekdaysAreContrastsToSunday();
  void newYearsDayIsMarked();
  void hoursAndSeasonsGoRound();
  void isTheSameAfterItWasKept();
};

namespace
{
TimeSteps stepsFrom( const char *first, StepLength length, int count )
{
  return TimeSteps( *parseTime( first ), length, count );
}

bool areClose( const std::vector<float> &values, const std::vector<double> &expected )
{
  return std::ranges::equal( values, expected, []( float a, double b ) { return std::abs( a - b ) < 1e-6; } );
}
} // namespace

void TestCalendar::tellsWhatTheStepsCanTeach_data()
{
  QTest::addColumn<int>( "unit" );
  QTest::addColumn<int>( "count" );
  QTest::addColumn<int>( "steps" );
  QTest::addColumn<int>( "size" ); // season 4, New Year's Day 1, weekday 6, hour 4
  QTest::newRow( "a year of days" ) << int( StepUnit::Day ) << 1 << 365 << 6;
  QTest::newRow( "two years of days" ) << int( StepUnit::Day ) << 1 << 730 << 4 + 1 + 6;
  QTest::newRow( "two years of pairs of days" ) << int( StepUnit::Day ) << 2 << 365 << 4;
  QTest::newRow( "a year of weeks" ) << int( StepUnit::Week ) << 1 << 52 << 0;
  QTest::newRow( "three years of weeks" ) << int( StepUnit::Week ) << 1 << 156 << 4;
  QTest::newRow( "a week of hours" ) << int( StepUnit::Hour ) << 1 << 168 << 6 + 4;
  QTest::newRow( "two years of months" ) << int( StepUnit::Month ) << 1 << 24 << 4;
}

void TestCalendar::tellsWhatTheStepsCanTeach()
{
  QFETCH( int, unit );
  QFETCH( int, count );
  QFETCH( int, steps );
  QFETCH( int, size );
  const TimeSteps row = stepsFrom( "2024-01-01", { count, static_cast<StepUnit>( unit ) }, steps ); // a Monday
  const Calendar calendar( row, 0, steps - 1 );
  QCOMPARE( calendar.size(), size );
  QCOMPARE( calendar.of( row, steps ).size(), static_cast<size_t>( size ) ); // the step after the last
}

void TestCalendar::weekdaysAreContrastsToSunday()
{
  const TimeSteps days = stepsFrom( "2024-01-01", {}, 100 ); // a Monday
  const Calendar calendar( days, 0, 99 );
  QVERIFY( areClose( calendar.of( days, 0 ), { 1, 0, 0, 0, 0, 0 } ) );
  QVERIFY( areClose( calendar.of( days, 5 ), { 0, 0, 0, 0, 0, 1 } ) );
  QVERIFY( areClose( calendar.of( days, 6 ), { -1, -1, -1, -1, -1, -1 } ) );
}

void TestCalendar::newYearsDayIsMarked()
{
  const TimeSteps days = stepsFrom( "2022-01-01", {}, 731 );
  const Calendar calendar( days, 0, 729 );
  QCOMPARE( calendar.of( days, 365 )[4], 1.0F );
  QCOMPARE( calendar.of( days, 366 )[4], 0.0F );
}

void TestCalendar::hoursAndSeasonsGoRound()
{
  const TimeSteps hours = stepsFrom( "2024-01-01", { 1, StepUnit::Hour }, 168 );
  const std::vector<float> six = Calendar( hours, 0, 167 ).of( hours, 6 );
  // A quarter of the day: sin and cos of 90°, then of 180°.
  QVERIFY( areClose( { six.end() - 4, six.end() }, { 1, 0, 0, -1 } ) );
  const TimeSteps weeks = stepsFrom( "2018-01-01", { 1, StepUnit::Week }, 156 );
  const double angle = 2 * M_PI * 7 / 365.25; // the second week begins on 8 January
  QVERIFY( areClose( Calendar( weeks, 0, 155 ).of( weeks, 1 ),
                     { std::sin( angle ), std::cos( angle ), std::sin( 2 * angle ), std::cos( 2 * angle ) } ) );
}

void TestCalendar::isTheSameAfterItWasKept()
{
  const TimeSteps days = stepsFrom( "2022-01-01", {}, 731 );
  const Calendar calendar( days, 0, 729 );
  QCOMPARE( nlohmann::json( calendar ).get<Calendar>().of( days, 40 ), calendar.of( days, 40 ) );
}

QTEST_GUILESS_MAIN( TestCalendar )
#include "test_calendar.moc"
