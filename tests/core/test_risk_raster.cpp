#include "error_text.h"
#include "maps.h"
#include "recorded_feedback.h"
#include "risk_classes.h"
#include "risk_raster.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <gdal_priv.h>
#include <gdal_rat.h>

#include <cmath>

using namespace riskcast;

class TestRiskRaster : public QObject
{
  Q_OBJECT

private slots:
  void readsBackWhatWasWritten();
  void classesHaveNamesColoursAndATable();
  void upSamplingIsBilinear();
  void upSamplingKeepsNoDataWhereItIs();
  void moreCellsThanThereCanBeAreRefused();
  void optionsForNumbersDoNotStopTheClasses();
  void twoRastersThatAreNotCommittedLeaveNothing();
  void spreadAndCategoriesFollowTheRisk();
  void spreadAndCategoriesAreMadeFinerAndTrimmedToo();
  void anotherRasterIsRefused();
  void aFailedWriteLeavesThePreviousFile();

private:
  QString path( const QString &name ) const { return mFolder.filePath( name ); }
  QTemporaryDir mFolder;
};

namespace
{
Feedback silent;

/// With no data in the same places.
bool isSame( const std::vector<float> &one, const std::vector<float> &other )
{
  return std::ranges::equal( one, other, []( float a, float b ) { return a == b || ( std::isnan( a ) && std::isnan( b ) ); } );
}

RiskMaps example()
{
  return { .grid = Grid( "EPSG:32643", { 700000, 3150000, 702000, 3152000 }, 2, 2 ),
           .steps = TimeSteps( *parseTime( "2017-12-31" ), {}, 2 ),
           .timeZone = "as written",
           .risk = map( "0.1 0.2 / - 0.5 / 0.3 0.4 / 0.6 0.01" ).values,
           .percentiles = { 25, 96 },
           .breaks = { 0.15, 1.0 / 3 },
           .modelKind = "ratemixture",
           .lastObserved = "2017-12-28" };
}
} // namespace

void TestRiskRaster::readsBackWhatWasWritten()
{
  const RiskMaps maps = example();
  writeRiskRaster( maps, path( "risk.tif" ).toStdString(), {}, silent );
  const RiskMaps read = readRiskRaster( path( "risk.tif" ).toStdString(), silent );
  QVERIFY( read.grid.sameAs( maps.grid ) );
  QVERIFY( read.steps == maps.steps );
  QCOMPARE( read.timeZone, maps.timeZone );
  QCOMPARE( read.percentiles, maps.percentiles );
  QCOMPARE( read.breaks, maps.breaks ); // to the last bit
  QCOMPARE( read.modelKind, maps.modelKind );
  QCOMPARE( read.lastObserved, maps.lastObserved );
  QCOMPARE( read.displayFactor, 1 );
  QVERIFY( isSame( read.risk, maps.risk ) );
  QVERIFY( read.spread.empty() && read.categories.empty() && read.categoryRisk.empty() );

  const GDALDatasetUniquePtr file( GDALDataset::Open( path( "risk.tif" ).toUtf8() ) );
  QCOMPARE( QString( file->GetRasterBand( 2 )->GetDescription() ), QString( "2018-01-01, 2 steps ahead" ) );
}

void TestRiskRaster::spreadAndCategoriesFollowTheRisk()
{
  RiskMaps maps = example();
  maps.spread = map( "0.01 0.02 / - 0.03 / 0 0 / 0.1 0" ).values;
  maps.categories = { "theft", "break-in, night" };
  maps.categoryRisk = map( "0.1 0.2 / - 0.3 / 0.1 0.2 / 0.3 0.4 / 0 0 / - 0.3 / 0.2 0.3 / 0.5 0" ).values;
  RecordedFeedback feedback;
  writeRiskRaster( maps, path( "all.tif" ).toStdString(), {}, feedback );
  QCOMPARE( feedback.infos, ( std::vector<std::string>{ "After the bands of the risk come those of its spread: the standard "
                                                        "deviation among the model's networks.",
                                                        "The last bands are the risks of each category: theft, break-in, "
                                                        "night." } ) );
  const RiskMaps read = readRiskRaster( path( "all.tif" ).toStdString(), silent );
  QCOMPARE( read.steps.count(), 2 );
  QCOMPARE( read.categories, maps.categories );
  QVERIFY( isSame( read.risk, maps.risk ) );
  QVERIFY( isSame( read.spread, maps.spread ) );
  QVERIFY( isSame( read.categoryRisk, maps.categoryRisk ) );

  const GDALDatasetUniquePtr file( GDALDataset::Open( path( "all.tif" ).toUtf8() ) );
  QCOMPARE( file->GetRasterCount(), 8 ); // 2 steps of risk, spread and two categories
  QCOMPARE( QString( file->GetRasterBand( 3 )->GetDescription() ), QString( "2017-12-31, 1 step ahead, spread" ) );
  QCOMPARE( QString( file->GetRasterBand( 8 )->GetDescription() ), QString( "2018-01-01, 2 steps ahead, break-in, night" ) );
  QCOMPARE( QString( file->GetRasterBand( 8 )->GetMetadataItem( "RISKCAST_SERIES" ) ), QString( "break-in, night" ) );
  QCOMPARE( QString( file->GetRasterBand( 1 )->GetMetadataItem( "RISKCAST_SERIES" ) ), QString( "risk" ) );
}

void TestRiskRaster::spreadAndCategoriesAreMadeFinerAndTrimmedToo()
{
  RiskMaps maps = example();
  maps.spread = map( "0 1 / 0 1 / 0 0 / 1 1" ).values;
  maps.categories = { "theft" };
  maps.categoryRisk = maps.spread;
  const RiskMaps fine = upsampled( maps, 2 );
  // Between the columns a quarter and three quarters, between the rows of the second map likewise.
  const std::vector<float> expected = map( "0 0.25 0.75 1 / 0 0.25 0.75 1 / 0 0.25 0.75 1 / 0 0.25 0.75 1 / "
                                           "0 0 0 0 / 0.25 0.25 0.25 0.25 / 0.75 0.75 0.75 0.75 / 1 1 1 1" )
                                          .values;
  QCOMPARE( fine.spread, expected );
  QCOMPARE( fine.categoryRisk, expected );

  RiskMaps trimmed = fine;
  leaveOutBorder( trimmed, 1 );
  QVERIFY( isSame( std::vector<float>( trimmed.spread.begin(), trimmed.spread.begin() + 16 ),
                   map( "- - - - / - 0.25 0.75 - / - 0.25 0.75 - / - - - -" ).values ) );
  QVERIFY( isSame( trimmed.categoryRisk, trimmed.spread ) );
}

void TestRiskRaster::classesHaveNamesColoursAndATable()
{
  writeClassRaster( example(), path( "classes.tif" ).toStdString(), {}, silent );
  const GDALDatasetUniquePtr file( GDALDataset::Open( path( "classes.tif" ).toUtf8() ) );
  GDALRasterBand *band = file->GetRasterBand( 1 );
  QCOMPARE( band->GetRasterDataType(), GDT_Byte );
  std::vector<float> classes( 4 );
  QCOMPARE( band->RasterIO( GF_Read, 0, 0, 2, 2, classes.data(), 2, 2, GDT_Float32, 0, 0, nullptr ), CE_None );
  QCOMPARE( ( Map{ 2, 2, classes } ), map( "1 2 / . 3" ) ); // breaks 0.15 and 1/3; 0 is no data
  QCOMPARE( band->GetNoDataValue(), 0.0 );
  QCOMPARE( QString( band->GetCategoryNames()[3] ), QString( "Top 4 % of cells" ) );
  const GDALColorEntry *top = band->GetColorTable()->GetColorEntry( 3 );
  QCOMPARE( QString::asprintf( "#%02x%02x%02x", top->c1, top->c2, top->c3 ), QString::fromStdString( classColors( 3 ).back() ) );
  const GDALRasterAttributeTable *table = band->GetDefaultRAT();
  QVERIFY( table );
  QCOMPARE( table->GetRowCount(), 3 );
  QCOMPARE( table->GetValueAsDouble( 1, 2 ), 0.15 );
}

void TestRiskRaster::upSamplingIsBilinear()
{
  RiskMaps maps = example();
  maps.risk = map( "0 1 / 0 1 / 0 0 / 1 1" ).values;
  const RiskMaps fine = upsampled( maps, 2 );
  QCOMPARE( fine.displayFactor, 2 );
  QCOMPARE( fine.grid.columns(), 4 );
  QVERIFY( fine.grid.extent() == maps.grid.extent() );
  // Between the cells' centres at 1/4 and 3/4 of the width, linear: 1/4 and 3/4; outside of them the cell's own value.
  QCOMPARE( ( Map{ 4, 4, { fine.risk.begin(), fine.risk.begin() + 16 } } ),
            map( "0 0.25 0.75 1 / 0 0.25 0.75 1 / 0 0.25 0.75 1 / 0 0.25 0.75 1" ) );
  QCOMPARE( ( Map{ 4, 4, { fine.risk.begin() + 16, fine.risk.end() } } ),
            map( "0 0 0 0 / 0.25 0.25 0.25 0.25 / 0.75 0.75 0.75 0.75 / 1 1 1 1" ) );
}

void TestRiskRaster::upSamplingKeepsNoDataWhereItIs()
{
  RiskMaps maps = example();
  maps.risk = map( "- 1 / 1 1 / - 0.2 / 0.4 0.6" ).values;
  const std::vector<float> fine = upsampled( maps, 2 ).risk;
  const Map drawn{ 4, 4, { fine.begin(), fine.begin() + 16 } };
  QCOMPARE( drawing( drawn ), QString( "- - 1 1 / - - 1 1 / 1 1 1 1 / 1 1 1 1" ) );
  // Row 1, column 2 lies 1/4 of the way down and 3/4 of the way right: 0.2 weighs 9/16, 0.4 1/16 and 0.6 3/16, no data nothing:
  // ( 1.8 + 0.4 + 1.8 ) / 13
  QVERIFY( qAbs( fine[16 + 4 + 2] - 4.0 / 13 ) < 1e-6 );
}

void TestRiskRaster::moreCellsThanThereCanBeAreRefused()
{
  VERIFY_SAYS( errorText( [] { upsampled( example(), 1 << 30 ); } ),
               "A display factor of 1073741824 would make 4.612e+18 cells, more than a raster can have here. Choose a smaller "
               "display factor." );
  VERIFY_SAYS( errorText(
                   [] {
                     checkDisplayFactor( Grid( "", { 0, 0, 1, 1 }, 2, 2 ), 100'000'000, 20'000 );
                   } ),
               "A display factor of 20000 needs 640,000,000 GB of memory, but this computer has" );
}

void TestRiskRaster::optionsForNumbersDoNotStopTheClasses()
{
  // Predictor 3 is for floating point, 16 bits are half a number.
  writeClassRaster( example(), path( "options.tif" ).toStdString(), { "PREDICTOR=3", "NBITS=16", "COMPRESS=LZW" }, silent );
  const GDALDatasetUniquePtr file( GDALDataset::Open( path( "options.tif" ).toUtf8() ) );
  QCOMPARE( QString( file->GetMetadataItem( "COMPRESSION", "IMAGE_STRUCTURE" ) ), QString( "LZW" ) );
  QCOMPARE( file->GetRasterBand( 1 )->GetRasterDataType(), GDT_Byte );
}

void TestRiskRaster::twoRastersThatAreNotCommittedLeaveNothing()
{
  {
    OutputFile risk( path( "both risk.tif" ).toStdString() );
    OutputFile classes( path( "both classes.tif" ).toStdString() );
    writeRiskRaster( example(), risk, {}, silent );
    writeClassRaster( example(), classes, {}, silent );
  }
  QCOMPARE( QDir( mFolder.path() ).entryList( { "both*" }, QDir::Files ), QStringList() );
}

void TestRiskRaster::anotherRasterIsRefused()
{
  writeClassRaster( example(), path( "other.tif" ).toStdString(), {}, silent );
  try
  {
    readRiskRaster( path( "other.tif" ).toStdString(), silent );
    QFAIL( "A class raster was read as risk." );
  }
  catch ( const Error &error )
  {
    QVERIFY2( QString( error.what() ).contains( "other.tif is not a risk raster" ), error.what() );
  }
}

void TestRiskRaster::aFailedWriteLeavesThePreviousFile()
{
  const std::vector<std::string> impossible = { "TILED=YES", "BLOCKXSIZE=17" }; // tiles must be multiples of 16
  writeRiskRaster( example(), path( "kept.tif" ).toStdString(), {}, silent );
  QFile file( path( "kept.tif" ) );
  QVERIFY( file.open( QIODevice::ReadOnly ) );
  const QByteArray before = file.readAll();
  QVERIFY_EXCEPTION_THROWN( writeRiskRaster( example(), path( "kept.tif" ).toStdString(), impossible, silent ), Error );
  QVERIFY_EXCEPTION_THROWN( writeClassRaster( example(), path( "kept.tif" ).toStdString(), impossible, silent ), Error );
  file.seek( 0 );
  QCOMPARE( file.readAll(), before );
  QCOMPARE( QDir( mFolder.path() ).entryList( { "kept*" }, QDir::Files ), QStringList{ "kept.tif" } );
}

QTEST_APPLESS_MAIN( TestRiskRaster )
#include "test_risk_raster.moc"
