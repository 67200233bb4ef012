#include "error_text.h"
#include "time_reader.h"

#include <QTest>

using namespace riskcast;

class TestTimeReader : public QObject
{
  Q_OBJECT

private slots:
  void readsTimes_data();
  void readsTimes();
  void countsOffsetsThatItDoesNotApply();
  void intervalsBecomeTimes_data();
  void intervalsBecomeTimes();
  void anEndBeforeTheStartIsRefused();
  void saysWhatItDoesWithZones();
  void convertsOnlyFromAKnownZone();
  void refusesFormatsThatNoTimeHas_data();
  void refusesFormatsThatNoTimeHas();
};

void TestTimeReader::readsTimes_data()
{
  QTest::addColumn<QStringList>( "formats" );
  QTest::addColumn<QString>( "text" );
  QTest::addColumn<QString>( "clock" );
  QTest::addColumn<QString>( "zone" );
  QTest::addColumn<QString>( "toZone" );
  QTest::addColumn<QString>( "expected" ); // empty: cannot be read
  const QStringList iso, two = { "dd/MM/yyyy", "yyyyMMdd" };
  QTest::newRow( "ISO 8601" ) << iso << "2016-07-01T18:30"
                              << ""
                              << ""
                              << ""
                              << "2016-07-01T18:30:00";
  QTest::newRow( "the first of two formats" ) << two << "05/01/2016"
                                              << ""
                                              << ""
                                              << ""
                                              << "2016-01-05";
  QTest::newRow( "the second of two formats" ) << two << "20160105"
                                               << ""
                                               << ""
                                               << ""
                                               << "2016-01-05";
  QTest::newRow( "none of two formats" ) << two << "2016-01-05"
                                         << ""
                                         << ""
                                         << ""
                                         << "";
  QTest::newRow( "a time of day of its own" ) << iso << "2016-07-01"
                                              << "18:30"
                                              << ""
                                              << ""
                                              << "2016-07-01T18:30:00";
  QTest::newRow( "both in a format" ) << QStringList( "M/d/yyyy h:mm AP" ) << "7/1/2016"
                                      << "6:30 PM"
                                      << ""
                                      << ""
                                      << "2016-07-01T18:30:00";
  QTest::newRow( "a time of day that is none" ) << iso << "2016-07-01"
                                                << "evening"
                                                << ""
                                                << ""
                                                << "";
  QTest::newRow( "a zone that is only named" ) << iso << "2016-07-01T18:30"
                                               << ""
                                               << "UTC"
                                               << ""
                                               << "2016-07-01T18:30:00";
  QTest::newRow( "from UTC to Delhi" ) << iso << "2016-07-01T20:30"
                                       << ""
                                       << "UTC"
                                       << "Asia/Kolkata"
                                       << "2016-07-02T02:00:00";
  QTest::newRow( "its own offset goes before the zone" ) << iso << "2016-07-01T20:30+02:00"
                                                         << ""
                                                         << "UTC"
                                                         << "Asia/Kolkata"
                                                         << "2016-07-02";
  QTest::newRow( "an offset that nobody asked for" ) << iso << "2016-07-01T20:30+02:00"
                                                     << ""
                                                     << ""
                                                     << ""
                                                     << "2016-07-01T20:30:00";
}

void TestTimeReader::readsTimes()
{
  QFETCH( QStringList, formats );
  QFETCH( QString, text );
  QFETCH( QString, clock );
  QFETCH( QString, zone );
  QFETCH( QString, toZone );
  QFETCH( QString, expected );
  TimeOptions options{ .zone = zone.toStdString(), .toZone = toZone.toStdString() };
  for ( const QString &format : formats )
    options.formats.push_back( format.toStdString() );
  TimeReader reader( options );
  const std::optional<LocalTime> time = reader.read( text.toStdString(), clock.toStdString() );
  COMPARE_TEXT( time ? toIso8601( *time ) : std::string(), qPrintable( expected ) );
}

void TestTimeReader::countsOffsetsThatItDoesNotApply()
{
  TimeReader written( {} );
  TimeReader converted( { .zone = "UTC", .toZone = "Asia/Kolkata" } );
  for ( const char *text : { "2016-07-01T18:30Z", "2016-07-01T18:30+05:30", "2016-07-01T18:30", "never" } )
  {
    written.read( text );
    converted.read( text );
  }
  QCOMPARE( written.offsetsNotApplied(), 2 );
  QCOMPARE( converted.offsetsNotApplied(), 0 );
}

void TestTimeReader::intervalsBecomeTimes_data()
{
  QTest::addColumn<QString>( "rule" );
  QTest::addColumn<QString>( "time" );
  QTest::addColumn<QString>( "end" ); // empty: none
  QTest::newRow( "aoristic" ) << "aoristic"
                              << "2016-07-01T22:00:00"
                              << "2016-07-02T01:00:00";
  QTest::newRow( "half-way" ) << "midpoint"
                              << "2016-07-01T23:30:00"
                              << "";
  QTest::newRow( "at once" ) << "start"
                             << "2016-07-01T22:00:00"
                             << "";
}

void TestTimeReader::intervalsBecomeTimes()
{
  QFETCH( QString, rule );
  QFETCH( QString, end );
  const TimeReader reader( { .interval = enumFromName<IntervalRule>( rule.toStdString() ) } );
  Incident incident{ .time = *parseTime( "2016-07-01T22:00:00" ) };
  QVERIFY( reader.setInterval( incident, *parseTime( "2016-07-02T01:00:00" ) ) );
  QTEST( QString::fromStdString( toIso8601( incident.time ) ), "time" );
  QCOMPARE( incident.end ? QString::fromStdString( toIso8601( *incident.end ) ) : QString(), end );
}

void TestTimeReader::anEndBeforeTheStartIsRefused()
{
  const TimeReader reader( {} );
  Incident incident{ .time = *parseTime( "2016-07-01T22:00:00" ) };
  QVERIFY( !reader.setInterval( incident, *parseTime( "2016-07-01T21:59:59" ) ) );
  QVERIFY( reader.setInterval( incident, incident.time ) );
}

void TestTimeReader::saysWhatItDoesWithZones()
{
  const TimeOptions none, named{ .zone = "UTC" }, both{ .zone = "UTC", .toZone = "Asia/Kolkata" };
  COMPARE_TEXT( zoneLabel( none ), "as written" );
  COMPARE_TEXT( zoneLabel( named ), "UTC" );
  COMPARE_TEXT( zoneLabel( both ), "Asia/Kolkata" );
  COMPARE_TEXT( zoneSentence( none ), "Times are taken as they are written, without a time zone: 14:00 UTC stays 14:00." );
  COMPARE_TEXT( zoneSentence( named ), "Times are taken as they are written, in UTC." );
  COMPARE_TEXT( zoneSentence( both ), "Times are converted from UTC to Asia/Kolkata." );
}

void TestTimeReader::convertsOnlyFromAKnownZone()
{
  VERIFY_SAYS(
      errorText( [] { TimeReader reader( { .toZone = "Asia/Kolkata" } ); } ),
      "Times can only be converted to Asia/Kolkata from a known time zone: name the one that they are written in, too." );
  VERIFY_SAYS( errorText( [] { TimeReader reader( { .zone = "Delhi" } ); } ), "There is no time zone \"Delhi\"" );
}

void TestTimeReader::refusesFormatsThatNoTimeHas_data()
{
  QTest::addColumn<QString>( "format" );
  QTest::addColumn<QString>( "letter" ); // empty: fine
  QTest::newRow( "everything that there is" ) << "yyyy-MM-ddTHH:mm:ssZ"
                                              << "";
  QTest::newRow( "names, halves of the day and quotes" ) << "'on' d MMMM yy, h:mm AP"
                                                         << "";
  QTest::newRow( "capital years" ) << "YYYY-MM-dd"
                                   << "Y";
  QTest::newRow( "capital days" ) << "yyyy-MM-DD"
                                  << "D";
  QTest::newRow( "fractions of a second" ) << "yyyy-MM-dd HH:mm:ss.zzz"
                                           << "z";
}

void TestTimeReader::refusesFormatsThatNoTimeHas()
{
  QFETCH( QString, format );
  QFETCH( QString, letter );
  const QString error = errorText( [&] { TimeReader reader( { .formats = { format.toStdString() } } ); } );
  const QString expected = QStringLiteral( "The letter %1 in the time format \"%2\" stands for nothing." ).arg( letter, format );
  QVERIFY2( letter.isEmpty() ? error == "no error" : error.startsWith( expected ), qPrintable( error ) );
}

QTEST_GUILESS_MAIN( TestTimeReader )
#include "test_time_reader.moc"
