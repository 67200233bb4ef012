#pragma once

#include <QVariantMap>

class QgsProcessingContext;

namespace riskcast
{

/// The names of all results that are layers, from the bottom of the list of layers to its top: tables, heatmaps, labels, risk,
/// and points and polygons over them.
const QStringList &layerOrder();

/// Has QGIS load the layers of one run in this order and, if there are several, in a group of their own.
/// \param group    its name
/// \param results  files and ids of layers by the names of their parameters
void arrangeLayers( const QString &group, const QVariantMap &results, QgsProcessingContext &context );

} // namespace riskcast
