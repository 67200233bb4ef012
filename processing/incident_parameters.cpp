#include "incident_parameters.h"

#include "parameter_makers.h"

namespace riskcast
{

void declareIncidentParameters( Algorithm &algorithm )
{
  const QString incidents = "INCIDENTS";
  algorithm.declare(
      new QgsProcessingParameterFeatureSource( incidents, QObject::tr( "Incidents" ),
                                               { static_cast<int>( Qgis::ProcessingSourceType::VectorPoint ) } ),
      QObject::tr( "Layer of points, one for each incident, in any coordinate reference system. A point of several parts "
                   "counts once, at its first part." ) );
  algorithm.declare( new QgsProcessingParameterField( "TIME_FIELD", QObject::tr( "Time field" ), QVariant(), incidents ),
                     QObject::tr( "Field that says when an incident happened: dates, dates with times, or text. Times are "
                                  "taken as they are written, without a time zone." ) );
  algorithm.declare( textParameter( "TIME_FORMAT", QObject::tr( "Format of times in text" ) ),
                     QObject::tr( "How a text field writes the time, in the letters of QGIS's to_datetime(), e.g. "
                                  "\"dd/MM/yyyy hh:mm AP\". Empty: ISO 8601, as 2016-07-01 or 2016-07-01T18:30:00." ),
                     Shown::Advanced );
}

IncidentInput readIncidentParameters( const ParameterValues &values )
{
  return { values.features( "INCIDENTS" ), { values.text( "TIME_FIELD" ), values.text( "TIME_FORMAT" ) } };
}

void reportTimeZone( Feedback &feedback )
{
  feedback.info( "Times are taken as the layer gives them, without a time zone: 14:00 UTC stays 14:00." );
}

} // namespace riskcast
