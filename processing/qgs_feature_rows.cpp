#include "qgs_feature_rows.h"

#include "parameter_values.h"

#include <qgsfeaturesource.h>
#include <qgsgeometry.h>
#include <qgsgeometrycollection.h>
#include <qgspoint.h>
#include <qgsvariantutils.h>

#include <QDateTime>

namespace riskcast
{

namespace
{

/// Built in its place, as copies of what was just written hold up the processor at every row.
FieldValue timeValue( LocalTime time, std::optional<std::chrono::seconds> offset, LocalTime end )
{
  return FieldValue( std::in_place_type<WrittenTime>, time, offset, end );
}

/// Looks at the digits only: a local time that daylight saving skips is no valid QDateTime, but it was written.
FieldValue writtenTime( const QDateTime &time )
{
  const QDate day = time.date();
  if ( !day.isValid() )
    return {};
  const LocalTime written = coreTime( day, time.time() );
  if ( time.timeSpec() == Qt::LocalTime )
    return timeValue( written, std::nullopt, written );
  return timeValue( written, std::chrono::seconds( time.offsetFromUtc() ), written );
}

FieldValue writtenDay( const QDate &day )
{
  if ( !day.isValid() )
    return {};
  const LocalTime start = coreTime( day, QTime( 0, 0 ) );
  return timeValue( start, std::nullopt, nextDay( start ) );
}

/// The first point of those that the geometry has; null if it has none.
const QgsPoint *firstPoint( const QgsAbstractGeometry *geometry )
{
  if ( const auto *points = qgsgeometry_cast<const QgsGeometryCollection *>( geometry ) )
    geometry = points->numGeometries() > 0 ? points->geometryN( 0 ) : nullptr;
  return qgsgeometry_cast<const QgsPoint *>( geometry );
}

} // namespace

QgsFeatureRows::QgsFeatureRows( const QgsFeatureSource &source, const QgsFeatureRequest &request )
    : mSource( source )
    , mRequest( request )
{
  QgsFeatureRows::rewind();
}

void QgsFeatureRows::rewind()
{
  mIterator = mSource.getFeatures( mRequest );
}

FieldValue QgsFeatureRows::value( int field )
{
  const QVariant value = mFeature.attribute( field );
  const int type = value.userType();
  // Before all else, since times are what most rows are read for; a null one has no valid day.
  if ( type == QMetaType::QDateTime )
    return writtenTime( value.toDateTime() );
  if ( type == QMetaType::QDate )
    return writtenDay( value.toDate() );
  if ( QgsVariantUtils::isNull( value ) )
    return {};
  switch ( type )
  {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Bool:
      return static_cast<std::int64_t>( value.toLongLong() );
    case QMetaType::Double:
    case QMetaType::Float:
      return value.toDouble();
    default:
      break;
  }
  mText = value.toString().toUtf8();
  return std::string_view( mText.constData(), static_cast<size_t>( mText.size() ) );
}

std::optional<std::array<double, 2>> QgsFeatureRows::point()
{
  const QgsGeometry geometry = mFeature.geometry();
  const bool isPoints = geometry.type() == Qgis::GeometryType::Point; // of one part or several, but no mixed collection
  const QgsPoint *point = isPoints ? firstPoint( geometry.constGet() ) : nullptr;
  return point ? std::optional<std::array<double, 2>>( { point->x(), point->y() } ) : std::nullopt;
}

} // namespace riskcast
