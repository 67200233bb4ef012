#include "error_text.h"
#include "incident_csv.h"
#include "incident_files.h"

#include <QTest>

#include <gdal.h>

#include <fstream>

using namespace riskcast;

/// CSV as the world writes it.
class TestCsvIncidents : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { GDALAllRegister(); }
  void init() { mFiles = std::make_unique<IncidentFiles>(); }
  void readsACsv();
  void readsBackWhatWasWritten();
  void readsAGzippedCsv();
  void readsCsvOfEveryKind_data();
  void readsCsvOfEveryKind();
  void readsTextsInAnEncoding();
  void warnsOfTextsThatAreNotUtf8();
  void refusesAnUnknownEncoding();
  void aFileNameThatIsNotUtf8GetsAReadableName();
  void filtersRows_data();
  void filtersRows();
  void readsManyBatches();
  void aBrokenFileIsAnError();

private:
  std::unique_ptr<IncidentFiles> mFiles;
};

void TestCsvIncidents::readsACsv()
{
  const auto reader = mFiles->open( mFiles->writeCsv( cleanCsv ), { .categoryField = "category" } );
  QCOMPARE( rows( *reader ),
            ( QStringList{ "77.25 28.5 2016-01-05T10:00:00 Stalking 1", "77.5 28.75 2016-01-06 Ogling, staring 1" } ) );
  COMPARE_TEXT( reader->crs(), "EPSG:4326" );
  COMPARE_TEXT( reader->source(), "reports.csv" );
  QCOMPARE( reader->leftOut().total(), 0 );
  QCOMPARE( reader->rowCount(), 2 );
  QVERIFY( RecordedFeedback::says( mFiles->feedback.infos, "Times are taken from the field \"datetime\"." ) );
  QVERIFY( RecordedFeedback::says( mFiles->feedback.infos,
                                   "Positions are taken from the fields \"lon\" and \"lat\", in EPSG:4326." ) );
}

void TestCsvIncidents::readsBackWhatWasWritten()
{
  // A whole day from midnight to midnight, and a moment: neither may become another interval.
  std::vector<Incident> written( 2 );
  written[0] = { .x = 712345.678901234,
                 .y = -0.1,
                 .time = *parseTime( "2016-01-05" ),
                 .category = {},
                 .weight = 0.25,
                 .end = parseTime( "2016-01-06" ) };
  written[1] = { .x = 1e-7, .y = 3e6, .time = *parseTime( "2016-01-06T23:59:59" ) };
  TableIncidentReader table( written, "EPSG:32643" );
  {
    OutputFile output( mFiles->path() );
    QCOMPARE( writeIncidentCsv( table, output, mFiles->feedback ), std::int64_t{ 2 } );
    output.commit();
  }
  const auto reader = mFiles->open(
      mFiles->path(),
      { .timeField = "time", .endField = "end", .xField = "x", .yField = "y", .crs = "EPSG:32643", .weightField = "weight" } );
  Incident read;
  for ( const Incident &incident : written )
  {
    QVERIFY( reader->next( read ) );
    QVERIFY( read.x == incident.x && read.y == incident.y && read.weight == incident.weight );
    QVERIFY( read.time == incident.time && read.end == incident.end );
  }
  QVERIFY( !reader->next( read ) );
}

void TestCsvIncidents::readsAGzippedCsv()
{
  const auto reader = mFiles->open( mFiles->writeGzip( cleanCsv ) );
  QCOMPARE( reader->rowCount(), 3 ); // a guess, for the progress: that is the number of lines
  QCOMPARE( rows( *reader ), ( QStringList{ "77.25 28.5 2016-01-05T10:00:00  1", "77.5 28.75 2016-01-06  1" } ) );
  COMPARE_TEXT( reader->source(), "reports.csv.gz" );
  QCOMPARE( mFiles->names(), QStringList{ "reports.csv.gz" } ); // GDAL leaves nothing beside it
}

void TestCsvIncidents::readsCsvOfEveryKind_data()
{
  QTest::addColumn<QByteArray>( "csv" );
  QTest::newRow( "semicolons and decimal commas" ) << QByteArray( "date;lon;lat\n2016-01-05;77,25;28,5\n" );
  QTest::newRow( "tabs" ) << QByteArray( "date\tlon\tlat\n2016-01-05\t77.25\t28.5\n" );
  QTest::newRow( "quotes" ) << QByteArray( "\"date\",\"lon\",\"lat\"\n\"2016-01-05\",\"77.25\",\"28.5\"\n" );
  QTest::newRow( "decimal commas in quotes" ) << QByteArray( "date,lon,lat\n2016-01-05,\"77,25\",\"28,5\"\n" );
  QTest::newRow( "a byte order mark" ) << QByteArray( "\xef\xbb\xbf"
                                                      "date,lon,lat\n2016-01-05,77.25,28.5\n" );
  QTest::newRow( "Windows line ends" ) << QByteArray( "date,lon,lat\r\n2016-01-05,77.25,28.5\r\n" );
  QTest::newRow( "no line end at the end" ) << QByteArray( "date,lon,lat\n2016-01-05,77.25,28.5" );
  QTest::newRow( "WKT" ) << QByteArray( "date,WKT\n2016-01-05,POINT (77.25 28.5)\n" );
}

void TestCsvIncidents::readsCsvOfEveryKind()
{
  QFETCH( QByteArray, csv );
  const auto reader = mFiles->open( mFiles->writeCsv( csv ), { .crs = "EPSG:4326" } );
  QCOMPARE( rows( *reader ), QStringList{ "77.25 28.5 2016-01-05  1" } );
}

void TestCsvIncidents::readsTextsInAnEncoding()
{
  const std::string csv = mFiles->writeCsv( "date,lon,lat,kind\n2016-01-05,77,28,D\xe9gradation\n" ); // é in ISO 8859-1
  const auto reader = mFiles->open( csv, { .encoding = "ISO-8859-1", .categoryField = "kind" } );
  QCOMPARE( rows( *reader ), QStringList{ QStringLiteral( "77 28 2016-01-05 D\u00e9gradation 1" ) } );
  QVERIFY( mFiles->feedback.warnings.empty() );
}

void TestCsvIncidents::warnsOfTextsThatAreNotUtf8()
{
  // € in Windows, twice, and in UTF-8
  const std::string csv =
      mFiles->writeCsv( "date,lon,lat,kind\n2016-01-05,77,28,\x80\n2016-01-05,77,28,\x80\n2016-01-05,77,28,€\n" );
  const auto reader = mFiles->open( csv, { .categoryField = "kind" } );
  const QString row = QStringLiteral( "77 28 2016-01-05 \u20ac 1" );
  QCOMPARE( rows( *reader ), ( QStringList{ row, row, row } ) );
  QCOMPARE( mFiles->feedback.warnings.size(), size_t( 1 ) );
  QVERIFY(
      RecordedFeedback::says( mFiles->feedback.warnings, "Texts of reports.csv are not in UTF-8. They are read as CP1252" ) );
}

void TestCsvIncidents::refusesAnUnknownEncoding()
{
  const std::string csv = mFiles->writeCsv( "date,lon,lat,kind\n2016-01-05,77,28,x\n" );
  COMPARE_TEXT( errorText( [&] { mFiles->open( csv, { .encoding = "NONSENSE" } ); } ).toStdString(),
                "The encoding \"NONSENSE\" is not known: name one as iconv does, for example ISO-8859-1." );
}

void TestCsvIncidents::aFileNameThatIsNotUtf8GetsAReadableName()
{
  const std::string name = mFiles->path( {} ) + "/f\xdclle.csv"; // Fülle in Windows, as unpacked from an old archive
  std::ofstream( name ) << "date,lon,lat\n2016-01-05,77,28\n";
  COMPARE_TEXT( mFiles->open( name )->source(), "f?lle.csv" );
}

void TestCsvIncidents::filtersRows_data()
{
  QTest::addColumn<QString>( "where" );
  QTest::addColumn<int>( "count" );
  QTest::newRow( "a text" ) << "category = 'Stalking'" << 2;
  QTest::newRow( "a number, not compared as text" ) << "weight > 9" << 2;
  QTest::newRow( "both" ) << "category = 'Stalking' AND weight > 9" << 1;
  QTest::newRow( "none" ) << "weight > 1000" << 0;
}

void TestCsvIncidents::filtersRows()
{
  QFETCH( QString, where );
  const std::string csv = mFiles->writeCsv( "datetime,lon,lat,category,weight\n2016-01-05,77,28,Stalking,8\n"
                                            "2016-01-05T10:00:00,77,28,Stalking,10\n2016-01-05,77,28,Ogling,100\n" );
  const auto reader = mFiles->open( csv, { .where = where.toStdString() } );
  QTEST( static_cast<int>( rows( *reader ).size() ), "count" );
}

void TestCsvIncidents::readsManyBatches()
{
  QByteArray csv = "datetime,lon,lat,category\n";
  for ( int row = 0; row < 25000; ++row )
    csv += "2016-01-05," + ( row % 10 == 9 ? QByteArray() : QByteArray::number( row ) ) + ",28," + QByteArray::number( row % 7 ) +
           "\n";
  const auto reader = mFiles->open( mFiles->writeCsv( csv ), { .categoryField = "category" } );
  for ( int pass = 0; pass < 2; ++pass )
  {
    reader->rewind();
    double sum = 0;
    int categories = 0;
    for ( Incident incident; reader->next( incident ); categories += std::stoi( incident.category ) )
      sum += incident.x;
    // 0 + 1 + … + 24999 = 312,487,500 without 9 + 19 + … + 24999 = 2500 × 12504 = 31,260,000
    QCOMPARE( sum, 281227500.0 );
    QVERIFY( categories > 0 );
    QCOMPARE( reader->leftOut().total(), 2500 );
  }
}

void TestCsvIncidents::aBrokenFileIsAnError()
{
  VERIFY_SAYS( errorText( [&] { mFiles->open( mFiles->path( "missing.csv" ) ); } ),
               "missing.csv cannot be opened as a table or layer" );
  VERIFY_SAYS( errorText( [&] { mFiles->open( mFiles->writeCsv( "no table", "reports.doc" ) ); } ), "cannot be opened" );
  VERIFY_SAYS( errorText( [&] { mFiles->open( mFiles->writeCsv( cleanCsv ), { .layer = "march" } ); } ),
               "There is no layer \"march\" in " );
  VERIFY_SAYS( errorText( [&] { mFiles->open( mFiles->writeCsv( cleanCsv ), { .where = "category ==" } ); } ),
               "The filter \"category ==\" is not understood" );
  QByteArray csv = cleanCsv;
  for ( int row = 0; row < 20000; ++row )
    csv += QByteArray::number( row ) + ",2016-01-05,77." + QByteArray::number( row * 7919 % 10007 ) + ",28.5,x\n";
  const std::string gzip = mFiles->writeGzip( csv );
  QVERIFY( QFile::resize( QString::fromStdString( gzip ), QFile( QString::fromStdString( gzip ) ).size() / 2 ) );
  const auto reader = mFiles->open( gzip );
  VERIFY_SAYS( errorText( [&] { rows( *reader ); } ), "reports.csv.gz cannot be read to its end" );
}

QTEST_GUILESS_MAIN( TestCsvIncidents )
#include "test_csv_incidents.moc"
