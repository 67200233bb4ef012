#include "time_left.h"

#include <cmath>

namespace riskcast
{

std::optional<double> TimeLeft::seconds( double fraction )
{
  using namespace std::chrono_literals;
  const Clock::time_point now = Clock::now();
  if ( !mMark && now - mStart >= 1s )
    mMark = { now, fraction };
  if ( !mMark || now - mMark->time < 2s || fraction <= mMark->fraction )
    return {};
  return std::chrono::duration<double>( now - mMark->time ).count() * ( 1 - fraction ) / ( fraction - mMark->fraction );
}

std::string TimeLeft::text( double fraction )
{
  const std::optional<double> left = seconds( fraction );
  return left ? timeLeftText( *left ) : std::string();
}

std::string timeLeftText( double seconds )
{
  const auto rounded = [seconds]( double unit ) { return std::lround( seconds / unit ); };
  if ( seconds < 10 )
    return "about " + std::to_string( rounded( 1 ) ) + " s left";
  if ( seconds < 95 )
    return "about " + std::to_string( rounded( 10 ) * 10 ) + " s left";
  if ( seconds < 100 * 60 )
    return "about " + std::to_string( rounded( 60 ) ) + " min left";
  const long tensOfMinutes = rounded( 600 );
  return "about " + std::to_string( tensOfMinutes / 6 ) + " h " + std::to_string( tensOfMinutes % 6 * 10 ) + " min left";
}

} // namespace riskcast
