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
  IncidentFields fields;

  QgsCoordinateReferenceSystem crs() const { return crsOf( *source, fields ); }
};

/// INCIDENTS, TIME_FIELD, where the positions of a table are (X_FIELD, Y_FIELD, INCIDENTS_CRS), and how to read times:
/// CLOCK_FIELD, END_FIELD, INTERVAL, TIME_FORMAT, TIME_ZONE, TO_TIME_ZONE
void declareIncidentParameters( Algorithm &algorithm );

/// \throws Error if there is no such layer
IncidentInput readIncidentParameters( const ParameterValues &values );

/// What every log says about the times of the incidents.
void reportTimeZone( const IncidentInput &incidents, Feedback &feedback );

} // namespace riskcast
