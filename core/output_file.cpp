#include "output_file.h"

#include "error.h"

#include <filesystem>
#include <fstream>
#include <random>

namespace fs = std::filesystem;

namespace riskcast
{

namespace
{

/// What GDAL and QGIS put beside a raster; left over from the previous file they would belie the new one.
constexpr const char *staleSuffixes[] = { ".aux.xml", ".ovr" };

/// A link stays a link: the file that it points to is replaced.
fs::path resolved( const std::string &path )
{
  std::error_code ignored;
  return fs::is_symlink( path, ignored ) ? fs::canonical( path, ignored ) : fs::path( path );
}

fs::path folderOf( const fs::path &path )
{
  return path.has_parent_path() ? path.parent_path() : fs::path( "." );
}

std::string uniqueStem( const fs::path &path )
{
  char unique[9];
  std::snprintf( unique, sizeof unique, "%08x", std::random_device()() );
  return path.stem().string() + ".partial-" + unique;
}

/// The files whose names begin with the stem of \a temporary: itself and those that GDAL put beside it.
std::vector<fs::path> written( const fs::path &temporary )
{
  std::vector<fs::path> files;
  std::error_code error;
  for ( const fs::directory_entry &entry : fs::directory_iterator( folderOf( temporary ), error ) )
  {
    if ( entry.path().filename().string().starts_with( temporary.stem().string() ) )
      files.push_back( entry.path() );
  }
  return files;
}

void move( const fs::path &from, const fs::path &to )
{
  std::error_code error;
  fs::rename( from, to, error );
  if ( error )
    throw Error( to.string() + " cannot be written: " + error.message() + ". Close it elsewhere, or choose another place." );
}

} // namespace

OutputFile::OutputFile( std::string path )
{
  const fs::path place = resolved( path );
  mPath = place.string();
  if ( fs::is_directory( place ) )
    throw Error( mPath + " is a folder: give the name of a file in it." );
  if ( !fs::is_directory( folderOf( place ) ) )
    throw Error( mPath + " cannot be written: there is no folder " + folderOf( place ).string() + ". Create it first." );
  mTemporaryPath = ( folderOf( place ) / ( uniqueStem( place ) + place.extension().string() ) ).string();
  const bool canWrite = std::ofstream( mTemporaryPath ).good();
  std::error_code ignored;
  fs::remove( mTemporaryPath, ignored );
  if ( !canWrite )
    throw Error( mPath + " cannot be written: files cannot be created in " + folderOf( place ).string() +
                 ". Choose another folder." );
}

OutputFile::~OutputFile()
{
  std::error_code ignored;
  for ( const fs::path &file : written( mTemporaryPath ) )
    fs::remove( file, ignored );
}

void OutputFile::commit()
{
  const fs::path place( mPath );
  move( mTemporaryPath, place );
  std::error_code ignored;
  for ( const char *suffix : staleSuffixes )
    fs::remove( mPath + suffix, ignored );
  const fs::path temporary( mTemporaryPath );
  for ( const fs::path &file : written( temporary ) )
  {
    const std::string rest = file.filename().string().substr( temporary.stem().string().size() );
    move( file, folderOf( place ) / ( place.stem().string() + rest ) );
  }
}

} // namespace riskcast
