#include "desktop.h"

#include "assistance.h"
#include "layer_files.h"
#include "metadata_items.h"
#include "risk_explorer_dock.h"

#include <qgisinterface.h>
#include <qgslayertreeview.h>
#include <qgsmapcanvas.h>
#include <qgsrasterlayer.h>

#include <QAction>
#include <QCoreApplication>
#include <QIcon>
#include <QMainWindow>
#include <QMenu>

namespace riskcast
{

namespace
{

/// What of us is in QGIS Desktop besides the algorithms. The main window owns it, so that it goes with that at the latest.
class Desktop : public QObject
{
  Q_DECLARE_TR_FUNCTIONS( riskcast::Desktop )

public:
  explicit Desktop( QgisInterface &qgis );
  ~Desktop() override;

private:
  void explore( QgsRasterLayer *layer );
  void extendMenu( QMenu *menu );

  QPointer<QgisInterface> mQgis;
  QString mMenu;
  QAction *mAction;
  QPointer<RiskExplorerDock> mDock; ///< null until it is asked for: QGIS starts without waiting for it
};

Desktop::Desktop( QgisInterface &qgis )
    : QObject( qgis.mainWindow() )
    , mQgis( &qgis )
    , mMenu( tr( "&Riskcast" ) )
    , mAction( new QAction( QIcon( QStringLiteral( ":/riskcast/riskcast.svg" ) ), tr( "Risk &explorer" ), this ) )
{
  mAction->setObjectName( QStringLiteral( "RiskcastExplorerAction" ) );
  mAction->setToolTip( tr( "Look into a risk raster: step by step, above a percentile, cell by cell" ) );
  connect( mAction, &QAction::triggered, this, [this] { explore( nullptr ); } );
  qgis.addPluginToMenu( mMenu, mAction );
  qgis.addToolBarIcon( mAction );
  new Assistance( qgis, mMenu, this );
  connect( qgis.layerTreeView(), &QgsLayerTreeView::contextMenuAboutToShow, this, &Desktop::extendMenu );
}

Desktop::~Desktop()
{
  if ( mQgis )
  {
    mQgis->removePluginMenu( mMenu, mAction );
    mQgis->removeToolBarIcon( mAction );
    if ( mDock )
      mQgis->removeDockWidget( mDock );
  }
  delete mDock;
}

void Desktop::explore( QgsRasterLayer *layer )
{
  if ( !mDock )
  {
    mDock = new RiskExplorerDock( *mQgis->mapCanvas(), mQgis->mainWindow() );
    mQgis->addDockWidget( Qt::RightDockWidgetArea, mDock );
  }
  mDock->explore( layer );
}

/// An entry for risk rasters alone. Only their menu asks what a layer is, so that no file is opened before.
void Desktop::extendMenu( QMenu *menu )
{
  const QPointer layer( qobject_cast<QgsRasterLayer *>( mQgis->layerTreeView()->currentLayer() ) );
  if ( contentOf( layer ) != riskContent )
    return;
  menu->addSeparator();
  QAction *action = menu->addAction( mAction->icon(), mAction->text() );
  connect( action, &QAction::triggered, this, [this, layer] { explore( layer ); } );
}

QPointer<Desktop> desktop;
int openDoors = 0;

} // namespace

} // namespace riskcast

using namespace riskcast;

void riskcast_open_explorer( QgisInterface *qgis )
{
  if ( !desktop )
  {
    openDoors = 0;
    desktop = new Desktop( *qgis );
  }
  ++openDoors;
}

void riskcast_close_explorer()
{
  if ( desktop && --openDoors == 0 )
    delete desktop;
}
