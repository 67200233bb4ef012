#include "engine_run.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTest>

namespace riskcast
{

namespace
{

EngineRun finished( QProcess &process )
{
  process.waitForFinished( 120000 );
  EngineRun run;
  run.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
  run.output = process.readAllStandardOutput();
  run.errors = process.readAllStandardError();
  return run;
}

} // namespace

QVector<nlohmann::json> EngineRun::lines( const std::string &type ) const
{
  QVector<nlohmann::json> found;
  for ( const QByteArray &line : output.split( '\n' ) )
  {
    if ( line.isEmpty() )
      continue;
    const nlohmann::json object = nlohmann::json::parse( line.toStdString(), nullptr, false );
    if ( !object.is_object() || !object.contains( "type" ) )
      qFatal( "Not a JSON line of the program: %s", line.constData() );
    if ( object["type"] == type )
      found.append( object );
  }
  return found;
}

nlohmann::json EngineRun::result() const
{
  const QVector<nlohmann::json> results = lines( "result" );
  return results.size() == 1 ? results.first() : nlohmann::json::object();
}

QString EngineRun::error() const
{
  const QVector<nlohmann::json> errors = lines( "error" );
  return errors.size() == 1 ? QString::fromStdString( errors.first().value( "text", "" ) ) : QString();
}

QString enginePath()
{
  return QStringLiteral( RISKCAST_PLUGIN_FOLDER "/bin/riskcast" );
}

void startEngine( QProcess &process, const QStringList &arguments, const QString &folder )
{
  process.setWorkingDirectory( folder );
  process.start( enginePath(), arguments );
  QVERIFY2( process.waitForStarted(), qPrintable( enginePath() + ": " + process.errorString() ) );
}

EngineRun runEngine( const QStringList &arguments, const QString &folder )
{
  QProcess process;
  startEngine( process, arguments, folder );
  return finished( process );
}

EngineRun runEngineOnFullDisk( int kibibytes, const QStringList &arguments, const QString &folder )
{
  QProcess process;
  process.setWorkingDirectory( folder );
  const QString command = QStringLiteral( "trap '' XFSZ; ulimit -f %1; exec \"$0\" \"$@\"" ).arg( kibibytes );
  process.start( QStringLiteral( "bash" ), QStringList{ "-c", command, enginePath() } + arguments );
  return finished( process );
}

QMap<QString, QByteArray> contents( const QString &folder )
{
  QMap<QString, QByteArray> files;
  QDirIterator each( folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories );
  while ( each.hasNext() )
  {
    const QString path = each.next();
    files.insert( QDir( folder ).relativeFilePath( path ), readFile( path ) );
  }
  return files;
}

QByteArray readFile( const QString &path )
{
  QFile file( path );
  return file.open( QIODevice::ReadOnly ) ? file.readAll() : QByteArray();
}

void writeFile( const QString &path, const QByteArray &bytes )
{
  QFile file( path );
  QVERIFY2( file.open( QIODevice::WriteOnly ), qPrintable( path ) );
  QCOMPARE( file.write( bytes ), static_cast<qint64>( bytes.size() ) );
}

} // namespace riskcast
