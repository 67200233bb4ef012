#include "layer_order.h"

#include <qgsprocessingcontext.h>

namespace riskcast
{

const QStringList &layerOrder()
{
  static const QStringList order = { "GROUPS",   "PERCENTILE_TABLE", "SCORES",      "TABLE",    "HISTORY", "FILLED",
                                     "HEATMAPS", "LABELS",           "EXPLANATION", "CLASSES",  "RISK",    "SELECTION",
                                     "AREAS",    "OUTPUT",           "CLEAN",       "TOP_CELLS" };
  return order;
}

void arrangeLayers( const QString &group, const QVariantMap &results, QgsProcessingContext &context )
{
  QStringList loaded;
  for ( const QString &name : layerOrder() )
    if ( context.willLoadLayerOnCompletion( results.value( name ).toString() ) )
      loaded << name;
  for ( const QString &name : loaded )
  {
    QgsProcessingContext::LayerDetails &details = context.layerToLoadOnCompletionDetails( results.value( name ).toString() );
    details.layerSortKey = static_cast<int>( layerOrder().indexOf( name ) ) + 1; // 0 says that there is none
    if ( loaded.size() > 1 && details.groupName.isEmpty() )
      details.groupName = group;
  }
}

} // namespace riskcast
