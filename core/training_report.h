#pragma once

#include "html_report.h"
#include "model_file.h"
#include "table_file.h"

namespace riskcast
{

/// What a training did, on one page: losses epoch by epoch where there were epochs, scores beside the baselines, what it was
/// trained on, and the settings for the record. \throws Error if the model does not say properly what it is
HtmlReport trainingReport( const ModelFile &model );

/// A row for each epoch of each network; none if the kind has no epochs. \throws Error as trainingReport() does
Table historyTable( const ModelFile &model );

} // namespace riskcast
