#include "core_kinds.h"
#include "error_text.h"
#include "explanation_raster.h"
#include "formula_stack.h"
#include "prediction.h"
#include "raster_file.h"
#include "recorded_feedback.h"
#include "training.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace riskcast;

class TestExplainRisk : public QObject
{
  Q_OBJECT

private slots:
  void factorsAddUpToTheRisk_data();
  void factorsAddUpToTheRisk();
  void aMapThatNeverChangesHasALongRunRateAlone();
  void aMovingAverageLooksAtTheCellItself();
  void aSmoothedRateLooksAtNeighboursToo();
  void theCalendarIsTheDifferenceToOtherTimes();
  void cellsOutsideTheStudyAreaHaveNoData();
  void recentStepsMayBeChosen();
  void laterStepsBuildOnEarlierOnes();
  void onlyWhatIsKnownByTheEndCounts();
  void refusesWhatCannotBe();
  void writesARasterOfFiveBands();
  void readsWhatItWrote();
  void readsNoOtherRaster();
  void progressNeverFallsAndCancelingStops();
};

namespace
{
Feedback silent;

ModelFile modelOf( const char *kind, const HeatmapStack &stack )
{
  TrainingOptions options;
  options.kind = kind;
  return trainRiskModel( stack, options, makeCoreForecaster, silent ).file;
}

/// 100 days of 6 × 7 cells; in cell (2, 3) alone there are three incidents on each of the last five days.
HeatmapStack burst()
{
  HeatmapStack stack = formulaStack( 100, 6, 7 );
  for ( int step = 95; step < 100; ++step )
  {
    std::ranges::fill( stack.map( step ), 0.0F );
    stack.map( step )[2 * 7 + 3] = 3;
  }
  return stack;
}

RiskExplanation explained( const char *kind, const HeatmapStack &stack, std::optional<int> recentSteps = {} )
{
  return explainRisk( stack, modelOf( kind, formulaStack( 100, 6, 7 ) ), { recentSteps }, makeCoreForecaster, silent );
}

double logit( double p )
{
  return std::log( p / ( 1 - p ) );
}

/// Knows Saturdays alone: a risk of 0.4 on them, of 0.1 on other days.
class Saturdays : public Forecaster
{
public:
  int firstTarget( const HeatmapStack & ) const override { return 1; }
  void fit( const HeatmapStack &, const StepSplit &, Feedback & ) override {}
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback & ) const override
  {
    const std::chrono::weekday day( std::chrono::floor<std::chrono::days>( stack.steps.start( targets[0] ) ) );
    const bool isSaturday = day == std::chrono::Saturday;
    return std::vector<float>( stack.cellCount(), isSaturday ? 0.4F : 0.1F );
  }
  void save( ModelFile & ) const override {}
  void load( const ModelFile & ) override {}
};
} // namespace

void TestExplainRisk::factorsAddUpToTheRisk_data()
{
  QTest::addColumn<QString>( "kind" );
  for ( const char *kind : { "longrunrate", "ewma", "ratemixture" } )
    QTest::newRow( kind ) << kind;
}

void TestExplainRisk::factorsAddUpToTheRisk()
{
  QFETCH( QString, kind );
  const RiskExplanation why = explained( kind.toUtf8(), burst() );
  double sum = 0;
  for ( size_t cell = 0; cell < why.risk.size(); ++cell )
  {
    const double all = why.base + why.longRun[cell] + why.calendar[cell] + why.nearby[cell] + why.here[cell];
    const double risk = std::max( why.risk[cell], 1e-7F ); // no odds are nil
    QVERIFY2( std::abs( all - logit( risk ) ) < 1e-4, qPrintable( QString::number( cell ) ) );
    sum += why.risk[cell];
  }
  QVERIFY( std::abs( why.base - logit( sum / 42 ) ) < 1e-6 );
  QCOMPARE( toIso8601( why.start ), std::string( "2024-04-10" ) ); // 100 days after 2024-01-01
  QCOMPARE( why.recentSteps, 28 );
}

void TestExplainRisk::aMapThatNeverChangesHasALongRunRateAlone()
{
  const RiskExplanation why = explained( "longrunrate", burst() );
  for ( size_t cell = 0; cell < why.risk.size(); ++cell )
  {
    QCOMPARE( why.here[cell], 0.0F );
    QCOMPARE( why.nearby[cell], 0.0F );
    QCOMPARE( why.calendar[cell], 0.0F );
  }
}

void TestExplainRisk::aMovingAverageLooksAtTheCellItself()
{
  const RiskExplanation why = explained( "ewma", burst() );
  for ( size_t cell = 0; cell < why.risk.size(); ++cell )
    QCOMPARE( why.nearby[cell], 0.0F );
  QVERIFY2( why.here[2 * 7 + 3] > 0, qPrintable( QString::number( why.here[2 * 7 + 3] ) ) );
  QVERIFY( why.here[2 * 7 + 4] <= 0.0F ); // nothing came there lately
}

void TestExplainRisk::aSmoothedRateLooksAtNeighboursToo()
{
  // Incidents wander over the map, so that the mixture smooths: each day's are beside the last day's.
  HeatmapStack stack = formulaStack( 100, 6, 7 );
  std::ranges::fill( stack.counts, 0.0F );
  for ( int day = 0; day < 100; ++day )
    for ( const int shift : { 0, 1, 7, 8 } )
      stack.map( day )[( ( day / 3 * 3 ) % 34 + shift + day % 2 ) % 42] = 1;
  const RiskExplanation why = explainRisk( stack, modelOf( "ratemixture", stack ), {}, makeCoreForecaster, silent );
  double nearby = 0;
  for ( const float each : why.nearby )
    nearby = std::max( nearby, std::abs( static_cast<double>( each ) ) );
  QVERIFY2( nearby > 0.01, qPrintable( QString::number( nearby ) ) );
}

/// The step after 2024-01-01 and 100 days is a Wednesday, at the log odds of 0.1. In the mean over the weekdays they are one
/// seventh of those of 0.4 and six sevenths of those of 0.1.
void TestExplainRisk::theCalendarIsTheDifferenceToOtherTimes()
{
  const ForecasterMaker saturdays = []( const TrainingOptions & ) { return std::make_unique<Saturdays>(); };
  const HeatmapStack stack = formulaStack( 100, 6, 7 );
  const RiskExplanation why = explainRisk( stack, modelOf( "longrunrate", stack ), {}, saturdays, silent );
  const double expected = logit( 0.1 ) - ( logit( 0.4 ) + 6 * logit( 0.1 ) ) / 7;
  for ( const float effect : why.calendar )
    QVERIFY2( std::abs( effect - expected ) < 1e-5, qPrintable( QString::number( effect ) ) );
  QVERIFY( std::abs( why.longRun[0] + expected ) < 1e-5 ); // the base is that of the map at hand
}

void TestExplainRisk::cellsOutsideTheStudyAreaHaveNoData()
{
  HeatmapStack stack = formulaStack( 100, 6, 7 );
  stack.studyArea[5] = 0;
  for ( int step = 0; step < 100; ++step )
    stack.map( step )[5] = 0;
  const RiskExplanation why = explainRisk( stack, modelOf( "ewma", stack ), {}, makeCoreForecaster, silent );
  for ( const std::vector<float> *map : { &why.risk, &why.longRun, &why.calendar, &why.nearby, &why.here } )
    for ( size_t cell = 0; cell < map->size(); ++cell )
      QCOMPARE( std::isnan( ( *map )[cell] ), cell == 5 );
}

void TestExplainRisk::recentStepsMayBeChosen()
{
  // What came five days ago is no longer recent.
  const RiskExplanation why = explained( "ewma", burst(), 2 );
  QCOMPARE( why.recentSteps, 2 );
  QVERIFY( why.here[2 * 7 + 3] < explained( "ewma", burst() ).here[2 * 7 + 3] );
}

void TestExplainRisk::laterStepsBuildOnEarlierOnes()
{
  const ModelFile model = modelOf( "ewma", formulaStack( 100, 6, 7 ) );
  const RiskExplanation why = explainRisk( burst(), model, { .stepsAhead = 3 }, makeCoreForecaster, silent );
  const RiskMaps predicted = predictRisk( burst(), model, { .stepsAhead = 3 }, makeCoreForecaster, silent );
  QCOMPARE( toIso8601( why.start ), std::string( "2024-04-12" ) );
  QCOMPARE( why.stepsAhead, 3 );
  const std::vector<float> third( predicted.risk.begin() + 2 * 42, predicted.risk.end() );
  QVERIFY( third != explained( "ewma", burst() ).risk );
  QVERIFY( why.risk == third );
  for ( size_t cell = 0; cell < why.risk.size(); ++cell )
  {
    const double all = why.base + why.longRun[cell] + why.calendar[cell] + why.nearby[cell] + why.here[cell];
    QVERIFY( std::abs( all - logit( std::max( third[cell], 1e-7F ) ) ) < 1e-4 );
  }
  QVERIFY( why.here[2 * 7 + 3] > 0 ); // the burst is still felt
}

/// The burst comes after the 95 days that are known, and is not seen.
void TestExplainRisk::onlyWhatIsKnownByTheEndCounts()
{
  const ModelFile model = modelOf( "ratemixture", formulaStack( 100, 6, 7 ) );
  const auto explain = [&]( const HeatmapStack &stack, std::optional<LocalTime> end )
  { return explainRisk( stack, model, { .end = end }, makeCoreForecaster, silent ); };
  const RiskExplanation before = explain( formulaStack( 95, 6, 7 ), {} );
  for ( const char *end : { "2024-04-05", "2024-04-05T23:00" } ) // 95 days after 2024-01-01; a day that is not over is not known
  {
    const RiskExplanation why = explain( burst(), parseTime( end ) );
    QCOMPARE( toIso8601( why.start ), std::string( "2024-04-05" ) );
    QVERIFY( why.risk == before.risk );
    QVERIFY( why.here == before.here );
    QVERIFY( why.nearby == before.nearby );
    QVERIFY( why.longRun == before.longRun );
  }
  QVERIFY( explain( burst(), {} ).here != before.here );
}

void TestExplainRisk::readsWhatItWrote()
{
  const QTemporaryDir folder;
  const std::string path = folder.filePath( "why.tif" ).toStdString();
  HeatmapStack stack = burst();
  stack.timeZone = "Asia/Kolkata";
  const RiskExplanation why =
      explainRisk( stack, modelOf( "ewma", stack ), { .recentSteps = 9, .stepsAhead = 2 }, makeCoreForecaster, silent );
  OutputFile output( path );
  writeExplanation( why, output, {}, silent );
  output.commit();
  const RiskExplanation read = readExplanation( path, silent );
  QVERIFY( read.grid.sameAs( why.grid ) );
  QVERIFY( read.start == why.start );
  QVERIFY( read.length == why.length );
  QCOMPARE( read.timeZone, std::string( "Asia/Kolkata" ) );
  QCOMPARE( read.modelKind, std::string( "ewma" ) );
  QCOMPARE( read.stepsAhead, 2 );
  QCOMPARE( read.recentSteps, 9 );
  QCOMPARE( read.base, why.base );
  QVERIFY( read.risk == why.risk );
  QVERIFY( read.longRun == why.longRun );
  QVERIFY( read.calendar == why.calendar );
  QVERIFY( read.nearby == why.nearby );
  QVERIFY( read.here == why.here );
}

void TestExplainRisk::readsNoOtherRaster()
{
  const QTemporaryDir folder;
  const std::string path = folder.filePath( "risk.tif" ).toStdString();
  const HeatmapStack stack = burst();
  writeRiskRaster( predictRisk( stack, modelOf( "ewma", stack ), {}, makeCoreForecaster, silent ), path, {}, silent );
  VERIFY_SAYS( errorText( [&] { readExplanation( path, silent ); } ), "risk.tif is not an explanation." );
}

void TestExplainRisk::refusesWhatCannotBe()
{
  const HeatmapStack stack = burst();
  VERIFY_SAYS( errorText(
                   [&] {
                     explainRisk( stack, modelOf( "ewma", stack ), { .end = parseTime( "2024-01-01T23:00" ) }, makeCoreForecaster,
                                  silent );
                   } ),
               "No step of the heatmap stack ends by 2024-01-01T23:00" );
  VERIFY_SAYS( errorText( [] { explained( "ewma", burst(), 0 ); } ), "At least one step must be recent." );
  VERIFY_SAYS( errorText( [] { explained( "ewma", burst(), 100 ); } ),
               "The heatmap stack has no steps with reports before the recent ones" );
}

void TestExplainRisk::writesARasterOfFiveBands()
{
  const QTemporaryDir folder;
  const std::string path = folder.filePath( "why.tif" ).toStdString();
  const RiskExplanation why = explained( "ewma", burst() );
  OutputFile output( path );
  writeExplanation( why, output, {}, silent );
  output.commit();
  const Raster raster = readRaster( path, silent );
  QCOMPARE( raster.bandCount(), 5 );
  QCOMPARE( raster.descriptions[0], std::string( "2024-04-10, risk" ) );
  QCOMPARE( raster.descriptions[2], std::string( "2024-04-10, season and weekday" ) );
  QCOMPARE( raster.descriptions[4], std::string( "2024-04-10, recent incidents here" ) );
  QCOMPARE( raster.values[4 * 42 + 2 * 7 + 3], why.here[2 * 7 + 3] );
  QCOMPARE( raster.metadata.at( "RISKCAST_CONTENT" ), std::string( "explanation" ) );
  QCOMPARE( raster.metadata.at( "RISKCAST_RECENT_STEPS" ), std::string( "28" ) );
  QCOMPARE( std::stod( raster.metadata.at( "RISKCAST_BASE_LOG_ODDS" ) ), why.base );
}

void TestExplainRisk::progressNeverFallsAndCancelingStops()
{
  const ModelFile model = modelOf( "ewma", burst() );
  RecordedFeedback feedback;
  explainRisk( burst(), model, {}, makeCoreForecaster, feedback );
  QVERIFY( feedback.isSteady() );
  QVERIFY( RecordedFeedback::says( feedback.infos, "Recent are the last 28 steps" ) );
  RecordedFeedback canceling;
  canceling.cancelsAt = "Prediction 3 of";
  QVERIFY_EXCEPTION_THROWN( explainRisk( burst(), model, {}, makeCoreForecaster, canceling ), Canceled );
}

QTEST_GUILESS_MAIN( TestExplainRisk )
#include "test_explain_risk.moc"
