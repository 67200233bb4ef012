#include "dock_on_canvas.h"
#include "maps.h"
#include "stack_file.h"
#include "styling.h"

#include <qgsmapcanvas.h>
#include <qgsproject.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgsrasterrenderer.h>
#include <qgstemporalnavigationobject.h>

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QSlider>
#include <QTableWidget>
#include <QTest>

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

private:
  QString labels( int column ) const;
};

namespace
{

/// Which pixels are flagged ("1"), muted ("0"), and without data ("-").
QString flagsIn( const QImage &image )
{
  return classesIn( image, flagColours );
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

int main( int argc, char *argv[] )
{
  const QgisInEnglish qgis( argc, argv );
  TestRiskExplorerDock test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_risk_explorer_dock.moc"
