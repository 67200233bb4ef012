#pragma once

#include "explain_risk.h"
#include "output_file.h"

namespace riskcast
{

/// Writes the risk and the effects as a GeoTIFF of five bands; metadata items RISKCAST_*. The caller commits the file.
/// \throws Error as writeRaster() does
void writeExplanation( const RiskExplanation &explanation, OutputFile &output, const std::vector<std::string> &creationOptions,
                       Feedback &feedback );

/// \throws Error if the file is no such raster, or broken
RiskExplanation readExplanation( const std::string &path, Feedback &feedback );

} // namespace riskcast
