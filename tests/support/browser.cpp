#include "browser.h"

#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace riskcast
{

namespace
{

QString browserPath()
{
  return QStandardPaths::findExecutable( "chromium" );
}

} // namespace

bool hasBrowser()
{
  return !browserPath().isEmpty();
}

BrowsedPage browse( const QString &path )
{
  const QTemporaryDir profile;
  QProcess chromium;
  chromium.start( browserPath(),
                  { "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=5000",
                    "--user-data-dir=" + profile.path(), "--dump-dom", "file://" + QFileInfo( path ).absoluteFilePath() } );
  if ( !chromium.waitForFinished( 120000 ) )
    return { {}, "Chromium does not come to an end." };
  // The page's messages stand among those of the program about the machine.
  const QStringList messages = QString::fromUtf8( chromium.readAllStandardError() ).split( '\n' );
  return { QString::fromUtf8( chromium.readAllStandardOutput() ), messages.filter( "CONSOLE" ).join( '\n' ) };
}

} // namespace riskcast
