#include "drawn_test.h"
#include "error_text.h"
#include "formula_stack.h"
#include "scores/cell_ranking.h"
#include "scores/score_list.h"

#include <QFile>
#include <QTest>

#include <limits>

using namespace riskcast;

class TestScoreTally : public QObject
{
  Q_OBJECT

private slots:
  void theWorkedExampleOfTheHelpPage();
  void theAreaUnderTheCurveIsTheMeanOfWhatIsRankedBelow();
  void equalRisksAreRankedByTheTieBreakThenByCell();
  void valuesOfAnySignAreRanked();
  void aCellIsFlaggedWhereMoreThanHalfOfItFits();
  void sharesOfStreetsAreShares();
  void aBorderIsNotScored();
  void nothingToScoreIsAnError();
};

namespace
{

/// All that the tally of one step says about a share of the area.
ScoreTally tally( const TestMaps &maps, const std::vector<float> &risk, const std::vector<double> &shares )
{
  CellRanking ranking( maps );
  return tallyStep( maps, 0, ranking.of( risk ), risk, shares );
}

} // namespace

void TestScoreTally::theWorkedExampleOfTheHelpPage()
{
  const TestMaps maps = drawnTest( { ". 1 . . / 2 . . . / . . . . / . . . 1" } );
  const std::vector<float> risk = map( "0.9 0.1 0.1 0.1 / 0.8 0.1 0.1 0.1 / 0.1 0.1 0.1 0.1 / 0.1 0.1 0.1 0.1" ).values;
  ScoreSettings settings{ .areaShares = { 0.05, 0.125 }, .percentiles = {} };
  const ScoreTally sums = tally( maps, risk, talliedShares( settings ) );
  std::map<std::string, double> value;
  for ( const Score &score : scoreList( settings ) )
    value[score.id] = score.value( sums );
  QCOMPARE( value.at( "hit_rate_5" ), 0.0 );
  QCOMPARE( value.at( "hit_rate_12.5" ), 0.5 );
  QCOMPARE( value.at( "pai_12.5" ), 4.0 );
  QCOMPARE( value.at( "pei_12.5" ), 2.0 / 3 );
  QCOMPARE( value.at( "hit_rate_cells_12.5" ), 1.0 / 3 );
  QCOMPARE( value.at( "pei_cells_12.5" ), 0.5 );

  QFile page( RISKCAST_SOURCE_DIR "/docs/algorithms/evaluate_risk_model.md" );
  QVERIFY( page.open( QIODevice::ReadOnly ) );
  const QString text = QString::fromUtf8( page.readAll() ).simplified();
  QVERIFY( text.contains( "hit rate 0.5, PAI 0.5 / 0.125 = 4, PEI 2 / 3, because the best two cells hold 3" ) );

  const std::vector<CellLabel> labels = labelCells( maps, maps.happened, flaggedAbove( maps, risk, 0.5 ), 1 );
  const auto at = [&]( int row, int column ) { return labels[row * 4 + column]; };
  QCOMPARE( at( 0, 0 ), CellLabel::FalsePositiveNeighbour );
  QCOMPARE( at( 0, 1 ), CellLabel::FalseNegativeNeighbour );
  QCOMPARE( at( 1, 0 ), CellLabel::Correct );
  QCOMPARE( at( 3, 3 ), CellLabel::FalseNegative );
  QVERIFY( text.contains( "FPN FNN . . C . . . . . . . . . . FN" ) );
}

void TestScoreTally::theAreaUnderTheCurveIsTheMeanOfWhatIsRankedBelow()
{
  const TestMaps maps = drawnTest( { "3 . . 1" } );
  const ScoreTally sums = tally( maps, { 0.9F, 0.8F, 0.7F, 0.6F }, {} );
  // The first cell has 3 1/2 of 4 cells below its middle, the last one 1/2.
  QCOMPARE( sums.underCurve.incidents, 3 * 3.5 / 4 + 1 * 0.5 / 4 );
  QCOMPARE( sums.underCurve.positiveCells, 3.5 / 4 + 0.5 / 4 );
}

void TestScoreTally::equalRisksAreRankedByTheTieBreakThenByCell()
{
  TestMaps maps = drawnTest( { "1 2 . 4" } );
  const std::vector<float> same( 4, 0.1F );
  QCOMPARE( tally( maps, same, { 0.25 } ).flagged[0].incidents, 1.0 );
  maps.tieBreak = { 0, 0, 0, 1 };
  QCOMPARE( tally( maps, same, { 0.25 } ).flagged[0].incidents, 4.0 );
  QCOMPARE( tally( maps, same, { 0.5 } ).flagged[0].incidents, 5.0 );
}

void TestScoreTally::valuesOfAnySignAreRanked()
{
  const float none = std::numeric_limits<float>::quiet_NaN();
  const std::vector<float> values = { -1, 0.5F, none, -0.0F, 0, -2, 3, 0.5F };
  QVERIFY( rankedCells( values ) == std::vector<int>( { 6, 1, 7, 3, 4, 0, 5 } ) );
  QVERIFY( rankedCells( std::vector<float>( 3, none ) ).empty() );
}

void TestScoreTally::aCellIsFlaggedWhereMoreThanHalfOfItFits()
{
  const TestMaps maps = drawnTest( { ". . . . ." } );
  CellRanking ranking( maps );
  const std::vector<float> same( 5, 0 );
  const std::span<const int> ranked = ranking.of( same );
  QCOMPARE( flaggedCount( maps, ranked, 0.0 ), size_t{ 0 } );
  QCOMPARE( flaggedCount( maps, ranked, 0.09 ), size_t{ 0 } );
  QCOMPARE( flaggedCount( maps, ranked, 0.10 ), size_t{ 1 } ); // half a cell: as rounding does
  QCOMPARE( flaggedCount( maps, ranked, 0.29 ), size_t{ 1 } );
  QCOMPARE( flaggedCount( maps, ranked, 0.31 ), size_t{ 2 } );
  QCOMPARE( flaggedCount( maps, ranked, 1.0 ), size_t{ 5 } );
}

void TestScoreTally::sharesOfStreetsAreShares()
{
  TestMaps maps = drawnTest( { "1 1 1 1" } );
  maps.cellSize = { 10, 0, 60, 30 }; // metres of street
  const ScoreTally sums = tally( maps, { 0.9F, 0.8F, 0.7F, 0.6F }, { 0.1, 0.5, 1 } );
  QCOMPARE( sums.size, 100.0 );
  // 10 m: the first cell and, as it takes nothing, the second. 50 m: more than half of the third fits, too.
  QCOMPARE( sums.flagged[0].incidents, 2.0 );
  QCOMPARE( sums.flaggedSize[0], 10.0 );
  QCOMPARE( sums.flagged[1].incidents, 3.0 );
  QCOMPARE( sums.flaggedSize[1], 70.0 );
  QCOMPARE( sums.flagged[2].incidents, 4.0 );
}

void TestScoreTally::aBorderIsNotScored()
{
  const HeatmapStack stack = formulaStack( 3, 4, 5 );
  const TestMaps maps = testMaps( stack, std::array{ 1, 2 }, std::vector<float>( 20, 0 ), 1 );
  QCOMPARE( maps.scored, ( std::vector<std::uint8_t>{ 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0 } ) );
}

void TestScoreTally::nothingToScoreIsAnError()
{
  const HeatmapStack stack = formulaStack( 3, 4, 5 );
  const QString sentence =
      "There is no step or no cell to score. Choose a longer test period, a larger study area, or a narrower "
      "border.";
  QCOMPARE( errorText( [&] { testMaps( stack, std::array{ 1 }, std::vector<float>( 20, 0 ), 2 ); } ), sentence );
  QCOMPARE( errorText( [&] { testMaps( stack, {}, std::vector<float>( 20, 0 ), 0 ); } ), sentence );
}

QTEST_APPLESS_MAIN( TestScoreTally )
#include "test_score_tally.moc"
