#include "incident_csv.h"

#include "number_text.h"

#include <fstream>

namespace riskcast
{

namespace
{

/// With the time of day, as a date alone would stand for the whole day.
std::string timeText( LocalTime time )
{
  const std::string text = toIso8601( time );
  constexpr size_t dateLength = 10;
  return text.size() == dateLength ? text + "T00:00:00" : text;
}

} // namespace

std::int64_t writeIncidentCsv( IncidentReader &incidents, OutputFile &output, Feedback &feedback )
{
  std::ofstream file( output.temporaryPath(), std::ios::binary );
  file << "x,y,time,end,weight\n";
  std::int64_t rows = 0;
  incidents.rewind();
  for ( Incident incident; incidents.next( incident ); ++rows )
  {
    if ( rows % 10000 == 0 )
      feedback.throwIfCanceled();
    file << exactText( incident.x ) << ',' << exactText( incident.y ) << ',' << timeText( incident.time ) << ','
         << ( incident.end ? timeText( *incident.end ) : "" ) << ',' << exactText( incident.weight ) << '\n';
  }
  file.close();
  if ( !file )
    throwNotWritten( output.path(), "The disk may be full." );
  return rows;
}

} // namespace riskcast
