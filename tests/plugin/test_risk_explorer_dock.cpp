#include "dock_on_canvas.h"
#include "maps.h"
#include "stack_file.h"
#include "styling.h"
#include "time_chart.h"

#include <qgsapplication.h>
#include <qgscoordinatetransform.h>
#include <qgsmapcanvas.h>
#include <qgsmaplayercombobox.h>
#include <qgsmaprenderersequentialjob.h>
#include <qgsmapsettings.h>
#include <qgsmaptoolemitpoint.h>
#include <qgsproject.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgsrasterrenderer.h>
#include <qgstemporalnavigationobject.h>

#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QSlider>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace riskcast;

/// The dock as a user works with it.
class TestRiskExplorerDock : public QObject, DockOnCanvas
{
  Q_OBJECT

private slots:
  void init() { setUp(); }
  void cleanup() { tearDown(); }
  void theListHoldsRiskRastersAlone();
  void withoutARiskRasterItSaysSo();
  void choosingAStepMovesTheTemporalController();
  void theStepFollowsTheTemporalController();
  void monthsAreReachedToo();
  void aLayerWithoutDatesShowsTheStep();
  void movingThePercentileFlagsCells();
  void theThresholdIsThatOfTheStep();
  void aStyleOfTheUserStays();
  void theLayerKeepsThePercentile();
  void numbersAreThoseOfTheFlaggedCells();
  void whatHappenedIsShownOnceItIsKnown();
  void aBrokenStackIsNamed();
  void aClickPicksACellWhateverTheCrs_data();
  void aClickPicksACellWhateverTheCrs();
  void aClickOutsideSaysSo();
  void neighboursAreReachedByKeyboard();
  void chartsShowTheCell();
  void anotherRasterIsCompared();
  void anyRasterIsOpened_data();
  void anyRasterIsOpened();
  void nothingIsLeftOfALayerThatGoes();
  void nothingIsLeftOnTheMapOnceItIsClosed();
  void theCanvasMayGoFirst();
  void everythingHasANameAndIsReachedByTab();
  void nothingIsCutOffInANarrowDock_data();
  void nothingIsCutOffInANarrowDock();

private:
  QString labels( int column ) const;
  QString neighbours() const;
};

namespace
{

const QString cellName = QStringLiteral( "Chosen cell" );

/// Which pixels are flagged ("1"), muted ("0"), and without data ("-").
QString flagsIn( const QImage &image )
{
  return classesIn( image, flagColours );
}

bool hasColor( const QImage &image, const QColor &color )
{
  for ( int y = 0; y < image.height(); ++y )
    for ( int x = 0; x < image.width(); ++x )
      if ( image.pixelColor( x, y ) == color )
        return true;
  return false;
}

QgsDateTimeRange daysOf2024( int first, int last )
{
  return day( QStringLiteral( "2024-01-%1T00:00:00" ).arg( first, 2, 10, QChar( '0' ) ),
              QStringLiteral( "2024-01-%1T00:00:00" ).arg( last, 2, 10, QChar( '0' ) ) );
}

} // namespace

/// A column of the table of what happened, hit rate last.
QString TestRiskExplorerDock::labels( int column ) const
{
  const auto *table = named<QTableWidget>( QStringLiteral( "What happened: cells by label" ) );
  QStringList cells;
  for ( int row = 0; row < table->rowCount(); ++row )
    cells << table->item( row, column )->text();
  return cells.join( ' ' );
}

QString TestRiskExplorerDock::neighbours() const
{
  return cellsOf( *named<QTableWidget>( QStringLiteral( "Risk of the cell and its neighbours, the north at the top" ) ) );
}

void TestRiskExplorerDock::theListHoldsRiskRastersAlone()
{
  open();
  add( mFolder->heatmaps( { "1 . / . ." } ), QStringLiteral( "counts" ) );
  add( mFolder->risk(), QStringLiteral( "risk" ) );
  add( mFolder->classes(), QStringLiteral( "classes" ) );
  const auto *rasters = named<QComboBox>( QStringLiteral( "Risk raster" ) );
  QCOMPARE( rasters->count(), 1 );
  QCOMPARE( rasters->currentText(), QStringLiteral( "risk" ) );
  QStringList dates;
  for ( int step = 0; step < steps()->count(); ++step )
    dates << steps()->itemText( step );
  QCOMPARE( dates, QStringList( { "2024-01-01", "2024-01-02", "2024-01-03" } ) );
}

void TestRiskExplorerDock::withoutARiskRasterItSaysSo()
{
  add( mFolder->classes() );
  open();
  QCOMPARE( message(),
            QStringLiteral( "There is no risk raster in the project. Add one, or make one with the algorithm \"Predict "
                            "risk\"." ) );
  QVERIFY( !percentile()->isVisible() );
  add( mFolder->risk() );
  QCOMPARE( message(), QString() );
  QVERIFY( percentile()->isVisible() );
}

void TestRiskExplorerDock::choosingAStepMovesTheTemporalController()
{
  add( mFolder->risk() );
  open();
  QVERIFY( mCanvas->temporalRange().isInfinite() ); // opening moves nothing
  steps()->setCurrentIndex( 2 );
  QCOMPARE( mCanvas->temporalRange(), daysOf2024( 3, 4 ) );
  QCOMPARE( mController->navigationMode(), Qgis::TemporalNavigationMode::Animated );
  QCOMPARE( mController->totalFrameCount(), 3LL );
  QCOMPARE( mController->currentFrameNumber(), 2LL );
}

void TestRiskExplorerDock::theStepFollowsTheTemporalController()
{
  const QgsRasterLayer *layer = add( mFolder->risk() );
  open();
  mController->setTemporalExtents( daysOf2024( 1, 4 ) );
  mController->setFrameDuration( QgsInterval( 12, Qgis::TemporalUnit::Hours ) );
  mController->setNavigationMode( Qgis::TemporalNavigationMode::Animated );
  mController->setCurrentFrameNumber( 3 ); // the afternoon of the second day
  QCOMPARE( steps()->currentIndex(), 1 );
  QCOMPARE( mController->currentFrameNumber(), 3LL ); // and stays there
  steps()->setCurrentIndex( 2 );
  QCOMPARE( mController->currentFrameNumber(), 4LL ); // frames that fit are kept
  QCOMPARE( mController->totalFrameCount(), 6LL );
  mCanvas->setTemporalRange( nextWeek ); // the map shows no step
  QCOMPARE( steps()->currentIndex(), 2 );
  mController->setCurrentFrameNumber( 2 );
  mController->setNavigationMode( Qgis::TemporalNavigationMode::Disabled ); // the map stays where it was, and so does the legend
  QCOMPARE( layer->renderer()->inputBand(), 2 );
  QCOMPARE( steps()->currentIndex(), 1 );
}

/// QGIS counts frames by months of 30 days, and February and March make one.
void TestRiskExplorerDock::monthsAreReachedToo()
{
  RiskMaps maps = squareKilometres( { "0.1", "0.2" } );
  maps.steps = TimeSteps( *parseTime( "2023-02-01" ), { 1, StepUnit::Month }, 2 );
  addRisk( maps );
  open();
  steps()->setCurrentIndex( 1 );
  QCOMPARE( mCanvas->temporalRange(), day( "2023-03-01T00:00:00", "2023-04-01T00:00:00" ) );
  QCOMPARE( steps()->currentIndex(), 1 );
}

void TestRiskExplorerDock::aLayerWithoutDatesShowsTheStep()
{
  QgsRasterLayer *layer = add( mFolder->risk() );
  layer->temporalProperties()->setIsActive( false );
  open();
  steps()->setCurrentIndex( 1 );
  QCOMPARE( layer->renderer()->inputBand(), 2 );
}

void TestRiskExplorerDock::movingThePercentileFlagsCells()
{
  QgsRasterLayer *layer = add( mFolder->risk() ); // first 0.07 0.1 0.15 / 0.3 0.35 0.9
  open();
  QCOMPARE( classesIn( drawn( *layer, newYear ) ), classesOfRisks[0] ); // opening styles nothing
  percentile()->setValue( 85 );                                         // at 0.85 × 5 = 4.25: 0.35 + 0.25 × 0.55
  QCOMPARE( flagsIn( drawn( *layer, newYear ) ), QStringLiteral( "0 0 0 / 0 0 1" ) );
  const auto *number = named<QAbstractSpinBox>( QStringLiteral( "Percentile as a number" ) );
  QCOMPARE( number->text(), QStringLiteral( "85" ) );
  QCOMPARE( items( *layer ).last().label, QStringLiteral( "Top 15 % of cells" ) );
  click( QStringLiteral( "Show risk classes" ) );
  QCOMPARE( classesIn( drawn( *layer, newYear ) ), classesOfRisks[0] );
  QCOMPARE( classesIn( drawn( *layer, dayAfter ) ), classesOfRisks[1] );
}

void TestRiskExplorerDock::theThresholdIsThatOfTheStep()
{
  QgsRasterLayer *layer = add( mFolder->risk() ); // then 0.5 - 0.19 / 0.06 0.09 0.0
  open();
  percentile()->setValue( 85 );
  steps()->setCurrentIndex( 1 );
  QCOMPARE( flagsIn( drawn( *layer, dayAfter ) ), QStringLiteral( "1 - 0 / 0 0 0" ) );
  steps()->setCurrentIndex( 2 ); // of 0.9 0.9 0.9 / 0.0 0.0 0.0 none is above the 85th percentile
  QCOMPARE( flagsIn( drawn( *layer, daysOf2024( 3, 4 ) ) ), QStringLiteral( "0 0 0 / 0 0 0" ) );
}

void TestRiskExplorerDock::aStyleOfTheUserStays()
{
  QgsRasterLayer *layer = add( mFolder->risk() );
  open();
  percentile()->setValue( 85 );
  styleLayer( *layer );
  steps()->setCurrentIndex( 1 );
  QCOMPARE( classesIn( drawn( *layer, dayAfter ) ), classesOfRisks[1] );
}

void TestRiskExplorerDock::theLayerKeepsThePercentile()
{
  QgsRasterLayer *layer = add( mFolder->risk() );
  open();
  percentile()->setValue( 87 );
  mDock->close();
  percentile()->setValue( 95 ); // while it is closed, nothing is styled
  open();
  QCOMPARE( percentile()->value(), 87 );
  steps()->setCurrentIndex( 1 );
  QCOMPARE( flagsIn( drawn( *layer, dayAfter ) ), QStringLiteral( "1 - 0 / 0 0 0" ) );
}

void TestRiskExplorerDock::numbersAreThoseOfTheFlaggedCells()
{
  // Above 0.5 + 0.25 × 0.25 lies one cell. It is expected to have -ln( 0.25 ) = 1.386 of the -ln( 0.5⁵ × 0.25 ) = 4.852
  // incidents.
  addRisk( squareKilometres( { "0.5 0.5 0.5 / 0.5 0.5 0.75" } ) );
  open();
  percentile()->setValue( 85 );
  QCOMPARE( text( QStringLiteral( "Cells" ) ), QStringLiteral( "1 of 6" ) );
  QCOMPARE( text( QStringLiteral( "Expected incidents" ) ), QStringLiteral( "1.386, 28.6 % of all" ) );
  // At 200 km from the central meridian the scale is 0.9996 × ( 1 + ( 200 / 6370 )² / 2 ) = 1.0001: 0.9998 km² a cell.
  QCOMPARE( text( QStringLiteral( "Area" ) ), QStringLiteral( "0.9998 km², 16.7 % of the map" ) );
}

void TestRiskExplorerDock::whatHappenedIsShownOnceItIsKnown()
{
  const RiskMaps maps =
      squareKilometres( { "0.9 . . / . . . / . . 0.1", "0.9 . . / . . . / . . 0.1", "0.9 . . / . . . / . . 0.1" } );
  addRisk( maps );
  open();
  percentile()->setValue( 85 );
  auto *table = named<QTableWidget>( QStringLiteral( "What happened: cells by label" ) );
  QVERIFY( !table->isVisibleTo( mDock ) );
  HeatmapStack counts = stack( { ". 1 . / . . . / 1 . 2", "?", ". . . / . . . / . . 1" } );
  counts.grid = maps.grid;
  Feedback silent;
  writeHeatmapStack( counts, mFolder->path( "stack.tif" ).toStdString(), {}, silent );
  add( mFolder->path( "stack.tif" ) );
  QVERIFY( table->isVisibleTo( mDock ) );
  QCOMPARE( labels( 0 ), QStringLiteral( "5 1 1 1 1 0 33.3 %" ) );      // as worked out for the model
  QTRY_COMPARE( labels( 1 ), QStringLiteral( "12 2 1 1 1 1 50.0 %" ) ); // of 4 cells with incidents, 2 in both days are hits
  QCOMPARE( table->horizontalHeaderItem( 1 )->text(), QStringLiteral( "2 steps" ) );
  steps()->setCurrentIndex( 1 ); // nobody reported
  QCOMPARE( labels( 0 ), QStringLiteral( "– – – – – – –" ) );
}

void TestRiskExplorerDock::aBrokenStackIsNamed()
{
  const QString file = mFolder->heatmaps( { "1 . . / . . ." } );
  RiskMaps maps = threeDays();
  maps.timeZone = HeatmapStack().timeZone;
  addRisk( maps );
  Feedback silent;
  HeatmapStack counts = stack( { "1 . . / . . .", "2 . . / . . ." } );
  counts.counts[0] = -1; // no count
  writeHeatmapStack( counts, file.toStdString(), {}, silent );
  add( mFolder->classes(), QStringLiteral( "classes" ) );
  QgsProject::instance()->addMapLayer( new QgsRasterLayer( file, QStringLiteral( "counts" ) ) );
  open();
  QVERIFY2( message().startsWith( QStringLiteral( "Band 1 of %1 has cells that are no counts" ).arg( file ) ),
            qPrintable( message() ) );
  QVERIFY( percentile()->isVisible() );
}

void TestRiskExplorerDock::aClickPicksACellWhateverTheCrs_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::newRow( "of the layer" ) << "EPSG:32643";
  QTest::newRow( "geographic" ) << "EPSG:4326";
  QTest::newRow( "Web Mercator" ) << "EPSG:3857";
}

void TestRiskExplorerDock::aClickPicksACellWhateverTheCrs()
{
  QFETCH( QString, crs );
  QgsRasterLayer *layer = addRisk( squareKilometres( { "0.1 0.2 0.3 / 0.4 0.5 0.6", "0.6 0.5 0.4 / 0.3 0.2 0.1" } ) );
  mCanvas->setDestinationCrs( QgsCoordinateReferenceSystem( crs ) );
  const QgsCoordinateTransform toMap( layer->crs(), mCanvas->mapSettings().destinationCrs(), QgsProject::instance() );
  mCanvas->setExtent( toMap.transformBoundingBox( layer->extent() ) );
  open();
  QApplication::processEvents(); // the canvas has its size
  mDock->findChild<QToolButton *>()->click();
  QVERIFY( qobject_cast<QgsMapToolEmitPoint *>( mCanvas->mapTool() ) );
  const QgsPointXY place = toMap.transform( 702400, 3150600 ); // in the last cell of the southern row
  clickMap( place.x(), place.y() );
  QCOMPARE( text( cellName ), QStringLiteral( "Row 2, column 3 from the north-west: risk 60.0 %, rank 1 of 6." ) );
  QCOMPARE( neighbours(), QStringLiteral( "20.0 %, 30.0 %, no data / 50.0 %, 60.0 %, no data / no data, no data, no data" ) );
  steps()->setCurrentIndex( 1 );
  QCOMPARE( text( cellName ), QStringLiteral( "Row 2, column 3 from the north-west: risk 10.0 %, rank 6 of 6." ) );
}

void TestRiskExplorerDock::aClickOutsideSaysSo()
{
  QgsRasterLayer *layer = addRisk( squareKilometres( { "0.1 0.2 / 0.3 0.4" } ) );
  mCanvas->setDestinationCrs( layer->crs() );
  mCanvas->setExtent( layer->extent().buffered( 1000 ) );
  open();
  QApplication::processEvents();
  click( QStringLiteral( "Riskiest cell" ) );
  QCOMPARE( text( cellName ), QStringLiteral( "Row 2, column 2 from the north-west: risk 40.0 %, rank 1 of 4." ) );
  mDock->findChild<QToolButton *>()->click();
  clickMap( 699500, 3149500 );
  QCOMPARE( text( cellName ), QStringLiteral( "That is outside of the raster. Click on a cell of it." ) );
}

void TestRiskExplorerDock::neighboursAreReachedByKeyboard()
{
  addRisk( squareKilometres( { "0.1 0.2 0.3 / 0.4 0.5 0.6 / 0.7 0.8 0.9" } ) );
  open();
  click( QStringLiteral( "Riskiest cell" ) ); // in the south-east
  auto *table = named<QTableWidget>( QStringLiteral( "Risk of the cell and its neighbours, the north at the top" ) );
  table->setCurrentCell( 0, 0 );
  QTest::keyClick( table, Qt::Key_Return );
  QCOMPARE( text( cellName ), QStringLiteral( "Row 2, column 2 from the north-west: risk 50.0 %, rank 5 of 9." ) );
  click( QStringLiteral( "Riskiest cell" ) );
  table->setCurrentCell( 2, 2 ); // beyond the edge there is nothing
  QTest::keyClick( table, Qt::Key_Return );
  QCOMPARE( text( cellName ), QStringLiteral( "Row 3, column 3 from the north-west: risk 90.0 %, rank 1 of 9." ) );
}

void TestRiskExplorerDock::chartsShowTheCell()
{
  const RiskMaps maps = squareKilometres( { "0.9 . / . .", "0.25 . / . ." } );
  addRisk( maps );
  HeatmapStack counts = stack( { "2 . / . .", "?" } );
  counts.grid = maps.grid;
  Feedback silent;
  writeHeatmapStack( counts, mFolder->path( "stack.tif" ).toStdString(), {}, silent );
  add( mFolder->path( "stack.tif" ) );
  open();
  click( QStringLiteral( "Riskiest cell" ) );
  const auto &risks = named<TimeChart>( QStringLiteral( "Risk by step" ) )->series();
  QCOMPARE( risks.size(), size_t{ 2 } );
  QCOMPARE( risks[0].points[1].value, 0.25 );
  QCOMPARE( risks[1].points[0].value, 1 - std::exp( -2.0 ) ); // two incidents in the one day with reports
  const auto &weeks = named<TimeChart>( QStringLiteral( "Incidents" ) )->series();
  QCOMPARE( weeks[0].points.size(), size_t{ 1 } );
  QCOMPARE( weeks[0].points[0].value, 2.0 );
  const QString spoken = named<TimeChart>( QStringLiteral( "Risk by step" ) )->accessibleDescription();
  QCOMPARE( spoken, QStringLiteral( "Risk 2024-01-01: 90.0 %\nLong-run rate: 86.5 %" ) );
}

void TestRiskExplorerDock::anotherRasterIsCompared()
{
  // Above the 85th percentiles lie the last cell of the one and the first of the other, in the second step the same.
  addRisk( squareKilometres( { "0.1 0.2 / 0.3 0.4", "0.1 0.2 / 0.3 0.4" } ), QStringLiteral( "a" ) );
  QgsRasterLayer *other = addRisk( squareKilometres( { "0.4 0.1 / 0.1 0.1", "0.1 0.1 / 0.1 0.4" } ), QStringLiteral( "b" ) );
  QgsRasterLayer *wider = addRisk( squareKilometres( { "0.4 0.1 0.1 / 0.1 0.1 0.1" } ), QStringLiteral( "c" ) );
  open();
  click( QStringLiteral( "Riskiest cell" ) );
  auto *rasters = named<QgsMapLayerComboBox>( QStringLiteral( "Risk raster to compare with" ) );
  rasters->setLayer( other );
  QCOMPARE( text( QStringLiteral( "Comparison" ) ), QStringLiteral( "Flagged in both: 0 of 1 cells" ) );
  QCOMPARE( named<TimeChart>( QStringLiteral( "Risk by step" ) )->series()[1].points[1].value, static_cast<double>( 0.4F ) );
  steps()->setCurrentIndex( 1 );
  QCOMPARE( text( QStringLiteral( "Comparison" ) ), QStringLiteral( "Flagged in both: 1 of 1 cells" ) );
  rasters->setLayer( wider );
  QVERIFY( text( QStringLiteral( "Comparison" ) ).startsWith( QStringLiteral( "The other raster has another grid" ) ) );
  QCOMPARE( named<TimeChart>( QStringLiteral( "Risk by step" ) )->series().size(), size_t{ 1 } );
}

void TestRiskExplorerDock::anyRasterIsOpened_data()
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

void TestRiskExplorerDock::anyRasterIsOpened()
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
    return hasColor( drawnIn( *layer, QgsProject::instance()->crs(), QSize( 40, 40 ), daysOf2024( 1, 2 ) ), highest );
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
    QCOMPARE( text( cellName ), QStringLiteral( "No cell has data in this step." ) );
}

void TestRiskExplorerDock::nothingIsLeftOfALayerThatGoes()
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

void TestRiskExplorerDock::nothingIsLeftOnTheMapOnceItIsClosed()
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

void TestRiskExplorerDock::theCanvasMayGoFirst()
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

void TestRiskExplorerDock::everythingHasANameAndIsReachedByTab()
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

void TestRiskExplorerDock::nothingIsCutOffInANarrowDock_data()
{
  QTest::addColumn<double>( "size" );
  QTest::newRow( "the usual font" ) << 1.0;
  QTest::newRow( "a font half as large again" ) << 1.5;
}

void TestRiskExplorerDock::nothingIsCutOffInANarrowDock()
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
  QgsApplication application( argc, argv, true );
  QgsApplication::initQgis();
  QTranslator plurals;
  if ( !plurals.load( QStringLiteral( "riskcast_en" ), QStringLiteral( RISKCAST_PLUGIN_FOLDER "/i18n" ) ) )
    qFatal( "English has no plurals." );
  QCoreApplication::installTranslator( &plurals );
  TestRiskExplorerDock test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_risk_explorer_dock.moc"
