#include "output_files.h"

#include "distinct_files.h"
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

/// Moves all files of a folder into that of \a place.
/// \return their new paths
QStringList moveFiles( const QDir &folder, const QString &place )
{
  QStringList moved;
  for ( const QString &name : folder.entryList( QDir::Files | QDir::Hidden ) )
  {
    moved << QFileInfo( place ).absoluteDir().filePath( name );
    move( folder.filePath( name ), moved.last() );
  }
  return moved;
}

} // namespace

std::unique_ptr<QTemporaryDir> folderBeside( const QString &path )
{
  auto folder = std::make_unique<QTemporaryDir>( QFileInfo( path ).absolutePath() + "/.riskcast-XXXXXX" );
  if ( !folder->isValid() )
    throw Error( "\"" + path.toStdString() + "\" cannot be written: " + folder->errorString().toStdString() +
                 ". Choose a folder that exists and that you may write to." );
  return folder;
}

OutputFiles::OutputFiles( const QStringList &inputs )
{
  for ( const QString &input : inputs )
    mInputs.push_back( input.toStdString() );
}

void OutputFiles::claim( const QString &path )
{
  if ( QFileInfo( path ).isDir() )
    throw Error( "\"" + path.toStdString() + "\" is a folder: give the name of a file in it." );
  mClaimed.push_back( path.toStdString() );
  checkDistinctFiles( mInputs, mClaimed );
}

QString OutputFiles::stage( const QString &path, const QString &name )
{
  if ( path.isEmpty() && name.isEmpty() )
    return {};
  if ( !path.isEmpty() )
    claim( path );
  const QString place = path.isEmpty() ? QDir::temp().filePath( name ) : QString::fromStdString( placeOf( path.toStdString() ) );
  Output output{ path, place, folderBeside( place ), {} };
  output.stagedPath = output.folder->filePath( QFileInfo( place ).fileName() );
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
    const QStringList moved = moveFiles( output.folder->path(), output.place );
    const QString place = QFileInfo( output.place ).absoluteFilePath();
    for ( const std::string &suffix : staleSuffixes() )
      if ( const QString stale = place + QString::fromStdString( suffix ); !moved.contains( stale ) )
        QFile::remove( stale );
  }
}

} // namespace riskcast
