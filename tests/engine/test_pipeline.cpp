#include "engine_run.h"
#include "feedback.h"
#include "incident_table.h"
#include "model_file.h"
#include "risk_raster.h"
#include "stack_file.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace riskcast;

/// The main job by the real program on real files: a table becomes a selection, a stack, a model and a risk raster.
class TestPipeline : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void selectionIsWhereAndWhenTheIncidentsAre();
  void heatmapsCountEveryIncident();
  void heatmapsOfCategories();
  void theNightlyExampleGoesOn();
  void heatmapsLeaveAndComeBack();
  void aStackGoesOn();
  void theQueryIsAllThatIsPrinted();
  void modelsAreTrainedAndPredict_data();
  void modelsAreTrainedAndPredict();
  void changedMapsAreScoredOnRawCounts_data();
  void changedMapsAreScoredOnRawCounts();
  void sameInputAndSeedGiveTheSameBytes_data();
  void sameInputAndSeedGiveTheSameBytes();
  void infoSaysWhatATrainingBeganWith();
  void infoLeavesOutOptionsWithoutUse();
  void infoExplainsEveryFile_data();
  void infoExplainsEveryFile();

private:
  /// Runs a command on \a folder and returns its result; fails the test if it fails.
  nlohmann::json run( const QStringList &arguments, const QString &folder );
  void runChain( const QStringList &training, const QString &folder );

  QTemporaryDir mFolder;
};

namespace
{

constexpr int days = 100;
const QStringList selecting = { "select",
                                "incidents.csv",
                                "selection.gpkg",
                                "--crs",
                                "EPSG:32643",
                                "--columns",
                                "8",
                                "--rows",
                                "8",
                                "--threshold",
                                "2",
                                "--period-share",
                                "1" };
const QStringList counting = { "heatmaps",    "incidents.csv",  "heatmaps.tif", "--crs", "EPSG:32643",
                               "--selection", "selection.gpkg", "--columns",    "8",     "--rows",
                               "8",           "--filled",       "filled.tif" };
const QStringList predicting = { "predict",   "heatmaps.tif", "model.safetensors", "risk.tif",
                                 "--classes", "classes.tif",  "--steps-ahead",     "3" };
const QStringList mixture = { "--kind", "ratemixture" };
const QStringList network = { "--kind", "convlstm", "--filters", "2,2,2,2", "--epochs", "2", "--window", "16", "--seed", "7" };

} // namespace

nlohmann::json TestPipeline::run( const QStringList &arguments, const QString &folder )
{
  const EngineRun run = runEngine( QStringList{ "--json" } + arguments, folder );
  if ( run.exitCode != 0 )
    qWarning( "%s: %s%s", qPrintable( arguments.join( ' ' ) ), run.output.constData(), run.errors.constData() );
  return run.exitCode == 0 ? run.result() : nlohmann::json::object();
}

void TestPipeline::runChain( const QStringList &training, const QString &folder )
{
  writeFile( folder + "/incidents.csv", incidentTable( days ) );
  QVERIFY( !run( selecting, folder ).empty() );
  QVERIFY( !run( counting, folder ).empty() );
  QVERIFY( !run( QStringList{ "train", "heatmaps.tif", "model.safetensors" } + training, folder ).empty() );
  QVERIFY( !run( predicting, folder ).empty() );
}

void TestPipeline::initTestCase()
{
  runChain( mixture, mFolder.path() );
}

void TestPipeline::selectionIsWhereAndWhenTheIncidentsAre()
{
  const nlohmann::json result = run( selecting, mFolder.path() );
  // Incidents lie in the middle of cells of 1 km; the table has two a day on 2024-01-01 … 2024-04-09.
  QVERIFY( result["extent"] == nlohmann::json( { 700500, 3100500, 707500, 3107500 } ) );
  QVERIFY( result["crs"] == "EPSG:32643" );
  QVERIFY( result["start"] == "2024-01-01" );
  QVERIFY( result["end"] == "2024-05-01" );
  QCOMPARE( result["kept"].get<int>(), 2 * days );
  QCOMPARE( result["leftOut"].get<int>(), 0 );
}

void TestPipeline::heatmapsCountEveryIncident()
{
  const nlohmann::json result = run( counting, mFolder.path() );
  QCOMPARE( result["columns"].get<int>(), 8 );
  QCOMPARE( result["rows"].get<int>(), 8 );
  QCOMPARE( result["incidentsUsed"].get<int>(), 2 * days );
  QCOMPARE( result["leftOut"].get<int>(), 0 );
  QCOMPARE( result["observedSteps"].get<int>(), days );
  QCOMPARE( result["steps"].get<int>(), days ); // the period goes on to the end of April, but nobody knows of those days

  Feedback silent;
  const HeatmapStack stack = readHeatmapStack( mFolder.filePath( "heatmaps.tif" ).toStdString(), silent );
  for ( int day = 0; day < days; ++day )
  {
    // The grid begins and ends at the outermost incidents, so its cells are 7/8 km wide: incident n (of 0 … 7) lies at n km,
    // in cell 8 n / 7, and the last one on the outer edge in the last cell. Row 0 is the northernmost.
    const auto cell = []( int n ) { return std::min( 8 * n / 7, 7 ); };
    std::vector<float> expected( 64 );
    expected[( 7 - cell( 5 ) ) * 8 + cell( 2 )] += 1;
    expected[( 7 - cell( 3 * day % 8 ) ) * 8 + cell( day % 8 )] += 1;
    QVERIFY2( stack.total( day ) == expected, qPrintable( QString::number( day ) ) );
  }
}

void TestPipeline::heatmapsOfCategories()
{
  const QStringList categories = { "--category-field", "category", "--categories", "steady", "--categories", "wandering" };
  run( QStringList{ "heatmaps", "incidents.csv", "categories.tif", "--crs", "EPSG:32643" } + categories, mFolder.path() );
  Feedback silent;
  const HeatmapStack stack = readHeatmapStack( mFolder.filePath( "categories.tif" ).toStdString(), silent );
  QVERIFY( stack.categories == std::vector<std::string>( { "steady", "wandering" } ) );
  for ( int category = 0; category < 2; ++category )
  {
    const auto map = stack.map( 0, category );
    QCOMPARE( std::accumulate( map.begin(), map.end(), 0.F ), 1.F );
  }
}

/// docs/examples/nightly.sh, on two nights.
void TestPipeline::theNightlyExampleGoesOn()
{
  const QTemporaryDir folder;
  writeFile( folder.filePath( "reports.csv" ), incidentTable( days ) );
  QProcess night;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert( "RISKCAST", enginePath() );
  environment.insert( "START", "2024-01-01" );
  environment.insert( "CRS", "EPSG:32643" );
  environment.insert( "EXTENT", "700000,3100000,708000,3108000" );
  night.setProcessEnvironment( environment );
  night.setWorkingDirectory( folder.path() );
  const QStringList arguments = { "reports.csv", "risk" };
  for ( const char *forecast : { "2024-04-10", "2024-04-15" } )
  {
    night.start( RISKCAST_SOURCE_DIR "/docs/examples/nightly.sh", arguments );
    QVERIFY( night.waitForFinished( 120000 ) );
    QVERIFY2( night.exitCode() == 0, night.readAllStandardError().constData() );
    Feedback silent;
    const RiskMaps maps = readRiskRaster( folder.filePath( "risk/risk.tif" ).toStdString(), silent );
    QCOMPARE( toIso8601( maps.steps.start( 0 ) ), std::string( forecast ) );
    QCOMPARE( maps.steps.count(), 7 );
    writeFile( folder.filePath( "reports.csv" ), incidentTable( days + 5 ) );
  }
}

void TestPipeline::heatmapsLeaveAndComeBack()
{
  const nlohmann::json exported = run( { "export", "heatmaps.tif", "heatmaps.nc" }, mFolder.path() );
  QCOMPARE( exported["steps"].get<int>(), days );
  QVERIFY( run( { "info", "heatmaps.nc" }, mFolder.path() )["content"] == "heatmaps" );
  run( { "export", "heatmaps.nc", "back.tif" }, mFolder.path() );
  Feedback silent;
  const auto counts = [&]( const char *name )
  { return readHeatmapStack( mFolder.filePath( name ).toStdString(), silent ).counts; };
  QVERIFY( counts( "back.tif" ) == counts( "heatmaps.tif" ) );

  // What is counted already is counted again by the numbers of its cells.
  run( { "export", "heatmaps.tif", "counts.csv" }, mFolder.path() );
  run( { "heatmaps", "counts.csv", "again.tif", "--template", "heatmaps.tif", "--cell-field", "cell", "--time-field", "step",
         "--weight-field", "count" },
       mFolder.path() );
  QVERIFY( counts( "again.tif" ) == counts( "heatmaps.tif" ) );

  const nlohmann::json total = run( { "export", "heatmaps.tif", "total.tif", "--by", "total" }, mFolder.path() );
  QCOMPARE( total["steps"].get<int>(), 1 );
}

void TestPipeline::aStackGoesOn()
{
  // The first 40 days of the table, and then the table again onto the same file.
  const QStringList extent = { "--extent", "699000,3099000,709000,3109000", "--columns", "8", "--rows", "8" };
  const QStringList source = { "heatmaps", "incidents.csv", "growing.tif", "--crs", "EPSG:32643" };
  run( source + extent + QStringList{ "--end", "2024-02-10" }, mFolder.path() );
  const nlohmann::json grown = run( source + QStringList{ "--extend", "growing.tif" }, mFolder.path() );
  QCOMPARE( grown["steps"].get<int>(), days );
  QCOMPARE( grown["incidentsUsed"].get<int>(), 2 * days );
}

void TestPipeline::theQueryIsAllThatIsPrinted()
{
  const EngineRun run = runEngine( { "heatmaps", "police.reports", "--print-sql", "--time-field", "occurred", "--template",
                                     "heatmaps.tif", "--where", "kind = 'theft'" },
                                   mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  QVERIFY2( run.output.startsWith( "-- Counts the rows of police.reports" ) && run.output.endsWith( ";\n" ), run.output );
  QVERIFY( run.output.contains( "FROM \"police\".\"reports\"\n    WHERE kind = 'theft'" ) );
}

void TestPipeline::modelsAreTrainedAndPredict_data()
{
  QTest::addColumn<QStringList>( "training" );
  QTest::newRow( "rate mixture" ) << mixture;
  QTest::newRow( "ConvLSTM" ) << network;
}

void TestPipeline::modelsAreTrainedAndPredict()
{
  QFETCH( QStringList, training );
  const nlohmann::json trained =
      run( QStringList{ "train", "heatmaps.tif", "model.safetensors", "--report", "training.html" } + training, mFolder.path() );
  QVERIFY( trained["kind"] == training[1].toStdString() );
  QVERIFY(
      readFile( mFolder.filePath( "training.html" ) ).contains( "Training of a model of the kind " + training[1].toUtf8() ) );
  QCOMPARE( trained["scores"].size(), size_t( 3 ) ); // the model, the long-run rate, the EWMA
  QVERIFY( trained["scores"][0]["kind"] == training[1].toStdString() );
  for ( const nlohmann::json &score : trained["scores"] )
  {
    for ( const char *share : { "1", "4", "5", "10" } )
      QVERIFY( score["hitRate"][share] >= 0 && score["hitRate"][share] <= 1 );
    QVERIFY( score["logLoss"] > 0 );
  }
  QVERIFY( trained["table"].get<std::string>().find( "longrunrate" ) != std::string::npos );

  const nlohmann::json predicted = run( predicting, mFolder.path() );
  QCOMPARE( predicted["steps"].get<int>(), 3 );
  QVERIFY( predicted["firstStep"] == "2024-04-10" );
  QVERIFY( predicted["lastStep"] == "2024-04-12" );
  Feedback silent;
  const RiskMaps maps = readRiskRaster( mFolder.filePath( "risk.tif" ).toStdString(), silent );
  QCOMPARE( maps.risk.size(), size_t( 3 * 64 ) );
  const auto [lowest, highest] = std::ranges::minmax( maps.risk );
  QVERIFY( lowest >= 0 && highest <= 1 );
  QCOMPARE( static_cast<float>( predicted["maximumRisk"].get<double>() ), highest );
}

void TestPipeline::changedMapsAreScoredOnRawCounts_data()
{
  QTest::addColumn<QStringList>( "options" );
  QTest::newRow( "sums of the day" ) << QStringList{ "--cumulative-day" };
  QTest::newRow( "finer cells inside" ) << QStringList{ "--super-resolution", "2" };
}

void TestPipeline::changedMapsAreScoredOnRawCounts()
{
  QFETCH( QStringList, options );
  const QString folder = mFolder.filePath( QTest::currentDataTag() );
  QVERIFY( QDir().mkdir( folder ) && QFile::copy( mFolder.filePath( "incidents.csv" ), folder + "/incidents.csv" ) );
  run( { "heatmaps", "incidents.csv", "heatmaps.tif", "--crs", "EPSG:32643", "--columns", "4", "--rows", "4", "--step",
         "6 hours" },
       folder );
  const QStringList training = { "train",
                                 "heatmaps.tif",
                                 "model.safetensors",
                                 "--kind",
                                 "stresnet",
                                 "--epochs",
                                 "1",
                                 "--filters",
                                 "2",
                                 "--trend",
                                 "0",
                                 "--residual-units",
                                 "0" };
  const nlohmann::json changed = run( training + options, folder )["scores"];
  run( { "predict", "heatmaps.tif", "model.safetensors", "risk.tif", "--steps-ahead", "5" }, folder );
  const nlohmann::json plain = run( training, folder )["scores"];

  QVERIFY( changed[0]["logLoss"] != plain[0]["logLoss"] );
  for ( const char *truth : { "steps", "incidents", "positiveCells" } )
    QCOMPARE( changed[0][truth].get<double>(), plain[0][truth].get<double>() );
  QVERIFY( changed[1] == plain[1] ); // the long-run rate
  Feedback silent;
  const std::vector<float> risk = readRiskRaster( ( folder + "/risk.tif" ).toStdString(), silent ).risk;
  QCOMPARE( risk.size(), size_t{ 5 * 4 * 4 } );
  QVERIFY( std::ranges::all_of( risk, []( float each ) { return each >= 0 && each < 1; } ) );
}

void TestPipeline::sameInputAndSeedGiveTheSameBytes_data()
{
  modelsAreTrainedAndPredict_data();
}

void TestPipeline::sameInputAndSeedGiveTheSameBytes()
{
  QFETCH( QStringList, training );
  QTemporaryDir first;
  QTemporaryDir second;
  runChain( training, first.path() );
  runChain( training, second.path() );
  for ( const char *file : { "heatmaps.tif", "filled.tif", "risk.tif", "classes.tif" } )
    QVERIFY2( readFile( first.filePath( file ) ) == readFile( second.filePath( file ) ), file );
  // A model also tells how long its training took.
  const auto model = []( const QTemporaryDir &folder )
  { return ModelFile::read( folder.filePath( "model.safetensors" ).toStdString() ); };
  QVERIFY( model( first ).tensors == model( second ).tensors );
}

void TestPipeline::infoSaysWhatATrainingBeganWith()
{
  runChain( { "--kind", "ratenetwork", "--epochs", "1" }, mFolder.path() );
  const EngineRun again = runEngine(
      { "train", "heatmaps.tif", "again.safetensors", "--from", "model.safetensors", "--epochs", "1" }, mFolder.path() );
  QVERIFY2( again.exitCode == 0, again.errors.constData() );
  const EngineRun info = runEngine( { "info", "again.safetensors" }, mFolder.path() );
  QVERIFY2( info.output.contains( "Began with     a model trained on " ), info.output.constData() );
  QVERIFY( !runEngine( { "info", "model.safetensors" }, mFolder.path() ).output.contains( "Began with" ) );
}

void TestPipeline::infoLeavesOutOptionsWithoutUse()
{
  runChain( mixture, mFolder.path() );
  const EngineRun info = runEngine( { "info", "model.safetensors" }, mFolder.path() );
  QVERIFY2(
      info.output.contains( "  Options        device auto, kind ratemixture, seed 1, testShare 0.2, validationShare 0.2\n" ),
      info.output.constData() );
}

void TestPipeline::infoExplainsEveryFile_data()
{
  QTest::addColumn<QString>( "content" );
  QTest::addColumn<QStringList>( "words" );
  QTest::newRow( "heatmaps.tif" ) << "heatmaps" << QStringList{ "is a heatmap stack",
                                                                "8 × 8 cells",
                                                                "EPSG:32643",
                                                                "100 of 1 day, from 2024-01-01 up to, not including, 2024-04-10",
                                                                "100 of these steps",
                                                                "200 counted of 200 rows of",
                                                                "incidents.csv" };
  QTest::newRow( "model.safetensors" ) << "model" << QStringList{ "is a model", "8 × 8 cells", "200 incidents", "ratemixture",
                                                                  "Validation", "Test",        "Class breaks",  "96 %: ",
                                                                  "gdal ",      "longrunrate", "log loss" };
  QTest::newRow( "risk.tif" ) << "risk" << QStringList{ "is a risk raster", "8 × 8 cells",  "3 of 1 day, from 2024-04-10",
                                                        "2024-04-11",       "Last reports", "2024-04-09",
                                                        "Class breaks" };
}

void TestPipeline::infoExplainsEveryFile()
{
  QFETCH( QString, content );
  QFETCH( QStringList, words );
  runChain( mixture, mFolder.path() );
  const QString file = QTest::currentDataTag();
  const EngineRun forPeople = runEngine( { "info", file }, mFolder.path() );
  QCOMPARE( forPeople.exitCode, 0 );
  for ( const QString &each : words )
    QVERIFY2( QString::fromUtf8( forPeople.output ).contains( each, Qt::CaseInsensitive ),
              qPrintable( each + " is not in:\n" + QString::fromUtf8( forPeople.output ) ) );

  QVERIFY( run( { "info", file }, mFolder.path() )["content"] == content.toStdString() );
}

QTEST_GUILESS_MAIN( TestPipeline )
#include "test_pipeline.moc"
