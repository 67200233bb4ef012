#include "sink_file.h"

#include "error.h"

#include <qgsvectorlayer.h>

#include <QFile>
#include <QFileInfo>

namespace riskcast
{

SinkFile::SinkFile( const QString &destination )
{
  const QFileInfo file( destination );
  // Databases and memory layers have destinations, too, but theirs are no paths.
  if ( !file.isAbsolute() || file.suffix().isEmpty() )
    return;
  mAside = std::make_unique<QTemporaryDir>( file.absolutePath() + "/.riskcast-XXXXXX" );
  if ( !mAside->isValid() )
    throw Error( "\"" + destination.toStdString() + "\" cannot be written: " + mAside->errorString().toStdString() +
                 ". Choose a folder that exists and that you may write to." );
  mPath = destination;
  mAsidePath = mAside->filePath( file.fileName() );
  QFile::rename( mPath, mAsidePath );
}

SinkFile::~SinkFile()
{
  if ( mIsWhole || mPath.isEmpty() )
    return;
  QFile::remove( mPath );
  QFile::rename( mAsidePath, mPath );
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
