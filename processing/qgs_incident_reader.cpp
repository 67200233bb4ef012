#include "qgs_incident_reader.h"

#include "error.h"
#include "parameter_values.h"

#include <qgsfeaturesource.h>
#include <qgsgeometry.h>
#include <qgsvariantutils.h>

#include <QDateTime>

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

bool isBlank( const QVariant &value )
{
  // Only texts can be blank; writing a date as text would look up the time zone's file for every row.
  return QgsVariantUtils::isNull( value ) || ( value.userType() == QMetaType::QString && value.toString().trimmed().isEmpty() );
}

/// Looks at the digits only: a local time that daylight saving skips is no valid QDateTime, but it was written.
std::optional<LocalTime> dateOf( const QVariant &value )
{
  const bool hasTime = value.userType() == QMetaType::QDateTime;
  const QDate date = hasTime ? value.toDateTime().date() : value.toDate();
  const QTime time = hasTime ? value.toDateTime().time() : QTime( 0, 0 );
  return date.isValid() ? std::optional( coreTime( date, time ) ) : std::nullopt;
}

/// A date field as it is written, with its offset from UTC; nothing if it holds no date.
std::optional<WrittenTime> writtenDate( const QVariant &value )
{
  const std::optional<LocalTime> date = dateOf( value );
  if ( !date )
    return std::nullopt;
  WrittenTime written{ *date, {} };
  if ( value.userType() == QMetaType::QDate )
    written.end = nextDay( *date );
  if ( value.userType() == QMetaType::QDateTime && value.toDateTime().timeSpec() != Qt::LocalTime )
    written.offset = std::chrono::seconds( value.toDateTime().offsetFromUtc() );
  return written;
}

/// The time of a field, whose time of day may be in another one; nothing if it cannot be read.
std::optional<LocalTime> timeOf( const QVariant &value, const QVariant &clock, TimeReader &times )
{
  const std::string clockText = isBlank( clock ) ? std::string() : clock.toString().trimmed().toStdString();
  if ( value.userType() != QMetaType::QDateTime && value.userType() != QMetaType::QDate )
    return times.read( value.toString().trimmed().toStdString(), clockText );
  const std::optional<WrittenTime> written = writtenDate( value );
  if ( !written )
    return std::nullopt;
  return clockText.empty() ? times.read( *written ) : times.read( toIso8601( written->time ), clockText );
}

/// Where an interval ends; nothing if that cannot be read.
std::optional<LocalTime> endOf( const QVariant &value, TimeReader &times )
{
  if ( value.userType() != QMetaType::QDateTime && value.userType() != QMetaType::QDate )
    return times.readEnd( value.toString().trimmed().toStdString() );
  const std::optional<WrittenTime> written = writtenDate( value );
  return written ? std::optional( times.read( WrittenTime{ written->end, written->offset } ) ) : std::nullopt;
}

/// \throws Error if the source holds something else than points; a table without geometry, or with several kinds, is read row by
/// row
void requirePoints( const QgsFeatureSource &source )
{
  const Qgis::GeometryType type = QgsWkbTypes::geometryType( source.wkbType() );
  if ( type == Qgis::GeometryType::Line || type == Qgis::GeometryType::Polygon )
    throw Error( "The layer \"" + source.sourceName().toStdString() +
                 "\" holds no points. Choose a layer of points, or make centroids first." );
}

double numberOf( const QVariant &value )
{
  bool isNumber = false;
  const double number = value.toDouble( &isNumber );
  return isNumber && !QgsVariantUtils::isNull( value ) ? number : std::nan( "" );
}

/// Whether the feature has a place, which goes into \a incident.
bool readPlace( const QgsFeature &feature, Incident &incident )
{
  const bool hasPoint = feature.hasGeometry() && feature.geometry().type() == Qgis::GeometryType::Point;
  const QgsPoint point( hasPoint ? feature.geometry().vertexAt( 0 ) : QgsPoint() );
  incident.x = point.x();
  incident.y = point.y();
  return std::isfinite( incident.x ) && std::isfinite( incident.y );
}

} // namespace

QgsIncidentReader::QgsIncidentReader( const QgsFeatureSource &source, const IncidentFields &fields, Fetch fetch )
    : mSource( source )
    , mTimes( fields.times )
    , mFetch( fetch )
    , mCrs( coreCrs( source.sourceCrs() ) )
    , mName( source.sourceName().toStdString() )
{
  requirePoints( source );
  mIndices = { .time = timeFieldIndex( source, fields.time ),
               .clock = optionalIndex( source, fields.clock ),
               .end = fields.end.isEmpty() ? -1 : timeFieldIndex( source, fields.end ),
               .id = optionalIndex( source, fields.id ),
               .category = optionalIndex( source, fields.category ),
               .weight = optionalIndex( source, fields.weight ) };
  if ( mCrs.empty() )
    throw Error( "The layer \"" + mName +
                 "\" has no coordinate reference system. Set it in the layer's properties; give a table "
                 "with coordinates as a delimited text layer." );
  QgsIncidentReader::rewind();
}

bool QgsIncidentReader::nextRow( IncidentRow &row )
{
  if ( !mIterator.nextFeature( mFeature ) )
    return false;
  const auto text = [this]( int index )
  { return index < 0 ? std::string() : mFeature.attribute( index ).toString().toStdString(); };
  row.problem.reset();
  if ( !readPlace( mFeature, row.incident ) )
    row.problem = LeftOutReason::WithoutCoordinates;
  const std::int64_t offsetsBefore = mTimes.offsetsNotApplied();
  readTimes( row );
  row.hasOffset = mTimes.offsetsNotApplied() > offsetsBefore;
  row.id = text( mIndices.id );
  row.incident.category = text( mIndices.category );
  row.incident.weight = mIndices.weight < 0 ? 1 : numberOf( mFeature.attribute( mIndices.weight ) );
  return true;
}

void QgsIncidentReader::readTimes( IncidentRow &row )
{
  const auto leaveOut = [&row]( LeftOutReason reason ) { row.problem = row.problem.value_or( reason ); };
  const auto attribute = [this]( int index ) { return index < 0 ? QVariant() : mFeature.attribute( index ); };
  row.incident.end.reset();
  row.unreadableTime.clear();
  const QVariant start = attribute( mIndices.time );
  if ( isBlank( start ) )
    return leaveOut( LeftOutReason::WithoutTime );
  const std::optional<LocalTime> time = timeOf( start, attribute( mIndices.clock ), mTimes );
  if ( !time )
  {
    row.unreadableTime = start.toString().toStdString();
    return leaveOut( LeftOutReason::UnreadableTime );
  }
  row.incident.time = *time;
  const QVariant end = attribute( mIndices.end );
  if ( isBlank( end ) )
    return;
  const std::optional<LocalTime> endTime = endOf( end, mTimes );
  if ( !endTime )
  {
    row.unreadableTime = end.toString().toStdString();
    return leaveOut( LeftOutReason::UnreadableTime );
  }
  if ( !mTimes.setInterval( row.incident, *endTime ) )
    leaveOut( LeftOutReason::EndBeforeStart );
}

void QgsIncidentReader::rewind()
{
  QgsFeatureRequest request;
  if ( mFetch == Fetch::FieldsOnly )
  {
    QgsAttributeList wanted = { mIndices.time };
    for ( int index : { mIndices.clock, mIndices.end, mIndices.id, mIndices.category, mIndices.weight } )
      if ( index >= 0 )
        wanted << index;
    request.setSubsetOfAttributes( wanted );
  }
  mIterator = mSource.getFeatures( request );
  mLeftOut = {};
}

std::int64_t QgsIncidentReader::rowCount() const
{
  return std::max( mSource.featureCount(), -1LL );
}

} // namespace riskcast
