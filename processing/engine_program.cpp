#include "engine_program.h"

#include "plugin_folder.h"
#include "settings.h"

#include <QFileInfo>
#include <QObject>
#include <QProcess>
#include <QRegularExpression>

namespace riskcast
{

namespace
{

constexpr int patience = 30000; // ms: LibTorch may have to come from a slow disk

/// Why a program that was started has no answer; empty if it has one.
QString failure( const QString &path, QProcess &process )
{
  if ( !process.waitForFinished( patience ) && process.error() == QProcess::Timedout )
  {
    process.kill();
    process.waitForFinished();
    return QObject::tr( "%1 does not answer. Choose the program riskcast." ).arg( path );
  }
  if ( process.error() == QProcess::FailedToStart )
    return QObject::tr( "%1 cannot be started: %2." ).arg( path, process.errorString() );
  if ( process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 )
    return {};
  const QString said = QString::fromUtf8( process.readAllStandardError() ).trimmed();
  return said.isEmpty() ? QObject::tr( "%1 failed without a word." ).arg( path )
                        : QObject::tr( "%1 failed. It said: %2" ).arg( path, said );
}

} // namespace

QString ownEngine()
{
  return pluginFolder() + QStringLiteral( "/bin/riskcast" );
}

QString enginePath()
{
  const QString chosen = readSettings().engine;
  return chosen.isEmpty() ? ownEngine() : chosen;
}

QStringList engineOptions()
{
  const int threads = readSettings().threads;
  return threads > 0 ? QStringList{ QStringLiteral( "--threads" ), QString::number( threads ) } : QStringList();
}

QString engineProblem( const QString &path )
{
  const QFileInfo engine( path );
  if ( engine.isFile() && engine.isExecutable() )
    return {};
  if ( engine.isFile() )
    return QObject::tr( "The Riskcast engine %1 may not be run: make it executable (chmod +x)." ).arg( path );
  return QObject::tr( "The Riskcast engine is missing: %1 is no program. Install Riskcast again, or choose another engine in "
                      "Settings ▸ Options ▸ Riskcast." )
      .arg( path );
}

EngineAnswer askEngine( const QString &path, const QStringList &arguments )
{
  if ( const QString problem = engineProblem( path ); !problem.isEmpty() )
    return { {}, problem };
  QProcess process;
  process.setStandardInputFile( QProcess::nullDevice() ); // a program that reads it must not wait for somebody
  process.start( path, arguments );
  const QString problem = failure( path, process );
  return { QString::fromUtf8( process.readAllStandardOutput() ).trimmed(), problem };
}

EngineAnswer engineVersion( const QString &path )
{
  EngineAnswer answer = askEngine( path, { QStringLiteral( "--version" ) } );
  static const QRegularExpression version( QStringLiteral( "^\\d+\\.\\d+\\.\\d+\\S*$" ) );
  if ( answer.problem.isEmpty() && !version.match( answer.text ).hasMatch() )
    answer.problem = QObject::tr( "%1 is another program, not the Riskcast engine. Choose the program riskcast." ).arg( path );
  return answer;
}

} // namespace riskcast
