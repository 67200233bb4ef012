#include "compare_settings.h"
#include "comparison_report.h"
#include "core_kinds.h"
#include "error_text.h"
#include "recorded_feedback.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace riskcast;

Q_DECLARE_METATYPE( std::vector<double> )

class TestCompareSettings : public QObject
{
  Q_OBJECT

private slots:
  void theWorkedExampleOfTheHelpPage();
  void settingsAreRankedOnTheValidationPeriodAlone();
  void theWinnerIsTestedOnceBesideBaselines();
  void whatIsDoneIsNotDoneAgain();
  void aRecordOfOtherIncidentsIsRefused();
  void withoutTimeNothingIsRun();
  void aSettingThatFailsIsARow();
  void daysAreRefusedWhereOnlyMonthsAreKnown();
  void anUnknownCrsIsRefused();
  void placesFarOffAreWarnedOf();
  void progressNeverFallsAndCancelingKeepsTheRecord();
  void theWinnerBecomesInputs();
  void settingsThatScoreTheSameAreNamed_data();
  void settingsThatScoreTheSameAreNamed();

private:
  Comparison compare( const std::vector<Incident> &incidents, const ComparisonOptions &options, const std::string &record = {},
                      Feedback &feedback = silent )
  {
    TableIncidentReader reader( incidents, "EPSG:32643" );
    return compareSettings( reader, options, record, makeCoreForecaster, feedback );
  }
  std::string path( const QString &name ) const { return mFolder.filePath( name ).toStdString(); }

  static Feedback silent;
  QTemporaryDir mFolder;
};

Feedback TestCompareSettings::silent;

namespace
{

constexpr double west = 700000;
constexpr double south = 3100000;

/// Two incidents on each of 100 days from 2024-01-01 on, in the north-western and the north-eastern 100 m of a square of 400 ×
/// 400 m. \param firstMoved  from that day on they are in the south
std::vector<Incident> twoADay( int firstMoved = 100 )
{
  std::vector<Incident> incidents;
  for ( int day = 0; day < 100; ++day )
    for ( const double x : { 50.0, 350.0 } )
    {
      Incident incident;
      incident.x = west + x;
      incident.y = south + ( day < firstMoved ? 350 : 50 );
      incident.time = *parseTime( "2024-01-01" ) + std::chrono::days( day ) + std::chrono::hours( 12 );
      incidents.push_back( incident );
    }
  return incidents;
}

ComparisonOptions example()
{
  ComparisonOptions options;
  options.grid.extent = Extent{ west, south, west + 400, south + 400 };
  options.cellSizes = { 100, 200 };
  options.steps = { { 1, StepUnit::Day } };
  options.kinds = { "longrunrate" };
  options.areaKm2 = 0.02;
  return options;
}

} // namespace

void TestCompareSettings::theWorkedExampleOfTheHelpPage()
{
  const Comparison comparison = compare( twoADay(), example() );
  QCOMPARE( comparison.results.size(), size_t{ 2 } );
  QCOMPARE( comparison.winner().setting.cellSize, 100.0 );
  QCOMPARE( comparison.winner().score, 1.0 );
  QCOMPARE( comparison.results[1].score, 0.5 );
  QFile page( RISKCAST_SOURCE_DIR "/docs/algorithms/compare_settings.md" );
  QVERIFY( page.open( QIODevice::ReadOnly ) );
  VERIFY_SAYS( QString::fromUtf8( page.readAll() ).simplified(), "the small ones win, 1 to 0.5." );
}

void TestCompareSettings::settingsAreRankedOnTheValidationPeriodAlone()
{
  // Of 100 days the latest 20 are the test, of the 80 before it the latest 16 the validation.
  const Comparison comparison = compare( twoADay(), example() );
  QCOMPARE( toIso8601( comparison.testStart ), std::string( "2024-03-21" ) );
  QCOMPARE( toIso8601( comparison.validationStart ), std::string( "2024-03-05" ) );
  QCOMPARE( comparison.winner().steps, 16 );
  QCOMPARE( comparison.winner().incidents, 32.0 );
  // What happens in the test period changes nothing; what happens in the validation period does.
  QCOMPARE( compare( twoADay( 80 ), example() ).winner().score, 1.0 );
  QVERIFY( compare( twoADay( 70 ), example() ).winner().score < 1 );
}

void TestCompareSettings::theWinnerIsTestedOnceBesideBaselines()
{
  // In the test period everything is elsewhere: the long-run rate finds nothing, and the choice looks as good as before.
  const Comparison comparison = compare( twoADay( 80 ), example() );
  QCOMPARE( comparison.winner().score, 1.0 );
  QVERIFY( comparison.confirmation.has_value() );
  QVERIFY( comparison.confirmation->winner == comparison.winner().setting );
  QCOMPARE( comparison.confirmation->steps, 20 );
  QCOMPARE( comparison.confirmation->score, comparison.confirmation->longRunRate );
  QVERIFY( comparison.confirmation->score < 0.5 );
}

void TestCompareSettings::whatIsDoneIsNotDoneAgain()
{
  const std::string record = path( "done.jsonl" );
  const Comparison first = compare( twoADay(), example(), record );
  ComparisonOptions noTime = example();
  noTime.budgetMinutes = 0;
  const Comparison again = compare( twoADay(), noTime, record );
  QCOMPARE( again.results.size(), size_t{ 2 } );
  QCOMPARE( again.winner().score, first.winner().score );
  QCOMPARE( again.confirmation->score, first.confirmation->score );

  noTime.cellSizes = { 50, 100, 200 }; // one more, for which there is no time
  const Comparison more = compare( twoADay(), noTime, record );
  QCOMPARE( more.results.size(), size_t{ 2 } );
  QCOMPARE( more.notRun.size(), size_t{ 1 } );
  QCOMPARE( more.notRun[0].cellSize, 50.0 );
}

void TestCompareSettings::aRecordOfOtherIncidentsIsRefused()
{
  const std::string record = path( "others.jsonl" );
  compare( twoADay(), example(), record );
  const QString refusal = QString::fromStdString( record ) +
                          " is the record of other incidents or options. Name another file, or delete it to begin anew.";
  QCOMPARE( errorText( [&] { compare( twoADay( 50 ), example(), record ); } ), refusal );
  ComparisonOptions other = example();
  other.areaKm2 = 0.03;
  QCOMPARE( errorText( [&] { compare( twoADay(), other, record ); } ), refusal );
  QFile broken( QString::fromStdString( record ) );
  QVERIFY( broken.open( QIODevice::WriteOnly ) );
  broken.write( "no record" );
  broken.close();
  VERIFY_SAYS( errorText( [&] { compare( twoADay(), example(), record ); } ),
               "is no record of compared settings, or a broken one" );
}

void TestCompareSettings::withoutTimeNothingIsRun()
{
  ComparisonOptions noTime = example();
  noTime.budgetMinutes = 0;
  QCOMPARE( errorText( [&] { compare( twoADay(), noTime ); } ),
            QString( "The time did not suffice for a single setting. Give more minutes, or fewer settings." ) );
}

void TestCompareSettings::aSettingThatFailsIsARow()
{
  ComparisonOptions options = example();
  options.steps = { { 1, StepUnit::Day }, { 6, StepUnit::Month } };
  const Comparison comparison = compare( twoADay(), options );
  QCOMPARE( comparison.results.size(), size_t{ 4 } );
  QVERIFY( comparison.results[0].problem.empty() && comparison.results[1].problem.empty() );
  QVERIFY2( !comparison.results[2].problem.empty(), comparison.results[2].problem.c_str() );
  const Table table = comparisonTable( comparison );
  QCOMPARE( table.rows.size(), size_t{ 4 } );
  QCOMPARE( std::get<std::string>( table.rows[2].back() ), comparison.results[2].problem );
  QVERIFY( std::holds_alternative<std::monostate>( table.rows[2][6] ) );
}

void TestCompareSettings::daysAreRefusedWhereOnlyMonthsAreKnown()
{
  std::vector<Incident> incidents = twoADay();
  for ( size_t i = 0; i < incidents.size(); ++i ) // two on the first of each of 100 months
    incidents[i].time = std::chrono::local_days( std::chrono::year( 2010 ) / 1 / 1 + std::chrono::months( i / 2 ) );
  ComparisonOptions options = example();
  options.steps = { { 1, StepUnit::Day }, { 1, StepUnit::Month } };
  const Comparison comparison = compare( incidents, options );
  QVERIFY( comparison.winner().setting.step == ( StepLength{ 1, StepUnit::Month } ) );
  for ( const auto &result : comparison.results )
    if ( result.setting.step.unit == StepUnit::Day )
      VERIFY_SAYS( QString::fromStdString( result.problem ), "nothing but the month is known: take steps of months." );
}

void TestCompareSettings::anUnknownCrsIsRefused()
{
  TableIncidentReader reader( twoADay(), "" );
  VERIFY_SAYS( errorText( [&] { compareSettings( reader, example(), {}, makeCoreForecaster, silent ); } ),
               "The coordinate reference system of the incidents is unknown" );
}

void TestCompareSettings::placesFarOffAreWarnedOf()
{
  std::vector<Incident> incidents = twoADay();
  for ( size_t i = 0; i < incidents.size(); ++i ) // each at a place of its own
    incidents[i].x = west + 2.0 * static_cast<double>( i );
  incidents.front().x = incidents.front().y = 0;
  ComparisonOptions options = example();
  options.grid.extent.reset();
  options.cellSizes = { 1e6 };
  RecordedFeedback feedback;
  compare( incidents, options, {}, feedback );
  QCOMPARE( feedback.warnings.size(), size_t{ 1 } );
  VERIFY_SAYS( QString::fromStdString( feedback.warnings[0] ), "lie 1 of 200 incidents." );
}

void TestCompareSettings::progressNeverFallsAndCancelingKeepsTheRecord()
{
  RecordedFeedback feedback;
  compare( twoADay(), example(), {}, feedback );
  QVERIFY( feedback.isSteady() );

  RecordedFeedback canceled;
  canceled.cancelsAt = "Setting 2 of 2";
  const std::string record = path( "canceled.jsonl" );
  QVERIFY_EXCEPTION_THROWN( compare( twoADay(), example(), record, canceled ), Canceled );
  ComparisonOptions noTime = example();
  noTime.budgetMinutes = 0;
  QCOMPARE( compare( twoADay(), noTime, record ).results.size(), size_t{ 1 } );
}

void TestCompareSettings::theWinnerBecomesInputs()
{
  const nlohmann::json inputs = winnersInputs( compare( twoADay(), example() ) );
  QCOMPARE( inputs["CELL_SIZE"].get<double>(), 100.0 );
  QCOMPARE( inputs["STEP_UNIT"].get<std::string>(), std::string( "day" ) );
  QCOMPARE( inputs["KIND"].get<std::string>(), std::string( "longrunrate" ) );
  QCOMPARE( inputs["START_EXTENT"].get<std::string>(), std::string( "700000,700400,3100000,3100400 [EPSG:32643]" ) );
}

void TestCompareSettings::settingsThatScoreTheSameAreNamed_data()
{
  QTest::addColumn<std::vector<double>>( "scores" );
  QTest::addColumn<QString>( "ties" );
  QTest::newRow( "none" ) << std::vector<double>{ 0.5, 0.4 } << "";
  QTest::newRow( "one" ) << std::vector<double>{ 0.5, 0.5, 0.4 }
                         << "1 other setting scores just the same: that they are worse is not known. ";
  QTest::newRow( "all" ) << std::vector<double>{ 0.5, 0.5, 0.5 }
                         << "2 other settings score just the same: that they are worse is not known. ";
}

void TestCompareSettings::settingsThatScoreTheSameAreNamed()
{
  QFETCH( std::vector<double>, scores );
  QFETCH( QString, ties );
  Comparison comparison;
  comparison.gridCrs = "EPSG:32643";
  for ( const double score : scores )
    comparison.results.push_back( { .setting = { .kind = "ewma" }, .score = score, .incidents = 9 } );
  comparison.results.push_back( { .setting = { .kind = "hawkes" }, .problem = "It failed." } );
  comparison.confirmation = { .steps = 3 };
  const QString sentence = QString::fromStdString( comparisonSentence( comparison ) );
  VERIFY_SAYS( sentence, "is 0.5 on the validation period, of 9 incidents. " );
  QVERIFY2( sentence.contains( "incidents. " + ties + "On the test period" ), qPrintable( sentence ) );
}

QTEST_APPLESS_MAIN( TestCompareSettings )
#include "test_compare_settings.moc"
