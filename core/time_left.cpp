#include "time_left.h"

#include <cmath>

namespace riskcast
{

std::optional<double> TimeLeft::seconds( double fraction ) const
{
  const double elapsed = std::chrono::duration<double>( std::chrono::steady_clock::now() - mStart ).count();
  if ( elapsed < 2 || fraction <= 0 )
    return {};
  return elapsed * ( 1 - fraction ) / fraction;
}

std::string TimeLeft::text( double fraction ) const
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
