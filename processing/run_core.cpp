#include "run_core.h"

#include "error.h"

#include <qgsexception.h>
#include <qgsprocessingfeedback.h>

namespace riskcast
{

void runCore( const std::function<void()> &work )
{
  try
  {
    work();
  }
  catch ( const QgsProcessingException & )
  {
    throw;
  }
  catch ( const QgsException &exception ) // no std::exception
  {
    throw QgsProcessingException( exception.what() );
  }
  catch ( const Canceled &canceled )
  {
    throw QgsProcessingException( QString::fromUtf8( canceled.what() ) );
  }
  catch ( const std::bad_alloc & )
  {
    throw QgsProcessingException( QObject::tr( "There is not enough memory. Choose a coarser grid or longer time steps." ) );
  }
  catch ( const std::exception &error )
  {
    throw QgsProcessingException( QString::fromUtf8( error.what() ) );
  }
}

ProcessingFeedback::ProcessingFeedback( QgsProcessingFeedback *feedback )
    : mFeedback( feedback )
{
}

void ProcessingFeedback::setProgress( double fraction, const std::string &what )
{
  mFraction = std::max( mFraction, fraction );
  mFeedback->setProgress( 100 * mFraction );
  const bool isNew = !what.empty() && what != mWhat;
  if ( isNew )
    mWhat = what;

  // QGIS makes every text a line of the log: a new one at most every second, the same one again, with the time left, every ten.
  const auto now = std::chrono::steady_clock::now();
  const auto pause = isNew ? std::chrono::seconds( 1 ) : std::chrono::seconds( 10 );
  const std::string left = mTimeLeft.text( mFraction );
  if ( mWhat.empty() || ( mLastText && now - *mLastText < pause ) )
    return;
  mLastText = now;
  mFeedback->setProgressText( QString::fromStdString( left.empty() ? mWhat : mWhat + ", " + left ) );
}

void ProcessingFeedback::info( const std::string &message )
{
  mFeedback->pushInfo( QString::fromStdString( message ) );
}

void ProcessingFeedback::warning( const std::string &message )
{
  mFeedback->pushWarning( QString::fromStdString( message ) );
}

bool ProcessingFeedback::isCanceled() const
{
  return mFeedback->isCanceled();
}

} // namespace riskcast
