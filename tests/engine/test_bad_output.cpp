#include "engine_run.h"
#include "incident_table.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

/// Outputs that cannot be written: one sentence, exit code 1, no partial file, the previous output byte for byte.
class TestBadOutput : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void placesThatCannotBeWritten_data();
  void placesThatCannotBeWritten();
  void namesOfOtherFormatsAreRefused_data();
  void namesOfOtherFormatsAreRefused();
  void filesInUseAreNotOverwritten_data();
  void filesInUseAreNotOverwritten();
  void diskFull_data();
  void diskFull();

private:
  /// Each command with its output. Where that is the second one, the first is called "yesterday", which must survive, too.
  QStringList command( const QString &name, const QString &output ) const;

  QTemporaryDir mFolder;
};

QStringList TestBadOutput::command( const QString &name, const QString &output ) const
{
  const QStringList grid = { "--crs", "EPSG:32643", "--columns", "64", "--rows", "64" };
  if ( name == "check" )
    return QStringList{ "check", "incidents.csv", output, "--crs", "EPSG:32643" };
  if ( name == "checked rows" )
    return QStringList{ "check", "incidents.csv", "yesterday.html", "--crs", "EPSG:32643", "--all", output };
  if ( name == "clean rows" )
    return QStringList{ "check", "incidents.csv", "yesterday.html", "--crs", "EPSG:32643", "--clean", output };
  if ( name == "select" )
    return QStringList{ "select", "incidents.csv", output, "--crs", "EPSG:32643", "--rule", "all" };
  if ( name == "heatmaps" )
    return QStringList{ "heatmaps", "incidents.csv", output } + grid;
  if ( name == "filled" )
    return QStringList{ "heatmaps", "incidents.csv", "yesterday.tif", "--filled", output } + grid;
  if ( name == "export" )
    return { "export", "stack.tif", output };
  if ( name == "scores" )
    return { "evaluate", "stack.tif", "good.safetensors", "--scores", output };
  if ( name == "train" )
    return { "train", "stack.tif", output, "--kind", "ratemixture" };
  if ( name == "training report" )
    return { "train", "stack.tif", "yesterday.safetensors", "--kind", "ratemixture", "--report", output };
  if ( name == "checkpoint" )
    return { "train",    "stack.tif", "yesterday.safetensors", "--kind", "sftt",         "--filters", "2,2",
             "--epochs", "2",         "--checkpoint-every",    "0",      "--checkpoint", output };
  if ( name == "predict" )
    return { "predict", "stack.tif", "good.safetensors", output };
  return { "predict", "stack.tif", "good.safetensors", "yesterday.tif", "--classes", output };
}

void TestBadOutput::initTestCase()
{
  writeFile( mFolder.filePath( "incidents.csv" ), incidentTable( 100 ) );
  writeFile( mFolder.filePath( "file" ), "not a folder" );
  for ( const char *yesterday : { "yesterday.tif", "yesterday.html", "yesterday.safetensors" } )
    writeFile( mFolder.filePath( yesterday ), "yesterday's result" );
  QVERIFY( QDir( mFolder.path() ).mkdir( "folder" ) );
  for ( const QStringList &each :
        { command( "heatmaps", "stack.tif" ), command( "train", "good.safetensors" ), command( "predict", "risk.tif" ) } )
  {
    const EngineRun run = runEngine( each, mFolder.path() );
    QVERIFY2( run.exitCode == 0, run.errors.constData() );
  }
}

void TestBadOutput::placesThatCannotBeWritten_data()
{
  QTest::addColumn<QString>( "name" );
  QTest::addColumn<QString>( "output" );
  // The suffix is what GDAL would choose a driver by.
  const std::pair<const char *, QString> commands[] = { { "check", ".html" },        { "checked rows", ".gpkg" },
                                                        { "clean rows", ".gpkg" },   { "select", ".gpkg" },
                                                        { "heatmaps", ".tif" },      { "filled", ".tif" },
                                                        { "train", ".safetensors" }, { "training report", ".html" },
                                                        { "predict", ".tif" },       { "classes", ".tif" } };
  for ( const auto &[name, suffix] : commands )
  {
    const auto row = [&]( const char *place, const QString &output )
    { QTest::addRow( "%s: %s", name, place ) << QString( name ) << output; };
    row( "a folder that is not there", "nowhere/out" + suffix );
    row( "below a file", "file/out" + suffix );
    row( "a folder instead of a file", "folder" );
    row( "a read-only file system", "/proc/out" + suffix );
    if ( suffix == ".tif" || QByteArray( name ).endsWith( "rows" ) )
      row( "the name of a picture", "out.png" );
  }
}

void TestBadOutput::placesThatCannotBeWritten()
{
  QFETCH( QString, name );
  QFETCH( QString, output );
  const QMap<QString, QByteArray> before = contents( mFolder.path() );
  const EngineRun run = runEngine( QStringList{ "--json" } + command( name, output ), mFolder.path() );
  QCOMPARE( run.exitCode, 1 );
  QCOMPARE( run.errors, QByteArray() );
  QVERIFY2( run.error().startsWith( output + " " ), run.output.constData() );
  QVERIFY( contents( mFolder.path() ) == before );
}

void TestBadOutput::namesOfOtherFormatsAreRefused_data()
{
  QTest::addColumn<QStringList>( "arguments" );
  QTest::addColumn<QString>( "error" );
  const QString report = "out.pdf cannot be written: reports are HTML pages, so let the name end in .html.";
  QTest::newRow( "check" ) << command( "check", "out.pdf" ) << report;
  QTest::newRow( "training report" ) << command( "training report", "out.pdf" ) << report;
  QTest::newRow( "evaluate" ) << QStringList{ "evaluate", "stack.tif", "good.safetensors", "--report", "out.pdf" } << report;
  QTest::newRow( "compare" ) << QStringList{ "compare", "incidents.csv", "out.csv", "--report", "out.pdf" } << report;
  QTest::newRow( "model" ) << command( "train", "out.tif" )
                           << "out.tif cannot be written: models are safetensors files, so let the name end in .safetensors.";
  QTest::newRow( "clean rows" ) << command( "clean rows", "out.csv" )
                                << "out.csv cannot be written: rows are written as a GeoPackage, so let the name end in .gpkg.";
  QTest::newRow( "risk raster" ) << command( "predict", "out.png" )
                                 << "out.png cannot be written: rasters are GeoTIFF files, so let the name end in .tif.";
}

void TestBadOutput::namesOfOtherFormatsAreRefused()
{
  QFETCH( QStringList, arguments );
  QFETCH( QString, error );
  const QMap<QString, QByteArray> before = contents( mFolder.path() );
  const EngineRun run = runEngine( QStringList{ "--json" } + arguments, mFolder.path() );
  QCOMPARE( run.exitCode, 1 );
  QCOMPARE( run.error(), error );
  QVERIFY( contents( mFolder.path() ) == before );
}

void TestBadOutput::filesInUseAreNotOverwritten_data()
{
  QTest::addColumn<QStringList>( "arguments" );
  QTest::addColumn<QString>( "message" );
  const QString input = " cannot be written: it is what the result is made from. Choose another place.";
  const QString twice = " cannot be written twice: give each result a file of its own.";
  const QStringList crs = { "--crs", "EPSG:32643" };
  QTest::newRow( "a report over its incidents" )
      << QStringList{ "check", "incidents.csv", "incidents.csv" } + crs << "incidents.csv" + input;
  QTest::newRow( "clean rows over the incidents" )
      << QStringList{ "check", "incidents.csv", "new.html", "--clean", "incidents.csv" } + crs << "incidents.csv" + input;
  QTest::newRow( "clean rows over all rows" )
      << QStringList{ "check", "incidents.csv", "new.html", "--all", "new.gpkg", "--clean", "new.gpkg" } + crs
      << "new.gpkg" + twice;
  QTest::newRow( "a selection over its incidents" )
      << QStringList{ "select", "incidents.csv", "incidents.csv" } + crs << "incidents.csv" + input;
  QTest::newRow( "heatmaps over their incidents, by another path" )
      << QStringList{ "heatmaps", "incidents.csv", "folder/../incidents.csv" } + crs << "folder/../incidents.csv" + input;
  QTest::newRow( "filled maps over the incidents" )
      << QStringList{ "heatmaps", "incidents.csv", "new.tif", "--filled", "incidents.csv" } + crs << "incidents.csv" + input;
  QTest::newRow( "heatmaps over the selection" )
      << QStringList{ "heatmaps", "incidents.csv", "file", "--selection", "file" } + crs << "file" + input;
  QTest::newRow( "filled maps over the heatmaps" )
      << QStringList{ "heatmaps", "incidents.csv", "new.tif", "--filled", "./new.tif" } + crs << "./new.tif" + twice;
  QTest::newRow( "a model over its heatmaps" ) << QStringList{ "train", "stack.tif", "stack.tif" } << "stack.tif" + input;
  QTest::newRow( "a report over its model" )
      << QStringList{ "train", "stack.tif", "new.safetensors", "--report", "new.safetensors" } << "new.safetensors" + twice;
  QTest::newRow( "risk over its heatmaps, by a link" )
      << QStringList{ "predict", "stack.tif", "good.safetensors", "link.tif" } << "link.tif" + input;
  QTest::newRow( "risk over its model" ) << QStringList{ "predict", "stack.tif", "good.safetensors", "good.safetensors" }
                                         << "good.safetensors" + input;
  QTest::newRow( "classes over the risk" ) << QStringList{ "predict",  "stack.tif", "good.safetensors",
                                                           "risk.tif", "--classes", "risk.tif" }
                                           << "risk.tif" + twice;
}

void TestBadOutput::filesInUseAreNotOverwritten()
{
  QFETCH( QStringList, arguments );
  QFETCH( QString, message );
  QFile::link( "stack.tif", mFolder.filePath( "link.tif" ) );
  const QMap<QString, QByteArray> before = contents( mFolder.path() );
  const EngineRun run = runEngine( QStringList{ "--json" } + arguments, mFolder.path() );
  QCOMPARE( run.exitCode, 1 );
  QCOMPARE( run.error(), message );
  QVERIFY( contents( mFolder.path() ) == before );
}

void TestBadOutput::diskFull_data()
{
  QTest::addColumn<QString>( "name" );
  QTest::addColumn<QString>( "output" );
  QTest::addColumn<int>( "kibibytes" );
  QTest::newRow( "report" ) << "check"
                            << "previous.html" << 8;
  QTest::newRow( "checked rows" ) << "checked rows"
                                  << "previous.gpkg" << 8;
  QTest::newRow( "clean rows" ) << "clean rows"
                                << "previous.gpkg" << 8;
  QTest::newRow( "selection" ) << "select"
                               << "previous.gpkg" << 8;
  QTest::newRow( "heatmap stack" ) << "heatmaps"
                                   << "previous.tif" << 4;
  QTest::newRow( "filled maps" ) << "filled"
                                 << "previous.tif" << 0;
  // The heatmaps still fit, the filled maps do not: neither may appear.
  QTest::newRow( "filled maps after the heatmaps" )
      << "filled"
      << "previous.tif" << static_cast<int>( QFileInfo( mFolder.filePath( "stack.tif" ) ).size() / 1024 + 1 );
  QTest::newRow( "table of the counts" ) << "export"
                                         << "previous.csv" << 3;
  QTest::newRow( "netCDF" ) << "export"
                            << "previous.nc" << 20;
  // The scores take 8 KiB and some: cut off they would look whole.
  QTest::newRow( "table of the scores" ) << "scores"
                                         << "previous.csv" << 8;
  QTest::newRow( "scores in a sheet" ) << "scores"
                                       << "previous.xlsx" << 4;
  QTest::newRow( "model" ) << "train"
                           << "previous.safetensors" << 1;
  QTest::newRow( "checkpoint" ) << "checkpoint"
                                << "left.checkpoint" << 1;
  // The model still fits, the report does not: neither may appear.
  QTest::newRow( "report after the model" ) << "training report"
                                            << "previous.html" << 100;
  QTest::newRow( "risk raster" ) << "predict"
                                 << "previous.tif" << 1;
  QTest::newRow( "class raster" ) << "classes"
                                  << "previous.tif" << 0;
}

void TestBadOutput::diskFull()
{
  QFETCH( QString, name );
  QFETCH( QString, output );
  QFETCH( int, kibibytes );
  if ( name != "checkpoint" ) // what is none is left alone
    writeFile( mFolder.filePath( output ), "yesterday's result" );
  const QMap<QString, QByteArray> before = contents( mFolder.path() );
  const EngineRun run = runEngineOnFullDisk( kibibytes, QStringList{ "--json" } + command( name, output ), mFolder.path() );
  QCOMPARE( run.exitCode, 1 );
  // The libtiff of newer systems prints by itself what GDAL is told.
  QCOMPARE( QString::fromUtf8( run.errors ).remove( QRegularExpression( "_tiff\\w+: File too large\\.\n" ) ), QString() );
  QVERIFY2( run.error().contains( "cannot be written" ) || run.error().contains( "could not be written" ),
            run.output.constData() );
  QVERIFY( contents( mFolder.path() ) == before );
}

QTEST_GUILESS_MAIN( TestBadOutput )
#include "test_bad_output.moc"
