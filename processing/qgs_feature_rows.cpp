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

/// Looks at the digits only: a local time that daylight saving skips is no valid QDateTime, but it was written.
std::optional<WrittenTime> writtenTime( const QDateTime &time )
{
  if ( !time.date().isValid() )
    return std::nullopt;
  WrittenTime written{ coreTime( time.date(), time.time() ), {} };
  if ( time.timeSpec() != Qt::LocalTime )
    written.offset = std::chrono::seconds( time.offsetFromUtc() );
  return written;
}

std::optional<WrittenTime> writtenDay( const QDate &day )
{
  if ( !day.isValid() )
    return std::nullopt;
  const LocalTime start = coreTime( day, QTime( 0, 0 ) );
  return WrittenTime{ start, {}, nextDay( start ) };
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
  if ( QgsVariantUtils::isNull( value ) )
    return {};
  std::optional<WrittenTime> date;
  switch ( value.userType() )
  {
    case QMetaType::QDateTime:
      date = writtenTime( value.toDateTime() );
      break;
    case QMetaType::QDate:
      date = writtenDay( value.toDate() );
      break;
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
  if ( date )
    return *date;
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
