#include "step_link.h"

#include "raster_style.h"

#include <qgsmapcanvas.h>
#include <qgsrasterlayer.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgstemporalnavigationobject.h>

#include <QScopedValueRollback>

namespace riskcast
{

namespace
{

QgsInterval intervalOf( StepLength length )
{
  switch ( length.unit )
  {
    case StepUnit::Hour:
      return { static_cast<double>( length.count ), Qgis::TemporalUnit::Hours };
    case StepUnit::Day:
      return { static_cast<double>( length.count ), Qgis::TemporalUnit::Days };
    case StepUnit::Week:
      return { static_cast<double>( length.count ), Qgis::TemporalUnit::Weeks };
    case StepUnit::Month:
      break;
  }
  return { static_cast<double>( length.count ), Qgis::TemporalUnit::Months };
}

} // namespace

StepLink::StepLink( QgsMapCanvas &canvas, QObject *parent )
    : QObject( parent )
    , mCanvas( &canvas )
{
  connect( &canvas, &QgsMapCanvas::temporalRangeChanged, this, &StepLink::followMap );
}

void StepLink::setLayer( QgsRasterLayer *layer, const TimeSteps &steps )
{
  mLayer = layer;
  mSteps = steps;
}

std::optional<int> StepLink::shownStep() const
{
  if ( !mLayer || !mLayer->renderer() || !mCanvas )
    return std::nullopt;
  const auto &dates = static_cast<const QgsRasterLayerTemporalProperties &>( *mLayer->temporalProperties() );
  const QgsDateTimeRange shown = mCanvas->temporalRange();
  const bool isDated = dates.isActive() && !shown.isInfinite();
  const int step = ( isDated ? dates.bandForTemporalRange( mLayer, shown ) : mLayer->renderer()->inputBand() ) - 1;
  return step >= 0 && step < mSteps.count() ? std::optional( step ) : std::nullopt;
}

void StepLink::show( int step )
{
  if ( !mLayer || !mLayer->renderer() || !mCanvas )
    return;
  const QScopedValueRollback isMoving( mIsMoving, true );
  setBand( step );
  auto *controller =
      qobject_cast<QgsTemporalNavigationObject *>( const_cast<QgsTemporalController *>( mCanvas->temporalController() ) );
  if ( controller )
    moveController( *controller, step );
  if ( shownStep() != step ) // QGIS counts months as 30 days, and may not reach the last of them
    mCanvas->setTemporalRange( stepRange( mSteps, step ) );
  mLayer->triggerRepaint();
}

void StepLink::moveController( QgsTemporalNavigationObject &controller, int step ) const
{
  const QDateTime start = stepRange( mSteps, step ).begin();
  const long long frame = controller.findBestFrameNumberForFrameStart( start );
  const bool isAnimated = controller.navigationMode() == Qgis::TemporalNavigationMode::Animated;
  if ( isAnimated && controller.dateTimeRangeForFrameNumber( frame ).begin() == start )
    return controller.setCurrentFrameNumber( frame );
  controller.setTemporalExtents( { stepRange( mSteps, 0 ).begin(), stepRange( mSteps, mSteps.count() - 1 ).end() } );
  controller.setFrameDuration( intervalOf( mSteps.length() ) );
  controller.setNavigationMode( Qgis::TemporalNavigationMode::Animated );
  controller.setCurrentFrameNumber( step );
}

void StepLink::followMap()
{
  if ( mIsMoving )
    return;
  const std::optional<int> step = shownStep();
  if ( !step )
    return;
  setBand( *step );
  emit moved( *step );
}

/// The band of the renderer is what the map shows of a layer without dates, and once the controller is off, and what the legend
/// names. QGIS leaves it alone while the controller moves.
void StepLink::setBand( int step )
{
  if ( mLayer->renderer()->inputBand() == step + 1 )
    return;
  mLayer->renderer()->setInputBand( step + 1 );
  emit mLayer->legendChanged();
}

} // namespace riskcast
