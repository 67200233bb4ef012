#pragma once

#include "feedback.h"
#include "output_files.h"

#include <QStringList>

#include <nlohmann/json.hpp>

class QgsProcessingFeedback;

namespace riskcast
{

/// Runs a command of the engine that is set (enginePath()), with the threads that are set, in a process of its own until it ends.
/// The log shows the command with the final paths of the outputs, so that it can be repeated without QGIS; RunLog keeps it.
/// \param arguments  the command and its options; outputs as \a outputs staged them
/// \param report     takes progress and messages
/// \param feedback   its cancel button stops the engine
/// \return the engine's line of type "result"
/// \throws Error with the engine's own sentence if it failed; Canceled
nlohmann::json runEngine( const QStringList &arguments, const OutputFiles &outputs, Feedback &report,
                          QgsProcessingFeedback *feedback );

} // namespace riskcast
