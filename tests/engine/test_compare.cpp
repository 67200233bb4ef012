#include "engine_run.h"
#include "error_text.h"

#include <QDate>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

/// `riskcast compare` on the worked example of its help page: two incidents a day in the north of a square of 400 × 400 m.
class TestCompare : public QObject
{
  Q_OBJECT

private slots:
  void init();
  void writesTableReportAndSettings();
  void goesOnFromItsRecord();
  void whatCannotBeIsSaidBeforeTheWork_data();
  void whatCannotBeIsSaidBeforeTheWork();
  void anUnknownKindIsWrongUsage();
  void aFullDiskLeavesThePreviousFiles();

private:
  const QStringList mArguments = {
    "--json",       "compare",     "incidents.csv", "settings.csv", "--crs",    "EPSG:32643",
    "--time-field", "time",        "--cell-sizes",  "100,200",      "--steps",  "1 day",
    "--kinds",      "longrunrate", "--area",        "0.02",         "--extent", "700000,3100000,700400,3100400"
  };
  std::unique_ptr<QTemporaryDir> mFolder;
};

void TestCompare::init()
{
  mFolder.reset( new QTemporaryDir );
  QByteArray table = "time,x,y\n";
  for ( int day = 0; day < 100; ++day )
    for ( const char *x : { "700050", "700350" } )
      table += QDate( 2024, 1, 1 ).addDays( day ).toString( Qt::ISODate ).toUtf8() + "," + x + ",3100350\n";
  writeFile( mFolder->filePath( "incidents.csv" ), table );
}

void TestCompare::writesTableReportAndSettings()
{
  const EngineRun run =
      runEngine( mArguments + QStringList{ "--report", "report.html", "--settings", "winner.json" }, mFolder->path() );
  QVERIFY2( run.exitCode == 0, qPrintable( run.error() ) );
  QCOMPARE( run.result()["winner"]["cellSize"].get<double>(), 100.0 );
  QCOMPARE( run.result()["score"].get<double>(), 1.0 );
  QCOMPARE( run.result()["testScore"].get<double>(), 1.0 );
  const QString table = QString::fromUtf8( readFile( mFolder->filePath( "settings.csv" ) ) );
  VERIFY_SAYS( table, "\n1,100,1 day,longrunrate,0,hitrate,1,16,32," );
  VERIFY_SAYS( table, "\n2,200,1 day,longrunrate,0,hitrate,0.5,16,32," );
  VERIFY_SAYS( QString::fromUtf8( readFile( mFolder->filePath( "report.html" ) ) ),
               "The best of 2 settings is cells of 100 m, 1 day, longrunrate" );
  const auto winner = nlohmann::json::parse( readFile( mFolder->filePath( "winner.json" ) ).toStdString() );
  QCOMPARE( winner["inputs"]["INCIDENTS"].get<std::string>(), std::string( "incidents.csv" ) );
  QCOMPARE( winner["inputs"]["TIME_FIELD"].get<std::string>(), std::string( "time" ) );
  QCOMPARE( contents( mFolder->path() ).keys(),
            QStringList( { "incidents.csv", "report.html", "settings.csv", "winner.json" } ) );
}

void TestCompare::goesOnFromItsRecord()
{
  const QStringList recording = mArguments + QStringList{ "--record", "done.jsonl" };
  QCOMPARE( runEngine( recording, mFolder->path() ).exitCode, 0 );
  const QByteArray record = readFile( mFolder->filePath( "done.jsonl" ) );
  QCOMPARE( record.count( '\n' ), 4 ); // its head, two settings, the test
  const EngineRun again = runEngine( recording + QStringList{ "--minutes", "0" }, mFolder->path() );
  QVERIFY2( again.exitCode == 0, qPrintable( again.error() ) );
  QCOMPARE( again.result()["testScore"].get<double>(), 1.0 );
  QCOMPARE( readFile( mFolder->filePath( "done.jsonl" ) ), record );
}

void TestCompare::whatCannotBeIsSaidBeforeTheWork_data()
{
  QTest::addColumn<QStringList>( "more" );
  QTest::addColumn<QString>( "error" );
  QTest::newRow( "a step that is none" ) << QStringList{ "--steps", "1 fortnight" } << "fortnight";
  QTest::newRow( "cells without a side" ) << QStringList{ "--cell-sizes", "100,-3" } << "Sides of cells must be numbers above 0";
  QTest::newRow( "cells of no number" ) << QStringList{ "--cell-sizes", "nan" } << "Sides of cells must be numbers above 0";
  QTest::newRow( "a window of nothing" ) << QStringList{ "--windows", "0,4" } << "Windows must be whole numbers above 0";
  QTest::newRow( "no time at all" ) << QStringList{ "--minutes", "0" } << "The time did not suffice for a single setting.";
  QTest::newRow( "a report over the table" ) << QStringList{ "--report", "incidents.csv" } << "incidents.csv";
  QTest::newRow( "a record in no folder" ) << QStringList{ "--record", "nowhere/done.jsonl" } << "nowhere";
}

void TestCompare::whatCannotBeIsSaidBeforeTheWork()
{
  QFETCH( QStringList, more );
  QFETCH( QString, error );
  const EngineRun run = runEngine( mArguments + more, mFolder->path() );
  QCOMPARE( run.exitCode, 1 );
  VERIFY_SAYS( run.error(), qPrintable( error ) );
  QCOMPARE( contents( mFolder->path() ).keys(), QStringList( { "incidents.csv" } ) );
}

void TestCompare::anUnknownKindIsWrongUsage()
{
  const EngineRun run = runEngine( mArguments + QStringList{ "--kinds", "longrunrate,tarot" }, mFolder->path() );
  QCOMPARE( run.exitCode, 2 );
  VERIFY_SAYS( run.error(), "--kinds: There is no kind \"tarot\": choose of ratenetwork, " );
}

void TestCompare::aFullDiskLeavesThePreviousFiles()
{
  writeFile( mFolder->filePath( "report.html" ), "previous" );
  const EngineRun run = runEngineOnFullDisk( 100, mArguments + QStringList{ "--report", "report.html" }, mFolder->path() );
  QCOMPARE( run.exitCode, 1 );
  VERIFY_SAYS( run.error(), "report.html cannot be written" );
  QCOMPARE( readFile( mFolder->filePath( "report.html" ) ), QByteArray( "previous" ) );
  QCOMPARE( contents( mFolder->path() ).keys(), QStringList( { "incidents.csv", "report.html" } ) );
}

QTEST_GUILESS_MAIN( TestCompare )
#include "test_compare.moc"
