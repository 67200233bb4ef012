#include "error_text.h"
#include "output_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sys/stat.h>

using namespace riskcast;

class TestOutputFile : public QObject
{
  Q_OBJECT

private slots:
  void init() { mFolder.reset( new QTemporaryDir ); }
  void appearsOnlyWhenCommitted();
  void thePreviousFileSurvivesWithoutACommit();
  void replacesThePreviousFile();
  void sideFilesMoveAlong();
  void staleSideFilesOfThePreviousFileGo();
  void staleJournalsOfAGeoPackageGo();
  void aSideFileThatCannotMoveLeavesThePreviousFile();
  void aLinkStaysALink();
  void aLinkToNothingYetStaysALink();
  void keepsTheSuffixForGdal();
  void refusesImpossiblePlaces();

private:
  QString path( const QString &name = QStringLiteral( "risk.tif" ) ) const { return mFolder->filePath( name ); }
  QStringList files() const { return QDir( mFolder->path() ).entryList( QDir::Files | QDir::Hidden ); }
  QByteArray content( const QString &name ) const;
  void write( const QString &path, const QByteArray &content ) const;

  std::unique_ptr<QTemporaryDir> mFolder;
};

QByteArray TestOutputFile::content( const QString &name ) const
{
  QFile file( path( name ) );
  return file.open( QIODevice::ReadOnly ) ? file.readAll() : "cannot be read";
}

void TestOutputFile::write( const QString &path, const QByteArray &content ) const
{
  QFile file( path );
  QVERIFY( file.open( QIODevice::WriteOnly ) );
  QCOMPARE( file.write( content ), content.size() );
}

void TestOutputFile::appearsOnlyWhenCommitted()
{
  OutputFile output( path().toStdString() );
  QVERIFY( files().isEmpty() );
  write( QString::fromStdString( output.temporaryPath() ), "new" );
  QVERIFY( !files().contains( "risk.tif" ) );
  output.commit();
  QCOMPARE( files(), QStringList{ "risk.tif" } );
  QCOMPARE( content( "risk.tif" ), QByteArray( "new" ) );
}

void TestOutputFile::thePreviousFileSurvivesWithoutACommit()
{
  write( path(), "previous" );
  write( path( "risk.tif.aux.xml" ), "previous statistics" );
  {
    OutputFile output( path().toStdString() );
    write( QString::fromStdString( output.temporaryPath() ), "half" );
    write( QString::fromStdString( output.temporaryPath() + ".aux.xml" ), "half" );
  }
  QCOMPARE( files(), ( QStringList{ "risk.tif", "risk.tif.aux.xml" } ) );
  QCOMPARE( content( "risk.tif" ), QByteArray( "previous" ) );
  QCOMPARE( content( "risk.tif.aux.xml" ), QByteArray( "previous statistics" ) );
}

void TestOutputFile::replacesThePreviousFile()
{
  write( path(), "previous" );
  OutputFile output( path().toStdString() );
  write( QString::fromStdString( output.temporaryPath() ), "new" );
  QCOMPARE( content( "risk.tif" ), QByteArray( "previous" ) );
  output.commit();
  QCOMPARE( content( "risk.tif" ), QByteArray( "new" ) );
}

void TestOutputFile::sideFilesMoveAlong()
{
  OutputFile output( path( "selection.shp" ).toStdString() );
  const QString temporary = QString::fromStdString( output.temporaryPath() );
  write( temporary, "shapes" );
  write( temporary + ".aux.xml", "side" );
  write( QString( temporary ).replace( ".shp", ".dbf" ), "fields" );
  output.commit();
  QCOMPARE( files(), ( QStringList{ "selection.dbf", "selection.shp", "selection.shp.aux.xml" } ) );
  QCOMPARE( content( "selection.dbf" ), QByteArray( "fields" ) );
}

void TestOutputFile::staleSideFilesOfThePreviousFileGo()
{
  for ( const char *name : { "risk.tif", "risk.tif.aux.xml", "risk.tif.ovr", "risk.qml", "risk.tifs.txt" } )
    write( path( name ), "previous" );
  OutputFile output( path().toStdString() );
  write( QString::fromStdString( output.temporaryPath() ), "new" );
  output.commit();
  // Statistics and overviews would belie the new raster; the rest is not ours.
  QCOMPARE( files(), ( QStringList{ "risk.qml", "risk.tif", "risk.tifs.txt" } ) );
}

void TestOutputFile::aLinkStaysALink()
{
  QVERIFY( QDir( mFolder->path() ).mkdir( "elsewhere" ) );
  write( path( "elsewhere/risk.tif" ), "previous" );
  QVERIFY( QFile::link( "elsewhere/risk.tif", path() ) );
  OutputFile output( path().toStdString() );
  write( QString::fromStdString( output.temporaryPath() ), "new" );
  output.commit();
  QVERIFY( QFileInfo( path() ).isSymLink() );
  QCOMPARE( content( "elsewhere/risk.tif" ), QByteArray( "new" ) );
}

void TestOutputFile::staleJournalsOfAGeoPackageGo()
{
  for ( const char *name : { "a.gpkg", "a.gpkg-wal", "a.gpkg-shm", "a.gpkg-journal", "b.gpkg-wal" } )
    write( path( name ), "previous" );
  OutputFile output( path( "a.gpkg" ).toStdString() );
  write( QString::fromStdString( output.temporaryPath() ), "new" );
  output.commit();
  QCOMPARE( files(), ( QStringList{ "a.gpkg", "b.gpkg-wal" } ) );
  QCOMPARE( content( "a.gpkg" ), QByteArray( "new" ) );
}

void TestOutputFile::aSideFileThatCannotMoveLeavesThePreviousFile()
{
  write( path(), "previous" );
  QVERIFY( QDir( mFolder->path() ).mkdir( "risk.tif.aux.xml" ) );
  {
    OutputFile output( path().toStdString() );
    write( QString::fromStdString( output.temporaryPath() ), "new" );
    write( QString::fromStdString( output.temporaryPath() + ".aux.xml" ), "new" );
    VERIFY_SAYS( errorText( [&] { output.commit(); } ), "risk.tif.aux.xml cannot be written" );
  }
  QCOMPARE( files(), QStringList{ "risk.tif" } );
  QCOMPARE( content( "risk.tif" ), QByteArray( "previous" ) );
}

void TestOutputFile::aLinkToNothingYetStaysALink()
{
  QVERIFY( QDir( mFolder->path() ).mkdir( "elsewhere" ) );
  QVERIFY( QFile::link( "elsewhere/risk.tif", path() ) );
  OutputFile output( path().toStdString() );
  write( QString::fromStdString( output.temporaryPath() ), "new" );
  output.commit();
  QVERIFY( QFileInfo( path() ).isSymLink() );
  QCOMPARE( content( "elsewhere/risk.tif" ), QByteArray( "new" ) );
}

void TestOutputFile::keepsTheSuffixForGdal()
{
  QVERIFY( OutputFile( path( "a.b.gpkg" ).toStdString() ).temporaryPath().ends_with( ".gpkg" ) );
  const OutputFile one( path().toStdString() );
  const OutputFile other( path().toStdString() );
  QVERIFY( one.temporaryPath() != other.temporaryPath() );
}

void TestOutputFile::refusesImpossiblePlaces()
{
  VERIFY_SAYS( errorText( [&] { OutputFile( path( "nowhere/risk.tif" ).toStdString() ); } ),
               "cannot be written: there is no folder" );
  VERIFY_SAYS( errorText( [&] { OutputFile output( mFolder->path().toStdString() ); } ),
               "is a folder: give the name of a file in it" );
  // No file can be made in /proc, not even by root.
  VERIFY_SAYS( errorText( [] { OutputFile output( "/proc/risk.tif" ); } ), "files cannot be created in /proc" );
  QVERIFY( files().isEmpty() );
  QCOMPARE( ::mkfifo( qPrintable( path( "pipe" ) ), 0600 ), 0 ); // a file would take its place
  VERIFY_SAYS( errorText( [&] { OutputFile output( path( "pipe" ).toStdString() ); } ),
               "is a device or a pipe, and no file: give the name of one." );
  QVERIFY( QFile::link( "circle", path( "circle" ) ) );
  VERIFY_SAYS( errorText( [&] { OutputFile output( path( "circle/risk.tif" ).toStdString() ); } ), "there is no folder" );
  VERIFY_SAYS( errorText( [&] { OutputFile output( path( QString( 300, 'a' ) + "/risk.tif" ).toStdString() ); } ),
               "there is no folder" );
}

QTEST_GUILESS_MAIN( TestOutputFile )
#include "test_output_file.moc"
