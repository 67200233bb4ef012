#include "engine_run.h"
#include "incident_table.h"

#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

/// Bad input ends in one clear sentence, exit code 1, no partial file, and the previous output as it was.
class TestBadInput : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void oneSentenceAndNothingElse_data();
  void oneSentenceAndNothingElse();
  void rowsThatCannotBeReadAreCountedByReason();
  void creationOptionThatIsNoneIsWarnedOf();

private:
  QTemporaryDir mFolder;
};

void TestBadInput::initTestCase()
{
  const QByteArray header = "datetime,x,y,category\n";
  const QByteArray table = incidentTable( 100 );
  const auto file = [this]( const char *name ) { return mFolder.filePath( name ); };
  writeFile( file( "good.csv" ), table );
  writeFile( file( "empty.csv" ), header );
  writeFile( file( "nothing.csv" ), QByteArray() );
  writeFile( file( "undated.csv" ), "x,y\n700500,3100500\n" );
  writeFile( file( "unplaced.csv" ), "datetime,place\n2024-01-01,station\n" );
  writeFile( file( "words.csv" ), QByteArray( table ).replace( "2024-", "year 2024-" ) );
  writeFile( file( "one.csv" ), header + "2024-01-01T10:00:00,700500,3100500,steady\n" );
  writeFile( file( "one place.csv" ), header + QByteArray( "2024-01-01T10:00:00,700500,3100500,steady\n" ).repeated( 200 ) );
  writeFile( file( "unknown crs.csv" ), "datetime,northing_m,easting_m\n2024-01-01,1,2\n" );
  writeFile( file( "picture.jpg" ), "not a table" );
  for ( const char *previous : { "selection.gpkg", "out.tif", "model.safetensors" } )
    writeFile( file( previous ), "yesterday's result" );

  const auto make = [this]( const QStringList &arguments )
  {
    const EngineRun run = runEngine( arguments, mFolder.path() );
    QVERIFY2( run.exitCode == 0, run.errors.constData() );
  };
  const QStringList grid = { "--crs", "EPSG:32643", "--columns", "8", "--rows" };
  make( QStringList{ "heatmaps", "good.csv", "stack.tif" } + grid + QStringList{ "8" } );
  make( QStringList{ "heatmaps", "good.csv", "other grid.tif" } + grid + QStringList{ "9" } );
  make( QStringList{ "heatmaps", "good.csv", "weeks.tif" } + grid + QStringList{ "8", "--step", "1 week" } );
  make( QStringList{ "heatmaps", "good.csv", "ten days.tif" } + grid + QStringList{ "8", "--end", "2024-01-11" } );
  make( { "check", "good.csv", "check.html", "--crs", "EPSG:32643", "--clean", "clean.gpkg" } );
  make( { "train", "stack.tif", "mixture.safetensors", "--kind", "ratemixture" } );
  make( { "train", "stack.tif", "network.safetensors", "--kind", "convlstm", "--epochs", "1", "--filters", "2,2,2,2" } );
  // Ten days with reports at the end of a hundred, on the grid of the other stack.
  const QStringList place = { "--extent", "700500,3100500,707500,3107500" };
  make( QStringList{ "heatmaps", "good.csv", "sparse.tif", "--where", "datetime > '2024-03-31'", "--start", "2024-01-01" } +
        grid + QStringList{ "8" } + place );
  make( { "predict", "stack.tif", "mixture.safetensors", "risk.tif", "--classes", "classes.tif" } );
  writeFile( mFolder.filePath( "left.safetensors.checkpoint" ), "what a training left" );
  make( { "train", "stack.tif", "reports.safetensors", "--kind", "convlstm", "--epochs", "1", "--filters", "2,2,2,2",
          "--gap-filling", "lastobserved" } );
}

void TestBadInput::oneSentenceAndNothingElse_data()
{
  QTest::addColumn<QStringList>( "arguments" );
  QTest::addColumn<QString>( "message" );
  const QStringList crs = { "--crs", "EPSG:32643" };
  const auto select = [crs]( const char *table ) { return QStringList{ "select", table, "selection.gpkg" } + crs; };
  const auto heatmaps = [crs]( const char *table ) { return QStringList{ "heatmaps", table, "out.tif" } + crs; };
  const auto predict = []( const char *stack, const char *model ) { return QStringList{ "predict", stack, model, "out.tif" }; };

  QTest::newRow( "select: empty table" ) << select( "empty.csv" ) << "empty.csv";
  QTest::newRow( "select: no date field" ) << select( "undated.csv" ) << "x, y";
  QTest::newRow( "select: unparsable dates" ) << select( "words.csv" ) << "200 with an unreadable time";
  QTest::newRow( "select: one incident" ) << select( "one.csv" ) << "one place";
  QTest::newRow( "select: all incidents at one place" ) << select( "one place.csv" ) << "place";
  QTest::newRow( "select: extent without incidents" ) << select( "good.csv" ) + QStringList{ "--extent", "0,0,1,1" } << "extent";
  QTest::newRow( "select: threshold that nothing reaches" )
      << select( "good.csv" ) + QStringList{ "--threshold", "100000" } << "threshold";
  QTest::newRow( "select: share above one" ) << select( "good.csv" ) + QStringList{ "--period-share", "1.5" } << "150 %";
  QTest::newRow( "select: share that is no number" ) << select( "good.csv" ) + QStringList{ "--period-share", "nan" } << "nan %";
  QTest::newRow( "select: grid without columns" ) << select( "good.csv" ) + QStringList{ "--columns", "0" } << "column";

  QTest::newRow( "heatmaps: no such table" ) << heatmaps( "nowhere.csv" ) << "nowhere.csv";
  QTest::newRow( "heatmaps: not a table" ) << heatmaps( "picture.jpg" ) << "picture.jpg";
  QTest::newRow( "heatmaps: file of no bytes" ) << heatmaps( "nothing.csv" ) << "nothing.csv";
  QTest::newRow( "heatmaps: empty table" ) << heatmaps( "empty.csv" ) << "empty.csv";
  QTest::newRow( "heatmaps: no date field" ) << heatmaps( "undated.csv" ) << "x, y";
  QTest::newRow( "heatmaps: no coordinates" ) << heatmaps( "unplaced.csv" ) << "place";
  QTest::newRow( "heatmaps: unparsable dates" ) << heatmaps( "words.csv" ) << "200 with an unreadable time";
  QTest::newRow( "heatmaps: one incident" ) << heatmaps( "one.csv" ) << "only incident";
  QTest::newRow( "heatmaps: all incidents at one place" ) << heatmaps( "one place.csv" ) << "one place";
  QTest::newRow( "heatmaps: extent without incidents" )
      << heatmaps( "good.csv" ) + QStringList{ "--extent", "0,0,1,1" } << "within the extent";
  QTest::newRow( "heatmaps: period without incidents" )
      << heatmaps( "good.csv" ) + QStringList{ "--start", "2010-01-01", "--end", "2010-02-01" } << "and period";
  QTest::newRow( "heatmaps: no such field" ) << heatmaps( "good.csv" ) + QStringList{ "--time-field", "when" } << "datetime";
  QTest::newRow( "heatmaps: no such category field" )
      << heatmaps( "good.csv" ) + QStringList{ "--category-field", "kind" } << "category";
  QTest::newRow( "heatmaps: condition that is none" ) << heatmaps( "good.csv" ) + QStringList{ "--where", "(((" } << "(((";
  QTest::newRow( "heatmaps: CRS that is none" )
      << QStringList{ "heatmaps", "good.csv", "out.tif", "--crs", "EPSG:nonsense" } << "EPSG:nonsense";
  QTest::newRow( "heatmaps: unknown CRS" ) << QStringList{ "heatmaps", "good.csv", "out.tif" } << "coordinate reference system";
  QTest::newRow( "heatmaps: too many steps for a GeoTIFF" )
      << heatmaps( "good.csv" ) + QStringList{ "--step", "1 hour", "--start", "1900-01-01" } << "65,535";
  QTest::newRow( "heatmaps: too many steps for two maps each" )
      << heatmaps( "good.csv" ) + QStringList{ "--step", "1 hour", "--start", "2020-01-01", "--filled", "filled.tif" }
      << "filled.tif would have 74,";
  QTest::newRow( "heatmaps: selection that is none" )
      << heatmaps( "good.csv" ) + QStringList{ "--selection", "good.csv" } << "good.csv";

  const auto train = []( const char *stack ) { return QStringList{ "train", stack, "model.safetensors", "--kind", "convlstm" }; };
  const QStringList residual = { "train", "stack.tif", "model.safetensors", "--kind", "stresnet" };
  QTest::newRow( "train: no such stack" ) << train( "nowhere.tif" ) << "nowhere.tif";
  QTest::newRow( "train: a risk raster as stack" ) << train( "risk.tif" ) << "risk.tif is not a heatmap stack";
  QTest::newRow( "train: a model as stack" ) << train( "mixture.safetensors" ) << "mixture.safetensors";
  QTest::newRow( "train: a table as stack" )
      << train( "good.csv" )
      << "good.csv is a table, not a heatmap stack: let \"Create heatmap stack\" (riskcast heatmaps) count it";
  QTest::newRow( "train: a table in a GeoPackage as stack" )
      << train( "clean.gpkg" ) << "clean.gpkg is a table, not a heatmap stack";
  QTest::newRow( "train: too few steps for the window" ) << train( "ten days.tif" ) << "10 steps";
  QTest::newRow( "train: window longer than the stack" )
      << train( "stack.tif" ) + QStringList{ "--window", "1000" } << "100 steps";
  QTest::newRow( "train: share above one" ) << train( "stack.tif" ) + QStringList{ "--test-share", "1.5" } << "150 %";
  QTest::newRow( "train: negative share" ) << train( "stack.tif" ) + QStringList{ "--validation-share", "-0.1" } << "-10 %";
  QTest::newRow( "train: no epochs" ) << train( "stack.tif" ) + QStringList{ "--epochs", "0" }
                                      << "The number of epochs must be at least 1.";
  QTest::newRow( "train: empty batches" ) << train( "stack.tif" ) + QStringList{ "--batch-size", "0" }
                                          << "The batch size must be at least 1.";
  QTest::newRow( "train: two billion maps before" )
      << residual + QStringList{ "--closeness", "2000000000" } << "A residual network looks back 65,535 steps at most";
  QTest::newRow( "train: periods beyond 32 bits" ) << residual + QStringList{ "--period", "3", "--period-steps", "1500000000" }
                                                   << "not 3 times 1,500,000,000. Use fewer maps or shorter periods.";
  QTest::newRow( "train: checkpoint in no folder" )
      << train( "stack.tif" ) + QStringList{ "--checkpoint", "nowhere/left" } << "nowhere/left cannot be written";
  QTest::newRow( "train: history in no known format" )
      << train( "stack.tif" ) + QStringList{ "--history", "history.foo" }
      << "history.foo cannot be written: no vector format has the suffix \".foo\"";
  for ( const QString file : { "history.txt", "history.shp", "history.mvt" } ) // GDAL's formats of these are of places
    QTest::newRow( qPrintable( "train: " + file ) )
        << train( "stack.tif" ) + QStringList{ "--history", file } << file + " cannot be written: ";
  QTest::newRow( "train: no window" ) << train( "stack.tif" ) + QStringList{ "--window", "0" } << "window";
  QTest::newRow( "train: negative learning rate" )
      << train( "stack.tif" ) + QStringList{ "--learning-rate", "-1" } << "learning rate";
  QTest::newRow( "train: threshold of zero" ) << train( "stack.tif" ) + QStringList{ "--binary-threshold", "0" } << "threshold";
  QTest::newRow( "train: threshold that is no number" )
      << train( "stack.tif" ) + QStringList{ "--binary-threshold", "nan" } << "threshold";
  QTest::newRow( "train: no filters" ) << train( "stack.tif" ) + QStringList{ "--filters", "4,0,4,4" } << "filters";
  QTest::newRow( "train: sums of the day of days" )
      << residual + QStringList{ "--cumulative-day" } << "hours, but the heatmaps have steps of 1 day";
  QTest::newRow( "train: sums of the day with a prior" )
      << residual + QStringList{ "--cumulative-day", "--prior", "mixture" } << "without a prior";
  QTest::newRow( "train: fewer than no residual units" )
      << residual + QStringList{ "--residual-units", "-1" } << "fewer than 0 residual units";
  QTest::newRow( "train: no cells inside the network" ) << residual + QStringList{ "--super-resolution", "0" } << "at least 1";
  QTest::newRow( "train: a covariate that is no raster" )
      << train( "stack.tif" ) + QStringList{ "--covariate", "good.csv" } << "good.csv cannot be read as a raster";
  QTest::newRow( "train: a covariate in the place of the model" )
      << train( "stack.tif" ) + QStringList{ "--covariate", "model.safetensors" }
      << "model.safetensors cannot be written: it is what the result is made from";
  QTest::newRow( "train: negative weight" ) << train( "stack.tif" ) + QStringList{ "--positive-weight", "-1" } << "weight";

  QTest::newRow( "predict: no such model" ) << predict( "stack.tif", "nowhere.safetensors" ) << "nowhere.safetensors";
  QTest::newRow( "predict: another grid than the model's" )
      << predict( "other grid.tif", "mixture.safetensors" ) << "8 × 9 cells";
  QTest::newRow( "predict: another step than the model's" ) << predict( "weeks.tif", "mixture.safetensors" ) << "1 week";
  QTest::newRow( "predict: too few maps with reports" )
      << predict( "sparse.tif", "reports.safetensors" )
      << "The heatmap stack has 100 steps, 10 of them with reports, too few for the model's window of 16 steps with reports. "
         "Create a stack that reaches further back.";
  QTest::newRow( "predict: model and stack swapped" ) << predict( "mixture.safetensors", "stack.tif" ) << "mixture.safetensors";
  QTest::newRow( "predict: a stack as model" ) << predict( "stack.tif", "stack.tif" ) << "stack.tif";
  QTest::newRow( "predict: border wider than the map" )
      << predict( "stack.tif", "mixture.safetensors" ) + QStringList{ "--border", "4" } << "4 rings";
  QTest::newRow( "predict: falling percentiles" )
      << predict( "stack.tif", "mixture.safetensors" ) + QStringList{ "--percentiles", "90,50" } << "ercentiles";

  QTest::newRow( "info: no such file" ) << QStringList{ "info", "nowhere.tif" } << "nowhere.tif";
  QTest::newRow( "info: a table" ) << QStringList{ "info", "good.csv" } << "good.csv";
  QTest::newRow( "info: classes of risk" ) << QStringList{ "info", "classes.tif" }
                                           << "classes.tif holds classes of risk for display";
  QTest::newRow( "info: what a training left" )
      << QStringList{ "info", "left.safetensors.checkpoint" } << "is what an interrupted training left";
  QTest::newRow( "info: a folder" ) << QStringList{ "info", "." } << ".";
}

void TestBadInput::oneSentenceAndNothingElse()
{
  QFETCH( QStringList, arguments );
  QFETCH( QString, message );
  const QMap<QString, QByteArray> before = contents( mFolder.path() );
  const EngineRun run = runEngine( QStringList{ "--json" } + arguments, mFolder.path() );
  QCOMPARE( run.exitCode, 1 );
  QCOMPARE( run.errors, QByteArray() );
  QVERIFY2( run.error().contains( message, Qt::CaseInsensitive ), run.output.constData() );
  QVERIFY2( !run.error().contains( '\n' ) && !run.error().contains( "that should not" ), run.output.constData() );
  QVERIFY( run.lines( "result" ).isEmpty() );
  QVERIFY( contents( mFolder.path() ) == before );
}

void TestBadInput::rowsThatCannotBeReadAreCountedByReason()
{
  QByteArray table = incidentTable( 30 );
  table += ",700500,3100500,steady\n";              // no time
  table += "yesterday,700500,3100500,steady\n";     // no readable time
  table += "2024-02-30,700500,3100500,steady\n";    // no real date
  table += "2024-01-05T10:00:00,,3100500,steady\n"; // no easting
  writeFile( mFolder.filePath( "dirty.csv" ), table );
  const EngineRun run = runEngine( { "--json", "heatmaps", "dirty.csv", "dirty.tif", "--crs", "EPSG:32643" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  const nlohmann::json result = run.result();
  QCOMPARE( result["incidentsUsed"].get<int>(), 60 );
  QCOMPARE( result["leftOut"].get<int>(), 4 );
  QVERIFY( result["leftOutByReason"] ==
           nlohmann::json( { { "without a time", 1 }, { "with an unreadable time", 2 }, { "without coordinates", 1 } } ) );
}

void TestBadInput::creationOptionThatIsNoneIsWarnedOf()
{
  const QStringList predict = { "--json", "predict", "stack.tif", "mixture.safetensors", "warned.tif" };
  const EngineRun run = runEngine( predict + QStringList{ "--co", "COMPRESS=NONSENSE" }, mFolder.path() );
  QCOMPARE( run.exitCode, 0 );
  QVERIFY( !run.lines( "warning" ).isEmpty() );
  QVERIFY( run.lines( "warning" ).first()["text"].get<std::string>().find( "NONSENSE" ) != std::string::npos );
}

QTEST_GUILESS_MAIN( TestBadInput )
#include "test_bad_input.moc"
