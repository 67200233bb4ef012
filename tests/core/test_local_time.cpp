#include "error_text.h"
#include "local_time.h"

#include <QTest>

using namespace riskcast;

class TestLocalTime : public QObject
{
  Q_OBJECT

private slots:
  void readsTimes_data();
  void readsTimes();
  void refusesWhatIsNoTime_data();
  void refusesWhatIsNoTime();
  void knowsOffsets_data();
  void knowsOffsets();
  void countsSecondsFrom1970();
};

void TestLocalTime::readsTimes_data()
{
  QTest::addColumn<QString>( "text" );
  QTest::addColumn<QString>( "format" );
  QTest::addColumn<QString>( "iso8601" );
  QTest::newRow( "a month, from its first moment" ) << "2016-07"
                                                    << ""
                                                    << "2016-07-01";
  QTest::newRow( "a date" ) << "2016-07-01"
                            << ""
                            << "2016-07-01";
  QTest::newRow( "midnight" ) << "2016-07-01T00:00:00"
                              << ""
                              << "2016-07-01";
  QTest::newRow( "to the minute" ) << "2016-07-01T18:30"
                                   << ""
                                   << "2016-07-01T18:30:00";
  QTest::newRow( "to the second" ) << "2016-07-01T18:30:59"
                                   << ""
                                   << "2016-07-01T18:30:59";
  QTest::newRow( "with a blank" ) << "2016-07-01 18:30:59"
                                  << ""
                                  << "2016-07-01T18:30:59";
  QTest::newRow( "with a fraction, which is cut" ) << "2016-07-01T18:30:59.999"
                                                   << ""
                                                   << "2016-07-01T18:30:59";
  QTest::newRow( "in UTC, as written" ) << "2016-07-01T18:30:00Z"
                                        << ""
                                        << "2016-07-01T18:30:00";
  QTest::newRow( "with an offset, as written" ) << "2016-07-01T18:30:00+05:30"
                                                << ""
                                                << "2016-07-01T18:30:00";
  QTest::newRow( "with an offset of whole hours" ) << "2016-07-01 18:30:00-05"
                                                   << ""
                                                   << "2016-07-01T18:30:00";
  QTest::newRow( "with an offset without colon" ) << "2016-07-01T18:30:00.5+0530"
                                                  << ""
                                                  << "2016-07-01T18:30:00";
  QTest::newRow( "29 February of a leap year" ) << "2000-02-29"
                                                << ""
                                                << "2000-02-29";
  QTest::newRow( "long ago" ) << "1916-12-30T01:02:03"
                              << ""
                              << "1916-12-30T01:02:03";

  QTest::newRow( "a month by three letters" ) << "05-JUL-2016"
                                              << "dd-MMM-yyyy"
                                              << "2016-07-05";
  QTest::newRow( "a month by its name" ) << "July 5, 2016"
                                         << "MMMM d, yyyy"
                                         << "2016-07-05";
  QTest::newRow( "day first" ) << "05/01/2016"
                               << "dd/MM/yyyy"
                               << "2016-01-05";
  QTest::newRow( "month first, no leading zeros" ) << "1/5/2016 9:07"
                                                   << "M/d/yyyy H:mm"
                                                   << "2016-01-05T09:07:00";
  QTest::newRow( "two digits for months without a zero" ) << "11/25/2016"
                                                          << "M/d/yyyy"
                                                          << "2016-11-25";
  QTest::newRow( "an American afternoon" ) << "01/05/2016 02:07:09 PM"
                                           << "MM/dd/yyyy hh:mm:ss AP"
                                           << "2016-01-05T14:07:09";
  QTest::newRow( "midnight of 12 hours" ) << "01/05/2016 12:07 AM"
                                          << "MM/dd/yyyy hh:mm AP"
                                          << "2016-01-05T00:07:00";
  QTest::newRow( "noon of 12 hours" ) << "01/05/2016 12:07 pm"
                                      << "MM/dd/yyyy h:mm AP"
                                      << "2016-01-05T12:07:00";
  QTest::newRow( "24 hours where there is no AP" ) << "2016-01-05 18h"
                                                   << "yyyy-MM-dd hh'h'"
                                                   << "2016-01-05T18:00:00";
  QTest::newRow( "digits only" ) << "20160105183059"
                                 << "yyyyMMddHHmmss"
                                 << "2016-01-05T18:30:59";
  QTest::newRow( "a year of two digits, this century" ) << "05.01.16"
                                                        << "dd.MM.yy"
                                                        << "2016-01-05";
  QTest::newRow( "a year of two digits, last century" ) << "05.01.99"
                                                        << "dd.MM.yy"
                                                        << "1999-01-05";
  QTest::newRow( "text in quotes" ) << "day 05 of 01, 2016"
                                    << "'day' dd 'of' MM, yyyy"
                                    << "2016-01-05";
  QTest::newRow( "the T without quotes" ) << "2016-01-05T18:30"
                                          << "yyyy-MM-ddTHH:mm"
                                          << "2016-01-05T18:30:00";
}

void TestLocalTime::readsTimes()
{
  QFETCH( QString, text );
  QFETCH( QString, format );
  const std::optional<LocalTime> time = parseTime( text.toStdString(), format.toStdString() );
  QVERIFY( time );
  QTEST( QString::fromStdString( toIso8601( *time ) ), "iso8601" );
}

void TestLocalTime::refusesWhatIsNoTime_data()
{
  QTest::addColumn<QString>( "text" );
  QTest::addColumn<QString>( "format" );
  QTest::newRow( "nothing" ) << ""
                             << "";
  QTest::newRow( "a word" ) << "yesterday"
                            << "";
  QTest::newRow( "31 February" ) << "2016-02-31"
                                 << "";
  QTest::newRow( "31 February in another format" ) << "31/02/2016"
                                                   << "dd/MM/yyyy";
  QTest::newRow( "29 February of a common year" ) << "2100-02-29"
                                                  << "";
  QTest::newRow( "a thirteenth month" ) << "2016-13-01"
                                        << "";
  QTest::newRow( "hour 24" ) << "2016-07-01T24:00:00"
                             << "";
  QTest::newRow( "minute 60" ) << "2016-07-01T18:60:00"
                               << "";
  QTest::newRow( "an hour without minutes" ) << "2016-07-01T18"
                                             << "";
  QTest::newRow( "a fraction without digits" ) << "2016-07-01T18:30:00."
                                               << "";
  QTest::newRow( "half an offset" ) << "2016-07-01T18:30:00+05:"
                                    << "";
  QTest::newRow( "something after the end" ) << "2016-07-01T18:30:00 or so"
                                             << "";
  QTest::newRow( "something after the format" ) << "05/01/2016 18:30"
                                                << "dd/MM/yyyy";
  QTest::newRow( "less than the format" ) << "05/01/2016"
                                          << "dd/MM/yyyy HH:mm";
  QTest::newRow( "slashes for dashes" ) << "2016/07/01"
                                        << "yyyy-MM-dd";
  QTest::newRow( "a month that is none" ) << "05-Jux-2016"
                                          << "dd-MMM-yyyy";
  QTest::newRow( "hour 13 of 12" ) << "01/05/2016 13:07 PM"
                                   << "MM/dd/yyyy hh:mm AP";
  QTest::newRow( "hour 0 of 12" ) << "01/05/2016 00:07 AM"
                                  << "MM/dd/yyyy hh:mm AP";
  QTest::newRow( "neither AM nor PM" ) << "01/05/2016 10:07"
                                       << "MM/dd/yyyy hh:mmAP";
  QTest::newRow( "one digit where two are asked for" ) << "1/5/2016"
                                                       << "dd/MM/yyyy";
}

void TestLocalTime::refusesWhatIsNoTime()
{
  QFETCH( QString, text );
  QFETCH( QString, format );
  QVERIFY( !parseTime( text.toStdString(), format.toStdString() ) );
}

void TestLocalTime::knowsOffsets_data()
{
  QTest::addColumn<QString>( "text" );
  QTest::addColumn<int>( "minutes" ); // east of Greenwich; -1: none
  QTest::newRow( "a month" ) << "2016-07" << -1;
  QTest::newRow( "a date" ) << "2016-07-01" << -1;
  QTest::newRow( "a clock time" ) << "2016-07-01T18:30:00.5" << -1;
  QTest::newRow( "UTC" ) << "2016-07-01T18:30:00Z" << 0;
  QTest::newRow( "to the minute, UTC" ) << "2016-07-01T18:30Z" << 0;
  QTest::newRow( "east of Greenwich" ) << "2016-07-01T18:30:00+05:30" << 330;
  QTest::newRow( "west of Greenwich" ) << "2016-07-01T18:30:00-06" << -360;
  QTest::newRow( "west of Greenwich by half an hour more" ) << "2016-07-01T18:30:00-0330" << -210;
}

void TestLocalTime::knowsOffsets()
{
  QFETCH( QString, text );
  const std::optional<WrittenTime> written = parseWrittenTime( text.toStdString() );
  QVERIFY( written );
  const int minutes = written->offset ? static_cast<int>( written->offset->count() / 60 ) : -1;
  QTEST( minutes, "minutes" );
}

void TestLocalTime::countsSecondsFrom1970()
{
  QCOMPARE( parseTime( "1970-01-02T00:00:01" )->time_since_epoch().count(), 86401 );
  QCOMPARE( parseTime( "1969-12-31T23:59:59" )->time_since_epoch().count(), -1 );
}

QTEST_GUILESS_MAIN( TestLocalTime )
#include "test_local_time.moc"
