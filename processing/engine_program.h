#pragma once

#include <QString>
#include <QStringList>

namespace riskcast
{

/// The program `riskcast` that came with the plugin: bin/riskcast in its folder.
QString ownEngine();

/// The program that runs: the one that is set, or else the plugin's own.
QString enginePath();

/// The options of the program that are set for all runs.
QStringList engineOptions();

/// In a sentence, why a program cannot be run; empty if it is there.
QString engineProblem( const QString &path = enginePath() );

/// What an engine answered to a short question.
struct EngineAnswer
{
  QString text;    ///< what it printed
  QString problem; ///< in a sentence, why there is no answer; else empty
};

/// Runs a command of the engine that takes no time, and waits for its answer, but not for long.
EngineAnswer askEngine( const QString &path, const QStringList &arguments );

/// Its version, or why it is no engine that can be used.
EngineAnswer engineVersion( const QString &path );

} // namespace riskcast
