#include "calendar.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <numbers>

namespace riskcast
{

namespace
{
using std::chrono::days;
using std::chrono::floor;

constexpr int harmonicCount = 4;
constexpr int weekdayCount = 6; // of 7: the last one follows from the others

/// sin and cos of the phase, 0 … 1, and of twice that.
void appendHarmonics( double phase, std::vector<float> &numbers )
{
  for ( const int multiple : { 1, 2 } )
  {
    const double angle = 2 * std::numbers::pi * multiple * phase;
    numbers.push_back( static_cast<float>( std::sin( angle ) ) );
    numbers.push_back( static_cast<float>( std::cos( angle ) ) );
  }
}

void appendWeekday( std::chrono::weekday weekday, std::vector<float> &numbers )
{
  const auto day = static_cast<int>( weekday.iso_encoding() ); // Monday 1 … Sunday 7
  for ( int each = 1; each <= weekdayCount; ++each )
    numbers.push_back( day == each ? 1.0F : day > weekdayCount ? -1.0F : 0.0F );
}

bool isUpToADay( StepLength step )
{
  return ( step.unit == StepUnit::Day && step.count == 1 ) || ( step.unit == StepUnit::Hour && step.count <= 24 );
}
} // namespace

Calendar::Calendar( const TimeSteps &steps, int first, int last )
    : mSeason( steps.start( last + 1 ) - steps.start( first ) >= days( 2 * 365 ) )
    , mNewYear( mSeason && isUpToADay( steps.length() ) )
    , mWeekday( isUpToADay( steps.length() ) )
    , mHour( steps.length().unit == StepUnit::Hour && steps.length().count <= 12 )
{
}

int Calendar::size() const
{
  return ( mSeason ? harmonicCount : 0 ) + ( mNewYear ? 1 : 0 ) + ( mWeekday ? weekdayCount : 0 ) + ( mHour ? harmonicCount : 0 );
}

std::vector<float> Calendar::of( const TimeSteps &steps, int step ) const
{
  const LocalTime start = steps.start( step );
  const auto day = floor<days>( start );
  const std::chrono::year_month_day date( day );
  const auto newYear = std::chrono::local_days( date.year() / std::chrono::January / 1 );
  std::vector<float> numbers;
  if ( mSeason )
    appendHarmonics( static_cast<double>( ( day - newYear ).count() ) / 365.25, numbers );
  if ( mNewYear )
    numbers.push_back( day == newYear ? 1.0F : 0.0F );
  if ( mWeekday )
    appendWeekday( std::chrono::weekday( day ), numbers );
  if ( mHour )
    appendHarmonics( std::chrono::duration<double>( start - day ) / days( 1 ), numbers );
  return numbers;
}

void to_json( nlohmann::json &json, const Calendar &calendar )
{
  json = {
    { "season", calendar.mSeason }, { "newYear", calendar.mNewYear }, { "weekday", calendar.mWeekday }, { "hour", calendar.mHour }
  };
}

void from_json( const nlohmann::json &json, Calendar &calendar )
{
  json.at( "season" ).get_to( calendar.mSeason );
  json.at( "newYear" ).get_to( calendar.mNewYear );
  json.at( "weekday" ).get_to( calendar.mWeekday );
  json.at( "hour" ).get_to( calendar.mHour );
}

} // namespace riskcast
