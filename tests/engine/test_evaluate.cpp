#include "browser.h"
#include "category_raster.h"
#include "category_stack.h"
#include "engine_run.h"
#include "error_text.h"
#include "metadata_items.h"
#include "raster_file.h"
#include "stack_file.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace riskcast;

/// `riskcast evaluate` on the stack of a formula, 100 days from 2024-01-01 on, the first 80 of which a model learns from.
class TestEvaluate : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void theResultHasVerdictAndNumbers();
  void everyFileThatIsAskedForIsWritten();
  void theLabelRasterHasADatedBandForEachStep();
  void theReportsMapAgreesWithTheLabelRaster();
  void everyBaselineCanBeTrainedAndPredicts_data();
  void everyBaselineCanBeTrainedAndPredicts();
  void theSameSeedGivesTheSameFiles();
  void baselinesAreComparedWithoutModels();
  void aCategoryIsScoredAheadWhereAModelTellsItApart();
  void aTestOfWhatIsKnownIsRefused();
  void aTestWithoutWhatCameBeforeIsRefused();
  void whatCannotBeWrittenIsSaidBeforeTheWork();
  void aFullDiskLeavesThePreviousFiles();

private:
  EngineRun evaluate( const QStringList &more ) const
  {
    return runEngine( QStringList{ "--json", "evaluate", "heatmaps.tif" } + more, mFolder.path() );
  }
  QString path( const QString &name ) const { return mFolder.filePath( name ); }

  QTemporaryDir mFolder;
};

namespace
{
const QStringList quick = { "model.safetensors", "--baselines", "longrunrate,randommap", "--repetitions", "100" };
}

void TestEvaluate::initTestCase()
{
  Feedback silent;
  writeHeatmapStack( formulaStack( 100, 6, 7 ), path( "heatmaps.tif" ).toStdString(), {}, silent );
  QCOMPARE( runEngine( { "train", "heatmaps.tif", "model.safetensors" }, mFolder.path() ).exitCode, 0 );
}

void TestEvaluate::theResultHasVerdictAndNumbers()
{
  const EngineRun run = evaluate( quick );
  QVERIFY2( run.exitCode == 0, qPrintable( run.error() ) );
  const nlohmann::json result = run.result();
  QCOMPARE( result["verdict"].size(), size_t{ 3 } );
  COMPARE_TEXT( result["verdict"][2].get<std::string>(),
                "The test has only 4 blocks of 1 week: with fewer than 20 intervals are too narrow, so that a difference may be "
                "chance." );
  QCOMPARE( result["mainModel"].get<std::string>(), std::string( "model" ) );
  QCOMPARE( result["steps"].get<int>(), 20 );
  QCOMPARE( result["firstStep"].get<std::string>(), std::string( "2024-03-21" ) );
  QVERIFY( result["hitRateInterval"][0] <= result["hitRateDifference"] );
  QCOMPARE( result["scores"].size(), size_t{ 3 } );
  // What the training wrote into the model is the same hit rate on the same steps.
  const nlohmann::json trained = runEngine( { "--json", "info", "model.safetensors" }, mFolder.path() ).result();
  QVERIFY( std::abs( result["hitRate"].get<double>() - trained["scores"][0]["hitRate"]["5"].get<double>() ) < 1e-12 );
  QVERIFY( std::abs( result["logLoss"].get<double>() - trained["scores"][0]["logLoss"].get<double>() ) < 1e-9 );
}

void TestEvaluate::everyFileThatIsAskedForIsWritten()
{
  const EngineRun run = evaluate( quick + QStringList{ "--report", "report.html", "--scores", "scores.csv", "--percentile-table",
                                                       "percentiles.gpkg", "--groups", "groups.csv" } );
  QVERIFY2( run.exitCode == 0, qPrintable( run.error() ) );
  const QString page = QString::fromUtf8( readFile( path( "report.html" ) ) );
  VERIFY_SAYS( page, run.result()["verdict"][0].get<std::string>().c_str() );
  VERIFY_SAYS( page, "no class of the map means &quot;safe&quot;" );
  const QByteArray scores = readFile( path( "scores.csv" ) );
  QVERIFY( scores.startsWith( "model,title,is_baseline,score,value,skill,rival,difference,low,high\n" ) );
  VERIFY_SAYS( QString::fromUtf8( scores ), "\nlongrunrate,Long-run rate,1,log_loss," );
  VERIFY_SAYS( QString::fromUtf8( readFile( path( "groups.csv" ) ) ), "\nweekday,Monday,model," );
  QVERIFY( QFile::exists( path( "percentiles.gpkg" ) ) );
}

void TestEvaluate::theLabelRasterHasADatedBandForEachStep()
{
  QCOMPARE( evaluate( quick + QStringList{ "--labels", "labels.tif", "--label-percentile", "90" } ).exitCode, 0 );
  Feedback silent;
  const Raster raster = readRaster( path( "labels.tif" ).toStdString(), silent );
  QCOMPARE( raster.bandCount(), 20 );
  QCOMPARE( raster.bandMetadata[19].at( stepStartItem ), std::string( "2024-04-09" ) );
  QCOMPARE( raster.metadata.at( "RISKCAST_PERCENTILE" ), std::string( "90" ) );
  // Where something happened, and only there, the label is correct, or one of the two negatives that are false: 2, 3, 4.
  const HeatmapStack stack = readHeatmapStack( path( "heatmaps.tif" ).toStdString(), silent );
  for ( int step = 80; step < 100; ++step )
    for ( int cell = 0; cell < stack.cellCount(); ++cell )
    {
      const float label = raster.values[( step - 80 ) * stack.cellCount() + cell];
      QCOMPARE( label >= 2 && label <= 4, stack.map( step )[cell] > 0 );
    }
}

void TestEvaluate::theReportsMapAgreesWithTheLabelRaster()
{
  if ( !hasBrowser() )
    QSKIP( "There is no Chromium." );
  QCOMPARE(
      evaluate( quick + QStringList{ "--report", "map.html", "--labels", "labels.tif", "--label-percentile", "92" } ).exitCode,
      0 );
  const BrowsedPage page = browse( path( "map.html" ) );
  QCOMPARE( page.errors, QString() );
  // The page begins with the percentile in the middle of 85 … 99, and a step of its choice.
  VERIFY_SAYS( page.dom, "class=\"percentile-text\">92<" );
  const QRegularExpressionMatch day = QRegularExpression( "<option value=\"(\\d+)\" selected=\"\">" ).match( page.dom );
  QVERIFY( day.hasMatch() );
  Feedback silent;
  const Raster raster = readRaster( path( "labels.tif" ).toStdString(), silent );
  constexpr int cells = 6 * 7;
  const auto band = raster.values.begin() + day.captured( 1 ).toInt() * cells;
  for ( int label = 0; label < 6; ++label )
    VERIFY_SAYS( page.dom, qPrintable( QString( "<td class=\"count-%1\">%2</td>" )
                                           .arg( label )
                                           .arg( std::count( band, band + cells, static_cast<float>( label + 1 ) ) ) ) );
}

void TestEvaluate::everyBaselineCanBeTrainedAndPredicts_data()
{
  QTest::addColumn<QString>( "kind" );
  for ( const char *kind : { "hawkes", "kde", "prospective", "logisticlags", "poissonlags", "lastmap", "randommap" } )
    QTest::newRow( kind ) << QString( kind );
}

void TestEvaluate::everyBaselineCanBeTrainedAndPredicts()
{
  QFETCH( QString, kind );
  QCOMPARE( runEngine( { "train", "heatmaps.tif", kind + ".safetensors", "--kind", kind }, mFolder.path() ).exitCode, 0 );
  const EngineRun run = runEngine(
      { "--json", "predict", "heatmaps.tif", kind + ".safetensors", "risk.tif", "--steps-ahead", "2" }, mFolder.path() );
  QVERIFY2( run.exitCode == 0, qPrintable( run.error() ) );
  // A file of a baseline scores as the baseline that is fitted for the test: it learned from the same steps.
  const nlohmann::json result = evaluate( { kind + ".safetensors", "--baselines", kind, "--repetitions", "100" } ).result();
  QVERIFY( result["scores"].contains( kind.toStdString() ) && result["scores"].contains( kind.toStdString() + ".safetensors" ) );
  QCOMPARE( result["hitRateDifference"].get<double>(), 0.0 );
}

void TestEvaluate::theSameSeedGivesTheSameFiles()
{
  const auto files = [&]
  {
    evaluate( quick + QStringList{ "--report", "a.html", "--scores", "a.csv", "--labels", "a.tif" } );
    return readFile( path( "a.html" ) ) + readFile( path( "a.csv" ) ) + readFile( path( "a.tif" ) );
  };
  QVERIFY( files() == files() );
}

void TestEvaluate::baselinesAreComparedWithoutModels()
{
  const EngineRun run = evaluate( { "--baselines", "longrunrate,lastmap", "--repetitions", "100" } );
  QVERIFY2( run.exitCode == 0, qPrintable( run.error() ) );
  VERIFY_SAYS( QString::fromStdString( run.result()["verdict"][0] ), "the most of all baselines." );
  const EngineRun unknown = evaluate( { "--baselines", "longrunrate,tarot" } );
  QCOMPARE( unknown.exitCode, 2 ); // before any work
  VERIFY_SAYS( unknown.error(), "--baselines: There is no kind \"tarot\": choose of ratenetwork, " );
}

void TestEvaluate::aCategoryIsScoredAheadWhereAModelTellsItApart()
{
  const HeatmapStack both = robberiesAndThefts( formulaStack( 100, 6, 7 ) );
  Feedback silent;
  writeHeatmapStack( both, path( "both.tif" ).toStdString(), {}, silent );
  for ( const QString kind : { "ratenetwork", "ratemixture", "ewma" } )
    QCOMPARE( runEngine( { "train", "both.tif", kind + ".safetensors", "--kind", kind }, mFolder.path() ).exitCode, 0 );
  const auto score = [&]( const QString &model )
  {
    return runEngine( { "--json", "evaluate", "both.tif", model, "--category", "robbery", "--steps-ahead", "3", "--labels",
                        "category.tif", "--baselines", "longrunrate,ewma", "--repetitions", "100" },
                      mFolder.path() );
  };
  const EngineRun run = score( "ratenetwork.safetensors" );
  QVERIFY2( run.exitCode == 0, qPrintable( run.error() ) );
  const nlohmann::json result = run.result();
  QCOMPARE( result["category"].get<std::string>(), std::string( "robbery" ) );
  QCOMPARE( result["stepsAhead"].get<int>(), 3 );
  QCOMPARE( result["firstStep"].get<std::string>(), std::string( "2024-03-23" ) ); // the test begins two days before
  double robberies = 0;
  for ( int step = 82; step < 100; ++step )
    for ( const float count : both.map( step, 0 ) )
      robberies += count;
  QCOMPARE( result["incidents"].get<double>(), robberies );
  const RasterMetadata labels = readRasterMetadata( path( "category.tif" ).toStdString() );
  QCOMPARE( labels.at( "RISKCAST_CATEGORY" ), std::string( "robbery" ) );
  QCOMPARE( labels.at( "RISKCAST_STEPS_AHEAD" ), std::string( "3" ) );
  const EngineRun mixture = score( "ratemixture.safetensors" );
  QVERIFY2( mixture.exitCode == 0, qPrintable( mixture.error() ) );
  QCOMPARE( mixture.result()["category"].get<std::string>(), std::string( "robbery" ) );
  const EngineRun refused = score( "ewma.safetensors" );
  QCOMPARE( refused.exitCode, 1 );
  VERIFY_SAYS( refused.error(),
               "The model ewma.safetensors tells no categories apart. Leave it out, or train it and test it on a "
               "heatmap stack of the category robbery alone." );
}

void TestEvaluate::aTestOfWhatIsKnownIsRefused()
{
  const EngineRun run = evaluate( quick + QStringList{ "--start", "2024-02-01" } );
  QCOMPARE( run.exitCode, 1 );
  VERIFY_SAYS( run.error(), "The test period begins at 2024-02-01, but the model model learned from steps up to 2024-03-21" );
}

/// The stack begins three days before the test, and the network looks back five.
void TestEvaluate::aTestWithoutWhatCameBeforeIsRefused()
{
  QCOMPARE( runEngine( { "train", "heatmaps.tif", "window.safetensors", "--kind", "sftt", "--window", "5", "--epochs", "1",
                         "--filters", "2,2" },
                       mFolder.path() )
                .exitCode,
            0 );
  Feedback silent;
  HeatmapStack late = readHeatmapStack( path( "heatmaps.tif" ).toStdString(), silent );
  const int first = 77;
  late.steps = TimeSteps( late.steps.start( first ), {}, late.stepCount() - first );
  late.counts.erase( late.counts.begin(), late.counts.begin() + static_cast<std::ptrdiff_t>( first ) * late.cellCount() );
  late.states.erase( late.states.begin(), late.states.begin() + first );
  writeHeatmapStack( late, path( "late.tif" ).toStdString(), {}, silent );
  const EngineRun run =
      runEngine( { "--json", "evaluate", "late.tif", "window.safetensors", "--baselines", "randommap" }, mFolder.path() );
  QCOMPARE( run.exitCode, 1 );
  VERIFY_SAYS( run.error(),
               "Before 2024-03-21 the heatmap stack has 3 steps, 3 of them with reports, too few for the model's window "
               "of 5 steps. Create a stack that reaches further back." );
}

void TestEvaluate::whatCannotBeWrittenIsSaidBeforeTheWork()
{
  VERIFY_SAYS( evaluate( quick + QStringList{ "--scores", "scores.xyz" } ).error(), "no vector format has the suffix \".xyz\"" );
  VERIFY_SAYS( evaluate( quick + QStringList{ "--report", "nowhere/report.html" } ).error(), "nowhere" );
  VERIFY_SAYS( evaluate( quick + QStringList{ "--labels", "labels.tif", "--label-percentile", "12" } ).error(),
               "cannot be that of percentile 12" );
  VERIFY_SAYS( evaluate( quick + QStringList{ "--report", "model.safetensors" } ).error(), "model.safetensors" );
}

void TestEvaluate::aFullDiskLeavesThePreviousFiles()
{
  writeFile( path( "r.html" ), "previous" );
  writeFile( path( "s.csv" ), "previous" );
  const QStringList arguments =
      QStringList{ "--json", "evaluate", "heatmaps.tif" } + quick + QStringList{ "--report", "r.html", "--scores", "s.csv" };
  const EngineRun run = runEngineOnFullDisk( 100, arguments, mFolder.path() ); // the report has more than 400
  QCOMPARE( run.exitCode, 1 );
  VERIFY_SAYS( run.error(), "r.html cannot be written" );
  QCOMPARE( readFile( path( "r.html" ) ), QByteArray( "previous" ) );
  QCOMPARE( readFile( path( "s.csv" ) ), QByteArray( "previous" ) );
  QVERIFY( mFolder.isValid() &&
           QDir( mFolder.path() ).entryList( { ".riskcast*", "*.partial*" }, QDir::Files | QDir::Hidden ).isEmpty() );
}

QTEST_GUILESS_MAIN( TestEvaluate )
#include "test_evaluate.moc"
