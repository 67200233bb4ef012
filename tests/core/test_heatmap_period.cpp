#include "drawn_incidents.h"
#include "error_text.h"
#include "heatmaps.h"
#include "recorded_feedback.h"

#include <QTest>

using namespace riskcast;

/// Which time heatmaps cover, and what is said of its ends.
class TestHeatmapPeriod : public QObject
{
  Q_OBJECT

private slots:
  void init() { mFeedback = {}; }
  void aFoundPeriodEndsWithTheTable();
  void aGivenPeriodHolds();
  void partlyCoveredStepsAreWarnedOf_data();
  void partlyCoveredStepsAreWarnedOf();
  void partlyCoveredStepsAreLeftOut_data();
  void partlyCoveredStepsAreLeftOut();
  void theLastOfMonthsIsWhole_data();
  void theLastOfMonthsIsWhole();
  void refusesToLeaveOutAllSteps();

private:
  Frame frame( IncidentReader &reader, const GridOptions &grid, const PeriodOptions &period )
  {
    return frameFor( reader, { .grid = grid, .period = period, .count = {} }, mFeedback );
  }

  RecordedFeedback mFeedback;
};

namespace
{

/// Three incidents from 1 to 8 July, the last one outside the rectangle.
TableIncidentReader weekInJuly()
{
  return table( { at( 10, 10, "2016-07-01" ), at( 20, 30, "2016-07-05T12:00:00" ), at( 900, 30, "2016-07-08T12:00:00" ) } );
}

HeatmapOptions summer( EmptySteps emptySteps )
{
  return { .grid = { .extent = Extent{ 0, 0, 50, 50 } },
           .period = { .start = parseTime( "2016-06-28" ), .end = parseTime( "2016-08-01" ) },
           .count = { .emptySteps = emptySteps } };
}

} // namespace

/// Of what lies beyond the rows of a table it knows nothing, wherever the last row is.
void TestHeatmapPeriod::aFoundPeriodEndsWithTheTable()
{
  TableIncidentReader reader = weekInJuly();
  HeatmapOptions options = summer( EmptySteps::WithoutReports );
  options.period.startIsFound = options.period.endIsFound = true;
  const Frame found = frameFor( reader, options, mFeedback );
  COMPARE_TEXT( toIso8601( found.steps.start( 0 ) ), "2016-07-01" );
  QCOMPARE( found.steps.count(), 8 );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "The table ends on 2016-07-08T12:00:00, before the period does" ) );
  QVERIFY( RecordedFeedback::says( mFeedback.infos, "to before 2016-07-09. A forecast will be for the step from then on." ) );

  options.period.end = parseTime( "2016-07-04" );
  QCOMPARE( frameFor( reader, options, mFeedback ).steps.count(), 3 ); // the table goes on: all of the days before is known
}

void TestHeatmapPeriod::aGivenPeriodHolds()
{
  TableIncidentReader reader = weekInJuly();
  QCOMPARE( frameFor( reader, summer( EmptySteps::WithoutReports ), mFeedback ).steps.count(), 34 ); // 3 in June, 31 in July
  QVERIFY( mFeedback.warnings.empty() );
  QCOMPARE( frameFor( reader, summer( EmptySteps::TrueZeros ), mFeedback ).steps.count(), 34 );
  QCOMPARE( mFeedback.warnings.size(), size_t( 2 ) );
  COMPARE_TEXT( mFeedback.warnings[0], "The table starts on 2016-07-01: the 3 steps before that are taken for true zeros, as the "
                                       "start of the period says." );
  COMPARE_TEXT( mFeedback.warnings[1], "The table ends before 2016-07-09: the 23 steps from then on are taken for true zeros, as "
                                       "the end of the period says." );
}

void TestHeatmapPeriod::partlyCoveredStepsAreWarnedOf_data()
{
  QTest::addColumn<QString>( "start" );
  QTest::addColumn<QString>( "end" );
  QTest::addColumn<QString>( "step" );
  QTest::addColumn<QStringList>( "words" );
  // Incidents from 2016-06-10 to 2016-07-31, 23:00; 2016-07-31 was a Sunday.
  const QString first = "The first step starts at %1, but is covered from %2 on only";
  const QString last = "The last step ends at %1, but is covered up to %2 only";
  QTest::newRow( "days" ) << ""
                          << ""
                          << "1 day" << QStringList{};
  QTest::newRow( "the table starts within a month" ) << ""
                                                     << ""
                                                     << "1 month" << QStringList{ first.arg( "2016-06-01", "2016-06-10" ) };
  QTest::newRow( "whole weeks and months" ) << "2016-06-13"
                                            << ""
                                            << "1 week" << QStringList{};
  QTest::newRow( "the period starts and ends within a month" )
      << "2016-06-15"
      << "2016-07-20"
      << "1 month" << QStringList{ first.arg( "2016-06-01", "2016-06-15" ), last.arg( "2016-08-01", "2016-07-20" ) };
  QTest::newRow( "the table ends within steps of a quarter" )
      << "2016-07-01"
      << ""
      << "3 months" << QStringList{ last.arg( "2016-10-01", "2016-08-01" ) };
}

void TestHeatmapPeriod::partlyCoveredStepsAreWarnedOf()
{
  QFETCH( QString, start );
  QFETCH( QString, end );
  QFETCH( QString, step );
  QFETCH( QStringList, words );
  TableIncidentReader reader = table( { at( 910, 10, "2016-06-10T02:00:00" ), at( 910, 10, "2016-07-01" ),
                                        at( 920, 30, "2016-07-13" ), at( 920, 30, "2016-07-31T23:00:00" ) } );
  frame( reader, {},
         { .length = stepLengthFromString( step.toStdString() ),
           .start = parseTime( start.toStdString() ),
           .end = parseTime( end.toStdString() ) } );
  QCOMPARE( static_cast<int>( mFeedback.warnings.size() ), static_cast<int>( words.size() ) );
  for ( const QString &each : words )
    QVERIFY2( RecordedFeedback::says( mFeedback.warnings, each.toStdString() ), qPrintable( each ) );
}

void TestHeatmapPeriod::partlyCoveredStepsAreLeftOut_data()
{
  QTest::addColumn<QString>( "start" );
  QTest::addColumn<QString>( "end" );
  QTest::addColumn<QString>( "first" );
  QTest::addColumn<int>( "count" );
  // Months of incidents from 2016-05-10 to 2016-08-31.
  QTest::newRow( "the first" ) << ""
                               << ""
                               << "2016-06-01" << 3;
  QTest::newRow( "the last" ) << "2016-05-01"
                              << "2016-08-20"
                              << "2016-05-01" << 3;
  QTest::newRow( "both" ) << "2016-05-20"
                          << "2016-08-20"
                          << "2016-06-01" << 2;
  QTest::newRow( "neither" ) << "2016-06-01"
                             << "2016-08-01"
                             << "2016-06-01" << 2;
}

void TestHeatmapPeriod::partlyCoveredStepsAreLeftOut()
{
  QFETCH( QString, start );
  QFETCH( QString, end );
  TableIncidentReader reader =
      table( { at( 10, 10, "2016-05-10" ), at( 20, 30, "2016-07-31" ), at( 20, 30, "2016-08-31T01:00:00" ) } );
  const Frame found = frame( reader, { .extent = Extent{ 0, 0, 50, 50 } },
                             { .length = { 1, StepUnit::Month },
                               .start = parseTime( start.toStdString() ),
                               .end = parseTime( end.toStdString() ),
                               .wholeSteps = true } );
  QTEST( QString::fromStdString( toIso8601( found.steps.start( 0 ) ) ), "first" );
  QTEST( found.steps.count(), "count" );
  QVERIFY( mFeedback.warnings.empty() );
}

/// Months alone stand for all of them, also the last one.
void TestHeatmapPeriod::theLastOfMonthsIsWhole_data()
{
  QTest::addColumn<QString>( "last" );
  QTest::addColumn<QString>( "step" );
  QTest::addColumn<int>( "whole" );
  QTest::newRow( "nothing but the month is known" ) << "2016-09-01"
                                                    << "1 month" << 3;
  QTest::newRow( "of one the day is known" ) << "2016-09-02"
                                             << "1 month" << 2;
  QTest::newRow( "of one the time is known" ) << "2016-09-01T10:00:00"
                                              << "1 month" << 2;
  QTest::newRow( "in days, the first is the last day" ) << "2016-09-01"
                                                        << "1 day" << 31 + 31 + 1;
}

void TestHeatmapPeriod::theLastOfMonthsIsWhole()
{
  QFETCH( QString, last );
  QFETCH( QString, step );
  TableIncidentReader reader =
      table( { at( 910, 10, "2016-07-01" ), at( 920, 30, "2016-08-01" ), at( 920, 20, last.toStdString() ) } );
  QTEST( frame( reader, {}, { .length = stepLengthFromString( step.toStdString() ), .wholeSteps = true } ).steps.count(),
         "whole" );
}

void TestHeatmapPeriod::refusesToLeaveOutAllSteps()
{
  TableIncidentReader reader = table( { at( 10, 10, "2016-07-10" ), at( 20, 30, "2016-07-20" ) } );
  const PeriodOptions months{ .length = { 1, StepUnit::Month }, .wholeSteps = true };
  VERIFY_SAYS( errorText( [&] { frame( reader, {}, months ); } ), "No step of 1 month is covered whole: take shorter steps" );
}

QTEST_GUILESS_MAIN( TestHeatmapPeriod )
#include "test_heatmap_period.moc"
