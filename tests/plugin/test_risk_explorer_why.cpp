#include "dock_on_canvas.h"
#include "explanation_raster.h"
#include "fact_texts.h"
#include "maps.h"
#include "risk_explorer_model.h"
#include "stack_file.h"

#include <qgsapplication.h>
#include <qgscoordinatetransformcontext.h>
#include <qgsmapcanvas.h>
#include <qgsproject.h>

#include <QMainWindow>
#include <QPushButton>
#include <QTableWidget>
#include <QTest>

#include <cmath>

using namespace riskcast;

using Change = void ( * )( RiskExplanation & );
Q_DECLARE_METATYPE( Change )

/// Why a cell's risk is what it is, from explanations that are there.
class TestRiskExplorerWhy : public QObject, DockOnCanvas
{
  Q_OBJECT

private slots:
  void init() { setUp(); }
  void cleanup() { tearDown(); }
  void factorsHaveTheirSharesOfARisk();
  void whatLowersTheRiskHasAShareToo();
  void aCellLikeTheAreaHasNoFactors();
  void anExplanationOfAnotherMapIsPassedOver_data();
  void anExplanationOfAnotherMapIsPassedOver();
  void cellsThatAreLeftOutMakeNoOtherMap();
  void theDockShowsTheFactorsOfTheCell();
  void whatCountsMostMayCountLittle();
  void aNewExplanationKeepsTheCell();
  void aBrokenExplanationIsNamed();
  void whatIsMissingToExplainIsSaid_data();
  void whatIsMissingToExplainIsSaid();

private:
  QString write( const RiskExplanation &explanation ) const;
  RiskExplorerModel modelOf( const RiskMaps &maps ) const;
  QString why() const { return text( QStringLiteral( "Why this risk" ) ); }
  QString factors() const;
};

namespace
{

double logOdds( double risk )
{
  return std::log( risk / ( 1 - risk ) );
}

/// The two days of two cells that all explanations here are about.
const std::vector<std::string> days = { "0.2 0.1", "0.2 0.1" };

/// Of the first of the days: what takes the first cell from 5 % to 10, 12, 13 and 20 %, as in the page of the algorithm, and the
/// second from 5 % to 10 % and then to 25, 10 and 9.91 %.
RiskExplanation explanationOf( const RiskMaps &maps )
{
  const auto effect = []( double from, double to ) { return static_cast<float>( logOdds( to ) - logOdds( from ) ); };
  return { .grid = maps.grid,
           .start = maps.steps.start( 0 ),
           .length = maps.steps.length(),
           .timeZone = maps.timeZone,
           .modelKind = maps.modelKind,
           .stepsAhead = 1,
           .recentSteps = 28,
           .base = logOdds( 0.05 ),
           .risk = { maps.risk[0], maps.risk[1] },
           .longRun = { effect( 0.05, 0.10 ), effect( 0.05, 0.10 ) },
           .calendar = { effect( 0.10, 0.12 ), effect( 0.10, 0.25 ) },
           .nearby = { effect( 0.12, 0.13 ), effect( 0.25, 0.10 ) },
           .here = { effect( 0.13, 0.20 ), -0.01F } };
}

bool isClose( double one, double other )
{
  return std::abs( one - other ) < 1e-4;
}

} // namespace

QString TestRiskExplorerWhy::write( const RiskExplanation &explanation ) const
{
  Feedback silent;
  OutputFile output( mFolder->path( QStringLiteral( "why.tif" ) ).toStdString() );
  writeExplanation( explanation, output, {}, silent );
  output.commit();
  return mFolder->path( QStringLiteral( "why.tif" ) );
}

RiskExplorerModel TestRiskExplorerWhy::modelOf( const RiskMaps &maps ) const
{
  Feedback silent;
  const QString file = mFolder->path( QStringLiteral( "risk.tif" ) );
  writeRiskRaster( maps, file.toStdString(), {}, silent );
  return RiskExplorerModel( file, QgsCoordinateTransformContext() );
}

/// The table of the factors: "48 %, × 2.1, 10.0 % / …".
QString TestRiskExplorerWhy::factors() const
{
  const auto *table = named<QTableWidget>( QStringLiteral( "What each factor does to the risk of the cell" ) );
  return table->isVisibleTo( mDock ) ? cellsOf( *table ) : QStringLiteral( "none" );
}

void TestRiskExplorerWhy::factorsHaveTheirSharesOfARisk()
{
  const RiskMaps maps = squareKilometres( days );
  RiskExplorerModel model = modelOf( maps );
  QVERIFY( !model.explained().knows( 0 ) );
  model.learnFrom( write( explanationOf( maps ) ) );
  QVERIFY( !model.explained().why( 1, 0 ) );
  const std::optional<WhyFacts> facts = model.explained().why( 0, 0 );
  QVERIFY( facts.has_value() );
  QVERIFY( isClose( facts->areaRisk, 0.05 ) );
  // The odds are multiplied by ( 10/90 ) / ( 5/95 ) = 2.1111, ( 12/88 ) / ( 10/90 ) = 1.2273, ( 13/87 ) / ( 12/88 ) = 1.0958 and
  // ( 20/80 ) / ( 13/87 ) = 1.6731. The logarithms are 0.7472, 0.2048, 0.0915 and 0.5147, and their sum is 1.5582.
  const double risks[] = { 0.10, 0.12, 0.13, 0.20 };
  const double odds[] = { 2.1111, 1.2273, 1.0958, 1.6731 };
  const double shares[] = { 0.4796, 0.1314, 0.0587, 0.3303 };
  for ( int factor = 0; factor < riskFactorCount; ++factor )
  {
    QVERIFY( isClose( facts->factors[factor].risk, risks[factor] ) );
    QVERIFY( isClose( std::exp( facts->factors[factor].effect ), odds[factor] ) );
    QVERIFY( isClose( facts->factors[factor].share, shares[factor] ) );
  }
}

void TestRiskExplorerWhy::whatLowersTheRiskHasAShareToo()
{
  const RiskMaps maps = squareKilometres( days );
  RiskExplorerModel model = modelOf( maps );
  model.learnFrom( write( explanationOf( maps ) ) );
  const std::optional<WhyFacts> facts = model.explained().why( 0, 1 );
  // Odds × 2.1111, × ( 25/75 ) / ( 10/90 ) = 3, ÷ 3, and hardly less: logarithms of 0.7472, 1.0986, -1.0986 and -0.01.
  QVERIFY( isClose( facts->factors[2].effect, -1.0986 ) );
  QVERIFY( isClose( facts->factors[2].share, 1.0986 / 2.9544 ) );
  QVERIFY( isClose( facts->factors[3].share, 0.01 / 2.9544 ) );
}

void TestRiskExplorerWhy::aCellLikeTheAreaHasNoFactors()
{
  const RiskMaps maps = squareKilometres( days );
  RiskExplanation explanation = explanationOf( maps );
  for ( auto *map : { &explanation.longRun, &explanation.calendar, &explanation.nearby, &explanation.here } )
    ( *map )[0] = 0;
  addRisk( maps );
  add( write( explanation ), QStringLiteral( "why" ) );
  open();
  click( QStringLiteral( "Riskiest cell" ) );
  QCOMPARE( factors(), QStringLiteral( "0 %, × 1.0, 5.00 % / 0 %, × 1.0, 5.00 % / 0 %, × 1.0, 5.00 % / 0 %, × 1.0, 5.00 %" ) );
  QCOMPARE( why(), QStringLiteral( "The mean risk of the area is 5.00 %. Nothing makes this cell differ from it." ) );
}

void TestRiskExplorerWhy::anExplanationOfAnotherMapIsPassedOver_data()
{
  QTest::addColumn<Change>( "change" );
  const auto row = []( const char *name, Change change ) { QTest::newRow( name ) << change; };
  row( "another grid", []( RiskExplanation &why ) { why.grid = Grid( "EPSG:32643", { 0, 0, 2000, 1000 }, 2, 1 ); } );
  row( "a step before", []( RiskExplanation &why ) { why.start -= std::chrono::days( 1 ); } );
  row( "a step within", []( RiskExplanation &why ) { why.start += std::chrono::hours( 6 ); } );
  row( "a step that was two ahead", []( RiskExplanation &why ) { why.stepsAhead = 2; } );
  row( "other steps", []( RiskExplanation &why ) { why.length.unit = StepUnit::Week; } );
  row( "another time zone", []( RiskExplanation &why ) { why.timeZone = "Asia/Kolkata"; } );
  row( "another kind of model", []( RiskExplanation &why ) { why.modelKind = "ewma"; } );
  row( "another risk", []( RiskExplanation &why ) { why.risk[1] += 0.001F; } );
  row( "a cell without data", []( RiskExplanation &why ) { why.risk[1] = noData; } );
}

void TestRiskExplorerWhy::anExplanationOfAnotherMapIsPassedOver()
{
  QFETCH( Change, change );
  const RiskMaps maps = squareKilometres( days );
  RiskExplorerModel model = modelOf( maps );
  RiskExplanation explanation = explanationOf( maps );
  change( explanation );
  model.learnFrom( write( explanation ) );
  QVERIFY( !model.explained().knows( 0 ) );
  QVERIFY( !model.explained().knows( 1 ) );
}

void TestRiskExplorerWhy::cellsThatAreLeftOutMakeNoOtherMap()
{
  RiskMaps maps = squareKilometres( days );
  const RiskExplanation explanation = explanationOf( maps );
  maps.risk[1] = noData; // as the border may be
  RiskExplorerModel model = modelOf( maps );
  model.learnFrom( write( explanation ) );
  QVERIFY( model.explained().why( 0, 0 ).has_value() );
}

void TestRiskExplorerWhy::theDockShowsTheFactorsOfTheCell()
{
  const RiskMaps maps = squareKilometres( days );
  addRisk( maps );
  add( write( explanationOf( maps ) ), QStringLiteral( "why" ) );
  open();
  QCOMPARE( why(), QStringLiteral( "Choose a cell on the map, or the riskiest one." ) );
  QCOMPARE( factors(), QStringLiteral( "none" ) );
  click( QStringLiteral( "Riskiest cell" ) );
  QCOMPARE( why(),
            QStringLiteral( "The mean risk of the area is 5.00 %. What counts most: Long-run rate here. With that, the odds "
                            "of an incident are 2.1 times higher." ) );
  QCOMPARE( factors(), QStringLiteral( "48 %, × 2.1, 10.0 % / 13 %, × 1.2, 12.0 % / 6 %, × 1.1, 13.0 % / 33 %, × 1.7, 20.0 %" ) );
  auto *neighbours = named<QTableWidget>( QStringLiteral( "Risk of the cell and its neighbours, the north at the top" ) );
  neighbours->setCurrentCell( 1, 2 );
  QTest::keyClick( neighbours, Qt::Key_Return );
  QCOMPARE( why(),
            QStringLiteral( "The mean risk of the area is 5.00 %. What counts most: Season and weekday. With that, the odds "
                            "of an incident are 3.0 times higher." ) );
  QCOMPARE( factors(),
            QStringLiteral( "25 %, × 2.1, 10.0 % / 37 %, × 3.0, 25.0 % / 37 %, ÷ 3.0, 10.0 % / < 1 %, × 1.0, 9.91 %" ) );
  steps()->setCurrentIndex( 1 );
  QCOMPARE( factors(), QStringLiteral( "none" ) );
}

void TestRiskExplorerWhy::whatCountsMostMayCountLittle()
{
  WhyFacts facts{ .areaRisk = 0.05, .factors = {} };
  facts.factors[2] = { .effect = std::log( 1.04 ), .share = 1 }; // 1.0 times
  QCOMPARE( whyText( facts ),
            QStringLiteral( "The mean risk of the area is 5.00 %. What counts most: Recent incidents nearby. But "
                            "even that hardly changes the odds of an incident." ) );
  facts.factors[2].effect = std::log( 1.06 );
  QVERIFY( whyText( facts ).endsWith( QStringLiteral( "1.1 times higher." ) ) );
  facts.factors[2].effect = -std::log( 1.06 );
  QVERIFY( whyText( facts ).endsWith( QStringLiteral( "1.1 times lower." ) ) );
}

void TestRiskExplorerWhy::aNewExplanationKeepsTheCell()
{
  const RiskMaps maps = squareKilometres( days );
  addRisk( maps );
  open();
  click( QStringLiteral( "Riskiest cell" ) );
  QCOMPARE( factors(), QStringLiteral( "none" ) );
  QgsRasterLayer *explanation = add( write( explanationOf( maps ) ), QStringLiteral( "why" ) );
  QVERIFY( factors().startsWith( QStringLiteral( "48 %" ) ) );
  QgsProject::instance()->removeMapLayer( explanation );
  QCOMPARE( factors(), QStringLiteral( "none" ) );
  QVERIFY( text( QStringLiteral( "Chosen cell" ) ).startsWith( QStringLiteral( "Row 1, column 1" ) ) );
}

void TestRiskExplorerWhy::aBrokenExplanationIsNamed()
{
  const RiskMaps maps = squareKilometres( days );
  addRisk( maps );
  const QString file = mFolder->path( QStringLiteral( "why.tif" ) );
  Feedback silent;
  writeRaster( file.toStdString(), maps.grid, { { "risk", {}, std::span( maps.risk ).first( 2 ) } },
               { { "RISKCAST_CONTENT", "explanation" }, { "RISKCAST_STEP", "1 day" }, { "RISKCAST_TIME_ZONE", maps.timeZone } },
               {}, silent );
  QgsProject::instance()->addMapLayer( new QgsRasterLayer( file, QStringLiteral( "why" ) ) );
  open();
  QCOMPARE( message(), QStringLiteral( "%1 is not an explanation. Choose one that \"Explain risk\" made." ).arg( file ) );
  QVERIFY( percentile()->isVisible() );
}

void TestRiskExplorerWhy::whatIsMissingToExplainIsSaid_data()
{
  QTest::addColumn<int>( "displayFactor" );
  QTest::addColumn<int>( "stackDays" );
  QTest::addColumn<QString>( "expected" );
  const QString noPast = QStringLiteral( "Add the heatmap stack that the raster was predicted from to the project to see why." );
  QTest::newRow( "no stack" ) << 1 << 0 << noPast;
  QTest::newRow( "a stack that ends before the map" ) << 1 << 3 << noPast;
  QTest::newRow( "a finer raster" )
      << 2 << 0 << "The raster is finer than the grid of its model. Predict without \"Finer for display\" to see why.";
  QTest::newRow( "no algorithm" )
      << 1 << 4 << "The algorithm \"Explain risk\" is not there. Switch on Riskcast in Plugins › Manage and Install Plugins.";
}

/// The map is that of the fifth of January.
void TestRiskExplorerWhy::whatIsMissingToExplainIsSaid()
{
  QFETCH( int, displayFactor );
  QFETCH( int, stackDays );
  QFETCH( QString, expected );
  RiskMaps maps = squareKilometres( days );
  maps.steps = TimeSteps( *parseTime( "2024-01-05" ), {}, 2 );
  maps.displayFactor = displayFactor;
  addRisk( maps );
  if ( stackDays > 0 )
  {
    HeatmapStack counts = stack( std::vector<std::string>( stackDays, "1 ." ) );
    counts.grid = maps.grid;
    Feedback silent;
    writeHeatmapStack( counts, mFolder->path( "stack.tif" ).toStdString(), {}, silent );
    add( mFolder->path( "stack.tif" ), QStringLiteral( "counts" ) );
  }
  open();
  QCOMPARE( why(), expected );
}

int main( int argc, char *argv[] )
{
  QgsApplication application( argc, argv, true );
  QgsApplication::initQgis();
  TestRiskExplorerWhy test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_risk_explorer_why.moc"
