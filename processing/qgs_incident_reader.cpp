#include "qgs_incident_reader.h"

#include "error.h"
#include "parameter_values.h"

#include <qgsfeaturesource.h>
#include <qgsgeometry.h>

#include <QDateTime>

#include <cmath>
#include <variant>

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

using TimeOrReason = std::variant<LocalTime, LeftOutReason>;

/// Looks at the digits only: a local time that daylight saving skips is no valid QDateTime, but it was written.
TimeOrReason timeOf( const QDate &date, const QTime &time )
{
  if ( !date.isValid() )
    return LeftOutReason::WithoutTime;
  return coreTime( date, time );
}

/// The time, or the reason why there is none.
TimeOrReason timeOf( const QVariant &value, const std::string &format )
{
  if ( value.userType() == QMetaType::QDateTime )
    return timeOf( value.toDateTime().date(), value.toDateTime().time() );
  if ( value.userType() == QMetaType::QDate )
    return timeOf( value.toDate(), QTime( 0, 0 ) );
  const QString text = value.toString().trimmed();
  if ( text.isEmpty() )
    return LeftOutReason::WithoutTime;
  const std::optional<LocalTime> time = parseTime( text.toStdString(), format );
  if ( !time )
    return LeftOutReason::UnreadableTime;
  return *time;
}

/// Whether the feature has a place, which goes into \a incident.
bool readPlace( const QgsFeature &feature, Incident &incident )
{
  const QgsPoint point( feature.hasGeometry() ? feature.geometry().vertexAt( 0 ) : QgsPoint() );
  incident.x = point.x();
  incident.y = point.y();
  return std::isfinite( incident.x ) && std::isfinite( incident.y );
}

} // namespace

QgsIncidentReader::QgsIncidentReader( const QgsFeatureSource &source, const TimeField &time, Fetch fetch )
    : mSource( source )
    , mTimeField( timeFieldIndex( source, time.name ) )
    , mTimeFormat( time.format.toStdString() )
    , mFetch( fetch )
    , mCrs( coreCrs( source.sourceCrs() ) )
    , mName( source.sourceName().toStdString() )
{
  if ( mCrs.empty() )
    throw Error( "The layer \"" + mName + "\" has no coordinate reference system. Set it in the layer's properties." );
  QgsIncidentReader::rewind();
}

bool QgsIncidentReader::next( Incident &incident )
{
  while ( mIterator.nextFeature( mFeature ) )
  {
    Incident read;
    const TimeOrReason time = timeOf( mFeature.attribute( mTimeField ), mTimeFormat );
    if ( !readPlace( mFeature, read ) )
      mLeftOut.add( LeftOutReason::WithoutCoordinates );
    else if ( const auto *reason = std::get_if<LeftOutReason>( &time ) )
      mLeftOut.add( *reason );
    else
    {
      read.time = std::get<LocalTime>( time );
      incident = read;
      return true;
    }
  }
  return false;
}

void QgsIncidentReader::rewind()
{
  QgsFeatureRequest request;
  if ( mFetch == Fetch::PlaceAndTime )
    request.setSubsetOfAttributes( { mTimeField } );
  mIterator = mSource.getFeatures( request );
  mLeftOut = {};
}

std::int64_t QgsIncidentReader::rowCount() const
{
  return std::max( mSource.featureCount(), -1LL );
}

} // namespace riskcast
