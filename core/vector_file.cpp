#include "vector_file.h"

#include "error.h"
#include "gdal_support.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>

#include <filesystem>
#include <fstream>

namespace riskcast
{

GDALDriver &vectorDriverFor( const std::string &path )
{
  registerGdalDrivers();
  const std::string suffix = std::filesystem::path( path ).extension().string();
  GDALDriverManager &manager = *GetGDALDriverManager();
  for ( int i = 0; i < manager.GetDriverCount() && suffix.size() > 1; ++i )
  {
    GDALDriver &driver = *manager.GetDriver( i );
    if ( !driver.GetMetadataItem( GDAL_DCAP_VECTOR ) || !driver.GetMetadataItem( GDAL_DCAP_CREATE ) )
      continue;
    const char *extensions = driver.GetMetadataItem( GDAL_DMD_EXTENSIONS );
    const CPLStringList list( CSLTokenizeString( extensions ? extensions : "" ) );
    if ( list.FindString( suffix.c_str() + 1 ) >= 0 )
      return driver;
  }
  throw Error( path + " cannot be written: no vector format has the suffix \"" + suffix + "\". Take .gpkg for GeoPackage." );
}

namespace
{
/// Whether the driver tells of a full disk. Those of texts, sheets and archives lose without a word what does not fit.
bool isDatabase( GDALDriver &driver )
{
  return EQUAL( driver.GetDescription(), "GPKG" ) || EQUAL( driver.GetDescription(), "SQLite" );
}

/// A folder of GDAL's in memory.
class MemoryFolder
{
public:
  explicit MemoryFolder( const std::string &name )
      : mPath( "/vsimem/" + name )
  {
    VSIMkdir( mPath.c_str(), 0 );
  }
  ~MemoryFolder() { VSIRmdirRecursive( mPath.c_str() ); }
  MemoryFolder( const MemoryFolder & ) = delete;
  MemoryFolder &operator=( const MemoryFolder & ) = delete;

  const std::string &path() const { return mPath; }

  /// \return whether all files fit there
  bool copyTo( const std::filesystem::path &folder ) const
  {
    const CPLStringList names( VSIReadDir( mPath.c_str() ) );
    for ( int i = 0; i < names.size(); ++i )
    {
      const std::string name = names[i];
      vsi_l_offset size = 0;
      const GByte *bytes = VSIGetMemFileBuffer( ( mPath + "/" + name ).c_str(), &size, /*bUnlinkAndSeize=*/FALSE );
      std::ofstream file( folder / name, std::ios::binary );
      file.write( reinterpret_cast<const char *>( bytes ), static_cast<std::streamsize>( size ) );
      file.close();
      if ( !file )
        return false;
    }
    return true;
  }

private:
  std::string mPath;
};

void fill( GDALDriver &driver, const std::string &path, const std::function<void( GDALDataset & )> &write )
{
  // A GeoPackage would else hold the time of writing.
  const CPLConfigOptionSetter noClock( "OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z", false );
  const GDALDatasetUniquePtr file( driver.Create( path.c_str(), 0, 0, 0, GDT_Unknown, nullptr ) );
  if ( !file )
    return;
  const bool isTransaction = file->StartTransaction() == OGRERR_NONE;
  write( *file );
  if ( isTransaction && file->CommitTransaction() != OGRERR_NONE )
    CPLError( CE_Failure, CPLE_FileIO, "The rows could not be written." );
}
} // namespace

void writeVectorFile( OutputFile &output, const std::function<void( GDALDataset & )> &write, Feedback &feedback )
{
  GDALDriver &driver = vectorDriverFor( output.path() );
  const std::filesystem::path place = output.temporaryPath();
  const GdalMessages messages;
  if ( isDatabase( driver ) )
  {
    fill( driver, place.string(), write ); // a full disk may show only when it is closed
    return checkWritten( output.path(), messages, feedback );
  }
  const MemoryFolder memory( place.stem().string() );
  fill( driver, memory.path() + "/" + place.filename().string(), write );
  checkWritten( output.path(), messages, feedback );
  if ( !memory.copyTo( place.parent_path() ) )
    throwNotWritten( output.path(), "The disk may be full." );
}

} // namespace riskcast
