#include "run_engine.h"

#include "engine_lines.h"
#include "engine_program.h"
#include "error.h"
#include "run_log.h"

#include <qgsprocessingfeedback.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>

namespace riskcast
{

namespace
{

/// The command as a shell would take it.
QString commandLine( const QStringList &arguments, const OutputFiles &outputs )
{
  QStringList words = { enginePath() };
  for ( const QString &argument : arguments )
    words << outputs.withFinalPaths( argument );
  for ( QString &word : words )
    if ( word.isEmpty() || word.contains( QRegularExpression( "[^A-Za-z0-9_@%+=:,./-]" ) ) )
      word = '\'' + word.replace( '\'', QLatin1String( "'\\''" ) ) + '\'';
  return words.join( ' ' );
}

/// Why an engine that said nothing itself did not do its work.
std::string failure( const QProcess &process, const QByteArray &standardError )
{
  const std::string said = standardError.isEmpty() ? "" : " It said: " + standardError.trimmed().toStdString();
  if ( process.error() == QProcess::FailedToStart )
    return "The engine " + enginePath().toStdString() +
           " cannot be started. Install Riskcast again, or choose another engine in the settings." + said;
  if ( process.exitStatus() == QProcess::CrashExit )
    return "The engine was killed or crashed; there may be too little memory. Try a smaller batch or a coarser grid." + said;
  return "The engine ended without a result. Install Riskcast again." + said;
}

/// Progress is told in the thread that waits, as what comes from another one reaches qgis_process and scripts only when all is
/// over: in the main thread QgsBlockingProcess would read in another.
void waitFor( QProcess &engine, EngineLines &lines, QByteArray &standardError, const Feedback &report )
{
  constexpr int oftenEnough = 100;                // ms
  [[maybe_unused]] constexpr int patience = 5000; // ms
  const auto read = [&]
  {
    lines.read( engine.readAllStandardOutput() );
    standardError += engine.readAllStandardError();
  };
  [[maybe_unused]] QElapsedTimer sinceCancel;
  while ( engine.state() != QProcess::NotRunning )
  {
    if ( !engine.waitForReadyRead( oftenEnough ) )
      engine.waitForFinished( 1 );
    read();
    if ( !report.isCanceled() )
      continue;
#ifndef Q_OS_WIN // where a program without a window cannot be asked
    if ( !sinceCancel.isValid() )
    {
      sinceCancel.start();
      engine.terminate();
    }
    else if ( sinceCancel.hasExpired( patience ) )
#endif
      engine.kill();
  }
  read();
}

nlohmann::json runLogged( const QStringList &arguments, const OutputFiles &outputs, RunLog &report,
                          QgsProcessingFeedback *feedback )
{
  if ( const QString problem = engineProblem(); !problem.isEmpty() )
    throw Error( problem.toStdString() );
  report.throwIfCanceled();
  const QString command = commandLine( arguments, outputs );
  report.write( command );
  feedback->pushInfo( QObject::tr( "The engine's command:" ) );
  feedback->pushCommandInfo( command );

  EngineLines lines( report );
  QByteArray standardError;
  QProcess engine;
  engine.start( enginePath(), QStringList{ "--json" } + arguments );
  waitFor( engine, lines, standardError, report );

  report.throwIfCanceled();
  if ( !lines.error().empty() )
    throw Error( outputs.withFinalPaths( QString::fromStdString( lines.error() ) ).toStdString() );
  if ( engine.exitStatus() != QProcess::NormalExit || engine.exitCode() != 0 || lines.result().is_null() )
    throw Error( failure( engine, standardError ) );
  return lines.result();
}

} // namespace

nlohmann::json runEngine( const QStringList &arguments, const OutputFiles &outputs, Feedback &report,
                          QgsProcessingFeedback *feedback )
{
  RunLog log( report );
  try
  {
    nlohmann::json result = runLogged( arguments + engineOptions(), outputs, log, feedback );
    log.write( QStringLiteral( "Done." ) );
    return result;
  }
  catch ( const std::exception &stop )
  {
    log.write( QString::fromUtf8( stop.what() ) );
    throw;
  }
}

} // namespace riskcast
