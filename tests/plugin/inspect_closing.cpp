#include "inspect_closing.h"

#include <qgisinterface.h>
#include <qgsapplication.h>
#include <qgsprocessingalgorithm.h>
#include <qgsprocessingalgrunnertask.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>
#include <qgsprocessingregistry.h>
#include <qgstaskmanager.h>

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QMainWindow>
#include <QMessageBox>
#include <QTimer>

namespace
{

constexpr qint64 longestWait = 60000; // ms

void waitFor( const std::function<bool()> &condition )
{
  QElapsedTimer waited;
  waited.start();
  while ( !condition() && waited.elapsed() < longestWait )
    QApplication::processEvents( QEventLoop::AllEvents, 20 );
}

QJsonArray filesIn( const QDir &folder )
{
  return QJsonArray::fromStringList(
      folder.entryList( { "*risk*", "model*" }, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot ) );
}

} // namespace

QJsonObject closeWhileTraining( QgisInterface &qgis, const QDir &folder )
{
  QgsTaskManager &tasks = *QgsApplication::taskManager();
  QgsProcessingContext context;
  QgsProcessingFeedback feedback( false );
  const std::unique_ptr<QgsProcessingAlgorithm> algorithm(
      QgsApplication::processingRegistry()->createAlgorithmById( QStringLiteral( "riskcast:trainriskmodel" ) ) );
  const QVariantMap parameters = { { "HEATMAPS", folder.filePath( QStringLiteral( "heatmaps.tif" ) ) },
                                   { "KIND", QStringLiteral( "convlstm" ) },
                                   { "MODEL", folder.filePath( QStringLiteral( "model.safetensors" ) ) } };
  auto *task = new QgsProcessingAlgRunnerTask( algorithm.get(), parameters, context, &feedback );
  tasks.addTask( task );
  QJsonObject seen;
  waitFor( [&] { return !filesIn( folder ).isEmpty(); } ); // the engine's folder
  seen["running"] = tasks.countActiveTasks();
  seen["filesWhileRunning"] = filesIn( folder );

  QElapsedTimer sinceAnswer;
  QTimer whenAsked;
  QObject::connect( &whenAsked, &QTimer::timeout, &whenAsked,
                    [&]
                    {
                      const auto *question = qobject_cast<QMessageBox *>( QApplication::activeModalWidget() );
                      if ( !question || !question->button( QMessageBox::Yes ) )
                        return;
                      whenAsked.stop();
                      seen["asked"] = question->text();
                      sinceAnswer.start();
                      question->button( QMessageBox::Yes )->click();
                    } );
  whenAsked.start( 200 );
  qgis.mainWindow()->close();
  waitFor( [&] { return tasks.countActiveTasks() == 0; } );
  seen["millisecondsToEnd"] = sinceAnswer.isValid() ? sinceAnswer.elapsed() : longestWait;
  seen["filesAfterwards"] = filesIn( folder );
  return seen;
}
