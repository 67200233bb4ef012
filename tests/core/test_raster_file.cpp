#include "error_text.h"
#include "full_disk.h"
#include "maps.h"
#include "raster_file.h"
#include "recorded_feedback.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <gdal_priv.h>

#include <random>

using namespace riskcast;

class TestRasterFile : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { GDALAllRegister(); }
  void init() { mFolder.reset( new QTemporaryDir ); }
  void readsBackWhatWasWritten();
  void gdalReadsItAsAGeoTiff();
  void theUsersCreationOptionsWin();
  void warnsOfUnknownCreationOptions();
  void sameContentSameBytes();
  void canceledWritingLeavesThePreviousFile();
  void aFullDiskLeavesThePreviousFile();
  void tooManyBandsAreRefusedBeforeTheWork();
  void anotherSuffixThanThatOfAGeoTiffIsRefused_data();
  void anotherSuffixThanThatOfAGeoTiffIsRefused();
  void aCreationOptionWithoutAValueIsRefused();
  void foreignNoDataBecomesNaN();
  void refusesWhatItCannotRead_data();
  void refusesWhatItCannotRead();
  void aRasterLargerThanTheMemoryIsRefused();

private:
  std::string path( const QString &name = QStringLiteral( "raster.tif" ) ) const
  {
    return mFolder->filePath( name ).toStdString();
  }
  QByteArray bytes( const QString &name ) const;
  QStringList files() const { return QDir( mFolder->path() ).entryList( QDir::Files | QDir::Hidden ); }
  void writeExample( const std::vector<std::string> &creationOptions = {} );

  std::unique_ptr<QTemporaryDir> mFolder;
  RecordedFeedback mFeedback;
};

namespace
{

const Grid grid( "EPSG:32643", { 700000, 3150000, 700030, 3150020 }, 3, 2 );
const Map first = map( "0.1 . - / 4 5 6" );
const Map second = map( "- 1 2 / 3 . -" );

} // namespace

QByteArray TestRasterFile::bytes( const QString &name ) const
{
  QFile file( mFolder->filePath( name ) );
  return file.open( QIODevice::ReadOnly ) ? file.readAll() : "cannot be read";
}

void TestRasterFile::writeExample( const std::vector<std::string> &creationOptions )
{
  mFeedback = {};
  writeRaster( path(), grid, { { "one", { { "RISKCAST_STATE", "observed" } }, first.values }, { "two, ü", {}, second.values } },
               { { "RISKCAST_SOURCE", "a <table> & \"more\"" } }, creationOptions, mFeedback );
}

void TestRasterFile::readsBackWhatWasWritten()
{
  writeExample();
  QVERIFY( mFeedback.isSteady() );
  QCOMPARE( files(), QStringList{ "raster.tif" } );

  mFeedback = {};
  const Raster raster = readRaster( path(), mFeedback );
  QVERIFY( mFeedback.isSteady() );
  QVERIFY( raster.grid.sameAs( grid ) );
  COMPARE_TEXT( raster.grid.crs(), "EPSG:32643" );
  QCOMPARE( raster.bandCount(), 2 );
  COMPARE_TEXT( raster.descriptions[1], "two, ü" );
  COMPARE_TEXT( raster.bandMetadata[0].at( "RISKCAST_STATE" ), "observed" );
  COMPARE_TEXT( raster.metadata.at( "RISKCAST_SOURCE" ), "a <table> & \"more\"" );
  COMPARE_TEXT( readRasterMetadata( path() ).at( "RISKCAST_SOURCE" ), "a <table> & \"more\"" );
  QCOMPARE( drawing( Map{ 4, 3, raster.values } ), QString( "0.1 . - / 4 5 6 / - 1 2 / 3 . -" ) );
}

void TestRasterFile::gdalReadsItAsAGeoTiff()
{
  writeExample();
  const GDALDatasetUniquePtr file( GDALDataset::Open( path().c_str() ) );
  QVERIFY( file );
  QCOMPARE( QString( file->GetDriverName() ), QString( "GTiff" ) );
  QCOMPARE( QString( file->GetMetadataItem( "COMPRESSION", "IMAGE_STRUCTURE" ) ), QString( "DEFLATE" ) );
  QCOMPARE( QString( file->GetMetadataItem( "INTERLEAVE", "IMAGE_STRUCTURE" ) ), QString( "BAND" ) );
  double transform[6];
  QCOMPARE( file->GetGeoTransform( transform ), CE_None );
  QCOMPARE( transform[0], 700000.0 );
  QCOMPARE( transform[1], 10.0 );
  QCOMPARE( transform[3], 3150020.0 );
  QCOMPARE( transform[5], -10.0 );
  int width = 0;
  int height = 0;
  file->GetRasterBand( 2 )->GetBlockSize( &width, &height );
  QCOMPARE( width, 16 ); // a small map is one small block
  QCOMPARE( height, 16 );
  int hasNoData = 0;
  QVERIFY( std::isnan( file->GetRasterBand( 2 )->GetNoDataValue( &hasNoData ) ) && hasNoData );
}

void TestRasterFile::theUsersCreationOptionsWin()
{
  writeExample( { "compress=LZW", "TILED=NO" } );
  QVERIFY( mFeedback.warnings.empty() );
  const GDALDatasetUniquePtr file( GDALDataset::Open( path().c_str() ) );
  QCOMPARE( QString( file->GetMetadataItem( "COMPRESSION", "IMAGE_STRUCTURE" ) ), QString( "LZW" ) );
  int width = 0;
  int height = 0;
  file->GetRasterBand( 1 )->GetBlockSize( &width, &height );
  QCOMPARE( width, 3 ); // strips
}

void TestRasterFile::warnsOfUnknownCreationOptions()
{
  writeExample( { "COLOUR=RED" } );
  QVERIFY( RecordedFeedback::says( mFeedback.warnings, "COLOUR" ) );
}

void TestRasterFile::sameContentSameBytes()
{
  writeExample();
  const QByteArray before = bytes( "raster.tif" );
  writeExample();
  QVERIFY( bytes( "raster.tif" ) == before );
}

void TestRasterFile::canceledWritingLeavesThePreviousFile()
{
  writeExample();
  const QByteArray before = bytes( "raster.tif" );
  mFeedback.cancelsAfter = 1;
  QVERIFY_EXCEPTION_THROWN(
      writeRaster( path(), grid, { { "one", {}, second.values }, { "two", {}, second.values } }, {}, {}, mFeedback ), Canceled );
  QCOMPARE( files(), QStringList{ "raster.tif" } );
  QVERIFY( bytes( "raster.tif" ) == before );
}

void TestRasterFile::aFullDiskLeavesThePreviousFile()
{
  writeExample();
  const QByteArray before = bytes( "raster.tif" );
  std::mt19937 random( 1 ); // noise does not compress
  std::vector<float> noise( 512 * 512 );
  std::generate( noise.begin(), noise.end(), [&random] { return static_cast<float>( random() ); } );
  const Grid large( "EPSG:32643", grid.extent(), 512, 512 );
  const auto write = [&]( const std::string &to ) {
    writeRaster( to, large, { { "one", {}, noise }, { "two", {}, noise } }, {}, {}, mFeedback );
  };
  write( path( "whole.tif" ) );
  const rlim_t size = QFile( mFolder->filePath( "whole.tif" ) ).size();
  QVERIFY( QFile::remove( mFolder->filePath( "whole.tif" ) ) );
  // Some fail while blocks are written, the others when the file is closed.
  for ( const rlim_t limit : { rlim_t( 0 ), rlim_t( 100 ), size / 3, size * 2 / 3, size - 5000, size - 1 } )
  {
    const FullDisk disk( limit );
    const QString text = errorText( [&] { write( path() ); } );
    VERIFY_SAYS( text, "raster.tif cannot be written" );
    QCOMPARE( files(), QStringList{ "raster.tif" } );
  }
  QVERIFY( bytes( "raster.tif" ) == before );
}

void TestRasterFile::tooManyBandsAreRefusedBeforeTheWork()
{
  const std::vector<RasterBand> bands( 65536, RasterBand{ "", {}, first.values } );
  VERIFY_SAYS( errorText( [&] { writeRaster( path(), grid, bands, {}, {}, mFeedback ); } ),
               "raster.tif would have 65,536 bands, but a GeoTIFF holds 1 to 65,535" );
  VERIFY_SAYS( errorText( [&] { writeRaster( path(), grid, {}, {}, {}, mFeedback ); } ), "would have 0 bands" );
  QVERIFY( files().isEmpty() );
}

void TestRasterFile::anotherSuffixThanThatOfAGeoTiffIsRefused_data()
{
  QTest::addColumn<QString>( "name" );
  QTest::addColumn<bool>( "isRefused" );
  QTest::newRow( "a picture" ) << "raster.png" << true;
  QTest::newRow( "no suffix" ) << "raster" << true;
  QTest::newRow( "compressed" ) << "raster.tif.gz" << true;
  QTest::newRow( "the long suffix" ) << "raster.tiff" << false;
  QTest::newRow( "in capitals" ) << "RASTER.TIF" << false;
}

void TestRasterFile::anotherSuffixThanThatOfAGeoTiffIsRefused()
{
  QFETCH( QString, name );
  QFETCH( bool, isRefused );
  const QString text = errorText(
      [&] {
        writeRaster( path( name ), grid, { { "one", {}, first.values } }, {}, {}, mFeedback );
      } );
  const QString refusal =
      QString::fromStdString( path( name ) ) + " cannot be written: rasters are GeoTIFF files, so let the name end in .tif.";
  QCOMPARE( text, isRefused ? refusal : QString( "no error" ) );
  QCOMPARE( files(), isRefused ? QStringList() : QStringList{ name } );
}

void TestRasterFile::aCreationOptionWithoutAValueIsRefused()
{
  QCOMPARE( errorText( [&] { writeExample( { "LZW" } ); } ),
            QString( "The creation option \"LZW\" is not written NAME=VALUE, for example COMPRESS=ZSTD." ) );
  QVERIFY( files().isEmpty() );
}

void TestRasterFile::foreignNoDataBecomesNaN()
{
  {
    const GDALDatasetUniquePtr file(
        GetGDALDriverManager()->GetDriverByName( "GTiff" )->Create( path().c_str(), 2, 1, 1, GDT_Int16, nullptr ) );
    double transform[] = { 0, 1, 0, 1, 0, -1 };
    file->SetGeoTransform( transform );
    std::int16_t values[] = { 7, -9999 };
    QCOMPARE( file->GetRasterBand( 1 )->RasterIO( GF_Write, 0, 0, 2, 1, values, 2, 1, GDT_Int16, 0, 0, nullptr ), CE_None );
    file->GetRasterBand( 1 )->SetNoDataValue( -9999 );
  }
  const Raster raster = readRaster( path(), mFeedback );
  QCOMPARE( drawing( Map{ 1, 2, raster.values } ), QString( "7 -" ) );
  COMPARE_TEXT( raster.grid.crs(), "" );
}

void TestRasterFile::refusesWhatItCannotRead_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<QString>( "message" );
  QTest::newRow( "a file that is not there" ) << "missing"
                                              << "cannot be read as a raster";
  QTest::newRow( "a text" ) << "text"
                            << "cannot be read as a raster";
  QTest::newRow( "a raster without a georeference" ) << "unreferenced"
                                                     << "has no georeference";
  QTest::newRow( "a rotated raster" ) << "rotated"
                                      << "is not north-up";
  QTest::newRow( "a south-up raster" ) << "south-up"
                                       << "is not north-up";
  QTest::newRow( "a raster cut short" ) << "truncated"
                                        << "cannot be read";
}

void TestRasterFile::refusesWhatItCannotRead()
{
  QFETCH( QString, kind );
  if ( kind == "text" )
  {
    QFile file( QString::fromStdString( path() ) );
    QVERIFY( file.open( QIODevice::WriteOnly ) );
    file.write( "no raster" );
  }
  else if ( kind == "truncated" )
  {
    writeExample( { "COMPRESS=NONE" } );
    QVERIFY( QFile::resize( QString::fromStdString( path() ), bytes( "raster.tif" ).size() - 2000 ) );
  }
  else if ( kind != "missing" )
  {
    const GDALDatasetUniquePtr file(
        GetGDALDriverManager()->GetDriverByName( "GTiff" )->Create( path().c_str(), 2, 2, 1, GDT_Float32, nullptr ) );
    double rotated[] = { 0, 1, 0.1, 1, 0, -1 };
    double southUp[] = { 0, 1, 0, 1, 0, 1 };
    if ( kind != "unreferenced" )
      file->SetGeoTransform( kind == "rotated" ? rotated : southUp );
  }
  const QString text = errorText( [&] { readRaster( path(), mFeedback ); } );
  QFETCH( QString, message );
  VERIFY_SAYS( text, qPrintable( message ) );
  VERIFY_SAYS( text, "raster.tif" );
}

void TestRasterFile::aRasterLargerThanTheMemoryIsRefused()
{
  const char *const sparse[] = { "SPARSE_OK=TRUE", "TILED=YES", nullptr };
  {
    const GDALDatasetUniquePtr file( GetGDALDriverManager()->GetDriverByName( "GTiff" )->Create(
        path().c_str(), 40000, 40000, 5000, GDT_Byte, const_cast<char **>( sparse ) ) );
    double transform[] = { 0, 1, 0, 1, 0, -1 };
    QVERIFY( file );
    file->SetGeoTransform( transform );
  }
  VERIFY_SAYS( errorText( [&] { readRaster( path(), mFeedback ); } ), "needs 32,000 GB of memory, but this computer has" );
}

QTEST_GUILESS_MAIN( TestRasterFile )
#include "test_raster_file.moc"
