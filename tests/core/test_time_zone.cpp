#include "error_text.h"
#include "time_zone.h"

#include <QTest>

using namespace riskcast;

class TestTimeZone : public QObject
{
  Q_OBJECT

private slots:
  void knowsTheOffsetsOfYearAndPlace_data();
  void knowsTheOffsetsOfYearAndPlace();
  void everyMomentOfALongDayHasItsPlace();
  void knowsTheHourThatIsSkipped();
  void refusesUnknownZones();
};

// Expected: the IANA rules. Chicago: UTC-6, in summer UTC-5; in 2016 from 13 March 02:00 to 6 November 02:00.
void TestTimeZone::knowsTheOffsetsOfYearAndPlace_data()
{
  QTest::addColumn<QString>( "zone" );
  QTest::addColumn<QString>( "local" );
  QTest::addColumn<QString>( "utc" );
  QTest::newRow( "Delhi" ) << "Asia/Kolkata"
                           << "2016-07-01T02:00:00"
                           << "2016-06-30T20:30:00";
  QTest::newRow( "Chicago in winter" ) << "America/Chicago"
                                       << "2016-01-01T18:00:00"
                                       << "2016-01-02";
  QTest::newRow( "Chicago in summer" ) << "America/Chicago"
                                       << "2016-07-01T18:00:00"
                                       << "2016-07-01T23:00:00";
  QTest::newRow( "the hour that comes twice, the first time" ) << "America/Chicago"
                                                               << "2016-11-06T01:30:00"
                                                               << "2016-11-06T06:30:00";
  QTest::newRow( "UTC" ) << "UTC"
                         << "2016-07-01T18:00:00"
                         << "2016-07-01T18:00:00";
}

void TestTimeZone::knowsTheOffsetsOfYearAndPlace()
{
  QFETCH( QString, zone );
  QFETCH( QString, local );
  QFETCH( QString, utc );
  const TimeZone timeZone( zone.toStdString() );
  const LocalTime wall = *parseTime( local.toStdString() );
  COMPARE_TEXT( toIso8601( timeZone.toUtc( wall ) ), qPrintable( utc ) );
  QVERIFY( timeZone.fromUtc( timeZone.toUtc( wall ) ) == wall );
}

void TestTimeZone::everyMomentOfALongDayHasItsPlace()
{
  const TimeZone chicago( "America/Chicago" );
  const auto hoursOf = [&]( const char *day )
  {
    int hours = 0;
    const LocalTime noonUtc = *parseTime( day ) + std::chrono::hours( 12 );
    for ( int hour = -24; hour <= 24; ++hour )
      hours += toIso8601( chicago.fromUtc( noonUtc + std::chrono::hours( hour ) ) ).starts_with( day ) ? 1 : 0;
    return hours;
  };
  QCOMPARE( hoursOf( "2016-11-06" ), 25 );
  QCOMPARE( hoursOf( "2016-03-13" ), 23 );
  QCOMPARE( hoursOf( "2016-07-01" ), 24 );
}

void TestTimeZone::knowsTheHourThatIsSkipped()
{
  const TimeZone chicago( "America/Chicago" );
  QVERIFY( chicago.skips( *parseTime( "2016-03-13T02:00:00" ) ) );
  QVERIFY( !chicago.skips( *parseTime( "2016-03-13T01:00:00" ) ) );
  QVERIFY( !chicago.skips( *parseTime( "2016-03-13T03:00:00" ) ) );
  QVERIFY( !chicago.skips( *parseTime( "2016-11-06T01:00:00" ) ) ); // comes twice
  // The clock before the change goes on: 02:30 by it is 03:30 in summer.
  COMPARE_TEXT( toIso8601( chicago.fromUtc( chicago.toUtc( *parseTime( "2016-03-13T02:30:00" ) ) ) ), "2016-03-13T03:30:00" );
}

void TestTimeZone::refusesUnknownZones()
{
  for ( const char *name : { "Delhi", "", "Etc/Unknown", "asia/nowhere" } )
    VERIFY_SAYS( errorText( [&] { const TimeZone zone( name ); } ),
                 QStringLiteral( "There is no time zone \"%1\". Name it as the IANA list does" ).arg( name ).toUtf8() );
}

QTEST_GUILESS_MAIN( TestTimeZone )
#include "test_time_zone.moc"
