// A plugin that looks around in a real QGIS Desktop once it has started, writes what it saw as JSON and ends QGIS. It works
// without Python, too. Environment: RISKCAST_INSPECTION, the folder for inspection.json and pictures.
#include "inspect_assistance.h"
#include "inspect_closing.h"

#include <qgis.h>
#include <qgisinterface.h>
#include <qgisplugin.h>
#include <qgsapplication.h>
#include <qgslayertreeview.h>
#include <qgsmapcanvas.h>
#include <qgsmessagebar.h>
#include <qgsmessagebaritem.h>
#include <qgspluginmanagerinterface.h>
#include <qgsprocessingprovider.h>
#include <qgsprocessingregistry.h>
#include <qgsproject.h>
#include <qgspythonrunner.h>
#include <qgsrasterlayer.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgsrasterrenderer.h>
#include <qgsvectorlayer.h>

#include <QAbstractProxyModel>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QToolBar>
#include <QTreeView>

namespace
{

QJsonArray algorithmIds()
{
  QJsonArray ids;
  for ( const QgsProcessingAlgorithm *algorithm : QgsApplication::processingRegistry()->algorithms() )
  {
    if ( algorithm->id().startsWith( QStringLiteral( "riskcast:" ) ) )
      ids << algorithm->id();
  }
  return ids;
}

/// The toolbox dock's tree; null in a QGIS without Python.
QTreeView *toolbox( QgisInterface &qgis )
{
  return qgis.mainWindow()->findChild<QTreeView *>( QStringLiteral( "algorithmTree" ) );
}

/// How often the toolbox shows the provider; -1 without a toolbox.
int toolboxEntries( QgisInterface &qgis )
{
  const QTreeView *tree = toolbox( qgis );
  if ( !tree )
    return -1;
  const QAbstractItemModel &model = *tree->model();
  return static_cast<int>(
      model.match( model.index( 0, 0 ), Qt::DisplayRole, QStringLiteral( "Riskcast" ), -1, Qt::MatchExactly ).size() );
}

/// Texts of everything in menus that names the plugin. QGIS keeps the action of a menu that it has taken out of another.
QJsonArray actions( QgisInterface &qgis )
{
  QJsonArray texts;
  for ( const QMenu *menu : qgis.mainWindow()->findChildren<QMenu *>() )
  {
    for ( const QAction *action : menu->actions() )
    {
      if ( action->text().contains( QStringLiteral( "Riskcast" ) ) )
        texts << action->text();
    }
  }
  return texts;
}

/// What the message bar says of the plugin.
QJsonArray messages( QgisInterface &qgis )
{
  QJsonArray texts;
  for ( const QgsMessageBarItem *item : qgis.messageBar()->items() )
  {
    if ( item->text().contains( QStringLiteral( "Riskcast" ) ) )
      texts << item->text();
  }
  return texts;
}

/// How many risk explorers there are, open or not, and how many buttons for them.
int explorers( QgisInterface &qgis )
{
  return static_cast<int>( qgis.mainWindow()->findChildren<QDockWidget *>( QStringLiteral( "RiskcastExplorer" ) ).size() );
}

int explorerButtons( QgisInterface &qgis )
{
  const QList<QAction *> buttons = qgis.pluginToolBar()->actions();
  return static_cast<int>( std::count_if( buttons.begin(), buttons.end(),
                                          []( const QAction *button )
                                          { return button->objectName() == QLatin1String( "RiskcastExplorerAction" ); } ) );
}

/// How many other entries the plugin's menu has.
int menuEntries( QgisInterface &qgis )
{
  int entries = 0;
  for ( const char *name : { "Sample", "Settings", "Diagnostics" } )
    entries +=
        static_cast<int>( qgis.mainWindow()->findChildren<QAction *>( QStringLiteral( "Riskcast%1Action" ).arg( name ) ).size() );
  return entries;
}

QJsonObject look( QgisInterface &qgis )
{
  return {
    { "algorithms", algorithmIds() },      { "toolboxEntries", toolboxEntries( qgis ) },   { "actions", actions( qgis ) },
    { "explorers", explorers( qgis ) },    { "explorerButtons", explorerButtons( qgis ) }, { "messages", messages( qgis ) },
    { "menuEntries", menuEntries( qgis ) }
  };
}

void runPython( const QString &statement )
{
  if ( QgsPythonRunner::isValid() )
    QgsPythonRunner::run( statement );
}

/// Ticks or unticks our C++ plugin in the list of QGIS's plugin manager. Does nothing if it is not there.
void tick( const QDialog &manager, Qt::CheckState state )
{
  constexpr int pluginId = Qt::UserRole + 1;
  const auto *list = manager.findChild<QAbstractItemView *>( QStringLiteral( "vwPlugins" ) );
  const auto *shown = list ? qobject_cast<const QAbstractProxyModel *>( list->model() ) : nullptr;
  if ( !shown )
    return;
  QAbstractItemModel &plugins = *shown->sourceModel();
  for ( const QModelIndex &plugin :
        plugins.match( plugins.index( 0, 0 ), pluginId, QStringLiteral( "cpp:libplugin_riskcast" ), -1, Qt::MatchExactly ) )
    plugins.setData( plugin, state, Qt::CheckStateRole );
}

/// What there is after the C++ plugin was unloaded and after it was loaded again in QGIS's plugin manager, twice, as a user does
/// it.
QJsonArray reloadInManager( QgisInterface &qgis )
{
  QJsonArray looks;
  const auto work = [&]
  {
    auto *manager = qobject_cast<QDialog *>( QApplication::activeModalWidget() );
    for ( const Qt::CheckState state : { Qt::Unchecked, Qt::Checked, Qt::Unchecked, Qt::Checked } )
    {
      tick( *manager, state );
      QApplication::processEvents();
      looks << look( qgis );
    }
    manager->reject();
  };
  QTimer::singleShot( 0, qgis.mainWindow(), work );
  qgis.pluginManagerInterface()->showPluginManager(); // returns when it is closed
  return looks;
}

/// Opens a raster as a user does, by the Layer menu's own function, and says how it is drawn.
QJsonObject openRaster( QgisInterface &qgis, const QString &path )
{
  const QgsRasterLayer *layer = qgis.addRasterLayer( path, QStringLiteral( "Risk" ) );
  return { { "renderer", layer->renderer()->type() },
           { "dated", const_cast<QgsRasterLayer *>( layer )->temporalProperties()->isActive() } };
}

/// What the context menu of a layer has of ours.
QJsonArray contextMenu( QgisInterface &qgis, QgsMapLayer *layer )
{
  qgis.setActiveLayer( layer );
  QMenu menu;
  emit qgis.layerTreeView()->contextMenuAboutToShow( &menu );
  QJsonArray texts;
  for ( const QAction *action : menu.actions() )
  {
    if ( !action->isSeparator() )
      texts << action->text().remove( '&' );
  }
  return texts;
}

/// Presses the button of the dock with this text, if it is there.
void press( const QDockWidget &dock, const QString &text )
{
  for ( QPushButton *button : dock.findChildren<QPushButton *>() )
  {
    if ( button->text().remove( '&' ) == text && button->isVisibleTo( &dock ) )
      button->click();
  }
}

/// Opens the risk explorer by its button, goes a step on in it, and asks for the dialog of an algorithm. The dialog itself would
/// wait for somebody: what would open it is written into the project's title instead.
QJsonObject explore( QgisInterface &qgis )
{
  QgsMapLayer *risk = qgis.activeLayer();
  QgsProject &project = *QgsProject::instance();
  auto *other = new QgsVectorLayer( QStringLiteral( "Point" ), QStringLiteral( "Points" ), QStringLiteral( "memory" ) );
  project.addMapLayer( other );
  QJsonObject seen = { { "menuOfOther", contextMenu( qgis, other ) }, { "menuOfRisk", contextMenu( qgis, risk ) } };
  auto *action = qgis.mainWindow()->findChild<QAction *>( QStringLiteral( "RiskcastExplorerAction" ) );
  if ( !action )
    return seen;
  action->trigger();
  const auto *dock = qgis.mainWindow()->findChild<QDockWidget *>( QStringLiteral( "RiskcastExplorer" ) );
  seen["isVisible"] = dock->isVisible();
  for ( QComboBox *box : dock->findChildren<QComboBox *>() )
  {
    if ( box->accessibleName() == QLatin1String( "Step" ) )
      box->setCurrentIndex( 1 );
  }
  seen["shownFrom"] = qgis.mapCanvas()->temporalRange().begin().toUTC().toString( Qt::ISODate );
  runPython( QStringLiteral( "import processing; from qgis.core import QgsProject" ) );
  runPython(
      QStringLiteral( "processing.execAlgorithmDialog = lambda *asked: QgsProject.instance().setTitle( repr( asked ) )" ) );
  press( *dock, QStringLiteral( "Predict…" ) );
  seen["dialog"] = project.title();
  press( *dock, QStringLiteral( "Classify…" ) );
  seen["dialogWithRisk"] = project.title().replace( risk->id(), QStringLiteral( "the layer" ) );
  press( *dock, QStringLiteral( "Riskiest cell" ) );
  return seen;
}

/// Shows the toolbox with the provider opened, for the picture.
void showToolbox( QgisInterface &qgis )
{
  QTreeView *tree = toolbox( qgis );
  if ( !tree )
    return;
  qgis.mainWindow()->findChild<QDockWidget *>( QStringLiteral( "ProcessingToolbox" ) )->show();
  const auto found = tree->model()->match( tree->model()->index( 0, 0 ), Qt::DisplayRole, QStringLiteral( "Riskcast" ) );
  if ( found.isEmpty() )
    return;
  tree->expandRecursively( found.first() );
  tree->scrollTo( found.first(), QAbstractItemView::PositionAtTop );
}

/// A picture of the main window, on a screen of its own size.
void takePicture( QgisInterface &qgis, const QString &file )
{
  qgis.mainWindow()->resize( 1280, 860 );
  showToolbox( qgis );
  QgsApplication::processEvents();
  qgis.mapCanvas()->waitWhileRendering();
  qgis.mainWindow()->grab().save( file );
}

void write( const QDir &folder, const QJsonObject &seen )
{
  QFile file( folder.filePath( QStringLiteral( "inspection.json" ) ) );
  if ( file.open( QIODevice::WriteOnly ) )
    file.write( QJsonDocument( seen ).toJson() );
}

void inspect( QgisInterface &qgis, const QDir &folder )
{
  QJsonObject seen = { { "python", QgsPythonRunner::isValid() }, { "started", look( qgis ) } };
  if ( folder.exists( QStringLiteral( "first_start" ) ) )
    seen["assistance"] = inspectAssistance( qgis, folder );
  if ( folder.exists( QStringLiteral( "risk.tif" ) ) )
  {
    seen["raster"] = openRaster( qgis, folder.filePath( QStringLiteral( "risk.tif" ) ) );
    seen["explorer"] = explore( qgis );
  }
  takePicture( qgis, folder.filePath( QStringLiteral( "desktop.png" ) ) );
  runPython( QStringLiteral( "import qgis.utils; was_loaded = 'riskcast' in qgis.utils.plugins" ) );
  runPython( QStringLiteral( "was_loaded and qgis.utils.unloadPlugin( 'riskcast' )" ) );
  seen["unloaded"] = look( qgis );
  seen["reloadedInManager"] = reloadInManager( qgis );
  runPython( QStringLiteral( "was_loaded and qgis.utils.loadPlugin( 'riskcast' ) and qgis.utils.startPlugin( 'riskcast' )" ) );
  seen["reloaded"] = look( qgis );
  write( folder, seen );
}

/// As a user does, who closes the window.
void inspectClosing( QgisInterface &qgis, const QDir &folder )
{
  write( folder, closeWhileTraining( qgis, folder ) );
  qgis.mainWindow()->close();
}

class Inspector : public QgisPlugin
{
public:
  explicit Inspector( QgisInterface *qgis )
      : mQgis( qgis )
  {
  }

  void initGui() override
  {
    QObject::connect( mQgis, &QgisInterface::initializationCompleted, mQgis,
                      [qgis = mQgis]
                      {
                        constexpr int untilPainted = 2000; // ms
                        QTimer::singleShot( untilPainted, qgis,
                                            [qgis]
                                            {
                                              const QDir folder( qEnvironmentVariable( "RISKCAST_INSPECTION" ) );
                                              if ( folder.exists( QStringLiteral( "heatmaps.tif" ) ) )
                                                return inspectClosing( *qgis, folder );
                                              inspect( *qgis, folder );
                                              qgis->newProject(); // QGIS ends badly with layers in an unsaved project
                                              QgsApplication::exit();
                                            } );
                      } );
  }

  void unload() override {}

private:
  QgisInterface *mQgis;
};

} // namespace

QGISEXTERN QgisPlugin *classFactory( QgisInterface *qgis )
{
  return new Inspector( qgis );
}

QGISEXTERN void unload( QgisPlugin *plugin )
{
  delete plugin;
}

QGISEXTERN int type()
{
  return QgisPlugin::UI;
}

static const QString text = QStringLiteral( "Inspector" );

QGISEXTERN const QString *name()
{
  return &text;
}

QGISEXTERN const QString *description()
{
  return &text;
}

QGISEXTERN const QString *category()
{
  return &text;
}

QGISEXTERN const QString *version()
{
  return &text;
}
