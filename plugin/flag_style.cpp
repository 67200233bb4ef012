#include "flag_style.h"

#include "raster_style.h"
#include "styling.h"

#include <QScopedValueRollback>

namespace riskcast
{

namespace
{
const QString percentileProperty = QStringLiteral( "riskcast/flagged_percentile" );
}

void FlagStyle::setLayer( QgsRasterLayer *layer )
{
  if ( mLayer )
    disconnect( mLayer, nullptr, this, nullptr );
  mLayer = layer;
  if ( layer )
    connect( layer, &QgsMapLayer::rendererChanged, this, &FlagStyle::forget );
}

std::optional<int> FlagStyle::percentile() const
{
  const QVariant value = mLayer ? mLayer->customProperty( percentileProperty ) : QVariant();
  return value.isValid() ? std::optional( value.toInt() ) : std::nullopt;
}

void FlagStyle::showFlags( int band, double threshold, int percentile )
{
  if ( !mLayer )
    return;
  const QScopedValueRollback isStyling( mIsStyling, true );
  mLayer->setRenderer( flagRenderer( band, threshold, percentile ).release() );
  mLayer->setCustomProperty( percentileProperty, percentile );
  mLayer->triggerRepaint();
  emit changed();
}

void FlagStyle::showClasses( int band )
{
  if ( !mLayer )
    return;
  const QScopedValueRollback isStyling( mIsStyling, true );
  styleLayer( *mLayer );
  mLayer->renderer()->setInputBand( band );
  emit mLayer->legendChanged(); // which names the band
  mLayer->removeCustomProperty( percentileProperty );
  mLayer->triggerRepaint();
  emit changed();
}

/// Somebody else styled the layer: that style stays.
void FlagStyle::forget()
{
  if ( mIsStyling || !percentile() )
    return;
  mLayer->removeCustomProperty( percentileProperty );
  emit changed();
}

} // namespace riskcast
