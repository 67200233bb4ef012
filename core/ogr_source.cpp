#include "ogr_source.h"

#include "error.h"
#include "gdal_support.h"

#include <ogrsf_frmts.h>

#include <filesystem>

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
  std::string list;
  for ( int i = 0; i < dataset.GetLayerCount(); ++i )
    list += ( list.empty() ? "" : ", " ) + std::string( dataset.GetLayer( i )->GetName() );
  return list.empty() ? "none" : list;
}

std::shared_ptr<GDALDataset> open( const std::string &source, bool needsTypes, const GdalMessages &messages )
{
  // Texts are read as texts, which is fast and loses nothing; only a filter has to know numbers from texts.
  const char *const texts[] = { "AUTODETECT_TYPE=NO", nullptr };
  const char *const types[] = { "AUTODETECT_TYPE=YES", "AUTODETECT_SIZE_LIMIT=0", nullptr };
  registerGdalDrivers();
  GDALDatasetUniquePtr dataset( GDALDataset::Open( ogrPath( source ).c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, nullptr,
                                                   needsTypes ? types : texts ) );
  if ( !dataset )
    throw Error( source + " cannot be opened as a table or layer: " + messages.failure() );
  return { dataset.release(), GDALDatasetUniquePtrDeleter() };
}

/// A connection string may hold a password, so that only a file gives its name away.
std::string sourceName( const std::string &source, OGRLayer &layer )
{
  std::error_code ignored;
  const std::filesystem::path path( source );
  return std::filesystem::exists( path, ignored ) ? path.filename().string() : std::string( layer.GetName() );
}

} // namespace

OgrSource openOgrSource( const std::string &source, const OgrIncidentOptions &options )
{
  const GdalMessages messages;
  OgrSource opened;
  opened.dataset = open( source, !options.where.empty(), messages );
  GDALDataset &dataset = *opened.dataset;
  opened.layer = options.layer.empty() ? dataset.GetLayer( 0 ) : dataset.GetLayerByName( options.layer.c_str() );
  if ( !opened.layer )
    throw Error( "There is no layer \"" + options.layer + "\" in " + source + ". Its layers are: " + layerList( dataset ) + "." );
  if ( !options.where.empty() && opened.layer->SetAttributeFilter( options.where.c_str() ) != OGRERR_NONE )
    throw Error( "The filter \"" + options.where + "\" is not understood: " + messages.failure() );
  opened.name = sourceName( source, *opened.layer );
  return opened;
}

} // namespace riskcast
