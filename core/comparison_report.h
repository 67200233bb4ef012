#pragma once

#include "compare_settings.h"
#include "html_report.h"
#include "table_file.h"

namespace riskcast
{

/// A row for each setting, best first: rank, cell_size, step, kind, window, score, value, steps, incidents, seconds, problem.
/// Those that the time did not suffice for come last.
Table comparisonTable( const Comparison &comparison );

HtmlReport comparisonReport( const Comparison &comparison );

/// What came out, in a sentence or two.
std::string comparisonSentence( const Comparison &comparison );

/// The winner as inputs of riskcast:forecastrisk, without those that say where the incidents are and how to read them.
nlohmann::json winnersInputs( const Comparison &comparison );

/// Writes inputs as `qgis_process run riskcast:forecastrisk -` reads them. The caller commits the file.
/// \throws Error if it cannot be written
void writeInputs( const nlohmann::json &inputs, OutputFile &output );

} // namespace riskcast
