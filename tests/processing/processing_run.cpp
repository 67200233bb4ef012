#include "processing_run.h"

#include "provider.h"

#include <qgsapplication.h>
#include <qgsprocessingalgrunnertask.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingregistry.h>
#include <qgstaskmanager.h>

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QSettings>

#include <algorithm>
#include <memory>

namespace riskcast
{

void startQgis()
{
  static QTemporaryDir profile;
  QSettings::setDefaultFormat( QSettings::IniFormat );
  QSettings::setPath( QSettings::IniFormat, QSettings::UserScope, profile.path() );
  QgsApplication::init( profile.path() );
  QgsApplication::initQgis();
  QVERIFY( riskcast_register_provider() );
}

void stopQgis()
{
  riskcast_unregister_provider();
  QgsApplication::exitQgis();
}

RecordedLog::RecordedLog()
    : QgsProcessingFeedback( false )
{
  connect(
      this, &QgsFeedback::progressChanged, this,
      [this]( double value )
      {
        progress << value;
        if ( cancelAt >= 0 && value >= cancelAt )
          cancel();
      },
      Qt::DirectConnection );
}

void RecordedLog::setProgressText( const QString &text )
{
  texts << text;
  if ( !cancelAtText.isEmpty() && text.contains( cancelAtText ) )
    cancel();
}

void RecordedLog::pushInfo( const QString &info )
{
  infos << info;
}

void RecordedLog::pushWarning( const QString &warning )
{
  warnings << warning;
}

void RecordedLog::pushCommandInfo( const QString &info )
{
  commands << info;
}

void RecordedLog::reportError( const QString &error, bool )
{
  errors << error;
}

bool RecordedLog::isSteady() const
{
  return !progress.isEmpty() && std::is_sorted( progress.begin(), progress.end() ) && progress.last() == 100;
}

Outcome run( const QString &algorithm, const QVariantMap &parameters, RecordedLog &log, QgsProcessingContext &context )
{
  const QgsProcessingAlgorithm *found = QgsApplication::processingRegistry()->algorithmById( "riskcast:" + algorithm );
  Outcome outcome;
  if ( !found->canExecute( &outcome.error ) || !found->checkParameterValues( parameters, context, &outcome.error ) )
    return outcome;

  if ( found->flags() & Qgis::ProcessingAlgorithmFlag::NoThreading )
  {
    const std::unique_ptr<QgsProcessingAlgorithm> algorithm( found->create() );
    outcome.results = algorithm->run( parameters, context, &log, &outcome.ok );
    outcome.error = log.errors.join( '\n' );
    return outcome;
  }

  QEventLoop loop;
  auto *task = new QgsProcessingAlgRunnerTask( found, parameters, context, &log );
  if ( task->algorithmCanceled() ) // the parameters could not be read; the task manager would never say that it has ended
  {
    delete task;
    outcome.error = log.errors.join( '\n' );
    return outcome;
  }
  QObject::connect( task, &QgsProcessingAlgRunnerTask::executed, &loop,
                    [&]( bool ok, const QVariantMap &results )
                    {
                      outcome.ok = ok;
                      outcome.results = results;
                      loop.quit();
                    } );
  QgsApplication::taskManager()->addTask( task );
  loop.exec();
  outcome.error = log.errors.join( '\n' );
  return outcome;
}

Outcome run( const QString &algorithm, const QVariantMap &parameters, RecordedLog &log )
{
  QgsProcessingContext context;
  return run( algorithm, parameters, log, context );
}

Outcome run( const QString &algorithm, const QVariantMap &parameters )
{
  RecordedLog log;
  return run( algorithm, parameters, log );
}

QString TestFolder::existing( const QString &name, const QByteArray &content ) const
{
  QFile file( path( name ) );
  if ( !file.open( QIODevice::WriteOnly ) || file.write( content ) != content.size() )
    qFatal( "The test's folder cannot be written to." );
  return file.fileName();
}

QString TestFolder::program( const QByteArray &lines ) const
{
  const QString path = existing( QStringLiteral( "engine" ), "#!/bin/sh\n" + lines );
  QFile::setPermissions( path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner );
  return path;
}

QStringList TestFolder::content() const
{
  return QDir( mFolder.path() ).entryList( QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name );
}

QByteArray contentOf( const QString &path )
{
  QFile file( path );
  return file.open( QIODevice::ReadOnly ) ? file.readAll() : QByteArray( "(no file)" );
}

} // namespace riskcast
