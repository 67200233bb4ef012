#include "feedback.h"

#include "error.h"

#include <cmath>

namespace riskcast
{

void Feedback::throwIfCanceled() const
{
  if ( isCanceled() )
    throw Canceled();
}

PhaseFeedback::PhaseFeedback( Feedback &whole, double from, double to )
    : mWhole( whole )
    , mFrom( from )
    , mTo( to )
{
}

void PhaseFeedback::setProgress( double fraction, const std::string &what )
{
  mWhole.setProgress( std::lerp( mFrom, mTo, fraction ), what ); // never beyond mTo by a rounding
}

void PhaseFeedback::info( const std::string &message )
{
  mWhole.info( message );
}

void PhaseFeedback::warning( const std::string &message )
{
  mWhole.warning( message );
}

bool PhaseFeedback::isCanceled() const
{
  return mWhole.isCanceled();
}

} // namespace riskcast
