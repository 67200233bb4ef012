#include "output_files.h"

#include "error.h"
#include "output_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>

namespace riskcast
{

namespace
{

/// Renames over whatever is there, which QFile::rename() would not.
void move( const QString &from, const QString &to )
{
  std::error_code error;
  std::filesystem::rename( QFile::encodeName( from ).toStdString(), QFile::encodeName( to ).toStdString(), error );
  if ( error )
    throw Error( "\"" + to.toStdString() + "\" cannot be written: " + error.message() + ". Choose another place." );
}

} // namespace

QString OutputFiles::stage( const QString &path, const QString &name )
{
  const QFileInfo file( path );
  Output output{ path, nullptr, {} };
  if ( path.isEmpty() )
    output.folder = std::make_unique<QTemporaryDir>();
  else
    output.folder = std::make_unique<QTemporaryDir>( file.absolutePath() + "/.riskcast-XXXXXX" );
  if ( !output.folder->isValid() )
    throw Error( "\"" + path.toStdString() + "\" cannot be written: " + output.folder->errorString().toStdString() +
                 ". Choose a folder that exists and that you may write to." );
  output.stagedPath = output.folder->filePath( path.isEmpty() ? name : file.fileName() );
  mOutputs.push_back( std::move( output ) );
  return mOutputs.back().stagedPath;
}

QString OutputFiles::withFinalPaths( QString text ) const
{
  for ( const Output &output : mOutputs )
    text.replace( output.stagedPath, output.path.isEmpty() ? QFileInfo( output.stagedPath ).fileName() : output.path );
  return text;
}

void OutputFiles::commit()
{
  for ( const Output &output : mOutputs )
  {
    if ( output.path.isEmpty() )
      continue;
    for ( const std::string &suffix : staleSuffixes() )
      QFile::remove( output.path + QString::fromStdString( suffix ) );
    const QDir folder( output.folder->path() );
    for ( const QString &name : folder.entryList( QDir::Files | QDir::Hidden ) )
      move( folder.filePath( name ), QFileInfo( output.path ).absoluteDir().filePath( name ) );
  }
}

} // namespace riskcast
