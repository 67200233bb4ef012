#include "ogr_source.h"

#include "error.h"
#include "gdal_support.h"
#include "list_text.h"

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace riskcast
{

namespace
{

/// "table.csv.gz" is read through GDAL's file system for gzip.
std::string ogrPath( const std::string &source )
{
  const bool isGzip = source.ends_with( ".gz" ) && !source.starts_with( "/vsi" );
  return isGzip ? "/vsigzip/" + source : source;
}

std::string layerList( GDALDataset &dataset )
{
  std::vector<std::string> names;
  for ( int i = 0; i < dataset.GetLayerCount(); ++i )
    names.emplace_back( dataset.GetLayer( i )->GetName() );
  return names.empty() ? "none" : listText( names );
}

/// What OGR's CSV driver is told; the others do not listen.
CPLStringList openOptions( const OgrIncidentOptions &options )
{
  CPLStringList list;
  // Texts are read as texts, which is fast and loses nothing; only a filter has to know numbers from texts.
  list.SetNameValue( "AUTODETECT_TYPE", options.where.empty() ? "NO" : "YES" );
  list.SetNameValue( "AUTODETECT_SIZE_LIMIT", "0" );
  if ( !options.wktField.empty() )
    list.SetNameValue( "GEOM_POSSIBLE_NAMES", options.wktField.c_str() );
  return list;
}

std::shared_ptr<GDALDataset> open( const std::string &source, const OgrIncidentOptions &options, const GdalMessages &messages )
{
  registerGdalDrivers();
  const CPLStringList list = openOptions( options );
  GDALDatasetUniquePtr dataset(
      GDALDataset::Open( ogrPath( source ).c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, nullptr, list.List() ) );
  if ( !dataset )
    throw Error( source + " cannot be opened as a table or layer: " + messages.failure() );
  return { dataset.release(), GDALDatasetUniquePtrDeleter() };
}

/// A connection string may hold a password, so that only a file gives its name away.
std::string sourceName( const std::string &source, OGRLayer &layer )
{
  std::error_code ignored;
  const std::filesystem::path path( source );
  const std::string name = std::filesystem::exists( path, ignored ) ? path.filename().string() : std::string( layer.GetName() );
  const std::unique_ptr<char, decltype( &VSIFree )> readable( CPLForceToASCII( name.c_str(), -1, '?' ), VSIFree );
  return CPLIsUTF8( name.c_str(), -1 ) ? name : readable.get(); // metadata and JSON hold UTF-8 only
}

/// The bytes of a text file, once it is unpacked; -1 if it is not one that can be measured.
std::int64_t bytesOf( const std::string &path )
{
  std::ifstream file( path, std::ios::binary | std::ios::ate );
  if ( !file || !path.ends_with( ".gz" ) )
    return file ? static_cast<std::int64_t>( file.tellg() ) : -1;
  std::array<unsigned char, 4> size{}; // modulo 4 GiB, the lowest byte first (RFC 1952, 2.3.1)
  file.seekg( -static_cast<std::streamoff>( size.size() ), std::ios::end );
  file.read( reinterpret_cast<char *>( size.data() ), size.size() );
  return file ? size[0] | size[1] << 8 | size[2] << 16 | std::int64_t{ size[3] } << 24 : -1;
}

/// The number of lines of a text file, going by its first ones; -1 if it is not one that can be measured.
std::int64_t linesOf( const std::string &path )
{
  constexpr size_t measured = 1 << 16;
  const std::int64_t bytes = bytesOf( path );
  const std::unique_ptr<VSILFILE, decltype( &VSIFCloseL )> file( VSIFOpenL( ogrPath( path ).c_str(), "rb" ), VSIFCloseL );
  if ( bytes < 0 || !file )
    return -1;
  std::string start( measured, '\0' );
  start.resize( VSIFReadL( start.data(), 1, measured, file.get() ) );
  const std::int64_t lines = std::ranges::count( start, '\n' );
  return lines > 0 ? bytes * lines / static_cast<std::int64_t>( start.size() ) : -1;
}

} // namespace

bool isPostgres( const OgrSource &source )
{
  return EQUAL( source.dataset->GetDriverName(), "PostgreSQL" );
}

std::int64_t rowsOf( const OgrSource &source )
{
  if ( !EQUAL( source.dataset->GetDriverName(), "CSV" ) )
    return source.layer->GetFeatureCount( false );
  return linesOf( source.path ); // OGR would read the whole file to know
}

OgrSource openOgrSource( const std::string &source, const OgrIncidentOptions &options )
{
  const GdalMessages messages;
  OgrSource opened;
  opened.dataset = open( source, options, messages );
  GDALDataset &dataset = *opened.dataset;
  opened.layer = options.layer.empty() ? dataset.GetLayer( 0 ) : dataset.GetLayerByName( options.layer.c_str() );
  if ( !opened.layer )
    throw Error( "There is no layer \"" + options.layer + "\" in " + source + ". Its layers are: " + layerList( dataset ) + "." );
  if ( !options.where.empty() && opened.layer->SetAttributeFilter( options.where.c_str() ) != OGRERR_NONE )
    throw Error( "The filter \"" + options.where + "\" is not understood: " + messages.failure() );
  opened.path = source;
  opened.name = sourceName( source, *opened.layer );
  return opened;
}

} // namespace riskcast
