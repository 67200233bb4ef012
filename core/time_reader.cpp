#include "time_reader.h"

#include "error.h"

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<IntervalRule>()
{
  static const std::vector<std::string> names = { "aoristic", "midpoint", "start" };
  return names;
}

namespace
{

std::optional<TimeZone> zoneOf( const std::string &name )
{
  return name.empty() ? std::nullopt : std::optional( TimeZone( name ) );
}

} // namespace

TimeReader::TimeReader( const TimeOptions &options )
    : mFormats( options.formats )
    , mInterval( options.interval )
    , mFrom( zoneOf( options.zone ) )
    , mTo( zoneOf( options.toZone ) )
{
  if ( mTo && !mFrom )
    throw Error( "Times can only be converted to " + options.toZone + " from a known time zone: name the one that they are " +
                 "written in, too." );
  for ( const std::string &format : mFormats )
    requireTimeFormat( format );
  if ( mFormats.empty() )
    mFormats.emplace_back();
}

std::optional<WrittenTime> TimeReader::parse( std::string_view text ) const
{
  for ( const std::string &format : mFormats )
  {
    if ( const std::optional<WrittenTime> written = parseWrittenTime( text, format ) )
      return written;
  }
  return std::nullopt;
}

std::optional<LocalTime> TimeReader::read( std::string_view text, std::string_view clock )
{
  const std::string joined = clock.empty() ? std::string() : std::string( text ).append( " " ).append( clock );
  const std::optional<WrittenTime> written = parse( clock.empty() ? text : joined );
  return written ? std::optional( read( *written ) ) : std::nullopt;
}

std::optional<LocalTime> TimeReader::readEnd( std::string_view text )
{
  const std::optional<WrittenTime> written = parse( text );
  return written ? std::optional( read( WrittenTime{ written->end, written->offset } ) ) : std::nullopt;
}

LocalTime TimeReader::read( const WrittenTime &written )
{
  if ( mTo )
    return mTo->fromUtc( written.offset ? written.time - *written.offset : mFrom->toUtc( written.time ) );
  mOffsetsNotApplied += written.offset ? 1 : 0;
  return written.time;
}

bool TimeReader::setInterval( Incident &incident, LocalTime end ) const
{
  if ( end < incident.time )
    return false;
  if ( mInterval == IntervalRule::Aoristic )
    incident.end = end;
  else if ( mInterval == IntervalRule::Midpoint )
    incident.time += ( end - incident.time ) / 2;
  return true;
}

std::string zoneLabel( const TimeOptions &options )
{
  const std::string &zone = options.toZone.empty() ? options.zone : options.toZone;
  return zone.empty() ? "as written" : zone;
}

std::string zoneSentence( const TimeOptions &options )
{
  if ( !options.toZone.empty() )
    return "Times are converted from " + options.zone + " to " + options.toZone + ".";
  if ( !options.zone.empty() )
    return "Times are taken as they are written, in " + options.zone + ".";
  return "Times are taken as they are written, without a time zone: 14:00 UTC stays 14:00.";
}

} // namespace riskcast
