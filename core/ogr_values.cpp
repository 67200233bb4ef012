#include "ogr_values.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

namespace riskcast
{

namespace
{

bool isNumber( std::string_view text, double &value )
{
  const auto [end, error] = std::from_chars( text.data(), text.data() + text.size(), value );
  return error == std::errc() && end == text.data() + text.size();
}

} // namespace

std::string_view trimmed( std::string_view text )
{
  constexpr std::string_view blanks = " \t\r\n";
  const size_t first = text.find_first_not_of( blanks );
  if ( first == std::string_view::npos )
    return {};
  return text.substr( first, text.find_last_not_of( blanks ) - first + 1 );
}

bool isBlank( const OGRFeature &feature, int index )
{
  if ( !feature.IsFieldSetAndNotNull( index ) )
    return true;
  const bool isText = feature.GetFieldDefnRef( index )->GetType() == OFTString;
  return isText && trimmed( feature.GetRawFieldRef( index )->String ).empty();
}

double number( const OGRFeature &feature, int index )
{
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if ( !feature.IsFieldSetAndNotNull( index ) )
    return none;
  if ( feature.GetFieldDefnRef( index )->GetType() != OFTString )
    return feature.GetFieldAsDouble( index );
  const std::string_view text = trimmed( feature.GetRawFieldRef( index )->String );
  double value = 0;
  if ( isNumber( text, value ) )
    return value;
  std::string withPoint( text );
  std::ranges::replace( withPoint, ',', '.' ); // a comma that parts thousands makes two points, which is no number
  return isNumber( withPoint, value ) ? value : none;
}

bool isDate( const OGRFieldDefn &field )
{
  return field.GetType() == OFTDate || field.GetType() == OFTDateTime;
}

std::optional<WrittenTime> writtenDate( const OGRFeature &feature, int index )
{
  constexpr int localTime = 1; // OGR's zone flags: 0 unknown, 1 local, above: quarters of an hour, 100 in UTC
  constexpr int utc = 100;
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  if ( !feature.GetFieldAsDateTime( index, &year, &month, &day, &hour, &minute, &second, &zone ) )
    return std::nullopt;
  const std::optional<LocalTime> time = timeFromParts( year, month, day, hour, minute, static_cast<int>( second ) );
  if ( !time )
    return std::nullopt;
  WrittenTime written{ *time, {} };
  if ( feature.GetFieldDefnRef( index )->GetType() == OFTDate )
    written.end = nextDay( *time );
  if ( zone > localTime )
    written.offset = std::chrono::minutes( ( zone - utc ) * 15 );
  return written;
}

const OGRPoint *pointOf( const OGRFeature &feature )
{
  const OGRGeometry *geometry = feature.GetGeometryRef();
  if ( geometry && wkbFlatten( geometry->getGeometryType() ) == wkbMultiPoint && !geometry->IsEmpty() )
    geometry = geometry->toMultiPoint()->getGeometryRef( 0 );
  if ( !geometry || wkbFlatten( geometry->getGeometryType() ) != wkbPoint || geometry->IsEmpty() )
    return nullptr;
  return geometry->toPoint();
}

} // namespace riskcast
