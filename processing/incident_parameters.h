#pragma once

#include "algorithm.h"
#include "feedback.h"
#include "qgs_incident_reader.h"

#include <qgsprocessingutils.h>

namespace riskcast
{

/// The incidents as an algorithm was given them.
struct IncidentInput
{
  std::unique_ptr<QgsProcessingFeatureSource> source;
  TimeField time;
};

/// INCIDENTS, TIME_FIELD, TIME_FORMAT
void declareIncidentParameters( Algorithm &algorithm );

/// \throws Error if there is no such layer
IncidentInput readIncidentParameters( const ParameterValues &values );

/// What every log says about the times of the incidents.
void reportTimeZone( Feedback &feedback );

} // namespace riskcast
