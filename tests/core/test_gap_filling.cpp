#include "gap_filling.h"
#include "maps.h"

#include <QTest>

using namespace riskcast;

Q_DECLARE_METATYPE( riskcast::GapFilling )

class TestGapFilling : public QObject
{
  Q_OBJECT

private slots:
  void fillsAGapOfThree_data();
  void fillsAGapOfThree();
  void nothingIsKnownBeforeTheFirstMap_data();
  void nothingIsKnownBeforeTheFirstMap();
  void anObservedMapStaysAsItIs_data();
  void anObservedMapStaysAsItIs();
  void aGapUpToTheTargetIsHeldByLinear();
  void noGapIsFilledFromAPrediction();
  void categoriesAreFilledEachByItself();
};

namespace
{
void addFillings()
{
  QTest::addColumn<GapFilling>( "filling" );
  QTest::newRow( "linear" ) << GapFilling::Linear;
  QTest::newRow( "hold" ) << GapFilling::Hold;
  QTest::newRow( "decay" ) << GapFilling::Decay;
  QTest::newRow( "zeros" ) << GapFilling::Zeros;
  QTest::newRow( "last observed" ) << GapFilling::LastObserved;
}

/// The filled map, drawn as the stack's maps are.
Map filled( const HeatmapStack &stack, GapFilling filling, int target, int step )
{
  return { stack.grid.rows(), stack.grid.columns(), filledMap( stack, filling, target, step ) };
}

// A gap of three days between maps with reports.
const std::vector<std::string> gapOfThree = { "4 . 8", "?", "?", "?", "8 2 .", "1 1 1" };
} // namespace

void TestGapFilling::fillsAGapOfThree_data()
{
  QTest::addColumn<GapFilling>( "filling" );
  QTest::addColumn<int>( "step" );
  QTest::addColumn<QString>( "expected" );
  // before + (step - 0) / 4 × (after - before)
  QTest::newRow( "linear, a quarter of the way" ) << GapFilling::Linear << 1 << "5 0.5 6";
  QTest::newRow( "linear, half of the way" ) << GapFilling::Linear << 2 << "6 1 4";
  QTest::newRow( "linear, three quarters of the way" ) << GapFilling::Linear << 3 << "7 1.5 2";
  QTest::newRow( "hold" ) << GapFilling::Hold << 3 << "4 . 8";
  QTest::newRow( "zeros" ) << GapFilling::Zeros << 2 << ". . .";
  QTest::newRow( "last observed" ) << GapFilling::LastObserved << 2 << ". . .";
}

void TestGapFilling::fillsAGapOfThree()
{
  QFETCH( GapFilling, filling );
  QFETCH( int, step );
  QFETCH( QString, expected );
  QCOMPARE( filled( stack( gapOfThree ), filling, 6, step ), map( expected.toStdString() ) );
}

void TestGapFilling::nothingIsKnownBeforeTheFirstMap_data()
{
  addFillings();
}

void TestGapFilling::nothingIsKnownBeforeTheFirstMap()
{
  QFETCH( GapFilling, filling );
  QCOMPARE( filled( stack( { "?", "?", "4 . 8", "1 1 1" } ), filling, 4, 1 ), map( ". . ." ) );
}

void TestGapFilling::anObservedMapStaysAsItIs_data()
{
  addFillings();
}

void TestGapFilling::anObservedMapStaysAsItIs()
{
  QFETCH( GapFilling, filling );
  QCOMPARE( filled( stack( gapOfThree ), filling, 6, 4 ), map( "8 2 ." ) );
}

void TestGapFilling::aGapUpToTheTargetIsHeldByLinear()
{
  // As seen from just before day 4, the day on which reports come again is not known yet.
  QCOMPARE( filled( stack( gapOfThree ), GapFilling::Linear, 4, 2 ), map( "4 . 8" ) );
  // Halved every 7 steps: 8 → 4 after 7 days.
  const HeatmapStack week = stack( { "8", "?", "?", "?", "?", "?", "?", "?" } );
  QCOMPARE( filled( week, GapFilling::Decay, 8, 7 ), map( "4" ) );
}

void TestGapFilling::noGapIsFilledFromAPrediction()
{
  HeatmapStack forecast = stack( { "4", "?", "2" } );
  forecast.states[2] = StepState::Predicted;
  forecast.appendStep( StepState::WithoutReports );
  QCOMPARE( filled( forecast, GapFilling::Linear, 4, 1 ), map( "4" ) );
  QCOMPARE( filled( forecast, GapFilling::Hold, 4, 3 ), map( "4" ) );
  QCOMPARE( filled( forecast, GapFilling::Hold, 4, 2 ), map( "2" ) ); // the prediction itself stays
}

void TestGapFilling::categoriesAreFilledEachByItself()
{
  const HeatmapStack drawn = stack( { "4", "?", "8" } );
  HeatmapStack two = HeatmapStack::empty( drawn.grid, drawn.steps, StepState::Observed, { "theft", "robbery" } );
  two.states = drawn.states;
  two.map( 0, 1 )[0] = 10;
  two.map( 2, 1 )[0] = 20;
  QCOMPARE( filledMap( two, GapFilling::Linear, 3, 1, 0 ), std::vector<float>{ 0 } );
  QCOMPARE( filledMap( two, GapFilling::Linear, 3, 1, 1 ), std::vector<float>{ 15 } );
}

QTEST_GUILESS_MAIN( TestGapFilling )
#include "test_gap_filling.moc"
