#pragma once

#include "check_incidents.h"
#include "html_report.h"

namespace riskcast
{

/// What was found, for people: every finding with its share and examples, and how times and places are spread, with charts.
HtmlReport checkReport( const IncidentCheck &check );

} // namespace riskcast
