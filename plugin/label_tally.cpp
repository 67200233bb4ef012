#include "label_tally.h"

#include "error.h"
#include "risk_explorer_model.h"

#include <algorithm>

namespace riskcast
{

LabelTally::LabelTally( QObject *parent )
    : QObject( parent )
{
  mTimer.setSingleShot( true );
  connect( &mTimer, &QTimer::timeout, this, &LabelTally::addStep );
}

void LabelTally::start( RiskExplorerModel &model, int percentile )
{
  constexpr int untilItRests = 150; // ms
  mModel = &model;
  mPercentile = percentile;
  mSteps = model.known().steps();
  mDone = 0;
  mCounts = {};
  if ( !mSteps.empty() )
    mTimer.start( untilItRests );
}

void LabelTally::stop()
{
  mTimer.stop();
  mModel = nullptr;
}

void LabelTally::addStep()
{
  try
  {
    const LabelCounts counts = mModel->labels( mSteps[mDone], mPercentile );
    std::ranges::transform( mCounts.cells, counts.cells, mCounts.cells.begin(), std::plus() );
  }
  catch ( const Error & ) // the file is gone: what shows the step that is chosen says so
  {
    return;
  }
  if ( ++mDone < mSteps.size() )
    return mTimer.start( 0 );
  emit finished( static_cast<int>( mSteps.size() ), mCounts );
}

} // namespace riskcast
