#include "incident_parameters.h"

#include "parameter_makers.h"

namespace riskcast
{

void declareIncidentParameters( Algorithm &algorithm )
{
  const QString incidents = "INCIDENTS";
  algorithm.declare(
      new QgsProcessingParameterFeatureSource( incidents, QObject::tr( "Incidents" ),
                                               { static_cast<int>( Qgis::ProcessingSourceType::Vector ) } ),
      QObject::tr( "Layer of points, one for each incident, in any coordinate reference system; or a table whose fields hold the "
                   "coordinates. A point of several parts counts once, at its first part." ) );
  algorithm.declare( new QgsProcessingParameterField( "TIME_FIELD", QObject::tr( "Time field" ), QVariant(), incidents ),
                     QObject::tr( "Field that says when an incident happened: dates, dates with times, or text. Times are "
                                  "taken as they are written, without a time zone." ) );
  algorithm.declare( fieldParameter( "X_FIELD", QObject::tr( "Field of x or longitude" ) ),
                     QObject::tr( "For tables without geometries: where the coordinates are, with a decimal point or comma." ),
                     Shown::Advanced );
  algorithm.declare( fieldParameter( "Y_FIELD", QObject::tr( "Field of y or latitude" ) ),
                     QObject::tr( "For tables without geometries, as for x." ), Shown::Advanced );
  algorithm.declare( new QgsProcessingParameterCrs(
                         "INCIDENTS_CRS", QObject::tr( "Coordinate reference system of the incidents" ), QVariant(), true ),
                     QObject::tr( "Of the coordinates in the fields, as EPSG:4326 for longitudes and latitudes. Empty: the "
                                  "layer's." ),
                     Shown::Advanced );
  algorithm.declare(
      textParameter( "TIME_FORMAT", QObject::tr( "Format of times in text" ) ),
      QObject::tr( "How a text field writes the time, in the letters of QGIS's to_datetime(), e.g. "
                   "\"dd/MM/yyyy hh:mm AP\". Several formats are parted by semicolons. Empty: ISO 8601, as 2016-07, "
                   "2016-07-01 or 2016-07-01T18:30:00." ),
      Shown::Advanced );
  algorithm.declare(
      fieldParameter( "CLOCK_FIELD", QObject::tr( "Field of the time of day" ) ),
      QObject::tr( "Where the time of day has a field of its own. Formats are for the date, a blank and this; the date of a date "
                   "field is yyyy-MM-dd there." ),
      Shown::Advanced );
  algorithm.declare(
      fieldParameter( "END_FIELD", QObject::tr( "Field of the end" ) ),
      QObject::tr( "For incidents known to have happened between two times: the time field is the start, this the end. A date "
                   "alone stands for the whole day." ),
      Shown::Advanced );
  algorithm.declare( choiceParameter( "INTERVAL", QObject::tr( "Incidents between two times" ), TimeOptions().interval ),
                     QObject::tr( "aoristic: equal shares in every step that it could have happened in. midpoint, start: as "
                                  "if it had happened half-way or at once." ),
                     Shown::Advanced );
  algorithm.declare( textParameter( "TIME_ZONE", QObject::tr( "Time zone of the times" ) ),
                     QObject::tr( "Name from the IANA list, as Asia/Kolkata or UTC. Empty: nobody says." ), Shown::Advanced );
  algorithm.declare( textParameter( "TO_TIME_ZONE", QObject::tr( "Convert times to time zone" ) ),
                     QObject::tr( "Steps are hours and days of this zone. Empty: times stay as they are written." ),
                     Shown::Advanced );
}

IncidentInput readIncidentParameters( const ParameterValues &values )
{
  const TimeOptions times{ .formats = values.texts( "TIME_FORMAT" ),
                           .zone = values.text( "TIME_ZONE" ).toStdString(),
                           .toZone = values.text( "TO_TIME_ZONE" ).toStdString(),
                           .interval = values.choiceOf<IntervalRule>( "INTERVAL" ) };
  return { values.features( "INCIDENTS" ),
           { .time = values.text( "TIME_FIELD" ),
             .clock = values.text( "CLOCK_FIELD" ),
             .end = values.text( "END_FIELD" ),
             .x = values.text( "X_FIELD" ),
             .y = values.text( "Y_FIELD" ),
             .crs = values.crs( "INCIDENTS_CRS" ),
             .times = times } };
}

void reportTimeZone( const IncidentInput &incidents, Feedback &feedback )
{
  feedback.info( zoneSentence( incidents.fields.times ) );
}

} // namespace riskcast
