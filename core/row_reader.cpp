#include "row_reader.h"

#include "number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool isNumber( std::string_view text, double &value )
{
  const auto [end, error] = std::from_chars( text.data(), text.data() + text.size(), value );
  return error == std::errc() && end == text.data() + text.size();
}

double numberIn( std::string_view text )
{
  double value = 0;
  if ( isNumber( text, value ) )
    return value;
  std::string withPoint( text );
  std::ranges::replace( withPoint, ',', '.' ); // a comma that parts thousands makes two points, which is no number
  return isNumber( withPoint, value ) ? value : none;
}

bool isBlank( const FieldValue &value )
{
  const auto *text = std::get_if<std::string_view>( &value );
  return text ? trimmed( *text ).empty() : std::holds_alternative<std::monostate>( value );
}

std::string textOf( const FieldValue &value )
{
  struct
  {
    std::string operator()( std::monostate ) const { return {}; }
    std::string operator()( std::string_view text ) const { return std::string( text ); }
    std::string operator()( std::int64_t number ) const { return std::to_string( number ); }
    std::string operator()( double number ) const { return exactText( number ); }
    std::string operator()( const WrittenTime &date ) const { return toIso8601( date.time ); }
  } constexpr write;
  return std::visit( write, value );
}

/// Puts the text of a field, without blanks at its ends, into \a text, whose memory is kept from row to row.
void readText( TableRows &rows, int field, std::string &text )
{
  text.clear();
  if ( field < 0 )
    return;
  const FieldValue value = rows.value( field );
  if ( const auto *written = std::get_if<std::string_view>( &value ) )
    text.assign( trimmed( *written ) );
  else
    text = textOf( value );
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

double numberOf( const FieldValue &value )
{
  if ( const auto *number = std::get_if<double>( &value ) )
    return *number;
  if ( const auto *number = std::get_if<std::int64_t>( &value ) )
    return static_cast<double>( *number );
  const auto *text = std::get_if<std::string_view>( &value );
  return text ? numberIn( trimmed( *text ) ) : none;
}

RowReader::RowReader( const IncidentColumns &columns, const TimeOptions &times, const Grid &cells )
    : mColumns( columns )
    , mCells( cells )
    , mTimes( times )
{
}

void RowReader::read( TableRows &rows, IncidentRow &row )
{
  const std::int64_t offsetsBefore = mTimes.offsetsNotApplied();
  row.problem.reset();
  readPosition( rows, row.incident );
  if ( !std::isfinite( row.incident.x ) || !std::isfinite( row.incident.y ) )
    row.problem = LeftOutReason::WithoutCoordinates;
  readTimes( rows, row );
  row.hasOffset = mTimes.offsetsNotApplied() > offsetsBefore;
  row.incident.weight = mColumns.weight < 0 ? 1 : numberOf( rows.value( mColumns.weight ) );
  readText( rows, mColumns.category, row.incident.category );
  readText( rows, mColumns.id, row.id );
}

void RowReader::readPosition( TableRows &rows, Incident &incident ) const
{
  std::array<double, 2> place = { none, none };
  if ( mColumns.hasGeometry() )
  {
    place = rows.point().value_or( place );
  }
  else if ( mColumns.cell < 0 )
  {
    place = { numberOf( rows.value( mColumns.x ) ), numberOf( rows.value( mColumns.y ) ) };
  }
  else
  {
    const double cell = numberOf( rows.value( mColumns.cell ) );
    if ( cell >= 0 && cell < mCells.cellCount() && cell == std::floor( cell ) )
      place = mCells.centreOf( static_cast<int>( cell ) );
  }
  incident.x = place[0];
  incident.y = place[1];
}

void RowReader::readTimes( TableRows &rows, IncidentRow &row )
{
  // The first problem is the one that counts.
  const auto leaveOut = [&row]( LeftOutReason reason ) { row.problem = row.problem.value_or( reason ); };
  row.incident.end.reset();
  row.unreadableTime.clear();
  const FieldValue start = rows.value( mColumns.time );
  if ( isBlank( start ) )
    return leaveOut( LeftOutReason::WithoutTime );
  const std::optional<LocalTime> time = readStart( rows, start );
  if ( !time )
  {
    readText( rows, mColumns.time, row.unreadableTime );
    return leaveOut( LeftOutReason::UnreadableTime );
  }
  row.incident.time = *time;
  const FieldValue end = mColumns.end < 0 ? FieldValue() : rows.value( mColumns.end );
  if ( isBlank( end ) )
    return;
  const std::optional<LocalTime> endTime = readEnd( end );
  if ( !endTime )
  {
    readText( rows, mColumns.end, row.unreadableTime );
    return leaveOut( LeftOutReason::UnreadableTime );
  }
  if ( !mTimes.setInterval( row.incident, *endTime ) )
    leaveOut( LeftOutReason::EndBeforeStart );
}

/// \param value  of the time's field
std::optional<LocalTime> RowReader::readStart( TableRows &rows, const FieldValue &value )
{
  if ( mColumns.clock < 0 )
    return readTime( value );
  const std::string day = textOf( value ); // the next value takes the place of a text
  const std::string clock = textOf( rows.value( mColumns.clock ) );
  if ( !trimmed( clock ).empty() )
    return mTimes.read( trimmed( day ), trimmed( clock ) );
  return std::holds_alternative<std::string_view>( value ) ? mTimes.read( trimmed( day ) ) : readTime( value );
}

std::optional<LocalTime> RowReader::readTime( const FieldValue &value )
{
  if ( const auto *date = std::get_if<WrittenTime>( &value ) )
    return mTimes.read( *date );
  if ( const auto *text = std::get_if<std::string_view>( &value ) )
    return mTimes.read( trimmed( *text ) );
  return mTimes.read( textOf( value ) );
}

std::optional<LocalTime> RowReader::readEnd( const FieldValue &value )
{
  if ( const auto *date = std::get_if<WrittenTime>( &value ) )
    return mTimes.read( WrittenTime{ date->end, date->offset } );
  return mTimes.readEnd( trimmed( textOf( value ) ) );
}

} // namespace riskcast
