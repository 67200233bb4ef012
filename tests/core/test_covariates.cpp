#include "covariates.h"
#include "error_text.h"
#include "formula_stack.h"
#include "maps.h"
#include "model_description.h"
#include "raster_file.h"
#include "rate_mixtures.h"
#include "recorded_feedback.h"

#include <gdal_priv.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

/// Rasters of what does not change with time, as the rate mixture takes them.
class TestCovariates : public QObject
{
  Q_OBJECT

private slots:
  void areMeansOverTheCells();
  void areBroughtOntoAnyGrid();
  void coarserRastersAreReadAsTheyAre();
  void onlyTheStudyAreaCounts();
  void whatHasNoValueCountsAsNoneAndIsSaid();
  void whatLiesBeyondTheRasterCountsAsNone();
  void allPixelsCountAndNotThoseOfOverviews();
  void onlyTheFirstBandCounts();
  void aCrsOnOneSideAloneIsRefused();
  void whatIsNoAmountIsRefused_data();
  void whatIsNoAmountIsRefused();
  void whatIsNoRasterIsRefused();
  void aModelKeepsThem();
  void aModelThatHoldsThemWronglyIsRefused();
  void mixtureMatchesNumpy();
  void aMixtureKeepsWhatItLearnedFrom();
  void aCellWithoutAmountKeepsARisk();

private:
  std::string raster( const std::string &drawing, const Extent &extent, const std::string &crs = "EPSG:32643" ) const;

  QTemporaryDir mFolder;
};

namespace
{
Feedback silent;

/// 2 × 2 cells of 2 × 2.
HeatmapStack fourCells()
{
  const Grid grid( "EPSG:32643", { 0, 0, 4, 4 }, 2, 2 );
  return HeatmapStack::empty( grid, TimeSteps( *parseTime( "2024-01-01" ), {}, 3 ), StepState::Observed );
}

Map mapOf( const Covariate &covariate )
{
  return { 2, 2, covariate.values };
}

/// 7 k mod 4 in cell k of 4 × 5, whose mean is 1.5.
Covariate byFormula()
{
  Covariate covariate{ "amounts", {} };
  for ( int cell = 0; cell < 20; ++cell )
    covariate.values.push_back( static_cast<float>( cell * 7 % 4 ) / 1.5F );
  return covariate;
}

const StepSplit split{ stepRange( 7, 31 ), stepRange( 32, 39 ), stepRange( 40, 59 ) };
} // namespace

/// A drawn GeoTIFF.
std::string TestCovariates::raster( const std::string &drawing, const Extent &extent, const std::string &crs ) const
{
  const Map drawn = map( drawing );
  const std::string path = mFolder.filePath( "streets.tif" ).toStdString();
  writeRaster( path, Grid( crs, extent, drawn.columns, drawn.rows ), { { "", {}, drawn.values } }, {}, {}, silent );
  return path;
}

void TestCovariates::areMeansOverTheCells()
{
  // Means of four: 1, 2, 0, 5; of these 2.
  const std::string path = raster( "1 1 2 2 / 1 1 2 2 / . . 4 4 / . . 6 6", { 0, 0, 4, 4 } );
  RecordedFeedback feedback;
  const std::vector<Covariate> covariates = readCovariates( { path }, fourCells(), feedback );
  QCOMPARE( covariates.size(), size_t{ 1 } );
  QCOMPARE( covariates[0].name, std::string( "streets" ) );
  QCOMPARE( mapOf( covariates[0] ), map( "0.5 1 / . 2.5" ) );
  QCOMPARE( feedback.infos, std::vector<std::string>{ "Covariate streets: " + path +
                                                      ", mean over each cell; 2 on average, above 0 in 3 of 4 cells." } );
  QVERIFY( feedback.warnings.empty() );
}

/// Around 75° E, 0° N in UTM zone 43, of which that is the middle: 500,000 m.
void TestCovariates::areBroughtOntoAnyGrid()
{
  HeatmapStack stack = fourCells();
  stack.grid = Grid( "EPSG:32643", { 490000, 0, 510000, 20000 }, 2, 2 );
  const std::string path = raster( "1 3", { 74, -1, 76, 1 }, "EPSG:4326" );
  QCOMPARE( mapOf( readCovariates( { path }, stack, silent )[0] ), map( "0.5 1.5 / 0.5 1.5" ) );
}

void TestCovariates::coarserRastersAreReadAsTheyAre()
{
  const std::string path = raster( "7", { -10, -10, 10, 10 } );
  QCOMPARE( mapOf( readCovariates( { path }, fourCells(), silent )[0] ), map( "1 1 / 1 1" ) );
}

void TestCovariates::onlyTheStudyAreaCounts()
{
  HeatmapStack stack = fourCells();
  stack.studyArea[3] = 0;
  const std::string path = raster( "1 3 / 2 900", { 0, 0, 4, 4 } );
  QCOMPARE( mapOf( readCovariates( { path }, stack, silent )[0] ), map( "0.5 1.5 / 1 ." ) );
}

void TestCovariates::whatHasNoValueCountsAsNoneAndIsSaid()
{
  // The northern half. In the first cell a quarter has 8 and the rest nothing, which is 2 on average; in the second all have 6.
  const std::string path = raster( "8 - 6 6 / - - 6 6", { 0, 2, 4, 4 } );
  RecordedFeedback feedback;
  QCOMPARE( mapOf( readCovariates( { path }, fourCells(), feedback )[0] ), map( "1 3 / . ." ) );
  QCOMPARE( feedback.warnings,
            std::vector<std::string>{ "The covariate " + path +
                                      " has no value in 2 of 4 cells, and in parts of 1: that counts as 0." } );
}

/// Three of four columns of pixels: of the western cells the raster covers half, which is 3 on average beside 6.
void TestCovariates::whatLiesBeyondTheRasterCountsAsNone()
{
  const std::string path = raster( "6 6 6 / 6 6 6 / 6 6 6 / 6 6 6", { 1, 0, 4, 4 } );
  RecordedFeedback feedback;
  const std::vector<float> values = readCovariates( { path }, fourCells(), feedback )[0].values;
  for ( const int cell : { 0, 1, 2, 3 } )
    QVERIFY( std::abs( values[cell] - ( cell % 2 == 0 ? 3 : 6 ) / 4.5F ) < 1e-6F );
  VERIFY_SAYS( QString::fromStdString( feedback.warnings.at( 0 ) ), "has no value in 0 of 4 cells, and in parts of 2" );
}

/// Which hold one of four pixels: those that are 4, or none of them. GDAL asks those of large rasters alone.
void TestCovariates::allPixelsCountAndNotThoseOfOverviews()
{
  constexpr int side = 512;
  std::vector<float> pixels( side * side );
  for ( int pixel = 0; pixel < side * side; ++pixel )
    pixels[pixel] = pixel % 2 == 1 && pixel / side % 2 == 1 ? 4 : 0;
  const std::string path = mFolder.filePath( "large.tif" ).toStdString();
  writeRaster( path, Grid( "EPSG:32643", { 0, 0, 4, 4 }, side, side ), { { "", {}, pixels } }, {}, {}, silent );
  {
    const GDALDatasetUniquePtr file( GDALDataset::Open( path.c_str(), GDAL_OF_RASTER | GDAL_OF_UPDATE ) );
    int factor = 2;
    QVERIFY( file && file->BuildOverviews( "NEAREST", 1, &factor, 0, nullptr, nullptr, nullptr ) == CE_None );
  }
  RecordedFeedback feedback;
  QCOMPARE( mapOf( readCovariates( { path }, fourCells(), feedback )[0] ), map( "1 1 / 1 1" ) );
  QVERIFY( RecordedFeedback::says( feedback.infos, "Covariate large: " + path + ", mean over each cell; 1 on average" ) );
}

void TestCovariates::onlyTheFirstBandCounts()
{
  const Map first = map( "1 3 / 1 3" ), second = map( "9 9 / 9 0" );
  const std::string path = mFolder.filePath( "two.tif" ).toStdString();
  writeRaster( path, fourCells().grid, { { "", {}, first.values }, { "", {}, second.values } }, {}, {}, silent );
  QCOMPARE( mapOf( readCovariates( { path }, fourCells(), silent )[0] ), map( "0.5 1.5 / 0.5 1.5" ) );
}

void TestCovariates::aCrsOnOneSideAloneIsRefused()
{
  HeatmapStack unknown = fourCells();
  unknown.grid = Grid( "", { 0, 0, 4, 4 }, 2, 2 );
  const std::string with = raster( "1", { 0, 0, 4, 4 } );
  VERIFY_SAYS( errorText( [&] { readCovariates( { with }, unknown, silent ); } ), "has a CRS, but the heatmaps name none. " );
  const std::string without = raster( "1", { 0, 0, 4, 4 }, "" );
  VERIFY_SAYS( errorText( [&] { readCovariates( { without }, fourCells(), silent ); } ),
               "names no CRS, but the heatmaps are in EPSG:32643. Give it one" );
  QCOMPARE( mapOf( readCovariates( { without }, unknown, silent )[0] ), map( "1 1 / 1 1" ) );
}

void TestCovariates::whatIsNoAmountIsRefused_data()
{
  QTest::addColumn<QString>( "drawing" );
  QTest::addColumn<double>( "west" );
  QTest::addColumn<QString>( "message" );
  QTest::newRow( "below 0" ) << "1 -1 / 1 1" << 0.0 << "has values below 0. Use a map of amounts";
  QTest::newRow( "nothing" ) << ". . / . ." << 0.0 << "has no value above 0 in the study area of the heatmaps. Check its place";
  QTest::newRow( "elsewhere" ) << "1 1 / 1 1" << 900.0
                               << "has no value above 0 in the study area of the heatmaps. Check its place";
}

void TestCovariates::whatIsNoAmountIsRefused()
{
  QFETCH( QString, drawing );
  QFETCH( double, west );
  QFETCH( QString, message );
  const std::string path = raster( drawing.toStdString(), { west, 0, west + 4, 4 } );
  VERIFY_SAYS( errorText( [&] { readCovariates( { path }, fourCells(), silent ); } ),
               ( "The covariate " + QString::fromStdString( path ) + " " + message ).toUtf8().constData() );
}

void TestCovariates::whatIsNoRasterIsRefused()
{
  QFile file( mFolder.filePath( "notes.tif" ) );
  QVERIFY( file.open( QIODevice::WriteOnly ) && file.write( "notes" ) > 0 );
  file.close();
  for ( const QString &path : { file.fileName(), QStringLiteral( "/nowhere/streets.tif" ) } )
    VERIFY_SAYS( errorText( [&] { readCovariates( { path.toStdString() }, fourCells(), silent ); } ),
                 ( path + " cannot be read as a raster: " ).toUtf8().constData() );
}

void TestCovariates::aModelKeepsThem()
{
  ModelFile file;
  describeStack( file.description, fourCells() );
  saveCovariates( file, {} );
  QVERIFY( !file.description.contains( covariatesItem ) );
  QVERIFY( covariatesOf( file ).empty() );
  saveCovariates( file, { { "streets", { 1, 2, 1, 0 } }, { "shops", { 0, 0, 4, 0 } } } );
  const std::vector<Covariate> read = covariatesOf( file );
  QCOMPARE( read.size(), size_t{ 2 } );
  QCOMPARE( read[1].name, std::string( "shops" ) );
  QCOMPARE( mapOf( read[0] ), map( "1 2 / 1 ." ) );
  QCOMPARE( mapOf( read[1] ), map( ". . / 4 ." ) );
}

void TestCovariates::aModelThatHoldsThemWronglyIsRefused()
{
  ModelFile file;
  describeStack( file.description, fourCells() );
  saveCovariates( file, { { "streets", { 1, 2, 1 } } } );
  VERIFY_SAYS( errorText( [&] { covariatesOf( file ); } ), "covariates" );
  for ( const float wrong : { -1.0F, 3e38F, noData } )
  {
    saveCovariates( file, { { "streets", { 1, 2, wrong, 0 } } } );
    VERIFY_SAYS( errorText( [&] { covariatesOf( file ); } ), "The model's covariates are no amounts of mean 1." );
  }
  file.description[covariatesItem] = 5;
  VERIFY_SAYS( errorText( [&] { covariatesOf( file ); } ), "The model does not say properly which covariates it learned from." );
}

void TestCovariates::mixtureMatchesNumpy()
{
  RateMixtures mixture;
  mixture.useCovariates( { byFormula() } );
  RecordedFeedback feedback;
  mixture.fit( formulaStack( 60, 4, 5 ), split, feedback );
  // tests/reference/rates.py: binary maps win on the validation steps
  const nlohmann::json losses = mixture.history()["validationLogLoss"];
  QVERIFY( qAbs( losses["counts"].get<double>() - 0.4410335347938119 ) < 1e-6 );
  QVERIFY( qAbs( losses["binary"].get<double>() - 0.42430720108176223 ) < 1e-6 );
  // weights 0.029159628 and 0.584987629 of the covariate
  QVERIFY( RecordedFeedback::says( feedback.infos, "Covariates spread 61.4 % of the incidents that the rate mixture expects." ) );
  const std::vector<float> risk = mixture.predict( formulaStack( 60, 4, 5 ), std::array{ 50 }, silent );
  const float expected[] = { 0.155061529F, 0.155613386F, 0.150557758F, 0.144511902F, 0.140679317F, 0.155345112F, 0.153294243F,
                             0.150702642F, 0.148217622F, 0.148054071F, 0.149758225F, 0.149618919F, 0.149080384F, 0.154823343F,
                             0.155843267F, 0.144234671F, 0.145731838F, 0.152603193F, 0.15680778F,  0.158246279F };
  for ( int cell = 0; cell < 20; ++cell )
    QVERIFY2( qAbs( risk[cell] - expected[cell] ) < 2e-6F, qPrintable( QString::number( risk[cell], 'f', 9 ) ) );
}

void TestCovariates::aMixtureKeepsWhatItLearnedFrom()
{
  const HeatmapStack stack = formulaStack( 60, 4, 5 );
  RateMixtures mixture;
  mixture.useCovariates( { byFormula() } );
  mixture.fit( stack, split, silent );
  ModelFile file;
  describeStack( file.description, stack );
  mixture.save( file );
  RateMixtures loaded;
  loaded.load( file );
  QVERIFY( mixture.predict( stack, split.test, silent ) == loaded.predict( stack, split.test, silent ) );
}

/// Incidents on four days of five, all in the western half, where all streets are.
void TestCovariates::aCellWithoutAmountKeepsARisk()
{
  std::vector<std::string> days;
  for ( int day = 0; day < 60; ++day )
    days.push_back( day % 5 == 0 ? ". . . ." : day % 2 == 0 ? "1 . . ." : ". 1 . ." );
  const HeatmapStack west = stack( days );
  RateMixtures mixture;
  mixture.useCovariates( { { "streets", { 2, 2, 0, 0 } } } );
  mixture.fit( west, split, silent );
  // Without them the mixture, whose even part nothing asks for, would rule the last cell out: a twentieth of 0.2 a cell is 0.01.
  const std::vector<float> risk = mixture.predict( west, std::array{ 50 }, silent );
  QVERIFY2( risk[3] > 0.005F && risk[3] < 0.02F, qPrintable( QString::number( risk[3] ) ) );
}

QTEST_GUILESS_MAIN( TestCovariates )
#include "test_covariates.moc"
