#pragma once

#include "feedback.h"
#include "style_document.h"

#include <QString>

#include <functional>

class QgsProcessingContext;
class QgsProcessingFeedback;
class QgsRasterLayer;

namespace riskcast
{

/// Makes a raster result open styled and dated: writes its style beside it ("risk.tif" → "risk.qml"), which QGIS applies whenever
/// the file is opened, and has it applied if the layer is loaded when the algorithm ends, which QGIS would not do by itself. A
/// style that was there is kept as "risk.qml.previous", even if there is no new one, and the log says so. Call it at the end of
/// processAlgorithm(), in any thread, once the raster is in its place. Whatever keeps the style from being made is a warning: the
/// raster is there all the same. Risk has a smooth look, too: a second style of the layer, and "risk.smooth.qml" to be loaded.
/// \param raster  risk raster, class raster, heatmap stack or filled maps, as parameterAsOutputLayer() returned it
void styleResult( const QString &raster, QgsProcessingContext &context, QgsProcessingFeedback *feedback );

/// The same for a layer of features.
/// \param layer  as SinkFile::keep() returned it: its file, or the id of a layer that has none
/// \param style  makes it; whatever it throws is a warning
void styleResult( const QString &layer, const std::function<StyleDocument()> &style, QgsProcessingContext &context,
                  QgsProcessingFeedback *feedback );

/// Styles and dates a layer from what its file says: risk as single-band pseudocolour with the absolute class breaks of its
/// model, classes by their names, counts on a ramp; every band gets the time of its step, so that the temporal controller
/// switches bands under the one renderer.
/// \return false, leaving the layer as it is, if its file is no raster of ours
bool styleLayer( QgsRasterLayer &layer );

/// Writes the style of styleLayer() beside the raster, whole or not at all.
/// \return false if the file is no raster of ours
/// \throws Error if the style cannot be written; a previous one then survives
bool writeStyleFile( const QString &raster, Feedback &feedback );

} // namespace riskcast
