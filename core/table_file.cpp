#include "table_file.h"

#include "error.h"
#include "gdal_support.h"
#include "vector_file.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <iterator>

namespace riskcast
{

namespace
{

OGRFieldType typeOf( const Table &table, size_t column )
{
  for ( const std::vector<TableValue> &row : table.rows )
  {
    if ( std::holds_alternative<std::int64_t>( row[column] ) )
      return OFTInteger64;
    if ( std::holds_alternative<double>( row[column] ) )
      return OFTReal;
    if ( std::holds_alternative<std::string>( row[column] ) )
      return OFTString;
  }
  return OFTString;
}

void setField( OGRFeature &row, int column, const TableValue &value )
{
  if ( const auto *text = std::get_if<std::string>( &value ) )
    row.SetField( column, text->c_str() );
  else if ( const auto *count = std::get_if<std::int64_t>( &value ) )
    row.SetField( column, static_cast<GIntBig>( *count ) );
  else if ( const auto *number = std::get_if<double>( &value ) )
    row.SetField( column, *number );
}

/// Stops where something fails: GDAL's messages say why.
void writeRows( const Table &table, const std::string &name, GDALDataset &file )
{
  CPLStringList options;
  if ( EQUAL( file.GetDriverName(), "CSV" ) )
    options.SetNameValue( "STRING_QUOTING", "IF_NEEDED" );
  OGRLayer *layer = file.CreateLayer( name.c_str(), nullptr, wkbNone, options.List() );
  for ( size_t column = 0; layer && column < table.columns.size(); ++column )
  {
    OGRFieldDefn field( table.columns[column].c_str(), typeOf( table, column ) );
    if ( layer->CreateField( &field ) != OGRERR_NONE )
      return;
  }
  for ( const std::vector<TableValue> &values : table.rows )
  {
    if ( !layer )
      return;
    OGRFeature row( layer->GetLayerDefn() );
    for ( size_t column = 0; column < values.size(); ++column )
      setField( row, static_cast<int>( column ), values[column] );
    if ( layer->CreateFeature( &row ) != OGRERR_NONE )
      return;
  }
}

/// Writes a table of one row into a folder of its own, which it makes. \return whether that is one file, which holds the row: not
/// so where rows without places are left out, or lie beside the file
bool canHoldARow( const std::filesystem::path &folder, const std::string &suffix )
{
  const std::string name = "table";
  const std::filesystem::path path = ( folder / name ).concat( suffix );
  std::error_code none; // without the folder there is no file in it
  std::filesystem::create_directory( folder, none );
  OutputFile file( path.string() );
  Feedback silent;
  writeTable( { { "text", "count", "number" }, { { "a", std::int64_t{ 1 }, 0.5 } } }, file, silent );
  file.commit();
  const std::filesystem::directory_iterator written( folder );
  const GdalMessages silenced;
  const GDALDatasetUniquePtr read( GDALDataset::Open( path.string().c_str(), GDAL_OF_VECTOR ) );
  OGRLayer *layer = read ? read->GetLayerByName( name.c_str() ) : nullptr;
  return std::distance( begin( written ), end( written ) ) == 1 && layer && layer->GetFeatureCount() == 1;
}

} // namespace

void checkTableName( const std::string &path )
{
  GDALDriver &driver = vectorDriverFor( path );
  const std::string format = driver.GetDescription();
  if ( format == "CSV" || format == "GPKG" )
    return;
  const OutputFile place( path ); // whose name nobody else has
  const std::filesystem::path file = place.temporaryPath();
  const std::filesystem::path folder = file.parent_path() / file.stem(); // with a suffix it would be an archive to some drivers
  bool isFine = false;
  try
  {
    isFine = canHoldARow( folder, file.extension().string() );
  }
  catch ( const Error & )
  { // said below, in words that help more
  }
  std::error_code none;
  std::filesystem::remove_all( folder, none );
  if ( !isFine )
    throw Error( path + " cannot be written: its suffix is that of " + driver.GetMetadataItem( GDAL_DMD_LONGNAME ) +
                 ", which takes no table without places. Take .csv or .gpkg." );
}

void writeTable( const Table &table, OutputFile &output, Feedback &feedback )
{
  const std::string name = std::filesystem::path( output.path() ).stem().string();
  writeVectorFile(
      output, [&]( GDALDataset &file ) { writeRows( table, name, file ); }, feedback );
}

} // namespace riskcast
