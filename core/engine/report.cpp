#include "report.h"

#include "interruption.h"

#include <algorithm>
#include <iostream>

namespace riskcast
{

Report::Report( std::chrono::milliseconds interval )
    : mInterval( interval )
{
}

void Report::setProgress( double fraction, const std::string &what )
{
  const bool isFinished = fraction >= 1 && mFraction < 1;
  mFraction = std::clamp( fraction, mFraction, 1.0 );
  if ( !what.empty() )
    mWhat = what;

  const auto now = std::chrono::steady_clock::now();
  if ( mLastShown && now - *mLastShown < mInterval && !isFinished )
    return;
  mLastShown = now;
  showProgress( mFraction, mWhat, mTimeLeft.seconds( mFraction ) );
}

bool Report::isCanceled() const
{
  return isInterrupted() || !std::cout;
}

} // namespace riskcast
