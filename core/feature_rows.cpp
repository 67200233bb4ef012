#include "feature_rows.h"

#include "error.h"
#include "gdal_support.h"

#include <ogrsf_frmts.h>

namespace riskcast
{

bool isDate( const OGRFieldDefn &field )
{
  return isDate( field.GetType() );
}

bool isDate( OGRFieldType type )
{
  return type == OFTDate || type == OFTDateTime;
}

std::optional<WrittenTime> writtenTime( const OGRField &date, OGRFieldType type )
{
  constexpr int localTime = 1; // OGR's zone flags: 0 unknown, 1 local, above: quarters of an hour, 100 in UTC
  constexpr int utc = 100;
  const auto &parts = date.Date;
  const std::optional<LocalTime> time =
      timeFromParts( parts.Year, parts.Month, parts.Day, parts.Hour, parts.Minute, static_cast<int>( parts.Second ) );
  if ( !time )
    return std::nullopt;
  WrittenTime written{ *time, {} };
  if ( type == OFTDate )
    written.end = nextDay( *time );
  if ( parts.TZFlag > localTime )
    written.offset = std::chrono::minutes( ( parts.TZFlag - utc ) * 15 );
  return written;
}

FieldValue valueOf( const OGRFeature &feature, int field )
{
  if ( !feature.IsFieldSetAndNotNull( field ) )
    return {};
  const OGRFieldDefn &definition = *feature.GetFieldDefnRef( field );
  switch ( definition.GetType() )
  {
    case OFTString:
      return std::string_view( feature.GetRawFieldRef( field )->String );
    case OFTInteger:
    case OFTInteger64:
      return static_cast<std::int64_t>( feature.GetFieldAsInteger64( field ) );
    case OFTReal:
      return feature.GetFieldAsDouble( field );
    case OFTDate:
    case OFTDateTime:
      if ( const std::optional<WrittenTime> date = writtenTime( *feature.GetRawFieldRef( field ), definition.GetType() ) )
        return *date;
      break;
    default:
      break;
  }
  return std::string_view( feature.GetFieldAsString( field ) );
}

const OGRPoint *pointOf( const OGRGeometry *geometry )
{
  if ( geometry && wkbFlatten( geometry->getGeometryType() ) == wkbMultiPoint && !geometry->IsEmpty() )
    geometry = geometry->toMultiPoint()->getGeometryRef( 0 );
  if ( !geometry || wkbFlatten( geometry->getGeometryType() ) != wkbPoint || geometry->IsEmpty() )
    return nullptr;
  return geometry->toPoint();
}

FeatureRows::FeatureRows( const OgrSource &source )
    : mSource( source )
{
  FeatureRows::rewind();
}

bool FeatureRows::next()
{
  if ( mNext == mFetched.size() && !fetch() )
    return false;
  ++mNext;
  return true;
}

/// Many rows in one go, so that what OGR complains about need not be listened to row by row.
bool FeatureRows::fetch()
{
  constexpr size_t most = 1000;
  const GdalMessages messages;
  mFetched.clear();
  mNext = 0;
  while ( mFetched.size() < most )
  {
    OGRFeatureUniquePtr feature( mSource.layer->GetNextFeature() );
    if ( !feature )
      break;
    mFetched.push_back( std::move( feature ) );
  }
  if ( !messages.failure().empty() )
    throw Error( mSource.name + " cannot be read to its end: " + messages.failure() );
  return !mFetched.empty();
}

void FeatureRows::rewind()
{
  mSource.layer->ResetReading();
  mFetched.clear();
  mNext = 0;
}

std::optional<std::array<double, 2>> FeatureRows::point()
{
  const OGRPoint *point = pointOf( mFetched[mNext - 1]->GetGeometryRef() );
  return point ? std::optional<std::array<double, 2>>( { point->getX(), point->getY() } ) : std::nullopt;
}

} // namespace riskcast
