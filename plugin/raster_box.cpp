#include "raster_box.h"

#include "layer_files.h"
#include "metadata_items.h"

#include <qgsproject.h>
#include <qgsrasterlayer.h>

namespace riskcast
{

RasterBox::RasterBox( QWidget *parent )
    : QgsMapLayerComboBox( parent )
{
  setFilters( Qgis::LayerFilter::RasterLayer );
}

void RasterBox::refresh()
{
  QList<QgsMapLayer *> others;
  for ( QgsRasterLayer *layer : QgsProject::instance()->layers<QgsRasterLayer *>() )
    if ( contentOf( layer ) != riskContent )
      others << layer;
  setExceptedLayerList( others );
}

QgsRasterLayer *RasterBox::raster() const
{
  auto *layer = qobject_cast<QgsRasterLayer *>( currentLayer() );
  return contentOf( layer ) == riskContent ? layer : nullptr; // a new layer is in the list until it is refreshed
}

} // namespace riskcast
