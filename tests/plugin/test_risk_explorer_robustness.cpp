#include "dock_on_canvas.h"
#include "maps.h"
#include "stack_file.h"

#include <qgsmapcanvas.h>
#include <qgsmaplayercombobox.h>
#include <qgsmaptool.h>
#include <qgsproject.h>
#include <qgsrasterrenderer.h>

#include <QAbstractScrollArea>
#include <QHeaderView>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace riskcast;

/// The dock with any raster, in any width, by keyboard, and when what it shows goes away.
class TestRiskExplorerRobustness : public QObject, DockOnCanvas
{
  Q_OBJECT

private slots:
  void init() { setUp(); }
  void cleanup() { tearDown(); }
  void anyRasterIsOpened_data();
  void anyRasterIsOpened();
  void nothingIsLeftOfALayerThatGoes();
  void nothingIsLeftOnTheMapOnceItIsClosed();
  void theCanvasMayGoFirst();
  void everythingHasANameAndIsReachedByTab();
  void nothingIsCutOffInANarrowDock_data();
  void nothingIsCutOffInANarrowDock();
};

namespace
{
bool hasColor( const QImage &image, const QColor &color )
{
  for ( int y = 0; y < image.height(); ++y )
    for ( int x = 0; x < image.width(); ++x )
      if ( image.pixelColor( x, y ) == color )
        return true;
  return false;
}
} // namespace

void TestRiskExplorerRobustness::anyRasterIsOpened_data()
{
  QTest::addColumn<QString>( "drawing" );
  QTest::addColumn<int>( "count" );
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<QString>( "projectCrs" );
  QTest::addColumn<QString>( "cells" );
  struct Shape
  {
    const char *name;
    const char *drawing;
    int count;
    const char *cells;
  };
  for ( const Shape &shape :
        { Shape{ "one band", "0.1 0.2 / 0.3 0.45", 1, "1 of 4" }, Shape{ "400 bands", "0.1 0.2 / 0.3 0.45", 400, "1 of 4" },
          Shape{ "without data", "- - / - -", 2, "0 of 0" }, Shape{ "one cell", "0.5", 2, "0 of 1" } } )
    for ( const char *crs : { "EPSG:32643", "EPSG:4326", "" } )
      for ( const char *projectCrs : { "EPSG:32643", "EPSG:4326", "EPSG:3857", "" } )
        QTest::addRow( "%s, %s in a project of %s", shape.name, *crs ? crs : "no CRS", *projectCrs ? projectCrs : "none" )
            << shape.drawing << shape.count << crs << projectCrs << shape.cells;
}

void TestRiskExplorerRobustness::anyRasterIsOpened()
{
  QFETCH( QString, drawing );
  QFETCH( int, count );
  QFETCH( QString, crs );
  QFETCH( QString, projectCrs );
  QFETCH( QString, cells );
  QgsProject::instance()->setCrs( QgsCoordinateReferenceSystem( projectCrs ) );
  mCanvas->setDestinationCrs( QgsProject::instance()->crs() );
  RiskMaps maps = squareKilometres( std::vector<std::string>( count, drawing.toStdString() ) );
  const Extent near = crs == QLatin1String( "EPSG:4326" ) ? Extent{ 77, 28, 77.02, 28.02 } : maps.grid.extent();
  maps.grid = Grid( crs.toStdString(), near, maps.grid.columns(), maps.grid.rows() );
  QgsRasterLayer *layer = addRisk( maps );
  open();
  QCOMPARE( steps()->count(), count );
  const QColor highest = QStringLiteral( "#800026" ); // of the classes, and of the flagged cells
  const auto isPainted = [&]
  {
    layer->renderer()->setOpacity( 1 ); // for the colour to be seen as it is
    return hasColor( drawnIn( *layer, QgsProject::instance()->crs(), QSize( 40, 40 ), newYear ), highest );
  };
  QCOMPARE( isPainted(), !drawing.contains( '-' ) ); // the highest class is above 0.4
  percentile()->setValue( 99 );
  QCOMPARE( isPainted(), cells.startsWith( '1' ) );
  steps()->setCurrentIndex( count - 1 );
  click( QStringLiteral( "Riskiest cell" ) );
  mCanvas->grab();
  mWindow->grab();
  QCOMPARE( text( QStringLiteral( "Cells" ) ), cells );
  QCOMPARE( message(), QString() );
  if ( crs.isEmpty() && maps.risk.front() >= 0 )
    QCOMPARE( text( QStringLiteral( "Area" ) ), QStringLiteral( "unknown without a coordinate reference system" ) );
  if ( drawing.contains( '-' ) )
    QCOMPARE( cell(), QStringLiteral( "No cell has data in this step." ) );
}

void TestRiskExplorerRobustness::nothingIsLeftOfALayerThatGoes()
{
  QgsRasterLayer *layer = add( mFolder->risk(), QStringLiteral( "a" ) );
  QgsRasterLayer *other = addRisk( threeDays(), QStringLiteral( "b" ) );
  open();
  named<QgsMapLayerComboBox>( QStringLiteral( "Risk raster to compare with" ) )->setLayer( other );
  percentile()->setValue( 90 );
  click( QStringLiteral( "Riskiest cell" ) );
  QgsProject::instance()->removeMapLayer( other->id() );
  QgsProject::instance()->removeMapLayer( layer->id() );
  steps()->setCurrentIndex( 0 );
  percentile()->setValue( 88 );
  mCanvas->setTemporalRange( dayAfter );
  click( QStringLiteral( "Show risk classes" ) );
  QVERIFY( message().startsWith( QStringLiteral( "There is no risk raster" ) ) );
  add( mFolder->risk() );
  QgsProject::instance()->clear();
  QVERIFY( message().startsWith( QStringLiteral( "There is no risk raster" ) ) );
  QTest::qWait( 300 ); // what waited for the percentile to rest
}

void TestRiskExplorerRobustness::nothingIsLeftOnTheMapOnceItIsClosed()
{
  addRisk( squareKilometres( { "0.1 0.2 / 0.3 0.4" } ) );
  const auto before = mCanvas->scene()->items().size();
  open();
  mDock->findChild<QToolButton *>()->click();
  click( QStringLiteral( "Riskiest cell" ) );
  mDock->close();
  QVERIFY( !mCanvas->mapTool() );
  delete mDock;
  QVERIFY( mCanvas->scene()->items().size() < before );
  mCanvas->setTemporalRange( dayAfter );
  QgsProject::instance()->clear();
}

void TestRiskExplorerRobustness::theCanvasMayGoFirst()
{
  addRisk( squareKilometres( { "0.1 0.2 / 0.3 0.4" } ) );
  open();
  mDock->findChild<QToolButton *>()->click();
  click( QStringLiteral( "Riskiest cell" ) );
  delete mWindow->takeCentralWidget();
  steps()->setCurrentIndex( 0 );
  click( QStringLiteral( "Riskiest cell" ) );
  mDock->close();
}

void TestRiskExplorerRobustness::everythingHasANameAndIsReachedByTab()
{
  add( mFolder->risk() );
  open();
  click( QStringLiteral( "Riskiest cell" ) );
  QStringList reached;
  QWidget *widget = mDock;
  while ( ( widget = widget->nextInFocusChain() ) != mDock )
  {
    const bool isReached =
        mDock->isAncestorOf( widget ) && ( widget->focusPolicy() & Qt::TabFocus ) && widget->isVisible() && widget->isEnabled();
    if ( !isReached || qobject_cast<QAbstractScrollArea *>( widget->parentWidget() ) || qobject_cast<QLineEdit *>( widget ) )
      continue;
    const QString text = widget->property( "text" ).toString().remove( '&' );
    const QString name = widget->accessibleName().isEmpty() ? text : widget->accessibleName();
    if ( !name.isEmpty() )
      reached << name;
    else if ( !qobject_cast<QAbstractScrollArea *>( widget ) )
      reached << QStringLiteral( "a nameless %1" ).arg( widget->metaObject()->className() );
  }
  const QStringList expected = { "Risk raster", "Step", "Percentile above which cells are flagged", "Percentile as a number" };
  QVERIFY2( reached.mid( 0, 4 ) == expected, qPrintable( reached.join( QStringLiteral( ", " ) ) ) );
  QVERIFY2( reached.filter( QStringLiteral( "nameless" ) ).isEmpty(), qPrintable( reached.join( QStringLiteral( ", " ) ) ) );
  for ( const char *name : { "Choose on map", "Riskiest cell", "Risk raster to compare with" } )
    QVERIFY2( reached.contains( QString::fromUtf8( name ) ), name );
}

void TestRiskExplorerRobustness::nothingIsCutOffInANarrowDock_data()
{
  QTest::addColumn<double>( "size" );
  QTest::newRow( "the usual font" ) << 1.0;
  QTest::newRow( "a font half as large again" ) << 1.5;
}

void TestRiskExplorerRobustness::nothingIsCutOffInANarrowDock()
{
  QFETCH( double, size );
  QFont font = mDock->font();
  font.setPointSizeF( font.pointSizeF() * size );
  mDock->setFont( font );
  const RiskMaps maps = squareKilometres( { "0.1 0.2 0.3 / 0.4 0.5 0.6 / 0.7 0.8 0.9" } );
  addRisk( maps );
  HeatmapStack counts = stack( { "1 . . / . . . / . . ." } );
  counts.grid = maps.grid;
  Feedback silent;
  writeHeatmapStack( counts, mFolder->path( "stack.tif" ).toStdString(), {}, silent );
  add( mFolder->path( "stack.tif" ) );
  open();
  click( QStringLiteral( "Riskiest cell" ) );
  QApplication::processEvents();
  mWindow->resizeDocks( { mDock }, { 1 }, Qt::Horizontal );
  QApplication::processEvents();
  int looked = 0;
  for ( const QWidget *widget : mDock->findChildren<QWidget *>() )
  {
    const bool hasText = qobject_cast<const QTableWidget *>( widget ) || qobject_cast<const QPushButton *>( widget );
    if ( !hasText || !widget->isVisible() )
      continue;
    ++looked;
    const int right = widget->mapTo( mDock, QPoint( widget->width(), 0 ) ).x();
    const QString name = widget->accessibleName() + widget->property( "text" ).toString();
    const QString places = QStringLiteral( "%1 up to %2 of %3" ).arg( name ).arg( right ).arg( mDock->width() );
    QVERIFY2( widget->width() >= widget->minimumSizeHint().width(), qPrintable( name ) );
    QVERIFY2( right <= mDock->width(), qPrintable( places ) );
    if ( const auto *table = qobject_cast<const QTableWidget *>( widget ) )
      for ( int column = 0; column < table->columnCount(); ++column )
      {
        const auto *cells = static_cast<const QAbstractItemView *>( table );
        QVERIFY2( table->columnWidth( column ) >= table->horizontalHeader()->sectionSizeHint( column ) ||
                      table->horizontalHeader()->isHidden(),
                  qPrintable( name ) );
        QVERIFY2( table->columnWidth( column ) >= cells->sizeHintForColumn( column ), qPrintable( name ) );
      }
  }
  QVERIFY( looked >= 4 );
}

int main( int argc, char *argv[] )
{
  const QgisInEnglish qgis( argc, argv );
  TestRiskExplorerRobustness test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_risk_explorer_robustness.moc"
