#include "qgs_incident_reader.h"

#include "error.h"
#include "parameter_values.h"

#include <qgsfeaturesource.h>
#include <qgsgeometry.h>

#include <cmath>

namespace riskcast
{

namespace
{

bool holdsTimes( const QgsField &field )
{
  return field.type() == QMetaType::QDateTime || field.type() == QMetaType::QDate || field.type() == QMetaType::QString;
}

/// "date, reported": the fields that times can be read from.
QString timeFields( const QgsFields &fields )
{
  QStringList names;
  for ( const QgsField &field : fields )
    if ( holdsTimes( field ) )
      names << field.name();
  return names.isEmpty() ? QObject::tr( "it has no such field" ) : QObject::tr( "it has %1" ).arg( names.join( ", " ) );
}

int timeFieldIndex( const QgsFeatureSource &source, const QString &name )
{
  const QgsFields fields = source.fields();
  const int index = fields.lookupField( name );
  if ( index >= 0 && holdsTimes( fields.at( index ) ) )
    return index;
  const QString problem = index < 0 ? QObject::tr( "The layer \"%1\" has no field \"%2\"." )
                                    : QObject::tr( "The field \"%2\" of the layer \"%1\" holds no dates." );
  throw Error( QObject::tr( "%1 Choose a field of dates, dates with times, or text: %2." )
                   .arg( problem.arg( source.sourceName(), name ), timeFields( fields ) )
                   .toStdString() );
}

/// \return -1 if no field was named
int optionalIndex( const QgsFeatureSource &source, const QString &name )
{
  if ( name.isEmpty() )
    return -1;
  const int index = source.fields().lookupField( name );
  if ( index < 0 )
    throw Error( QObject::tr( "The layer \"%1\" has no field \"%2\": choose one that it has." )
                     .arg( source.sourceName(), name )
                     .toStdString() );
  return index;
}

/// \throws Error if the source cannot hold points; one of several kinds of geometries is read row by row
void requirePoints( const QgsFeatureSource &source )
{
  if ( source.wkbType() == Qgis::WkbType::NoGeometry )
    throw Error(
        "The table \"" + source.sourceName().toStdString() +
        "\" has no geometries. Choose the fields that hold its coordinates, among the advanced parameters (X_FIELD, Y_FIELD)." );
  const Qgis::GeometryType type = QgsWkbTypes::geometryType( source.wkbType() );
  if ( type == Qgis::GeometryType::Line || type == Qgis::GeometryType::Polygon )
    throw Error( "The layer \"" + source.sourceName().toStdString() +
                 "\" holds no points. Choose a layer of points, or make centroids first." );
}

IncidentColumns columnsOf( const QgsFeatureSource &source, const IncidentFields &fields )
{
  return { .time = timeFieldIndex( source, fields.time ),
           .clock = optionalIndex( source, fields.clock ),
           .end = fields.end.isEmpty() ? -1 : timeFieldIndex( source, fields.end ),
           .x = optionalIndex( source, fields.x ),
           .y = optionalIndex( source, fields.y ),
           .id = optionalIndex( source, fields.id ),
           .category = optionalIndex( source, fields.category ),
           .weight = optionalIndex( source, fields.weight ) };
}

QgsFeatureRequest requestFor( IncidentColumns columns, Fetch fetch )
{
  QgsFeatureRequest request;
  if ( fetch == Fetch::WholeFeature )
    return request;
  QgsAttributeList wanted;
  for ( const int *field : columns.fields() )
    if ( *field >= 0 )
      wanted << *field;
  request.setSubsetOfAttributes( wanted );
  if ( !columns.hasGeometry() )
    request.setFlags( Qgis::FeatureRequestFlag::NoGeometry );
  return request;
}

} // namespace

QgsCoordinateReferenceSystem crsOf( const QgsFeatureSource &source, const IncidentFields &fields )
{
  return fields.crs.isValid() ? fields.crs : source.sourceCrs();
}

QgsIncidentReader::QgsIncidentReader( const QgsFeatureSource &source, const IncidentFields &fields, Fetch fetch )
    : mSource( source )
    , mColumns( columnsOf( source, fields ) )
    , mReader( mColumns, fields.times )
    , mQgisCrs( crsOf( source, fields ) )
    , mCrs( coreCrs( mQgisCrs ) )
    , mName( source.sourceName().toStdString() )
{
  if ( fields.x.isEmpty() != fields.y.isEmpty() )
    throw Error( "Choose both fields of coordinates, X_FIELD and Y_FIELD, or neither." );
  if ( mColumns.hasGeometry() )
    requirePoints( source );
  if ( mCrs.empty() )
    throw Error( "The layer \"" + mName +
                 "\" has no coordinate reference system. Set it in the layer's properties, or choose that of the "
                 "coordinates (INCIDENTS_CRS)." );
  mRows = std::make_unique<QgsFeatureRows>( source, requestFor( mColumns, fetch ) );
}

bool QgsIncidentReader::nextRow( IncidentRow &row )
{
  if ( !mRows->next() )
    return false;
  mReader.read( *mRows, row );
  mPoint = QgsPointXY( row.incident.x, row.incident.y );
  return true;
}

QgsFeature QgsIncidentReader::pointFeature() const
{
  QgsFeature feature = mRows->feature();
  if ( !mColumns.hasGeometry() && std::isfinite( mPoint.x() ) && std::isfinite( mPoint.y() ) )
    feature.setGeometry( QgsGeometry::fromPointXY( mPoint ) );
  return feature;
}

QgsFields QgsIncidentReader::fields() const
{
  return mSource.fields();
}

std::string QgsIncidentReader::categoryField() const
{
  return mColumns.category < 0 ? std::string() : mSource.fields().at( mColumns.category ).name().toStdString();
}

Qgis::WkbType QgsIncidentReader::wkbType() const
{
  return mColumns.hasGeometry() ? mSource.wkbType() : Qgis::WkbType::Point;
}

void QgsIncidentReader::rewind()
{
  mRows->rewind();
  mLeftOut = {};
}

std::int64_t QgsIncidentReader::rowCount() const
{
  return std::max( mSource.featureCount(), -1LL );
}

} // namespace riskcast
