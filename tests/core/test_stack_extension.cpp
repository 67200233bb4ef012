#include "drawn_incidents.h"
#include "error_text.h"
#include "recorded_feedback.h"
#include "stack_extension.h"
#include "wkb_polygon.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

class TestStackExtension : public QObject
{
  Q_OBJECT

private slots:
  void init() { mFeedback = {}; }
  void givesWhatCountingAtOnceGives_data();
  void givesWhatCountingAtOnceGives();
  void goesOnToAGivenEnd();
  void staysAsItIsWithoutLaterIncidents();
  void refusesAnotherTimeZone();
  void refusesAnEndBeforeTheStacks();

private:
  RecordedFeedback mFeedback;
};

namespace
{

/// Forty incidents, one every 31 hours from 2016-07-01 on, of three kinds, on a grid of 40 × 20.
std::vector<Incident> summer()
{
  std::vector<Incident> incidents;
  for ( int i = 0; i < 40; ++i )
  {
    const char *const kinds[] = { "theft", "fraud", "arson" };
    Incident incident = at( ( 13 * i ) % 40, ( 7 * i ) % 20, "2016-07-01", kinds[i % 3] );
    incident.time += std::chrono::hours( 31 * i );
    incidents.push_back( incident );
  }
  return incidents;
}

std::vector<Incident> before( const std::vector<Incident> &incidents, const char *time )
{
  std::vector<Incident> early;
  std::ranges::copy_if( incidents, std::back_inserter( early ),
                        [time]( const Incident &incident ) { return incident.time < *parseTime( time ); } );
  return early;
}

HeatmapOptions options( const char *step )
{
  const StudyArea area{ { wkbOfPolygon( { { 0, 0 }, { 30, 0 }, { 30, 20 }, { 0, 20 } } ) }, utm, "parish" };
  return { .grid = { .extent = Extent{ 0, 0, 40, 20 }, .columns = 4, .rows = 2, .studyArea = area },
           .period = { .length = stepLengthFromString( step ) },
           .count = { .categories = { "theft", "arson" }, .others = true } };
}

} // namespace

void TestStackExtension::givesWhatCountingAtOnceGives_data()
{
  QTest::addColumn<QString>( "step" );
  QTest::addColumn<QString>( "cut" ); // the table ends before this when the stack is first made
  QTest::newRow( "days" ) << "1 day"
                          << "2016-07-20";
  QTest::newRow( "hours" ) << "6 hours"
                           << "2016-07-20";
  QTest::newRow( "two weeks, from Monday" ) << "2 weeks"
                                            << "2016-07-18"; // 1,214 times two weeks after 5 January 1970
  QTest::newRow( "months" ) << "1 month"
                            << "2016-08-01";
}

void TestStackExtension::givesWhatCountingAtOnceGives()
{
  QFETCH( QString, step );
  QFETCH( QString, cut );
  const HeatmapOptions how = options( step.toUtf8() );
  TableIncidentReader all = table( summer() );
  const HeatmapStack expected = makeHeatmaps( all, how, mFeedback );
  TableIncidentReader early = table( before( summer(), cut.toUtf8() ) );
  const HeatmapStack first = makeHeatmaps( early, how, mFeedback );
  QVERIFY( first.stepCount() < expected.stepCount() );

  const HeatmapStack whole = extendedStack( first, all, {}, EmptySteps::WithoutReports, "as written", mFeedback );
  QVERIFY( whole.steps == expected.steps );
  QVERIFY( whole.states == expected.states );
  QVERIFY( whole.counts == expected.counts );
  QVERIFY( whole.studyArea == expected.studyArea );
  QVERIFY( whole.categories == expected.categories );
  QCOMPARE( whole.provenance.incidentsUsed, expected.provenance.incidentsUsed );
  // The second table has the earlier rows, too: they are read again, and left out.
  QCOMPARE( whole.provenance.rowsRead, expected.provenance.rowsRead + first.provenance.rowsRead );
  QCOMPARE( whole.provenance.rowsRead, whole.provenance.incidentsUsed + whole.provenance.leftOut.total() );
}

void TestStackExtension::goesOnToAGivenEnd()
{
  TableIncidentReader early = table( before( summer(), "2016-07-20" ) );
  const HeatmapStack first = makeHeatmaps( early, options( "1 day" ), mFeedback );
  TableIncidentReader all = table( summer() );
  const HeatmapStack whole =
      extendedStack( first, all, parseTime( "2016-08-01" ), EmptySteps::TrueZeros, "as written", mFeedback );
  COMPARE_TEXT( toIso8601( whole.steps.start( whole.stepCount() ) ), "2016-08-01" );
  for ( int step = first.stepCount(); step < whole.stepCount(); ++step )
    QVERIFY( whole.isObserved( step ) );
}

void TestStackExtension::staysAsItIsWithoutLaterIncidents()
{
  TableIncidentReader all = table( summer() );
  const HeatmapStack stack = makeHeatmaps( all, options( "1 day" ), mFeedback );
  mFeedback = {};
  const HeatmapStack same = extendedStack( stack, all, {}, EmptySteps::WithoutReports, "as written", mFeedback );
  QVERIFY( same.counts == stack.counts && same.provenance == stack.provenance );
  // The last incident is 39 × 31 hours after the first: on 20 August at 9.
  COMPARE_TEXT( mFeedback.warnings.at( 0 ),
                "There are no incidents in drawn from the end of the stack on, 2016-08-21. It stays as it is." );
  mFeedback = {};
  TableIncidentReader elsewhere =
      table( { at( 1e6, 1e6, "2016-08-22" ), at( 1e6, 1e6, "2016-08-23" ), at( NAN, 0, "2016-08-23" ) } );
  QVERIFY( extendedStack( stack, elsewhere, {}, EmptySteps::WithoutReports, "as written", mFeedback ).counts == stack.counts );
  COMPARE_TEXT(
      mFeedback.warnings.at( 0 ),
      "None of the 2 incidents in drawn from the end of the stack on, 2016-08-21 (rows left out: 1 without coordinates) is "
      "inside the stack's extent and study area and of its categories. It stays as it is." );
}

void TestStackExtension::refusesAnotherTimeZone()
{
  TableIncidentReader all = table( summer() );
  const HeatmapStack stack = makeHeatmaps( all, options( "1 day" ), mFeedback );
  COMPARE_TEXT(
      errorText( [&] { extendedStack( stack, all, {}, EmptySteps::WithoutReports, "Asia/Kolkata", mFeedback ); } ).toStdString(),
      "The times of the stack are in another time zone (as written) than those of the incidents (Asia/Kolkata): read the "
      "incidents "
      "in the stack's." );
}

void TestStackExtension::refusesAnEndBeforeTheStacks()
{
  TableIncidentReader all = table( summer() );
  const HeatmapStack stack = makeHeatmaps( all, options( "1 day" ), mFeedback );
  VERIFY_SAYS(
      errorText(
          [&] { extendedStack( stack, all, parseTime( "2016-08-01" ), EmptySteps::WithoutReports, "as written", mFeedback ); } ),
      "The period ends (2016-08-01) before it starts (2016-08-21)." );
}

QTEST_GUILESS_MAIN( TestStackExtension )
#include "test_stack_extension.moc"
