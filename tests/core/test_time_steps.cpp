#include "error_text.h"
#include "time_steps.h"

#include <QTest>

using namespace riskcast;

Q_DECLARE_METATYPE( riskcast::StepLength )

class TestTimeSteps : public QObject
{
  Q_OBJECT

private slots:
  void lengthsReadAsTheyAreWritten_data();
  void lengthsReadAsTheyAreWritten();
  void refusesOtherLengths_data();
  void refusesOtherLengths();
  void refusesStepsOfThousandsOfYears_data();
  void refusesStepsOfThousandsOfYears();
  void coversFromTheFirstToTheLast_data();
  void coversFromTheFirstToTheLast();
  void alignsToADate_data();
  void alignsToADate();
  void knowsStepsOfAnotherPhase();
  void loseStepsAtTheirEnds();
  void aStepHoldsItsStartButNotItsEnd();
  void everyTimeFallsInTheStepThatStartsBeforeIt_data();
  void everyTimeFallsInTheStepThatStartsBeforeIt();
  void forecastsAreDatedAfterTheLastStep();
  void refusesImpossibleSteps();
};

namespace
{
LocalTime time( const QString &text )
{
  return *parseTime( text.toStdString() );
}
} // namespace

void TestTimeSteps::lengthsReadAsTheyAreWritten_data()
{
  QTest::addColumn<StepLength>( "length" );
  QTest::addColumn<QString>( "text" );
  QTest::newRow( "an hour" ) << StepLength{ 1, StepUnit::Hour } << "1 hour";
  QTest::newRow( "a day" ) << StepLength{} << "1 day";
  QTest::newRow( "two weeks" ) << StepLength{ 2, StepUnit::Week } << "2 weeks";
  QTest::newRow( "a quarter" ) << StepLength{ 3, StepUnit::Month } << "3 months";
}

void TestTimeSteps::lengthsReadAsTheyAreWritten()
{
  QFETCH( StepLength, length );
  QFETCH( QString, text );
  COMPARE_TEXT( toString( length ), qPrintable( text ) );
  QVERIFY( stepLengthFromString( text.toStdString() ) == length );
}

void TestTimeSteps::refusesOtherLengths_data()
{
  QTest::addColumn<QString>( "text" );
  QTest::newRow( "nothing" ) << "";
  QTest::newRow( "no number" ) << "day";
  QTest::newRow( "no unit" ) << "1";
  QTest::newRow( "none" ) << "0 days";
  QTest::newRow( "backwards" ) << "-1 days";
  QTest::newRow( "a unit that is not equally long" ) << "1 year";
  QTest::newRow( "more than a number holds" ) << "99999999999 days";
}

void TestTimeSteps::refusesOtherLengths()
{
  QFETCH( QString, text );
  VERIFY_SAYS( errorText( [&] { stepLengthFromString( text.toStdString() ); } ),
               "is not a time step: write for example \"1 day\"" );
}

void TestTimeSteps::refusesStepsOfThousandsOfYears_data()
{
  QTest::addColumn<StepLength>( "length" );
  QTest::newRow( "hours" ) << StepLength{ 2147483647, StepUnit::Hour };
  QTest::newRow( "days" ) << StepLength{ 400000, StepUnit::Day };
  QTest::newRow( "weeks" ) << StepLength{ 60000, StepUnit::Week };
  QTest::newRow( "months" ) << StepLength{ 2147483647, StepUnit::Month };
}

void TestTimeSteps::refusesStepsOfThousandsOfYears()
{
  QFETCH( StepLength, length );
  VERIFY_SAYS( errorText( [&] { TimeSteps( LocalTime(), length, 1 ); } ),
               "is not possible: it must be at least 1 and at most 1,000 years." );
}

void TestTimeSteps::coversFromTheFirstToTheLast_data()
{
  QTest::addColumn<QString>( "first" );
  QTest::addColumn<QString>( "last" );
  QTest::addColumn<StepLength>( "length" );
  QTest::addColumn<QString>( "start" );
  QTest::addColumn<int>( "count" );
  // 2016-07-01 was a Friday.
  QTest::newRow( "one moment" ) << "2016-07-01T10:20:30"
                                << "2016-07-01T10:20:30" << StepLength{} << "2016-07-01" << 1;
  QTest::newRow( "a second before midnight" ) << "2016-07-01"
                                              << "2016-07-01T23:59:59" << StepLength{} << "2016-07-01" << 1;
  QTest::newRow( "midnight" ) << "2016-07-01"
                              << "2016-07-02" << StepLength{} << "2016-07-01" << 2;
  QTest::newRow( "a leap day" ) << "2016-02-28"
                                << "2016-03-01" << StepLength{} << "2016-02-28" << 3;
  QTest::newRow( "before 1970" ) << "1969-12-31T12:00:00"
                                 << "1970-01-01" << StepLength{} << "1969-12-31" << 2;
  QTest::newRow( "hours" ) << "2016-07-01T10:20:30"
                           << "2016-07-01T12:00:00" << StepLength{ 1, StepUnit::Hour } << "2016-07-01T10:00:00" << 3;
  QTest::newRow( "six hours, from midnight on" )
      << "2016-07-01T10:20:30"
      << "2016-07-01T18:00:00" << StepLength{ 6, StepUnit::Hour } << "2016-07-01T06:00:00" << 3;
  // 2016-07-01 is day 16983 from 1970-01-01 on, 3 · 5661.
  QTest::newRow( "three days, counted from 1970" ) << "2016-07-03"
                                                   << "2016-07-04" << StepLength{ 3, StepUnit::Day } << "2016-07-01" << 2;
  // 2016-06-27 is 2,425 weeks after 1970-01-05.
  QTest::newRow( "two weeks, counted from 1970" ) << "2016-07-01"
                                                  << "2016-07-04" << StepLength{ 2, StepUnit::Week } << "2016-06-20" << 2;
  QTest::newRow( "quarters before 1970" ) << "1969-12-31"
                                          << "1970-01-01" << StepLength{ 3, StepUnit::Month } << "1969-10-01" << 2;
  QTest::newRow( "weeks, from the Monday before" ) << "2016-07-01"
                                                   << "2016-07-04" << StepLength{ 1, StepUnit::Week } << "2016-06-27" << 2;
  QTest::newRow( "weeks, from a Monday" ) << "2016-06-27"
                                          << "2016-07-03T23:59:59" << StepLength{ 1, StepUnit::Week } << "2016-06-27" << 1;
  QTest::newRow( "months" ) << "2016-01-31"
                            << "2016-03-01" << StepLength{ 1, StepUnit::Month } << "2016-01-01" << 3;
  QTest::newRow( "months over a new year" ) << "2016-12-24"
                                            << "2017-01-06" << StepLength{ 1, StepUnit::Month } << "2016-12-01" << 2;
  QTest::newRow( "quarters, from a month" ) << "2016-02-24"
                                            << "2016-05-01" << StepLength{ 3, StepUnit::Month } << "2016-01-01" << 2;
}

void TestTimeSteps::coversFromTheFirstToTheLast()
{
  QFETCH( QString, first );
  QFETCH( QString, last );
  QFETCH( StepLength, length );
  const TimeSteps steps = TimeSteps::covering( time( first ), time( last ), length );
  QTEST( QString::fromStdString( toIso8601( steps.start( 0 ) ) ), "start" );
  QTEST( steps.count(), "count" );
}

void TestTimeSteps::alignsToADate_data()
{
  QTest::addColumn<QString>( "align" );
  QTest::addColumn<StepLength>( "length" );
  QTest::addColumn<QString>( "start" );
  // Steps around 2016-07-01, 10:20.
  QTest::newRow( "six hours from seven" ) << "2016-01-01T07:30:00" << StepLength{ 6, StepUnit::Hour } << "2016-07-01T07:00:00";
  QTest::newRow( "seven days from a Friday" ) << "2016-06-24" << StepLength{ 7, StepUnit::Day } << "2016-07-01";
  QTest::newRow( "seven days from a Friday to come" ) << "2016-07-08" << StepLength{ 7, StepUnit::Day } << "2016-07-01";
  QTest::newRow( "two weeks from a Wednesday's Monday" ) << "2016-06-29" << StepLength{ 2, StepUnit::Week } << "2016-06-27";
  QTest::newRow( "years from April" ) << "2000-04-15" << StepLength{ 12, StepUnit::Month } << "2016-04-01";
}

void TestTimeSteps::alignsToADate()
{
  QFETCH( QString, align );
  QFETCH( StepLength, length );
  const LocalTime first = time( "2016-07-01T10:20:00" );
  const TimeSteps steps = TimeSteps::covering( first, first, length, time( align ) );
  QTEST( QString::fromStdString( toIso8601( steps.start( 0 ) ) ), "start" );
  QCOMPARE( steps.count(), 1 );
}

void TestTimeSteps::knowsStepsOfAnotherPhase()
{
  const TimeSteps fortnights( time( "2016-06-27" ), { 2, StepUnit::Week }, 3 );
  QVERIFY( fortnights.alignWith( time( "2016-06-27" ) ) );
  QVERIFY( fortnights.alignWith( time( "2016-06-13" ) ) );
  QVERIFY( fortnights.alignWith( time( "2017-06-26" ) ) ); // 52 weeks later
  QVERIFY( !fortnights.alignWith( time( "2016-07-04" ) ) );
}

void TestTimeSteps::loseStepsAtTheirEnds()
{
  const TimeSteps days( time( "2016-07-01" ), {}, 5 );
  QVERIFY( days.trimmed( 1, 2 ) == TimeSteps( time( "2016-07-02" ), {}, 2 ) );
  QVERIFY( days.trimmed( 0, 0 ) == days );
  VERIFY_SAYS( errorText( [&] { days.trimmed( 3, 2 ); } ), "A row of 0 time steps is not possible" );
}

void TestTimeSteps::aStepHoldsItsStartButNotItsEnd()
{
  const TimeSteps steps( time( "2016-07-01" ), {}, 2 );
  QVERIFY( !steps.stepAt( time( "2016-06-30T23:59:59" ) ) );
  QCOMPARE( steps.stepAt( time( "2016-07-01" ) ).value(), 0 );
  QCOMPARE( steps.stepAt( time( "2016-07-01T23:59:59" ) ).value(), 0 );
  QCOMPARE( steps.stepAt( time( "2016-07-02" ) ).value(), 1 );
  QCOMPARE( steps.stepAt( time( "2016-07-02T23:59:59" ) ).value(), 1 );
  QVERIFY( !steps.stepAt( time( "2016-07-03" ) ) );
  QVERIFY( !TimeSteps().stepAt( time( "2016-07-01" ) ) );
}

void TestTimeSteps::everyTimeFallsInTheStepThatStartsBeforeIt_data()
{
  QTest::addColumn<QString>( "first" );
  QTest::addColumn<StepLength>( "length" );
  QTest::newRow( "hours" ) << "1969-12-30T05:00:00" << StepLength{ 5, StepUnit::Hour };
  QTest::newRow( "days" ) << "1969-12-30" << StepLength{ 3, StepUnit::Day };
  QTest::newRow( "weeks" ) << "1969-12-29" << StepLength{ 2, StepUnit::Week };
  QTest::newRow( "months" ) << "1968-02-01" << StepLength{ 5, StepUnit::Month };
}

void TestTimeSteps::everyTimeFallsInTheStepThatStartsBeforeIt()
{
  QFETCH( QString, first );
  QFETCH( StepLength, length );
  const TimeSteps steps( time( first ), length, 50 );
  for ( int step = 0; step < steps.count(); ++step )
  {
    QVERIFY( steps.start( step ) < steps.start( step + 1 ) );
    QCOMPARE( steps.stepAt( steps.start( step ) ).value(), step );
    QCOMPARE( steps.stepAt( steps.start( step + 1 ) - std::chrono::seconds( 1 ) ).value(), step );
  }
}

void TestTimeSteps::forecastsAreDatedAfterTheLastStep()
{
  const TimeSteps months( time( "2016-11-01" ), { 1, StepUnit::Month }, 2 );
  COMPARE_TEXT( toIso8601( months.start( 2 ) ), "2017-01-01" );
  COMPARE_TEXT( toIso8601( months.start( 3 ) ), "2017-02-01" );
  QCOMPARE( months.extended( 3 ).count(), 5 );
  QVERIFY( months.extended( 0 ) == months );
}

void TestTimeSteps::refusesImpossibleSteps()
{
  VERIFY_SAYS( errorText( [] { TimeSteps( time( "2016-07-01T00:30:00" ), {}, 1 ); } ),
               "cannot start at 2016-07-01T00:30:00: take 2016-07-01." );
  VERIFY_SAYS( errorText( [] { TimeSteps( time( "2016-07-01" ), { 1, StepUnit::Week }, 1 ); } ), "take 2016-06-27." );
  VERIFY_SAYS( errorText( [] { TimeSteps( time( "2016-07-02" ), { 2, StepUnit::Month }, 1 ); } ), "take 2016-07-01." );
  VERIFY_SAYS( errorText( [] { TimeSteps( time( "2016-07-01" ), {}, 0 ); } ), "the end must lie after the start" );
  VERIFY_SAYS( errorText( [] { TimeSteps( time( "2016-07-01" ), { 0, StepUnit::Day }, 1 ); } ), "must be at least 1" );
  VERIFY_SAYS( errorText( [] { TimeSteps::covering( time( "2016-07-02" ), time( "2016-07-01" ), {} ); } ),
               "ends (2016-07-01) before it starts (2016-07-02)" );
}

QTEST_GUILESS_MAIN( TestTimeSteps )
#include "test_time_steps.moc"
