#include "selection.h"

#include "crs.h"
#include "error.h"
#include "gdal_support.h"
#include "vector_file.h"

#include <nlohmann/json.hpp>

#include <ogrsf_frmts.h>

#include <chrono>

namespace riskcast
{

namespace
{

constexpr const char *writtenLayer = "selection";
constexpr const char *startField = "start";
constexpr const char *endField = "end";
constexpr const char *rowsReadField = "rows_read";
constexpr const char *keptField = "kept";
constexpr const char *leftOutField = "left_out";

void setDate( OGRFeature &feature, const char *field, LocalTime time )
{
  const std::chrono::year_month_day date( std::chrono::floor<std::chrono::days>( time ) );
  feature.SetField( field, static_cast<int>( date.year() ), static_cast<int>( static_cast<unsigned>( date.month() ) ),
                    static_cast<int>( static_cast<unsigned>( date.day() ) ) );
}

OGRPolygon rectangle( const Extent &extent )
{
  OGRLinearRing ring;
  ring.addPoint( extent.xMin, extent.yMin );
  ring.addPoint( extent.xMax, extent.yMin );
  ring.addPoint( extent.xMax, extent.yMax );
  ring.addPoint( extent.xMin, extent.yMax );
  ring.closeRings();
  OGRPolygon polygon;
  polygon.addRing( &ring );
  return polygon;
}

/// Whatever goes wrong is in GDAL's messages.
void writeLayer( GDALDataset &file, const Selection &selection )
{
  OGRSpatialReference crs = spatialReference( selection.crs );
  OGRLayer *layer = file.CreateLayer( writtenLayer, selection.crs.empty() ? nullptr : &crs, wkbPolygon );
  if ( !layer )
    return;
  for ( const auto &[name, type] :
        { std::pair( startField, OFTDate ), std::pair( endField, OFTDate ), std::pair( rowsReadField, OFTInteger64 ),
          std::pair( keptField, OFTInteger64 ), std::pair( leftOutField, OFTString ) } )
  {
    OGRFieldDefn field( name, type );
    if ( layer->CreateField( &field ) != OGRERR_NONE )
      return;
  }
  OGRFeature feature( layer->GetLayerDefn() );
  setDate( feature, startField, selection.start );
  setDate( feature, endField, selection.end );
  feature.SetField( rowsReadField, static_cast<GIntBig>( selection.rowsRead ) );
  feature.SetField( keptField, static_cast<GIntBig>( selection.kept ) );
  feature.SetField( leftOutField, nlohmann::json( selection.leftOut.byReason() ).dump().c_str() );
  const OGRPolygon polygon = rectangle( selection.extent );
  feature.SetGeometry( &polygon );
  if ( layer->CreateFeature( &feature ) != OGRERR_NONE )
    CPLError( CE_Failure, CPLE_FileIO, "The feature could not be written." );
}

LocalTime date( const OGRFeature &feature, const char *field )
{
  const int index = feature.GetFieldIndex( field );
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;
  feature.GetFieldAsDateTime( index, &year, &month, &day, &hour, &minute, &second, &zone );
  return timeFromParts( year, month, day, hour, minute, second ).value();
}

bool isSelection( OGRLayer *layer )
{
  if ( !layer )
    return false;
  for ( const char *name : { startField, endField, rowsReadField, keptField, leftOutField } )
  {
    if ( layer->GetLayerDefn()->GetFieldIndex( name ) < 0 )
      return false;
  }
  return true;
}

Selection selectionOf( const OGRFeature &feature )
{
  OGREnvelope bounds;
  feature.GetGeometryRef()->getEnvelope( &bounds );
  const OGRSpatialReference *crs = feature.GetGeometryRef()->getSpatialReference();
  return { .crs = crs ? crsName( crsWkt( *crs ) ) : std::string(),
           .extent = { bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY },
           .start = date( feature, startField ),
           .end = date( feature, endField ),
           .rowsRead = feature.GetFieldAsInteger64( rowsReadField ),
           .kept = feature.GetFieldAsInteger64( keptField ),
           .leftOut = LeftOut::fromReasons( nlohmann::json::parse( feature.GetFieldAsString( leftOutField ) ) ) };
}

/// Some formats lose the rectangle without a word. \throws Error if this one did
void checkKept( const OutputFile &output )
{
  try
  {
    readSelection( output.temporaryPath() );
  }
  catch ( const Error & )
  {
    throw Error( output.path() + " cannot be written: its format does not keep a rectangle and its period. Take .gpkg for " +
                 "GeoPackage." );
  }
}

} // namespace

void writeSelection( const Selection &selection, const std::string &path )
{
  OutputFile output( path );
  Feedback silent;
  writeVectorFile(
      output, [&selection]( GDALDataset &file ) { writeLayer( file, selection ); }, silent );
  checkKept( output );
  output.commit();
}

Selection readSelection( const std::string &path, const std::string &layerName )
{
  registerGdalDrivers();
  const GdalMessages messages;
  const GDALDatasetUniquePtr file( GDALDataset::Open( path.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR ) );
  if ( !file )
    throw Error( path + " cannot be read as a selection: " + messages.failure() );
  OGRLayer *layer = layerName.empty() ? file->GetLayer( 0 ) : file->GetLayerByName( layerName.c_str() );
  const OGRFeatureUniquePtr feature( isSelection( layer ) ? layer->GetNextFeature() : nullptr );
  if ( !feature || !feature->GetGeometryRef() || feature->GetGeometryRef()->IsEmpty() )
    throw Error( path + " is not a selection: choose a file that \"Select extent and period\" wrote." );
  try
  {
    return selectionOf( *feature );
  }
  catch ( const std::bad_optional_access & )
  {
    throw Error( path + " does not say its period: fill in the fields \"start\" and \"end\"." );
  }
  catch ( const nlohmann::json::exception & )
  {
    throw Error( path + " does not say what was left out: make the selection again." );
  }
}

} // namespace riskcast
