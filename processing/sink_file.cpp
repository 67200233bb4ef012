#include "sink_file.h"

#include "error.h"

#include <qgsfileutils.h>
#include <qgsvectorlayer.h>

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace riskcast
{

namespace
{

/// Databases and memory layers have destinations, too: QGIS takes what stands before a colon for the name of a provider.
bool isFile( const QString &destination )
{
  static const QRegularExpression provider( "^.{3,}?:" );
  return !provider.match( destination ).hasMatch() && !QFileInfo( destination ).suffix().isEmpty();
}

/// With the files that belong to it, as .dbf and .shx to a shapefile. Styles and notes of the user stay.
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

} // namespace

SinkFile::SinkFile( const QString &destination )
{
  if ( !isFile( destination ) )
    return;
  const QFileInfo file( destination );
  mAside = std::make_unique<QTemporaryDir>( file.absolutePath() + "/.riskcast-XXXXXX" );
  if ( !mAside->isValid() )
    throw Error( "\"" + destination.toStdString() + "\" cannot be written: " + mAside->errorString().toStdString() +
                 ". Choose a folder that exists and that you may write to." );
  mPath = file.absoluteFilePath();
  mAsidePath = mAside->filePath( file.fileName() );
  moveDataset( mPath, mAsidePath );
}

SinkFile::~SinkFile()
{
  if ( mIsWhole || mPath.isEmpty() )
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

void SinkFile::commit( long long features )
{
  if ( !mPath.isEmpty() )
  {
    const QgsVectorLayer written( mPath, QString(), "ogr" );
    if ( !written.isValid() || written.featureCount() != features )
      throw Error( "\"" + mPath.toStdString() + "\" could not be written whole. Free some space, or choose another place." );
  }
  mIsWhole = true;
}

} // namespace riskcast
