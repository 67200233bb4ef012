#include "local_time.h"

#include "error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

namespace riskcast
{

using namespace std::chrono;

namespace
{

/// What a text names: a month, a day, or a moment.
enum class Precision
{
  Month,
  Day,
  Moment,
};

/// The parts of a time as read, not yet checked.
struct Parts
{
  int year = 1970;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

constexpr std::array<std::string_view, 12> monthNames = { "January", "February", "March",     "April",   "May",      "June",
                                                          "July",    "August",   "September", "October", "November", "December" };

/// One token of a format and the number it stands for.
struct Token
{
  std::string_view name;
  size_t minimumDigits;
  size_t maximumDigits;
  int Parts::*part;
};

/// Longer names before the shorter ones that they begin with.
constexpr std::array<Token, 14> tokens = { {
    { "yyyy", 4, 4, &Parts::year },
    { "yy", 2, 2, &Parts::year },
    { "MM", 2, 2, &Parts::month },
    { "M", 1, 2, &Parts::month },
    { "dd", 2, 2, &Parts::day },
    { "d", 1, 2, &Parts::day },
    { "HH", 2, 2, &Parts::hour },
    { "H", 1, 2, &Parts::hour },
    { "hh", 2, 2, &Parts::hour },
    { "h", 1, 2, &Parts::hour },
    { "mm", 2, 2, &Parts::minute },
    { "m", 1, 2, &Parts::minute },
    { "ss", 2, 2, &Parts::second },
    { "s", 1, 2, &Parts::second },
} };

bool isDigit( char c )
{
  return c >= '0' && c <= '9';
}

/// Takes \a prefix off the front of \a text.
bool take( std::string_view &text, std::string_view prefix )
{
  if ( !text.starts_with( prefix ) )
    return false;
  text.remove_prefix( prefix.size() );
  return true;
}

bool take( std::string_view &text, char character )
{
  if ( text.empty() || text.front() != character )
    return false;
  text.remove_prefix( 1 );
  return true;
}

/// Takes a number without sign off the front of \a text.
bool takeNumber( std::string_view &text, size_t minimumDigits, size_t maximumDigits, int &number )
{
  size_t digits = 0;
  int value = 0;
  for ( ; digits < std::min( maximumDigits, text.size() ) && isDigit( text[digits] ); ++digits )
    value = value * 10 + ( text[digits] - '0' );
  if ( digits < minimumDigits )
    return false;
  text.remove_prefix( digits );
  number = value;
  return true;
}

bool takeTwoDigits( std::string_view &text, int &number )
{
  return takeNumber( text, 2, 2, number );
}

bool takeFraction( std::string_view &text )
{
  if ( !take( text, '.' ) && !take( text, ',' ) )
    return true;
  const auto digits = std::ranges::find_if_not( text, isDigit ) - text.begin();
  text.remove_prefix( static_cast<size_t>( digits ) );
  return digits > 0;
}

/// Z, +hh, +hhmm or +hh:mm, or nothing.
bool takeOffset( std::string_view &text, std::optional<seconds> &offset )
{
  if ( text.empty() )
    return true;
  if ( take( text, 'Z' ) || take( text, 'z' ) )
  {
    offset = seconds( 0 );
    return true;
  }
  const bool isWest = text.front() == '-';
  int hour = 0, minute = 0;
  if ( ( !take( text, '+' ) && !take( text, '-' ) ) || !takeTwoDigits( text, hour ) )
    return false;
  const bool hasColon = take( text, ':' );
  if ( ( hasColon || !text.empty() ) && !takeTwoDigits( text, minute ) )
    return false;
  offset = ( hours( hour ) + minutes( minute ) ) * ( isWest ? -1 : 1 );
  return true;
}

std::optional<WrittenTime> checkedTime( const Parts &parts, Precision precision, std::optional<seconds> offset = {} )
{
  const std::optional<LocalTime> time =
      timeFromParts( parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second );
  if ( !time )
    return std::nullopt;
  if ( precision == Precision::Moment )
    return WrittenTime{ *time, offset, *time };
  const year_month_day date( floor<days>( *time ) );
  return WrittenTime{ *time, offset, precision == Precision::Day ? nextDay( *time ) : local_days( date + months( 1 ) ) };
}

std::optional<WrittenTime> parseIso8601( std::string_view text )
{
  Parts parts;
  std::optional<seconds> offset;
  if ( !takeNumber( text, 4, 4, parts.year ) || !take( text, '-' ) || !takeTwoDigits( text, parts.month ) )
    return std::nullopt;
  if ( text.empty() )
    return checkedTime( parts, Precision::Month );
  if ( !take( text, '-' ) || !takeTwoDigits( text, parts.day ) )
    return std::nullopt;
  if ( text.empty() )
    return checkedTime( parts, Precision::Day );
  if ( ( !take( text, 'T' ) && !take( text, ' ' ) ) || !takeTwoDigits( text, parts.hour ) || !take( text, ':' ) ||
       !takeTwoDigits( text, parts.minute ) )
    return std::nullopt;
  if ( take( text, ':' ) && ( !takeTwoDigits( text, parts.second ) || !takeFraction( text ) ) )
    return std::nullopt;
  if ( !takeOffset( text, offset ) || !text.empty() )
    return std::nullopt;
  return checkedTime( parts, Precision::Moment, offset );
}

/// Takes the name of a month, or its first three letters, off the front of \a text; case does not matter.
bool takeMonthName( std::string_view &text, bool isShort, int &month )
{
  const auto sameLetter = []( char one, char other ) { return std::tolower( one ) == std::tolower( other ); };
  for ( size_t i = 0; i < monthNames.size(); ++i )
  {
    const std::string_view name = isShort ? monthNames[i].substr( 0, 3 ) : monthNames[i];
    if ( std::ranges::equal( text.substr( 0, name.size() ), name, sameLetter ) )
    {
      text.remove_prefix( name.size() );
      month = static_cast<int>( i ) + 1;
      return true;
    }
  }
  return false;
}

/// Takes AM or PM off the front of \a text. \return nothing if there is neither; else whether it is PM
std::optional<bool> takeIsAfternoon( std::string_view &text )
{
  if ( take( text, "AM" ) || take( text, "am" ) )
    return false;
  if ( take( text, "PM" ) || take( text, "pm" ) )
    return true;
  return std::nullopt;
}

/// Takes the text between single quotes, or one character, off the format, and the same off \a text.
bool takeLiteral( std::string_view &text, std::string_view &format )
{
  std::string_view literal = format.substr( 0, 1 );
  size_t length = 1;
  if ( literal == "'" )
  {
    const size_t end = std::min( format.find( '\'', 1 ), format.size() );
    literal = format.substr( 1, end - 1 );
    length = std::min( end + 1, format.size() );
  }
  format.remove_prefix( length );
  return take( text, literal );
}

/// The hour of 24 for an hour of 12; an hour beyond 12 becomes impossible.
int hourOfDay( int hour, bool isAfternoon )
{
  if ( hour < 1 || hour > 12 )
    return 24;
  return hour % 12 + ( isAfternoon ? 12 : 0 );
}

/// What a format names at least that has the token.
Precision precisionOf( const Token &token )
{
  if ( token.part == &Parts::year || token.part == &Parts::month )
    return Precision::Month;
  return token.part == &Parts::day ? Precision::Day : Precision::Moment;
}

std::optional<WrittenTime> parseAs( std::string_view text, std::string_view format )
{
  constexpr int centuryTurn = 70; // as strptime's %y
  Parts parts;
  std::optional<bool> isAfternoon;
  Precision precision = Precision::Month;
  while ( !format.empty() )
  {
    if ( format.starts_with( "MMM" ) )
    {
      const bool isShort = !format.starts_with( "MMMM" );
      format.remove_prefix( isShort ? 3 : 4 );
      if ( !takeMonthName( text, isShort, parts.month ) )
        return std::nullopt;
      continue;
    }
    const auto token = std::ranges::find_if( tokens, [&]( const Token &t ) { return format.starts_with( t.name ); } );
    if ( token != tokens.end() )
    {
      format.remove_prefix( token->name.size() );
      if ( !takeNumber( text, token->minimumDigits, token->maximumDigits, parts.*token->part ) )
        return std::nullopt;
      precision = std::max( precision, precisionOf( *token ) );
      if ( token->name == "yy" )
        parts.year += parts.year < centuryTurn ? 2000 : 1900;
    }
    else if ( take( format, "AP" ) || take( format, "ap" ) )
    {
      isAfternoon = takeIsAfternoon( text );
      if ( !isAfternoon )
        return std::nullopt;
    }
    else if ( !takeLiteral( text, format ) )
    {
      return std::nullopt;
    }
  }
  if ( isAfternoon )
    parts.hour = hourOfDay( parts.hour, *isAfternoon );
  return text.empty() ? checkedTime( parts, precision ) : std::nullopt;
}

} // namespace

std::string toIso8601( LocalTime time )
{
  const local_days day = floor<days>( time );
  const year_month_day date( day );
  const hh_mm_ss clock( time - day );
  char text[64];
  const int dateLength = std::snprintf( text, sizeof text, "%04d-%02u-%02u", static_cast<int>( date.year() ),
                                        static_cast<unsigned>( date.month() ), static_cast<unsigned>( date.day() ) );
  if ( time != day )
  {
    std::snprintf( text + dateLength, sizeof text - dateLength, "T%02d:%02d:%02d", static_cast<int>( clock.hours().count() ),
                   static_cast<int>( clock.minutes().count() ), static_cast<int>( clock.seconds().count() ) );
  }
  return text;
}

std::optional<LocalTime> timeFromParts( int year, int month, int day, int hour, int minute, int second )
{
  const year_month_day date = std::chrono::year( year ) / month / day;
  const bool isClock = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
  if ( !date.ok() || !isClock )
    return std::nullopt;
  return local_days( date ) + hours( hour ) + minutes( minute ) + seconds( second );
}

LocalTime startOfMonth( LocalTime time )
{
  const std::chrono::year_month_day date( std::chrono::floor<std::chrono::days>( time ) );
  return std::chrono::local_days( date.year() / date.month() / 1 );
}

LocalTime nextDay( LocalTime time )
{
  return floor<days>( time ) + days( 1 );
}

std::optional<WrittenTime> parseWrittenTime( std::string_view text, std::string_view format )
{
  return format.empty() ? parseIso8601( text ) : parseAs( text, format );
}

void requireTimeFormat( std::string_view format )
{
  const std::string whole( format );
  while ( !format.empty() )
  {
    const auto token = std::ranges::find_if( tokens, [&]( const Token &t ) { return format.starts_with( t.name ); } );
    if ( take( format, "MMMM" ) || take( format, "MMM" ) || take( format, "AP" ) || take( format, "ap" ) )
      continue;
    if ( token != tokens.end() )
    {
      format.remove_prefix( token->name.size() );
      continue;
    }
    const char letter = format.front();
    if ( std::isalpha( static_cast<unsigned char>( letter ) ) && letter != 'T' && letter != 'Z' )
      throw Error(
          "The letter " + std::string( 1, letter ) + " in the time format \"" + whole +
          "\" stands for nothing. Years are yyyy, months MM, days dd, hours HH, minutes mm, seconds ss; text goes into " +
          "single quotes." );
    std::string_view anyText;
    takeLiteral( anyText, format );
  }
}

std::optional<LocalTime> parseTime( std::string_view text, std::string_view format )
{
  const std::optional<WrittenTime> written = parseWrittenTime( text, format );
  return written ? std::optional( written->time ) : std::nullopt;
}

} // namespace riskcast
