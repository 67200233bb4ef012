#pragma once

#include "incidents.h"
#include "output_file.h"

namespace riskcast
{

/// Writes incidents as a CSV with the columns x, y, time, end and weight, from which openIncidents() reads the same ones. The
/// caller commits the file. \return number of incidents \throws Error if it cannot be written
std::int64_t writeIncidentCsv( IncidentReader &incidents, OutputFile &output, Feedback &feedback );

} // namespace riskcast
