#include "dock_on_canvas.h"

#include "maps.h"
#include "styling.h"

#include <qgsmapcanvas.h>
#include <qgsproject.h>
#include <qgstemporalnavigationobject.h>

#include <QMainWindow>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

namespace riskcast
{

QgisInEnglish::QgisInEnglish( int &argc, char **argv )
    : mApplication( argc, argv, true )
{
  QgsApplication::initQgis();
  if ( !mPlurals.load( QStringLiteral( "riskcast_en" ), QStringLiteral( RISKCAST_PLUGIN_FOLDER "/i18n" ) ) )
    qFatal( "English has no plurals." );
  QCoreApplication::installTranslator( &mPlurals );
}

DockOnCanvas::DockOnCanvas() = default;
DockOnCanvas::~DockOnCanvas() = default;

void DockOnCanvas::setUp()
{
  mFolder = std::make_unique<ResultFolder>();
  mWindow = std::make_unique<QMainWindow>();
  mCanvas = new QgsMapCanvas;
  mWindow->setCentralWidget( mCanvas );
  mController = new QgsTemporalNavigationObject( mWindow.get() );
  mCanvas->setTemporalController( mController );
  mDock = new RiskExplorerDock( *mCanvas, mWindow.get() );
  mWindow->addDockWidget( Qt::RightDockWidgetArea, mDock );
  mDock->hide();
  mWindow->resize( 900, 700 );
  mWindow->show();
}

void DockOnCanvas::tearDown()
{
  mWindow.reset();
  QgsProject::instance()->clear();
}

QgsRasterLayer *DockOnCanvas::add( const QString &file, const QString &name )
{
  auto *layer = new QgsRasterLayer( file, name );
  styleLayer( *layer );
  QgsProject::instance()->addMapLayer( layer );
  return layer;
}

QgsRasterLayer *DockOnCanvas::addRisk( const RiskMaps &maps, const QString &name )
{
  const QString file = mFolder->path( name + QStringLiteral( ".tif" ) );
  Feedback silent;
  writeRiskRaster( maps, file.toStdString(), {}, silent );
  return add( file, name );
}

RiskMaps DockOnCanvas::squareKilometres( const std::vector<std::string> &drawings )
{
  RiskMaps maps = threeDays();
  const Map first = map( drawings.front() );
  maps.grid = Grid( "EPSG:32643", { 700000, 3150000, 700000 + 1000.0 * first.columns, 3150000 + 1000.0 * first.rows },
                    first.columns, first.rows );
  maps.steps = TimeSteps( *parseTime( "2024-01-01" ), {}, static_cast<int>( drawings.size() ) );
  maps.timeZone = HeatmapStack().timeZone;
  maps.risk.clear();
  for ( const std::string &drawing : drawings )
  {
    const std::vector<float> values = map( drawing ).values;
    maps.risk.insert( maps.risk.end(), values.begin(), values.end() );
  }
  return maps;
}

QString DockOnCanvas::cellsOf( const QTableWidget &table )
{
  QStringList rows;
  for ( int row = 0; row < table.rowCount(); ++row )
  {
    QStringList cells;
    for ( int column = 0; column < table.columnCount(); ++column )
      cells << table.item( row, column )->text();
    rows << cells.join( QStringLiteral( ", " ) );
  }
  return rows.join( QStringLiteral( " / " ) );
}

QString DockOnCanvas::message() const
{
  return text( QStringLiteral( "Message" ) );
}

void DockOnCanvas::click( const QString &button ) const
{
  for ( QPushButton *each : mDock->findChildren<QPushButton *>() )
    if ( each->text().remove( '&' ) == button )
      return each->click();
  qFatal( "There is no button \"%s\".", qPrintable( button ) );
}

void DockOnCanvas::clickMap( double x, double y ) const
{
  const QgsPointXY place = mCanvas->getCoordinateTransform()->transform( x, y );
  QTest::mouseClick( mCanvas->viewport(), Qt::LeftButton, {}, QPointF( place.x(), place.y() ).toPoint() );
}

} // namespace riskcast
