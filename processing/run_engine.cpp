#include "run_engine.h"

#include "engine_lines.h"
#include "engine_program.h"
#include "error.h"
#include "run_log.h"

#include <qgsprocessingfeedback.h>
#include <qgsrunprocess.h>

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
std::string failure( const QgsBlockingProcess &process, const QByteArray &standardError )
{
  const std::string said = standardError.isEmpty() ? "" : " It said: " + standardError.trimmed().toStdString();
  if ( process.processError() == QProcess::FailedToStart )
    return "The engine " + enginePath().toStdString() +
           " cannot be started. Install Riskcast again, or choose another engine in the settings." + said;
  if ( process.exitStatus() == QProcess::CrashExit )
    return "The engine was killed or crashed; there may be too little memory. Try a smaller batch or a coarser grid." + said;
  return "The engine ended without a result. Install Riskcast again." + said;
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

  // QgsBlockingProcess misses a cancel that comes before it has connected to its feedback. So it gets one of its own, which the
  // cancel button cancels directly, and which looks at the button again with every line of the engine.
  QgsFeedback stop;
  QObject::connect( feedback, &QgsFeedback::canceled, &stop, &QgsFeedback::cancel, Qt::DirectConnection );
  EngineLines lines( report );
  QByteArray standardError;
  QgsBlockingProcess process( enginePath(), QStringList{ "--json" } + arguments );
  process.setStdOutHandler(
      [&]( const QByteArray &bytes )
      {
        lines.read( bytes );
        if ( report.isCanceled() )
          stop.cancel();
      } );
  process.setStdErrHandler( [&]( const QByteArray &bytes ) { standardError += bytes; } );
  const int exitCode = process.run( &stop );

  report.throwIfCanceled();
  if ( !lines.error().empty() )
    throw Error( outputs.withFinalPaths( QString::fromStdString( lines.error() ) ).toStdString() );
  if ( exitCode != 0 || process.exitStatus() != QProcess::NormalExit || lines.result().is_null() )
    throw Error( failure( process, standardError ) );
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
