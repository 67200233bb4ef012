#include "error_text.h"
#include "full_disk.h"
#include "selection.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <ogrsf_frmts.h>

#include <memory>

#include <memory>

using namespace riskcast;

class TestSelectionFile : public QObject
{
  Q_OBJECT

private slots:
  void init();
  void readsBackWhatWasWritten_data();
  void readsBackWhatWasWritten();
  void sameSelectionSameBytes();
  void aMovedRectangleIsRead();
  void refusesFilesThatAreNoSelection();
  void aFullDiskLeavesThePreviousSelection();

private:
  std::string path( const QString &name = QStringLiteral( "selection.gpkg" ) ) const
  {
    return mFolder->filePath( name ).toStdString();
  }
  QByteArray bytes() const;

  std::unique_ptr<QTemporaryDir> mFolder;
};

namespace
{

Selection example()
{
  Selection selection{ .crs = "EPSG:4326",
                       .extent = { 77.1, 28.4, 77.1 + 1.0 / 3, 28.4 + 1.0 / 7 },
                       .start = *parseTime( "2013-09-01" ),
                       .end = *parseTime( "2016-10-01" ),
                       .rowsRead = 5000000012,
                       .kept = 5000000000,
                       .leftOut = {} };
  selection.leftOut.add( LeftOutReason::OutsideExtent, 11 );
  selection.leftOut.add( LeftOutReason::WithoutTime );
  return selection;
}

} // namespace

void TestSelectionFile::init()
{
  mFolder.reset( new QTemporaryDir );
}

QByteArray TestSelectionFile::bytes() const
{
  QFile file( QString::fromStdString( path() ) );
  return file.open( QIODevice::ReadOnly ) ? file.readAll() : "cannot be read";
}

void TestSelectionFile::readsBackWhatWasWritten_data()
{
  QTest::addColumn<QString>( "name" );
  QTest::newRow( "GeoPackage" ) << "selection.gpkg";
  QTest::newRow( "shapefile" ) << "selection.shp";
  QTest::newRow( "FlatGeobuf, in capitals" ) << "selection.FGB";
}

void TestSelectionFile::readsBackWhatWasWritten()
{
  QFETCH( QString, name );
  const Selection selection = example();
  writeSelection( selection, path( name ) );
  const Selection read = readSelection( path( name ) );
  COMPARE_TEXT( read.crs, selection.crs.c_str() );
  QVERIFY( read.extent == selection.extent ); // to the last bit
  QVERIFY( read.start == selection.start );
  QVERIFY( read.end == selection.end );
  QCOMPARE( read.rowsRead, selection.rowsRead );
  QCOMPARE( read.kept, selection.kept );
  QVERIFY( read.leftOut == selection.leftOut );
}

void TestSelectionFile::sameSelectionSameBytes()
{
  writeSelection( example(), path() );
  const QByteArray first = bytes();
  QTest::qWait( 1100 ); // a clock in the file would show
  writeSelection( example(), path() );
  QVERIFY( bytes() == first );
  QCOMPARE( QDir( mFolder->path() ).entryList( QDir::Files | QDir::Hidden ), QStringList{ "selection.gpkg" } );
}

void TestSelectionFile::aMovedRectangleIsRead()
{
  writeSelection( example(), path() );
  {
    // As somebody who drags corners in QGIS would leave it: no rectangle any more. Its bounds count.
    const GDALDatasetUniquePtr file( GDALDataset::Open( path().c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE ) );
    OGRLayer *layer = file->GetLayer( 0 );
    const OGRFeatureUniquePtr feature( layer->GetNextFeature() );
    OGRGeometry *triangle = nullptr;
    QCOMPARE( OGRGeometryFactory::createFromWkt( "POLYGON ((10 25, 30 20, 20 40, 10 25))", layer->GetSpatialRef(), &triangle ),
              OGRERR_NONE );
    feature->SetGeometryDirectly( triangle );
    QCOMPARE( layer->SetFeature( feature.get() ), OGRERR_NONE );
  }
  QVERIFY( readSelection( path() ).extent == ( Extent{ 10, 20, 30, 40 } ) );
}

void TestSelectionFile::refusesFilesThatAreNoSelection()
{
  VERIFY_SAYS( errorText( [&] { readSelection( path() ); } ), "selection.gpkg cannot be read as a selection" );
  VERIFY_SAYS( errorText( [] { readSelection( RISKCAST_SOURCE_DIR "/data/delhi_wards.geojson" ); } ),
               "is not a selection: choose a file that \"Select extent and period\" wrote." );
  VERIFY_SAYS( errorText( [&] { writeSelection( example(), path( "selection.docx" ) ); } ),
               "no vector format has the suffix \".docx\". Take .gpkg for GeoPackage." );
  VERIFY_SAYS( errorText( [&] { writeSelection( example(), path( "nowhere/selection.gpkg" ) ); } ), "there is no folder" );
  VERIFY_SAYS( errorText( [&] { writeSelection( example(), path( "selection.csv" ) ); } ),
               "its format does not keep a rectangle and its period. Take .gpkg for GeoPackage." );
  QVERIFY( !QFile::exists( QString::fromStdString( path( "selection.csv" ) ) ) );
}

void TestSelectionFile::aFullDiskLeavesThePreviousSelection()
{
  writeSelection( example(), path() );
  const QByteArray before = bytes();
  for ( const rlim_t limit : { rlim_t( 0 ), rlim_t( 5000 ), rlim_t( 50000 ), rlim_t( before.size() - 1 ) } )
  {
    QString message;
    {
      const FullDisk disk( limit );
      message = errorText( [&] { writeSelection( example(), path() ); } );
    }
    VERIFY_SAYS( message, "selection.gpkg cannot be written" );
    QCOMPARE( QDir( mFolder->path() ).entryList( QDir::Files | QDir::Hidden ), QStringList{ "selection.gpkg" } );
  }
  QVERIFY( bytes() == before );
}

QTEST_GUILESS_MAIN( TestSelectionFile )
#include "test_selection_file.moc"
