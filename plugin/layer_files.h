#pragma once

#include <QString>
#include <QStringList>

#include <string>

class QgsMapLayer;

namespace riskcast
{

/// The local file that a raster layer shows; empty of any other layer.
QString fileOf( const QgsMapLayer *layer );

/// What kind of raster of ours a layer shows, as metadata_items.h names them; empty if it is none.
std::string contentOf( const QgsMapLayer *layer );

/// The files of the project's layers that may know what happened, and why: heatmap stacks, rasters of labels and explanations.
QStringList filesOfWhatIsKnown();

} // namespace riskcast
