#pragma once

#include "evaluate_risk_models.h"
#include "output_file.h"

namespace riskcast
{

/// Writes the six labels of one model's test as a Byte GeoTIFF with names and colours, one band a scored step, each dated: 1 for
/// a true negative, then as CellLabel goes on; 0 where cells are not scored. The caller commits the file.
/// \param percentile  number of the threshold in ScoreSettings::percentiles
/// \throws Error as writeRaster() does
void writeLabelRaster( const RiskEvaluation &evaluation, const EvaluatedModel &model, size_t percentile, OutputFile &output,
                       const std::vector<std::string> &creationOptions, Feedback &feedback );

} // namespace riskcast
