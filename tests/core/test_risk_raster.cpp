#include "error.h"
#include "maps.h"
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
  void anotherRasterIsRefused();
  void aFailedWriteLeavesThePreviousFile();

private:
  QString path( const QString &name ) const { return mFolder.filePath( name ); }
  QTemporaryDir mFolder;
};

namespace
{
Feedback silent;

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
  for ( size_t i = 0; i < maps.risk.size(); ++i )
    QVERIFY( read.risk[i] == maps.risk[i] || ( std::isnan( read.risk[i] ) && std::isnan( maps.risk[i] ) ) );

  const GDALDatasetUniquePtr file( GDALDataset::Open( path( "risk.tif" ).toUtf8() ) );
  QCOMPARE( QString( file->GetRasterBand( 2 )->GetDescription() ), QString( "2018-01-01, 2 steps ahead" ) );
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
