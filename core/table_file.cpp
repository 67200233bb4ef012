#include "table_file.h"

#include "error.h"
#include "vector_file.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>

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

} // namespace

void checkTableName( const std::string &path )
{
  GDALDriver &driver = vectorDriverFor( path );
  const std::string format = driver.GetDescription();
  const Table table{ { "text", "count", "number" }, { { "a", std::int64_t{ 1 }, 0.5 } } };
  OutputFile trial( path );
  Feedback silent;
  try
  {
    writeTable( table, trial, silent );
    if ( std::filesystem::exists( trial.temporaryPath() ) ) // and not only a .dbf beside a .shp that has no places
      return;
  }
  catch ( const Error & )
  {
    if ( format == "CSV" || format == "GPKG" ) // the place is to blame
      throw;
  }
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
