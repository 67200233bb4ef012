#include "dock_on_canvas.h"
#include "processing_run.h"
#include "provider.h"
#include "test_layers.h"

#include <qgsapplication.h>
#include <qgsfilewidget.h>
#include <qgslayertree.h>
#include <qgsmapcanvas.h>
#include <qgsprocessingutils.h>
#include <qgsproject.h>
#include <qgstaskmanager.h>

#include <QDirIterator>
#include <QMainWindow>
#include <QPushButton>
#include <QTableWidget>

using namespace riskcast;

using End = std::function<void()>;
Q_DECLARE_METATYPE( End )

/// The dock has the algorithm "Explain risk" explain its map, in the background.
class TestRiskExplorerExplanation : public QObject, DockOnCanvas
{
  Q_OBJECT

private slots:
  void initTestCase();
  void init();
  void cleanup();
  void theMapIsExplainedInTheBackground_data();
  void theMapIsExplainedInTheBackground();
  void theModelIsRemembered();
  void anotherModelIsNoAnswer();
  void whatGoesWrongIsSaid();
  void itIsCanceledByTheButton();
  void itEndsWithWhatItIsFor_data();
  void itEndsWithWhatItIsFor();

private:
  QString why() const { return text( QStringLiteral( "Why this risk" ) ); }
  QPushButton *button() const;
  QTableWidget *factors() const
  {
    return named<QTableWidget>( QStringLiteral( "What each factor does to the risk of the cell" ) );
  }
  QLineEdit *modelFile() const { return named<QLineEdit>( QStringLiteral( "Model that made the map" ) ); }
  void chooseModel( const QString &file ) const;
  void addMaps( int stackDays );
  void waitUntilItEnds() const;

  TestFolder mFiles;
  QString mModel;
  QString mOtherModel;
  QString mRisk; ///< of manySteps days after 60
  QStringList mBefore;
};

namespace
{

constexpr int manySteps = 300; // so that the last takes long to explain

const QString explain = QStringLiteral( "Explain this map…" );
const QString notYet =
    QStringLiteral( "This step is not explained yet. Choose the model that made the map to find out what counts in each cell." );

/// Files of explanations, whole or not, where QGIS puts results that nobody named.
QStringList explanations()
{
  QStringList files;
  QDirIterator all( QgsProcessingUtils::tempFolder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories );
  while ( all.hasNext() )
    files << all.next();
  files.sort();
  return files.filter( QStringLiteral( "EXPLANATION" ) );
}

} // namespace

void TestRiskExplorerExplanation::initTestCase()
{
  QVERIFY( riskcast_register_provider() );
  const QString sixty = writeDailyHeatmaps( 60, mFiles.path( QStringLiteral( "sixty.tif" ) ) );
  mModel = trainModel( sixty, mFiles.path( QStringLiteral( "model.safetensors" ) ) );
  mOtherModel = trainModel( writeDailyHeatmaps( 40, mFiles.path( QStringLiteral( "forty.tif" ) ) ),
                            mFiles.path( QStringLiteral( "other.safetensors" ) ) );
  mRisk = mFiles.path( QStringLiteral( "risk.tif" ) );
  const Outcome predicted =
      run( QStringLiteral( "predictrisk" ),
           { { "HEATMAPS", sixty }, { "MODEL", mModel }, { "STEPS_AHEAD", manySteps }, { "RISK", mRisk } } );
  QVERIFY2( predicted.ok, qPrintable( predicted.error ) );
}

void TestRiskExplorerExplanation::init()
{
  setUp();
  mBefore = explanations();
}

void TestRiskExplorerExplanation::cleanup()
{
  tearDown();
}

QPushButton *TestRiskExplorerExplanation::button() const
{
  for ( QPushButton *each : mDock->findChildren<QPushButton *>() )
    if ( const QString text = each->text().remove( '&' ); text == explain || text == QStringLiteral( "Cancel" ) )
      return each;
  qFatal( "There is no button." );
}

void TestRiskExplorerExplanation::chooseModel( const QString &file ) const
{
  modelFile()->setText( file );
}

/// The risk raster and the heatmaps of so many days, 60 of which it was predicted from.
void TestRiskExplorerExplanation::addMaps( int stackDays )
{
  add( mRisk );
  add( writeDailyHeatmaps( stackDays, mFiles.path( QStringLiteral( "%1.tif" ).arg( stackDays ) ) ), QStringLiteral( "counts" ) );
  open();
}

void TestRiskExplorerExplanation::waitUntilItEnds() const
{
  constexpr int most = 60000; // ms
  QTRY_VERIFY_WITH_TIMEOUT( QgsApplication::taskManager()->countActiveTasks() == 0, most );
}

void TestRiskExplorerExplanation::theMapIsExplainedInTheBackground_data()
{
  QTest::addColumn<int>( "stackDays" );
  QTest::addColumn<int>( "step" );
  QTest::newRow( "the next day" ) << 60 << 0;
  QTest::newRow( "three days ahead" ) << 60 << 2;
  QTest::newRow( "a day of which it is known by now what happened" ) << 63 << 1;
}

void TestRiskExplorerExplanation::theMapIsExplainedInTheBackground()
{
  QFETCH( int, stackDays );
  QFETCH( int, step );
  addMaps( stackDays );
  steps()->setCurrentIndex( step );
  click( QStringLiteral( "Riskiest cell" ) );
  QCOMPARE( why(), notYet );
  QVERIFY( !button()->isEnabled() );
  chooseModel( mModel );
  QVERIFY( button()->isEnabled() );
  QTest::keyClick( button(), Qt::Key_Space );
  QCOMPARE( why(), QStringLiteral( "A map is being explained. Its progress is in the status bar of QGIS." ) );
  QCOMPARE( button()->text().remove( '&' ), QStringLiteral( "Cancel" ) );
  QCOMPARE( QgsApplication::taskManager()->countActiveTasks(), 1 );
  waitUntilItEnds();
  QTRY_VERIFY2( factors()->isVisibleTo( mDock ), qPrintable( why() ) );
  QVERIFY( !button()->isVisibleTo( mDock ) );
  const QString cell = text( QStringLiteral( "Chosen cell" ) );
  const QString risk = factors()->item( 3, 2 )->text(); // with all factors
  QVERIFY2( cell.contains( QStringLiteral( "risk %1, rank 1 of" ).arg( risk ) ), qPrintable( cell + risk ) );

  // The layer lies under its map, switched off.
  const QList<QgsLayerTreeLayer *> layers = QgsProject::instance()->layerTreeRoot()->findLayers();
  QCOMPARE( layers.size(), 3 );
  QStringList names;
  for ( const QgsLayerTreeLayer *layer : layers )
    names << layer->name();
  const auto place = names.indexOf( QStringLiteral( "Why: risk" ) );
  QCOMPARE( place, names.indexOf( QStringLiteral( "risk" ) ) + 1 );
  QVERIFY( !layers[place]->itemVisibilityChecked() );
}

void TestRiskExplorerExplanation::theModelIsRemembered()
{
  addMaps( 60 );
  chooseModel( mModel );
  button()->click();
  waitUntilItEnds();
  QTRY_VERIFY( !button()->isVisibleTo( mDock ) );
  mDock->close();
  chooseModel( QString() );
  open();
  steps()->setCurrentIndex( 1 );
  QCOMPARE( why(), notYet );
  QCOMPARE( modelFile()->text(), mModel );
  QVERIFY( button()->isEnabled() );
}

void TestRiskExplorerExplanation::anotherModelIsNoAnswer()
{
  addMaps( 60 );
  chooseModel( mOtherModel );
  button()->click();
  waitUntilItEnds();
  QTRY_VERIFY2( why().startsWith( QStringLiteral( "With this model and these heatmaps, the step has another map." ) ),
                qPrintable( why() ) );
  QVERIFY( button()->isEnabled() );
  QCOMPARE( QgsProject::instance()->count(), 2 );
  steps()->setCurrentIndex( 1 );
  QCOMPARE( why(), notYet );
}

void TestRiskExplorerExplanation::whatGoesWrongIsSaid()
{
  addMaps( 60 );
  chooseModel( mFiles.existing( QStringLiteral( "broken.safetensors" ) ) );
  button()->click();
  waitUntilItEnds();
  QTRY_VERIFY2( why().contains( QStringLiteral( "broken.safetensors" ) ), qPrintable( why() ) );
  QCOMPARE( explanations(), mBefore );
}

void TestRiskExplorerExplanation::itIsCanceledByTheButton()
{
  addMaps( 60 );
  steps()->setCurrentIndex( manySteps - 1 );
  chooseModel( mModel );
  button()->click();
  const QPointer<QgsTask> task( QgsApplication::taskManager()->activeTasks().value( 0 ) );
  QTRY_VERIFY( task && task->progress() > 0 );
  button()->click();
  waitUntilItEnds();
  QTRY_COMPARE( why(), notYet );
  QCOMPARE( button()->text().remove( '&' ), explain );
  QCOMPARE( explanations(), mBefore );
  QCOMPARE( QgsProject::instance()->count(), 2 );
}

void TestRiskExplorerExplanation::itEndsWithWhatItIsFor_data()
{
  QTest::addColumn<End>( "end" );
  QTest::newRow( "the project is closed" ) << End( [] { QgsProject::instance()->clear(); } );
  QTest::newRow( "the layer is removed" ) << End(
      [] { QgsProject::instance()->removeMapLayer( QgsProject::instance()->mapLayersByName( "risk" ).first() ); } );
  QTest::newRow( "the plugin is unloaded" ) << End( [this] { delete mDock; } );
  QTest::newRow( "QGIS is closed" ) << End(
      [this]
      {
        QgsApplication::taskManager()->cancelAll();
        mWindow.reset();
      } );
}

void TestRiskExplorerExplanation::itEndsWithWhatItIsFor()
{
  QFETCH( End, end );
  addMaps( 60 );
  steps()->setCurrentIndex( manySteps - 1 );
  chooseModel( mModel );
  button()->click();
  const QPointer<QgsTask> task( QgsApplication::taskManager()->activeTasks().value( 0 ) );
  QVERIFY( task );
  QVERIFY( task->flags() & QgsTask::CancelWithoutPrompt ); // QGIS would refuse to close the project otherwise
  QTRY_VERIFY( task && task->progress() > 0 );
  QElapsedTimer time;
  time.start();
  end();
  QTRY_VERIFY( !task ); // it is deleted when it has ended
  QVERIFY2( time.elapsed() < 2000, qPrintable( QString::number( time.elapsed() ) ) );
  QCOMPARE( explanations(), mBefore );
  QCOMPARE( QgsApplication::taskManager()->countActiveTasks(), 0 );
}

int main( int argc, char *argv[] )
{
  QgsApplication application( argc, argv, true );
  QgsApplication::initQgis();
  TestRiskExplorerExplanation test;
  const int failures = QTest::qExec( &test, argc, argv );
  stopQgis();
  return failures;
}

#include "test_risk_explorer_explanation.moc"
