#include "time_steps.h"

#include "error.h"

#include <charconv>

namespace riskcast
{

using namespace std::chrono;

template<> const std::vector<std::string> &enumNames<StepUnit>()
{
  static const std::vector<std::string> names = { "hour", "day", "week", "month" };
  return names;
}

namespace
{

/// What weeks are counted from; everything else from 1970-01-01, a Thursday.
constexpr LocalTime firstMonday = local_days( 1970y / January / 5 );

/// Calendar months since year 0, and the way back.
int monthNumber( LocalTime time )
{
  const year_month_day date( floor<days>( time ) );
  return static_cast<int>( date.year() ) * 12 + static_cast<int>( static_cast<unsigned>( date.month() ) ) - 1;
}

LocalTime monthStart( int number )
{
  const year_month_day epoch = year( 0 ) / January / 1;
  return local_days( epoch + months( number ) );
}

/// Start of the whole unit that \a time lies in.
LocalTime unitStart( LocalTime time, StepUnit unit )
{
  const local_days day = floor<days>( time );
  switch ( unit )
  {
    case StepUnit::Hour:
      return floor<hours>( time );
    case StepUnit::Day:
      return day;
    case StepUnit::Week:
      return day - ( weekday( day ) - Monday );
    case StepUnit::Month:
      return monthStart( monthNumber( time ) );
  }
  return time;
}

/// Length of a step, for units that always last equally long.
seconds duration( StepLength length )
{
  switch ( length.unit )
  {
    case StepUnit::Hour:
      return length.count * hours( 1 );
    case StepUnit::Day:
      return length.count * days( 1 );
    case StepUnit::Week:
      return length.count * weeks( 1 );
    case StepUnit::Month:
      break;
  }
  throw std::logic_error( "A month has no fixed length." );
}

template<class Number> Number floorDivide( Number dividend, Number divisor )
{
  const Number quotient = dividend / divisor;
  return quotient - ( dividend % divisor < 0 ? 1 : 0 );
}

/// Number of the step, from the start \a first, that \a time falls in; negative before.
std::int64_t stepsSince( LocalTime first, LocalTime time, StepLength length )
{
  if ( length.unit == StepUnit::Month )
    return floorDivide( monthNumber( time ) - monthNumber( first ), length.count );
  return floorDivide( ( time - first ).count(), duration( length ).count() );
}

double hoursOf( StepUnit unit )
{
  switch ( unit )
  {
    case StepUnit::Hour:
      return 1;
    case StepUnit::Day:
      return 24;
    case StepUnit::Week:
      return 7 * 24;
    case StepUnit::Month:
      break;
  }
  return 30 * 24;
}

void checkLength( StepLength length )
{
  constexpr double longest = 1000.0 * 366 * 24; // hours: far beyond any table, and dates stay dates
  const double hours = static_cast<double>( length.count ) * hoursOf( length.unit );
  if ( length.count < 1 || hours > longest )
    throw Error( "A time step of " + toString( length ) + " is not possible: it must be at least 1 and at most 1,000 years." );
}

} // namespace

std::string toString( StepLength length )
{
  return std::to_string( length.count ) + " " + enumName( length.unit ) + ( length.count == 1 ? "" : "s" );
}

StepLength stepLengthFromString( const std::string &text )
{
  StepLength length;
  const auto [end, error] = std::from_chars( text.data(), text.data() + text.size(), length.count );
  for ( size_t unit = 0; error == std::errc() && unit < enumNames<StepUnit>().size(); ++unit )
  {
    length.unit = static_cast<StepUnit>( unit );
    const std::string name = " " + enumName( length.unit );
    if ( length.count >= 1 && ( end == name || end == name + "s" ) )
      return length;
  }
  throw Error( "\"" + text + "\" is not a time step: write for example \"1 day\", \"6 hours\", \"2 weeks\" or \"1 month\"." );
}

TimeSteps::TimeSteps( LocalTime first, StepLength length, int count )
    : mFirst( first )
    , mLength( length )
    , mCount( count )
{
  checkLength( length );
  if ( count < 1 )
    throw Error( "A row of " + std::to_string( count ) + " time steps is not possible: the end must lie after the start." );
  if ( unitStart( first, length.unit ) != first )
  {
    throw Error( "Steps of " + toString( length ) + " cannot start at " + toIso8601( first ) + ": take " +
                 toIso8601( unitStart( first, length.unit ) ) + "." );
  }
}

TimeSteps TimeSteps::covering( LocalTime first, LocalTime last, StepLength length, std::optional<LocalTime> align )
{
  checkLength( length );
  if ( last < first )
    throw Error( "The period ends (" + toIso8601( last ) + ") before it starts (" + toIso8601( first ) + ")." );
  const LocalTime origin = unitStart( align.value_or( length.unit == StepUnit::Week ? firstMonday : LocalTime() ), length.unit );
  const TimeSteps all( origin, length, 1 );
  const std::int64_t before = all.stepNumber( first );
  return TimeSteps( all.start( static_cast<int>( before ) ), length, static_cast<int>( all.stepNumber( last ) - before + 1 ) );
}

LocalTime TimeSteps::start( int step ) const
{
  if ( mLength.unit == StepUnit::Month )
    return monthStart( monthNumber( mFirst ) + step * mLength.count );
  return mFirst + step * duration( mLength );
}

std::int64_t TimeSteps::stepNumber( LocalTime time ) const
{
  return stepsSince( mFirst, time, mLength );
}

std::optional<int> TimeSteps::stepAt( LocalTime time ) const
{
  if ( mCount == 0 )
    return std::nullopt;
  const std::int64_t step = stepNumber( time );
  if ( step < 0 || step >= mCount )
    return std::nullopt;
  return static_cast<int>( step );
}

bool TimeSteps::alignWith( LocalTime time ) const
{
  return start( static_cast<int>( stepNumber( time ) ) ) == time;
}

TimeSteps TimeSteps::trimmed( int before, int after ) const
{
  return TimeSteps( start( before ), mLength, mCount - before - after );
}

TimeSteps TimeSteps::extended( int more ) const
{
  return TimeSteps( mFirst, mLength, mCount + more );
}

} // namespace riskcast
