#pragma once

#include "feedback.h"
#include "output_files.h"

#include <QStringList>

#include <nlohmann/json.hpp>

class QgsProcessingFeedback;

namespace riskcast
{

/// The program `riskcast`: bin/riskcast in the plugin's folder, or what the QGIS setting "riskcast/engine" names.
QString enginePath();

/// In a sentence, why the engine cannot be run; empty if it is there.
QString engineProblem();

/// Runs a command of the engine in a process of its own until it ends. The log shows the command with the final paths of the
/// outputs, so that it can be repeated without QGIS.
/// \param arguments  the command and its options; outputs as \a outputs staged them
/// \param report     takes progress and messages
/// \param feedback   its cancel button stops the engine
/// \return the engine's line of type "result"
/// \throws Error with the engine's own sentence if it failed; Canceled
nlohmann::json runEngine( const QStringList &arguments, const OutputFiles &outputs, Feedback &report,
                          QgsProcessingFeedback *feedback );

} // namespace riskcast
