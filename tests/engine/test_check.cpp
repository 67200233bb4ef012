#include "browser.h"
#include "engine_run.h"
#include "error_text.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <ogrsf_frmts.h>

using namespace riskcast;

/// `riskcast check` on tests/data/dirty_incidents.csv, whose numbers are worked out in tests/core/test_check_incidents.cpp.
class TestCheck : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { GDALAllRegister(); }
  void init();
  void theResultHasTheNumbers();
  void theReportSaysTheSame();
  void theReportDrawsItsChartsInABrowser();
  void allRowsHaveTheirReasonsAndTheCleanOnesNone();
  void aCategoryThatIsNotNamedIsFound();
  void rulesCanBeTurnedOff();
  void anUnknownRuleIsWrongUsage();
  void aFullDiskLeavesThePreviousFiles();

private:
  EngineRun check( const QStringList &more ) const { return runEngine( arguments + more, mFolder->path() ); }

  std::unique_ptr<QTemporaryDir> mFolder;
  const QStringList arguments = { "--json",      "check", "incidents.csv", "report.html", "--time-field",     "datetime",
                                  "--end-field", "end",   "--id-field",    "id",          "--category-field", "category" };
};

namespace
{

/// "id reasons" of each row that has a place, "id reasons -" of those without.
QStringList rows( const QString &path )
{
  const GDALDatasetUniquePtr file( GDALDataset::Open( path.toUtf8().constData(), GDAL_OF_VECTOR ) );
  QStringList texts;
  for ( const OGRFeatureUniquePtr &feature : *file->GetLayer( 0 ) )
  {
    const int reasons = feature->GetFieldIndex( "reasons" );
    texts << QStringLiteral( "%1 %2%3" )
                 .arg( feature->GetFieldAsString( "id" ), reasons < 0 ? "" : feature->GetFieldAsString( reasons ),
                       feature->GetGeometryRef() ? "" : " -" );
  }
  return texts;
}

} // namespace

void TestCheck::init()
{
  mFolder.reset( new QTemporaryDir );
  QVERIFY( QFile::copy( RISKCAST_TEST_DATA "/dirty_incidents.csv", mFolder->filePath( "incidents.csv" ) ) );
}

void TestCheck::theResultHasTheNumbers()
{
  const EngineRun run = check( {} );
  QCOMPARE( run.exitCode, 0 );
  const nlohmann::json result = run.result();
  QCOMPARE( result["rows"].get<int>(), 16 );
  QCOMPARE( result["flagged"].get<int>(), 10 );
  QCOMPARE( result["clean"].get<int>(), 6 );
  QCOMPARE( result["rules"]["far-off"]["rows"].get<int>(), 3 );
  QCOMPARE( result["rules"]["far-off"]["examples"][2]["id"].get<std::string>(), std::string( "a10" ) );
  QCOMPARE( result["rules"]["utc-offsets"]["rows"].get<int>(), 1 );
  QCOMPARE( result["times"]["months"]["2020-03"].get<int>(), 6 );
}

void TestCheck::theReportSaysTheSame()
{
  QCOMPARE( check( {} ).exitCode, 0 );
  const QString page = QString::fromUtf8( readFile( mFolder->filePath( "report.html" ) ) );
  VERIFY_SAYS( page, "10 of 16 rows (62.5 %) are flagged. Nothing was dropped." );
  VERIFY_SAYS( page, "<td>(50.01, 10.01)</td>" );
  VERIFY_SAYS( page, "role=\"img\" aria-label=\"Incidents per month." );
  VERIFY_SAYS( page, "content=\"default-src 'none'; script-src 'unsafe-inline'" ); // the browser loads nothing
  const QString markup = page.left( page.indexOf( "<script" ) );                   // Vega's code has words of its own
  QVERIFY2( !markup.contains( "src=" ) && !markup.contains( "http:" ) && !markup.contains( "https:" ),
            "The page loads something." );
}

void TestCheck::theReportDrawsItsChartsInABrowser()
{
  if ( !hasBrowser() )
    QSKIP( "There is no Chromium." );
  QCOMPARE( check( {} ).exitCode, 0 );
  const BrowsedPage page = browse( mFolder->filePath( "report.html" ) );
  QCOMPARE( page.dom.count( "<svg" ), 5 ); // rules, months, hours, days, precision
  QCOMPARE( page.errors, QString() );
}

void TestCheck::allRowsHaveTheirReasonsAndTheCleanOnesNone()
{
  QCOMPARE( check( { "--all", "all.gpkg", "--clean", "clean.gpkg" } ).exitCode, 0 );
  const QStringList all = rows( mFolder->filePath( "all.gpkg" ) );
  QCOMPARE( all.size(), 16 );
  QCOMPARE( all[0], "a1 " );
  QCOMPARE( all[6], "a7 missing-coordinates -" );
  QCOMPARE( all[7], "a8 zero-coordinates; far-off" );
  QCOMPARE( rows( mFolder->filePath( "clean.gpkg" ) ), QStringList( { "a1 ", "a2 ", "a3 ", "a4 ", "a15 ", "a16 " } ) );
}

void TestCheck::aCategoryThatIsNotNamedIsFound()
{
  // Row 17 is row 1 but for the category and the id.
  QByteArray table = readFile( mFolder->filePath( "incidents.csv" ) ) + "a17,2020-01-05T08:15:00,,10.00,50.00,burglary\n";
  const auto duplicates = [&]( const QStringList &more )
  {
    writeFile( mFolder->filePath( "incidents.csv" ), table );
    const EngineRun run = runEngine( arguments.mid( 0, arguments.indexOf( "--category-field" ) ) + more, mFolder->path() );
    const bool isTold = run.output.contains( "Categories are taken from the field \\\"category\\\"." );
    return std::pair( run.result()["rules"]["duplicate-incident"]["rows"].get<int>(), isTold );
  };
  QCOMPARE( duplicates( {} ), std::pair( 1, true ) );
  QCOMPARE( duplicates( { "--category-field", "category" } ), std::pair( 1, false ) );
  table.replace( "lat,category", "lat,note" );
  QCOMPARE( duplicates( {} ), std::pair( 2, false ) );
}

void TestCheck::rulesCanBeTurnedOff()
{
  const nlohmann::json result = check( { "--rules", "zero-coordinates,utc-offsets" } ).result();
  QCOMPARE( result["rules"].size(), size_t( 2 ) );
  QCOMPARE( result["flagged"].get<int>(), 1 );
}

void TestCheck::anUnknownRuleIsWrongUsage()
{
  const EngineRun run = check( { "--rules", "far-of" } );
  QCOMPARE( run.exitCode, 2 );
  VERIFY_SAYS( run.error(), "far-of" );
}

void TestCheck::aFullDiskLeavesThePreviousFiles()
{
  writeFile( mFolder->filePath( "report.html" ), "previous" );
  const EngineRun run = runEngineOnFullDisk( 100, arguments, mFolder->path() ); // the report has more than 400
  QCOMPARE( run.exitCode, 1 );
  VERIFY_SAYS( run.error(), "report.html cannot be written" );
  QCOMPARE( contents( mFolder->path() ).keys(), QStringList( { "incidents.csv", "report.html" } ) );
  QCOMPARE( readFile( mFolder->filePath( "report.html" ) ), QByteArray( "previous" ) );
}

QTEST_GUILESS_MAIN( TestCheck )
#include "test_check.moc"
