#include "cell_picker.h"

#include <qgsapplication.h>
#include <qgscoordinatetransform.h>
#include <qgsexception.h>
#include <qgsgeometry.h>
#include <qgsmapcanvas.h>
#include <qgsproject.h>

#include <QAction>

namespace riskcast
{

CellPicker::CellPicker( QgsMapCanvas &canvas, QObject *parent )
    : QObject( parent )
    , mCanvas( &canvas )
    , mAction(
          new QAction( QgsApplication::getThemeIcon( QStringLiteral( "/mActionIdentify.svg" ) ), tr( "Choose on &map" ), this ) )
    , mTool( new QgsMapToolEmitPoint( &canvas ) )
    , mMark( new QgsRubberBand( &canvas, Qgis::GeometryType::Polygon ) )
{
  constexpr int width = 3;
  mAction->setCheckable( true );
  mAction->setToolTip( tr( "Click a cell on the map to see its risk step by step" ) );
  mTool->setAction( mAction );
  mMark->setFillColor( Qt::transparent );
  mMark->setStrokeColor( Qt::black );
  mMark->setSecondaryStrokeColor( Qt::white );
  mMark->setWidth( width );
  connect( mAction, &QAction::triggered, this,
           [this]( bool isOn )
           {
             if ( mCanvas )
               isOn ? mCanvas->setMapTool( mTool ) : mCanvas->unsetMapTool( mTool );
           } );
  connect( mTool, &QgsMapToolEmitPoint::canvasClicked, this, &CellPicker::pick );
  connect( &canvas, &QgsMapCanvas::destinationCrsChanged, this, &CellPicker::drawMark );
}

CellPicker::~CellPicker()
{
  delete mTool; // takes itself off the canvas
  delete mMark;
}

void CellPicker::setGrid( const Grid &grid, const QgsCoordinateReferenceSystem &crs )
{
  mGrid = grid;
  mCrs = crs;
}

void CellPicker::mark( std::optional<int> cell )
{
  mCell = cell;
  drawMark();
}

void CellPicker::leaveMap()
{
  if ( mCanvas && mTool )
    mCanvas->unsetMapTool( mTool );
  mark( std::nullopt );
}

void CellPicker::pick( const QgsPointXY &point )
{
  try
  {
    const QgsCoordinateTransform transform( mCanvas->mapSettings().destinationCrs(), mCrs, QgsProject::instance() );
    const QgsPointXY place = transform.transform( point );
    if ( const std::optional<int> cell = mGrid.cellAt( place.x(), place.y() ) )
      emit picked( *cell );
    else
      emit missed( tr( "That is outside of the raster. Click on a cell of it." ) );
  }
  catch ( const QgsCsException & )
  {
    emit missed( tr( "That place has no counterpart in the raster's coordinate reference system. Click on a cell of it." ) );
  }
}

void CellPicker::drawMark()
{
  if ( !mMark )
    return;
  mMark->reset( Qgis::GeometryType::Polygon );
  if ( !mCell )
    return;
  const auto [x, y] = mGrid.centreOf( *mCell );
  const double halfWidth = mGrid.cellWidth() / 2;
  const double halfHeight = mGrid.cellHeight() / 2;
  const QgsRectangle cell( x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight );
  mMark->setToGeometry( QgsGeometry::fromRect( cell ), mCrs );
}

} // namespace riskcast
