#pragma once

#include <QString>

namespace riskcast
{

/// What developers need to know to understand a fault, as Markdown for a bug report: versions, the engine and its devices,
/// settings, folders, and the log of the engine's last run. In English whatever the language of QGIS. An engine that cannot be
/// run is part of what it tells.
QString diagnosticsReport();

} // namespace riskcast
