#pragma once

#include "check_incidents.h"
#include "parameter_values.h"

namespace riskcast
{

/// Copies the features of a checked source into the sinks OUTPUT (all of them, with the field "reasons") and CLEAN (those that
/// are not flagged), as far as they were asked for. \return the ids or files of the layers by the names of the sinks \throws
/// Error if a sink cannot be written, or if the source has changed since it was checked; the previous files then survive;
/// Canceled
QVariantMap writeCheckedLayers( const IncidentCheck &check, const QgsFeatureSource &source, const ParameterValues &values,
                                Feedback &feedback );

} // namespace riskcast
