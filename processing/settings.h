#pragma once

#include "classify_risk.h"
#include "training_options.h"

#include <QString>

namespace riskcast
{

/// What is set for all of Riskcast in QGIS's settings, in the group "riskcast": on the page Settings ▸ Options ▸ Riskcast, or in
/// the file of the profile. The algorithms read it wherever they run, so also in qgis_process.
struct Settings
{
  QString engine;                     ///< path of the program `riskcast`; empty: the one that came with the plugin
  Device device = Device::Auto;       ///< where networks are trained, unless an algorithm is told otherwise
  int threads = 0;                    ///< of the engine; 0: one for each processor
  ClassLook look = ClassLook::Graded; ///< of risk classes, unless an algorithm is told otherwise
};

/// What is missing or no possible value is as in Settings().
Settings readSettings();

void writeSettings( const Settings &settings );

/// Whether the first start of this profile was greeted.
bool wasWelcomed();

void rememberWelcome();

} // namespace riskcast
