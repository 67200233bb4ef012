#include "check_layer.h"

#include "crs.h"
#include "error.h"
#include "feature_rows.h"
#include "ogr_columns.h"
#include "ogr_source.h"
#include "vector_file.h"

#include <ogrsf_frmts.h>

#include <cmath>
#include <filesystem>
#include <numeric>

namespace riskcast
{

namespace
{

/// \a name, or the first of name_1, name_2, … that no field has: GeoPackage names its own columns among those of the table.
std::string freeName( const OGRFeatureDefn &fields, const std::string &name )
{
  std::string free = name;
  for ( int number = 1; fields.GetFieldIndex( free.c_str() ) >= 0; ++number )
    free = name + "_" + std::to_string( number );
  return free;
}

/// The layer of a new GeoPackage, with the fields of \a fields in their order, and one for reasons; null if it cannot be created:
/// GDAL's messages say why.
OGRLayer *createLayer( GDALDataset &file, const std::string &name, const OGRFeatureDefn &fields, const std::string &crs,
                       CheckedRows which )
{
  OGRSpatialReference reference = spatialReference( crs );
  CPLStringList options;
  options.SetNameValue( "FID", freeName( fields, "fid" ).c_str() );
  options.SetNameValue( "GEOMETRY_NAME", freeName( fields, "geom" ).c_str() );
  OGRLayer *layer = file.CreateLayer( name.c_str(), crs.empty() ? nullptr : &reference, wkbPoint, options.List() );
  for ( int i = 0; layer && i < fields.GetFieldCount(); ++i )
  {
    OGRFieldDefn field( fields.GetFieldDefn( i ) );
    if ( layer->CreateField( &field ) != OGRERR_NONE )
      return nullptr;
  }
  OGRFieldDefn reasons( reasonsField, OFTString );
  // A table that was checked before has one.
  const bool needsReasons = which == CheckedRows::All && fields.GetFieldIndex( reasonsField ) < 0;
  return layer && needsReasons && layer->CreateField( &reasons ) != OGRERR_NONE ? nullptr : layer;
}

/// \return null if it has no position
std::unique_ptr<OGRPoint> positionOf( const OGRFeature &feature, const OgrColumns &columns )
{
  if ( columns.hasGeometry() )
  {
    const OGRPoint *point = pointOf( feature.GetGeometryRef() );
    return point ? std::make_unique<OGRPoint>( point->getX(), point->getY() ) : nullptr;
  }
  const double x = numberOf( valueOf( feature, columns.x ) );
  const double y = numberOf( valueOf( feature, columns.y ) );
  return std::isfinite( x ) && std::isfinite( y ) ? std::make_unique<OGRPoint>( x, y ) : nullptr;
}

/// Copies the rows of one layer to the other. What goes wrong in writing is in GDAL's messages.
void copyRows( const IncidentCheck &check, OGRLayer &from, const OgrColumns &columns, CheckedRows which, OGRLayer &to,
               Feedback &feedback )
{
  const int reasons = which == CheckedRows::All ? to.GetLayerDefn()->GetFieldIndex( reasonsField ) : -1;
  constexpr size_t rowsBetweenReports = 10000;
  std::vector<int> sameFields( static_cast<size_t>( from.GetLayerDefn()->GetFieldCount() ) );
  std::iota( sameFields.begin(), sameFields.end(), 0 );
  size_t row = 0;
  for ( ; const OGRFeatureUniquePtr feature{ from.GetNextFeature() }; ++row )
  {
    if ( row % rowsBetweenReports == 0 )
    {
      feedback.throwIfCanceled();
      feedback.setProgress( std::min( 1.0, static_cast<double>( row ) / static_cast<double>( check.rowCount ) ) );
    }
    if ( row >= check.reasons.size() || ( which == CheckedRows::Clean && !check.reasons[row].isEmpty() ) )
      continue;
    OGRFeature copy( to.GetLayerDefn() );
    copy.SetFieldsFrom( feature.get(), sameFields.data() );
    copy.SetGeometryDirectly( positionOf( *feature, columns ).release() );
    if ( reasons >= 0 )
      copy.SetField( reasons, check.reasons[row].toString().c_str() );
    if ( to.CreateFeature( &copy ) != OGRERR_NONE )
      return;
  }
  if ( row != check.reasons.size() )
    throw Error( check.source + " has changed since it was checked: check it again." );
}

} // namespace

void checkGeoPackageName( const std::string &path )
{
  checkSuffix( path, { ".gpkg" }, "rows are written as a GeoPackage" );
}

void writeCheckedRows( const IncidentCheck &check, const std::string &source, const OgrIncidentOptions &options,
                       CheckedRows which, OutputFile &output, Feedback &feedback )
{
  const OgrSource opened = openOgrSource( source, options );
  Feedback silent;
  const OgrColumns columns = findColumns( *opened.layer, options, silent );
  const std::string name = std::filesystem::path( output.path() ).stem().string();
  const auto write = [&]( GDALDataset &file )
  {
    if ( OGRLayer *layer = createLayer( file, name, *opened.layer->GetLayerDefn(), columns.crs, which ) )
      copyRows( check, *opened.layer, columns, which, *layer, feedback );
  };
  writeVectorFile( output, write, feedback );
  feedback.setProgress( 1 );
}

} // namespace riskcast
