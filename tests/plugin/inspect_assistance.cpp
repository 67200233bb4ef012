#include "inspect_assistance.h"

#include <qgisinterface.h>
#include <qgsapplication.h>
#include <qgsmapcanvas.h>
#include <qgsmaplayertemporalproperties.h>
#include <qgsmessagebar.h>
#include <qgsmessagebaritem.h>
#include <qgsmessageviewer.h>
#include <qgsoptionswidgetfactory.h>
#include <qgsproject.h>
#include <qgsspinbox.h>
#include <qgsvectorlayer.h>

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QJsonArray>
#include <QLabel>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <QTreeView>

namespace
{

constexpr int untilShown = 1000; // ms: a dialog

void keep( QWidget &widget, const QDir &pictures, const QString &name )
{
  QgsApplication::processEvents();
  widget.grab().save( pictures.filePath( name + QStringLiteral( ".png" ) ) );
}

bool isNotice( const QgsMessageBarItem &item )
{
  return item.text().startsWith( QLatin1String( "Riskcast" ) );
}

/// Presses the button of the notice.
bool pressNotice( QgisInterface &qgis )
{
  for ( QgsMessageBarItem *item : qgis.messageBar()->items() )
  {
    if ( !isNotice( *item ) )
      continue;
    for ( QPushButton *button : item->findChildren<QPushButton *>() )
    {
      button->click();
      return true;
    }
  }
  return false;
}

/// The project that is open.
QJsonObject project()
{
  QgsProject &project = *QgsProject::instance();
  QStringList layers;
  for ( QgsMapLayer *layer : project.mapLayers() )
  {
    const auto *vector = qobject_cast<QgsVectorLayer *>( layer );
    layers << QStringLiteral( "%1: %2%3" )
                  .arg( layer->name() )
                  .arg( vector && vector->isValid() ? vector->featureCount() : -1 )
                  .arg( layer->temporalProperties()->isActive() ? QStringLiteral( ", dated" ) : QString() );
  }
  layers.sort();
  return { { "title", project.title() },
           { "file", project.fileName() },
           { "isDirty", project.isDirty() },
           { "crs", project.crs().authid() },
           { "layers", QJsonArray::fromStringList( layers ) } };
}

void trigger( QgisInterface &qgis, const QString &action )
{
  qgis.mainWindow()->findChild<QAction *>( action )->trigger();
}

/// Whether the sample project leaves the one that is open when the user does not want to lose what is unsaved in it.
bool isUnsavedKept( QgisInterface &qgis )
{
  QgsProject &project = *QgsProject::instance();
  project.setTitle( QStringLiteral( "Unsaved" ) );
  const auto cancel = []
  { qobject_cast<QMessageBox *>( QApplication::activeModalWidget() )->button( QMessageBox::Cancel )->click(); };
  QTimer::singleShot( untilShown, qgis.mainWindow(), cancel );
  trigger( qgis, QStringLiteral( "RiskcastSampleAction" ) ); // returns when the question is answered
  const bool isKept = project.title() == QLatin1String( "Unsaved" );
  project.setDirty( false );
  return isKept;
}

/// Opens the options by our menu, chooses in our page, and says OK.
QJsonObject setOptions( QgisInterface &qgis, const QDir &pictures )
{
  QJsonObject seen;
  const auto work = [&]
  {
    auto *options = qobject_cast<QDialog *>( QApplication::activeModalWidget() );
    options->resize( 900, 600 );
    const auto *page = options->findChild<QgsOptionsPageWidget *>( QStringLiteral( "riskcast" ) );
    seen["isShown"] = page->isVisible();
    for ( const QLabel *label : page->findChildren<QLabel *>() )
    {
      if ( label->accessibleName() == QLatin1String( "Engine that is used" ) )
        seen["engine"] = label->text();
    }
    page->findChild<QgsSpinBox *>()->setValue( 2 );
    for ( QTreeView *pages : options->findChildren<QTreeView *>() )
      pages->scrollTo( pages->currentIndex() );
    keep( *options, pictures, QStringLiteral( "options" ) );
    options->accept();
  };
  QTimer::singleShot( untilShown, qgis.mainWindow(), work );
  trigger( qgis, QStringLiteral( "RiskcastSettingsAction" ) ); // returns when the options are closed
  return seen;
}

QString copyDiagnostics( QgisInterface &qgis, const QDir &pictures )
{
  trigger( qgis, QStringLiteral( "RiskcastDiagnosticsAction" ) );
  auto *viewer = qgis.mainWindow()->findChild<QgsMessageViewer *>();
  keep( *viewer, pictures, QStringLiteral( "diagnostics" ) );
  viewer->close();
  return QGuiApplication::clipboard()->text();
}

} // namespace

QJsonObject inspectAssistance( QgisInterface &qgis, const QDir &pictures )
{
  qgis.mainWindow()->resize( 1280, 860 );
  for ( QgsMessageBarItem *item : qgis.messageBar()->items() )
  {
    if ( !isNotice( *item ) ) // what QGIS itself has to say would hide it in the picture
      qgis.messageBar()->popWidget( item );
  }
  keep( *qgis.mainWindow(), pictures, QStringLiteral( "notice" ) );
  QJsonObject seen = { { "isPressed", pressNotice( qgis ) }, { "project", project() } };
  QgsApplication::processEvents();
  qgis.mapCanvas()->waitWhileRendering();
  keep( *qgis.mainWindow(), pictures, QStringLiteral( "sample" ) );
  seen["isUnsavedKept"] = isUnsavedKept( qgis );
  seen["options"] = setOptions( qgis, pictures );
  seen["diagnostics"] = copyDiagnostics( qgis, pictures );
  return seen;
}
