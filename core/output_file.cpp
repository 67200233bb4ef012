#include "output_file.h"

#include "error.h"

#include <cpl_port.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <random>
#include <set>

namespace fs = std::filesystem;

namespace riskcast
{

namespace
{

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
    const fs::path &file = entry.path();
    if ( file.filename().string().starts_with( temporary.stem().string() ) )
      files.push_back( file );
  }
  return files;
}

/// The temporary paths of all output files, for removeAllForGood(), which another thread calls. Never destroyed, as that may be
/// while the program ends.
struct Unfinished
{
  std::mutex mutex;
  std::set<std::string> paths;
};

Unfinished &unfinished()
{
  static auto *const all = new Unfinished;
  return *all;
}

void removeWritten( const std::string &temporaryPath )
{
  std::error_code ignored;
  for ( const fs::path &file : written( temporaryPath ) )
    fs::remove( file, ignored );
}

void move( const fs::path &from, const fs::path &to )
{
  std::error_code error;
  fs::rename( from, to, error );
  if ( error )
    throw Error( to.string() + " cannot be written: " + error.message() + ". Close it elsewhere, or choose another place." );
}

} // namespace

const std::vector<std::string> &staleSuffixes()
{
  static const std::vector<std::string> suffixes = { ".aux.xml", ".ovr", "-wal", "-shm", "-journal" };
  return suffixes;
}

std::string placeOf( const std::string &path )
{
  constexpr int mostLinks = 40; // as Linux; links in a circle lead nowhere
  std::error_code ignored;
  fs::path place = path;
  for ( int links = 0; links < mostLinks && fs::is_symlink( place, ignored ); ++links )
    place = place.parent_path() / fs::read_symlink( place, ignored );
  return place.string();
}

void checkSuffix( const std::string &path, const std::vector<std::string> &suffixes, const std::string &what )
{
  const std::string suffix = fs::path( path ).extension().string();
  const auto isIt = [&suffix]( const std::string &each ) { return EQUAL( each.c_str(), suffix.c_str() ); };
  if ( std::ranges::none_of( suffixes, isIt ) )
    throw Error( path + " cannot be written: " + what + ", so let the name end in " + suffixes.front() + "." );
}

void throwNotWritten( const std::string &path, const std::string &why )
{
  throw Error( path + " cannot be written: " + why + " Free some space, or choose another place." );
}

OutputFile::OutputFile( std::string path )
    : mPath( std::move( path ) )
    , mPlace( placeOf( mPath ) )
{
  const fs::path place = mPlace;
  std::error_code unreachable; // a folder that may not be entered is as good as none
  if ( fs::is_directory( place, unreachable ) )
    throw Error( mPath + " is a folder: give the name of a file in it." );
  if ( fs::exists( place, unreachable ) && !fs::is_regular_file( place, unreachable ) )
    throw Error( mPath + " is a device or a pipe, and no file: give the name of one." );
  if ( !fs::is_directory( folderOf( place ), unreachable ) )
    throw Error( mPath + " cannot be written: there is no folder " + folderOf( place ).string() + ". Create it first." );
  mTemporaryPath = ( folderOf( place ) / ( uniqueStem( place ) + place.extension().string() ) ).string();
  const bool canWrite = std::ofstream( mTemporaryPath ).good();
  std::error_code ignored;
  fs::remove( mTemporaryPath, ignored );
  if ( !canWrite )
    throw Error( mPath + " cannot be written: files cannot be created in " + folderOf( place ).string() +
                 ". Choose another folder." );
  const std::lock_guard lock( unfinished().mutex );
  unfinished().paths.insert( mTemporaryPath );
}

OutputFile::~OutputFile()
{
  removeWritten( mTemporaryPath );
  const std::lock_guard lock( unfinished().mutex );
  unfinished().paths.erase( mTemporaryPath );
}

void OutputFile::removeAllForGood()
{
  unfinished().mutex.lock(); // never unlocked: nothing may appear any more
  std::ranges::for_each( unfinished().paths, removeWritten );
}

void OutputFile::commit()
{
  const std::lock_guard lock( unfinished().mutex );
  const fs::path place( mPlace );
  const fs::path temporary( mTemporaryPath );
  std::vector<std::string> kept;
  for ( const fs::path &file : written( temporary ) )
  {
    if ( file == temporary )
      continue;
    const std::string rest = file.filename().string().substr( temporary.stem().string().size() );
    kept.push_back( ( folderOf( place ) / ( place.stem().string() + rest ) ).string() );
    move( file, kept.back() );
  }
  move( temporary, place );
  std::error_code ignored;
  for ( const std::string &suffix : staleSuffixes() )
  {
    if ( std::ranges::find( kept, ( folderOf( place ) / ( place.filename().string() + suffix ) ).string() ) == kept.end() )
      fs::remove( mPlace + suffix, ignored );
  }
}

} // namespace riskcast
