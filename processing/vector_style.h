#pragma once

#include "style_document.h"

class QgsProcessingContext;
class QgsProcessingFeedback;

namespace riskcast
{

struct IncidentFields;

/// How incidents are drawn: as dots that are shown while the temporal controller stands at the time that they happened, as the
/// steps of rasters are. They are always shown where QGIS cannot tell that time: if it is converted to another zone, if the time
/// of day has a field of its own, or if the file has cut off the name of the field, as Shapefiles do after ten letters.
/// \param layer  that holds them
/// \throws Error if the style cannot be read
StyleDocument incidentStyle( const IncidentFields &fields, const QString &layer );

/// The same for features of a time step.
/// \param name   of the style
/// \param start  field of text that says when the step starts, ISO 8601
/// \param end    field of text that says when it ends
StyleDocument stepStyle( const QString &name, const QString &start, const QString &end );

/// Has the rectangle of a selection open as an outline.
void styleSelection( const QString &file, QgsProcessingContext &context, QgsProcessingFeedback *feedback );

} // namespace riskcast
