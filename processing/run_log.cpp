#include "run_log.h"

#include <qgsapplication.h>

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

namespace riskcast
{

RunLog::RunLog( Feedback &listener )
    : mListener( listener )
    , mFile( path() )
{
  // Another run may still write to the file of this name: it keeps that one, which nobody finds any more.
  QFile::remove( path() );
  if ( !QDir().mkpath( QFileInfo( path() ).path() ) || !mFile.open( QIODevice::WriteOnly | QIODevice::NewOnly ) )
    mFile.close();
}

QString RunLog::path()
{
  return QDir( QgsApplication::qgisSettingsDirPath() ).filePath( QStringLiteral( "riskcast/last_run.log" ) );
}

void RunLog::write( const QString &line )
{
  if ( !mFile.isOpen() )
    return;
  const QByteArray bytes = ( QDateTime::currentDateTime().toString( Qt::ISODate ) + ' ' + line + '\n' ).toUtf8();
  if ( mFile.write( bytes ) != bytes.size() || !mFile.flush() )
    mFile.close();
}

void RunLog::setProgress( double fraction, const std::string &what )
{
  mListener.setProgress( fraction, what );
}

void RunLog::info( const std::string &message )
{
  write( QString::fromStdString( message ) );
  mListener.info( message );
}

void RunLog::warning( const std::string &message )
{
  write( QStringLiteral( "Warning: " ) + QString::fromStdString( message ) );
  mListener.warning( message );
}

bool RunLog::isCanceled() const
{
  return mListener.isCanceled();
}

} // namespace riskcast
