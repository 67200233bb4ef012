#include "time_zone.h"

#include "error.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/ucal.h>

namespace riskcast
{

struct TimeZone::Rules
{
  std::unique_ptr<icu::BasicTimeZone> zone;
};

namespace
{

constexpr double millisecondsPerSecond = 1000;

UDate toIcu( LocalTime time )
{
  return static_cast<UDate>( time.time_since_epoch().count() ) * millisecondsPerSecond;
}

std::chrono::seconds fromIcu( int32_t milliseconds )
{
  return std::chrono::seconds( milliseconds / static_cast<int32_t>( millisecondsPerSecond ) );
}

} // namespace

TimeZone::TimeZone( const std::string &name )
    : mRules( std::make_unique<Rules>() )
{
  const icu::UnicodeString wanted = icu::UnicodeString::fromUTF8( name );
  std::unique_ptr<icu::TimeZone> zone( icu::TimeZone::createTimeZone( wanted ) ); // a zone called "unknown" if there is none
  icu::UnicodeString found;
  if ( zone->getID( found ) == UCAL_UNKNOWN_ZONE_ID || !dynamic_cast<icu::BasicTimeZone *>( zone.get() ) )
    throw Error( "There is no time zone \"" + name + "\". Name it as the IANA list does, for example \"Asia/Kolkata\", " +
                 "\"America/Chicago\" or \"UTC\"." );
  mRules->zone.reset( static_cast<icu::BasicTimeZone *>( zone.release() ) );
}

TimeZone::~TimeZone() = default;
TimeZone::TimeZone( TimeZone && ) noexcept = default;

LocalTime TimeZone::toUtc( LocalTime time ) const
{
  int32_t standard = 0, saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  mRules->zone->getOffsetFromLocal( toIcu( time ), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, standard, saving, status );
  return time - fromIcu( standard + saving );
}

LocalTime TimeZone::fromUtc( LocalTime utc ) const
{
  int32_t standard = 0, saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  mRules->zone->getOffset( toIcu( utc ), false, standard, saving, status );
  return utc + fromIcu( standard + saving );
}

} // namespace riskcast
