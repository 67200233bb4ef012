#pragma once

#include <QString>

namespace riskcast
{

/// The folder that holds lib/ with this library, bin/ with the engine, and docs/.
QString pluginFolder();

} // namespace riskcast
