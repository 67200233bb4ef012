#include "diagnostics.h"

#include "engine_program.h"
#include "plugin_folder.h"
#include "run_log.h"
#include "settings.h"
#include "version.h"

#include <qgsapplication.h>
#include <qgscommandlineutils.h>

#include <QFile>

#include <algorithm>

namespace riskcast
{

namespace
{

/// Lines that Markdown is to leave as they are.
QString asTheyAre( const QString &lines )
{
  return QStringLiteral( "```\n%1\n```\n" ).arg( lines );
}

QString engineLines()
{
  const QString path = enginePath();
  const EngineAnswer answer = askEngine( path, QStringList{ QStringLiteral( "diagnostics" ) } + engineOptions() );
  return path + '\n' + ( answer.problem.isEmpty() ? answer.text : answer.problem );
}

QString settingLines()
{
  const Settings settings = readSettings();
  const QStringList lines = { QStringLiteral( "engine: " ) + settings.engine,
                              QStringLiteral( "device: " ) + QString::fromStdString( enumName( settings.device ) ),
                              QStringLiteral( "threads: %1" ).arg( settings.threads ),
                              QStringLiteral( "look: " ) + QString::fromStdString( enumName( settings.look ) ) };
  return lines.join( '\n' );
}

QString folderLines()
{
  return QStringLiteral( "plugin: %1\nprofile: %2" ).arg( pluginFolder(), QgsApplication::qgisSettingsDirPath() );
}

/// The end of it, where faults are.
QString lastRun()
{
  constexpr int most = 200;
  QFile file( RunLog::path() );
  if ( !file.open( QIODevice::ReadOnly ) )
    return QStringLiteral( "There was none in this profile." );
  const QStringList lines = QString::fromUtf8( file.readAll() ).trimmed().split( '\n' );
  return lines.mid( std::max<int>( 0, static_cast<int>( lines.size() ) - most ) ).join( '\n' );
}

} // namespace

QString diagnosticsReport()
{
  const QString intro =
      QStringLiteral( "It names programs, folders and files of this computer, which may tell your user name; it holds "
                      "no layers, no incidents, and nothing else about you. Read it before you send it." );
  QString report = QStringLiteral( "# Riskcast diagnostics\n%1\n" ).arg( intro );
  const std::pair<const char *, QString> parts[] = {
    { "Versions", QStringLiteral( "Riskcast version %1\n%2" ).arg( version, QgsCommandLineUtils::allVersions().trimmed() ) },
    { "Engine", engineLines() },
    { "Settings", settingLines() },
    { "Folders", folderLines() },
    { "Last run of the engine", lastRun() },
  };
  for ( const auto &[title, lines] : parts )
    report += QStringLiteral( "\n## %1\n%2" ).arg( title, asTheyAre( lines ) );
  return report;
}

} // namespace riskcast
