#include "error_text.h"
#include "incident_spool.h"
#include "incidents.h"
#include "recorded_feedback.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

class TestIncidents : public QObject
{
  Q_OBJECT

private slots:
  void rowsLeftOutAreCountedByReason();
  void reasonsReadBackFromTheirNames();
  void aTableCanBeReadAgain();
  void aSpoolGivesBackWhatItWasGiven();
  void readingAllReportsProgressAndCanBeCanceled();
};

namespace
{
const LocalTime day = *parseTime( "2016-07-01" );
} // namespace

void TestIncidents::rowsLeftOutAreCountedByReason()
{
  LeftOut leftOut;
  COMPARE_TEXT( leftOut.toString(), "" );
  QCOMPARE( leftOut.total(), 0 );
  leftOut.add( LeftOutReason::OutsideExtent, 12345 );
  leftOut.add( LeftOutReason::WithoutTime );
  LeftOut more;
  more.add( LeftOutReason::WithoutTime, 299 );
  leftOut += more;
  COMPARE_TEXT( leftOut.toString(), "300 without a time, 12,345 outside the extent" );
  QCOMPARE( leftOut.count( LeftOutReason::WithoutTime ), 300 );
  QCOMPARE( leftOut.total(), 12645 );
}

void TestIncidents::reasonsReadBackFromTheirNames()
{
  LeftOut leftOut;
  for ( size_t reason = 0; reason < enumNames<LeftOutReason>().size(); ++reason )
    leftOut.add( static_cast<LeftOutReason>( reason ), static_cast<std::int64_t>( reason ) * 1000000000 );
  QVERIFY( LeftOut::fromReasons( leftOut.byReason() ) == leftOut );
  QVERIFY( !leftOut.byReason().contains( "without coordinates" ) ); // there were none
  VERIFY_SAYS( errorText( [] { LeftOut::fromReasons( { { "lost", 1 } } ); } ), "\"lost\" is not one of without coordinates" );
  VERIFY_SAYS( errorText( [] { LeftOut::fromReasons( { { "without a time", -1 } } ); } ), "is negative" );
}

void TestIncidents::aSpoolGivesBackWhatItWasGiven()
{
  // Every combination of category, weight and end, and more than a block of each.
  std::vector<Incident> incidents;
  for ( int i = 0; i < 40000; ++i )
  {
    Incident incident{ .x = i / 3.0, .y = -1.5 * i, .time = day + std::chrono::seconds( i ) };
    if ( i % 2 == 0 )
      incident.category = "kind " + std::to_string( i % 5 );
    if ( i % 3 == 0 )
      incident.weight = i / 7.0;
    if ( i % 5 == 0 )
      incident.end = incident.time + std::chrono::hours( i );
    incidents.push_back( incident );
  }
  SpooledIncidentReader spooled( std::make_unique<TableIncidentReader>( incidents, "EPSG:32643" ) );
  for ( int pass = 0; pass < 3; ++pass )
  {
    spooled.rewind();
    Incident found;
    for ( const Incident &given : incidents )
      QVERIFY( spooled.next( found ) && found.x == given.x && found.y == given.y && found.time == given.time &&
               found.category == given.category && found.weight == given.weight && found.end == given.end );
    QVERIFY( !spooled.next( found ) );
    QVERIFY( !spooled.next( found ) );
  }
}

void TestIncidents::aTableCanBeReadAgain()
{
  TableIncidentReader table(
      { { .x = 1, .y = 2, .time = day }, { .x = NAN, .y = 2, .time = day }, { .x = 3, .y = INFINITY, .time = day } },
      "EPSG:32643", "drawn" );
  for ( int pass = 0; pass < 2; ++pass )
  {
    table.rewind();
    QCOMPARE( table.leftOut().total(), 0 );
    Incident incident;
    QVERIFY( table.next( incident ) );
    QCOMPARE( incident.x, 1.0 );
    QVERIFY( !table.next( incident ) );
    QCOMPARE( incident.x, 1.0 );
    QCOMPARE( table.leftOut().count( LeftOutReason::WithoutCoordinates ), 2 );
  }
  QCOMPARE( table.rowCount(), 3 );
}

void TestIncidents::readingAllReportsProgressAndCanBeCanceled()
{
  TableIncidentReader table( std::vector<Incident>( 25000, { .x = 1, .y = 2, .time = day } ), "EPSG:32643" );
  RecordedFeedback feedback;
  int visited = 0;
  forEachIncident( table, "Reading", feedback, [&visited]( Incident & ) { ++visited; } );
  QCOMPARE( visited, 25000 );
  QVERIFY( feedback.isSteady() );
  QCOMPARE( feedback.fractions, ( std::vector<double>{ 0, 0.4, 0.8, 1 } ) ); // every 10,000 rows

  feedback.cancelsAfter = 1;
  visited = 0;
  QVERIFY_EXCEPTION_THROWN( forEachIncident( table, "Reading", feedback, [&visited]( Incident & ) { ++visited; } ), Canceled );
  QVERIFY( visited < 25000 );

  TableIncidentReader placeless( std::vector<Incident>( 25000, { .x = NAN, .y = 2, .time = day } ), "EPSG:32643" );
  QVERIFY_EXCEPTION_THROWN( forEachIncident( placeless, "Reading", feedback, []( Incident & ) {} ), Canceled );
  QCOMPARE( placeless.leftOut().total(), 9999 ); // asked at the 10,000th row, before it is counted
}

QTEST_GUILESS_MAIN( TestIncidents )
#include "test_incidents.moc"
