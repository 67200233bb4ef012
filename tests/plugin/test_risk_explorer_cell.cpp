#include "dock_on_canvas.h"
#include "maps.h"
#include "stack_file.h"
#include "time_chart.h"

#include <qgscoordinatetransform.h>
#include <qgsmapcanvas.h>
#include <qgsmaplayercombobox.h>
#include <qgsmapsettings.h>
#include <qgsmaptoolemitpoint.h>
#include <qgsproject.h>

#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace riskcast;

/// A cell of the dock, and what is shown of it.
class TestRiskExplorerCell : public QObject, DockOnCanvas
{
  Q_OBJECT

private slots:
  void init() { setUp(); }
  void cleanup() { tearDown(); }
  void aClickPicksACellWhateverTheCrs_data();
  void aClickPicksACellWhateverTheCrs();
  void aClickOutsideSaysSo();
  void neighboursAreReachedByKeyboard();
  void chartsShowTheCell();
  void anotherRasterIsCompared();

private:
  QString neighbours() const;
};

QString TestRiskExplorerCell::neighbours() const
{
  return cellsOf( *named<QTableWidget>( QStringLiteral( "Risk of the cell and its neighbours, the north at the top" ) ) );
}

void TestRiskExplorerCell::aClickPicksACellWhateverTheCrs_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::newRow( "of the layer" ) << "EPSG:32643";
  QTest::newRow( "geographic" ) << "EPSG:4326";
  QTest::newRow( "Web Mercator" ) << "EPSG:3857";
}

void TestRiskExplorerCell::aClickPicksACellWhateverTheCrs()
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
  QCOMPARE( cell(), QStringLiteral( "Row 2, column 3 from the north-west: risk 60.0 %, rank 1 of 6." ) );
  QCOMPARE( neighbours(), QStringLiteral( "20.0 %, 30.0 %, no data / 50.0 %, 60.0 %, no data / no data, no data, no data" ) );
  steps()->setCurrentIndex( 1 );
  QCOMPARE( cell(), QStringLiteral( "Row 2, column 3 from the north-west: risk 10.0 %, rank 6 of 6." ) );
}

void TestRiskExplorerCell::aClickOutsideSaysSo()
{
  QgsRasterLayer *layer = addRisk( squareKilometres( { "0.1 0.2 / 0.3 0.4" } ) );
  mCanvas->setDestinationCrs( layer->crs() );
  mCanvas->setExtent( layer->extent().buffered( 1000 ) );
  open();
  QApplication::processEvents();
  click( QStringLiteral( "Riskiest cell" ) );
  QCOMPARE( cell(), QStringLiteral( "Row 2, column 2 from the north-west: risk 40.0 %, rank 1 of 4." ) );
  mDock->findChild<QToolButton *>()->click();
  clickMap( 699500, 3149500 );
  QCOMPARE( cell(), QStringLiteral( "That is outside of the raster. Click on a cell of it." ) );
}

void TestRiskExplorerCell::neighboursAreReachedByKeyboard()
{
  addRisk( squareKilometres( { "0.1 0.2 0.3 / 0.4 0.5 0.6 / 0.7 0.8 0.9" } ) );
  open();
  click( QStringLiteral( "Riskiest cell" ) ); // in the south-east
  auto *table = named<QTableWidget>( QStringLiteral( "Risk of the cell and its neighbours, the north at the top" ) );
  table->setCurrentCell( 0, 0 );
  QTest::keyClick( table, Qt::Key_Return );
  QCOMPARE( cell(), QStringLiteral( "Row 2, column 2 from the north-west: risk 50.0 %, rank 5 of 9." ) );
  click( QStringLiteral( "Riskiest cell" ) );
  table->setCurrentCell( 2, 2 ); // beyond the edge there is nothing
  QTest::keyClick( table, Qt::Key_Return );
  QCOMPARE( cell(), QStringLiteral( "Row 3, column 3 from the north-west: risk 90.0 %, rank 1 of 9." ) );
}

void TestRiskExplorerCell::chartsShowTheCell()
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

void TestRiskExplorerCell::anotherRasterIsCompared()
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

int main( int argc, char *argv[] )
{
  const QgisInEnglish qgis( argc, argv );
  TestRiskExplorerCell test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_risk_explorer_cell.moc"
