#include "sink_file.h"

#include "error.h"

#include <qgsfeature.h>
#include <qgsfileutils.h>
#include <qgsvectorfilewriter.h>
#include <qgsvectorlayer.h>

#include <QFile>
#include <QFileInfo>

#include <gdal.h>

namespace riskcast
{

namespace
{

/// With the files that belong to it, as .dbf and .shx to a shapefile. Notes of the user stay, and styles until there is a new
/// one.
void moveDataset( const QString &from, const QString &to )
{
  QString problem;
  if ( QFile::exists( from ) && !QgsFileUtils::renameDataset( from, to, problem, Qgis::FileOperationFlags() ) )
    throw Error( "\"" + from.toStdString() + "\" cannot be replaced: " + problem.toStdString() + " Choose another place." );
}

void removeDataset( const QString &path )
{
  for ( const QString &file : QgsFileUtils::sidecarFilesForPath( path ) )
    QFile::remove( file );
  QFile::remove( path );
}

/// Whether GDAL can read what it writes into such a file, which it cannot of .sql.
bool isReadable( const QString &path )
{
  const QString driver = QgsVectorFileWriter::driverForExtension( QFileInfo( path ).suffix() );
  return GDALGetMetadataItem( GDALGetDriverByName( driver.toUtf8() ), GDAL_DCAP_OPEN, nullptr );
}

/// Whether the file holds all features. There may be more than were written, as a spreadsheet may count its header; fewer, or a
/// number that cannot be found out, say that some are lost.
bool isWhole( const QString &path, long long features )
{
  if ( !isReadable( path ) )
    return QFileInfo( path ).size() > 0;
  const QgsVectorLayer written( path, QString(), "ogr" );
  return written.isValid() && written.featureCount() >= features;
}

} // namespace

SinkFile::SinkFile( const QString &name, const ParameterValues &values, OutputFiles &outputs )
    : mName( name )
    , mValues( values )
    , mPath( values.sinkFile( name ) )
{
  if ( mPath.isEmpty() )
    return;
  outputs.claim( mPath );
  mAside = folderBeside( mPath );
}

SinkFile::~SinkFile()
{
  mSink.reset();
  if ( mIsKept || mAsidePath.isEmpty() )
    return;
  removeDataset( mPath );
  try
  {
    moveDataset( mAsidePath, mPath );
  }
  catch ( const Error & )
  {
    mAside->setAutoRemove( false ); // better found in a hidden folder than lost
  }
}

void SinkFile::open( const QgsFields &fields, Qgis::WkbType type, const QgsCoordinateReferenceSystem &crs )
{
  if ( !mPath.isEmpty() )
  {
    mPath = QFileInfo( mPath ).absoluteFilePath();
    mAsidePath = mAside->filePath( QFileInfo( mPath ).fileName() );
    moveDataset( mPath, mAsidePath );
  }
  mSink = mValues.sink( mName, fields, type, crs, mDestination );
}

void SinkFile::add( QgsFeature &feature )
{
  if ( !mSink->addFeature( feature, QgsFeatureSink::FastInsert ) )
    throw Error( "The rows cannot be written: " + mSink->lastError().toStdString() +
                 ". Free some space, or choose another place." );
  ++mWritten;
}

void SinkFile::close()
{
  mSink.reset();
  if ( !mPath.isEmpty() && !isWhole( mPath, mWritten ) )
    throw Error( "\"" + mPath.toStdString() + "\" could not be written whole. Free some space, or choose another place." );
}

QString SinkFile::keep()
{
  mIsKept = true;
  return mDestination;
}

} // namespace riskcast
