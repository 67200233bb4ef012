#include "error.h"
#include "evaluation.h"
#include "formula_stack.h"
#include "maps.h"
#include "score_table.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

class TestEvaluation : public QObject
{
  Q_OBJECT

private slots:
  void hitsAreCountedByIncidentsAndByCells();
  void hitsOfSmallWeightsCountInFull();
  void equalRisksAreRankedByTheTieBreakThenByCell();
  void cellsOutsideTheStudyAreaDoNotCount();
  void certaintyCostsNoMoreThanTheClip();
  void matchesNumpy();
  void nothingToScoreIsAnError();
  void scoresSurviveTheModelFile();
  void theTableNamesEveryModel();
};

namespace
{
Feedback silent;
const std::vector<float> noTieBreak( 20, 0 );

/// One day on a grid of 20 cells: three incidents in the first cell, one in the last.
const std::vector<std::string> day = { "3 . . . . / . . . . . / . . . . . / . . . . 1" };
} // namespace

void TestEvaluation::hitsAreCountedByIncidentsAndByCells()
{
  std::vector<float> risk( 20, 0.1F );
  risk[0] = 0.9F;
  risk[7] = 0.8F;
  const Scores scores = scoreRisk( stack( day ), std::array{ 0 }, risk, noTieBreak, silent );
  QCOMPARE( scores.incidents, 4.0 );
  QCOMPARE( scores.positiveCells, std::int64_t{ 2 } );
  QCOMPARE( scores.hitRate[0], 0.0 );     // 1 % of 20 cells: none is flagged
  QCOMPARE( scores.hitRate[2], 3.0 / 4 ); // 5 %: the first cell
  QCOMPARE( scores.hitRateCells[2], 1.0 / 2 );
}

void TestEvaluation::hitsOfSmallWeightsCountInFull()
{
  std::vector<float> risk( 20, 0.1F );
  risk[0] = 0.9F;
  const std::vector<std::string> light = { "0.25 . . . . / . . . . . / . . . . . / . . . . 0.25" };
  QCOMPARE( scoreRisk( stack( light ), std::array{ 0 }, risk, noTieBreak, silent ).hitRate[2], 0.5 );
}

void TestEvaluation::equalRisksAreRankedByTheTieBreakThenByCell()
{
  const std::vector<float> flat( 20, 0.2F );
  QCOMPARE( scoreRisk( stack( day ), std::array{ 0 }, flat, noTieBreak, silent ).hitRate[2], 3.0 / 4 ); // cell 0 comes first
  std::vector<float> tieBreak = noTieBreak;
  tieBreak[19] = 1;
  QCOMPARE( scoreRisk( stack( day ), std::array{ 0 }, flat, tieBreak, silent ).hitRate[2], 1.0 / 4 );
}

void TestEvaluation::cellsOutsideTheStudyAreaDoNotCount()
{
  HeatmapStack masked = stack( day );
  masked.studyArea[0] = 0;
  const Scores scores = scoreRisk( masked, std::array{ 0 }, std::vector<float>( 20, 0.5F ), noTieBreak, silent );
  QCOMPARE( scores.incidents, 1.0 );
  QVERIFY( qAbs( scores.logLoss - std::log( 2.0 ) ) < 1e-7 ); // p = 1/2 in each of the 19 cells
}

void TestEvaluation::certaintyCostsNoMoreThanTheClip()
{
  const std::vector<float> happened = { 1 };
  const std::vector<std::uint8_t> inside = { 1 };
  QVERIFY( qAbs( logLoss( std::vector<float>{ 0 }, happened, inside ) + std::log( 1e-7 ) ) < 1e-9 );
}

void TestEvaluation::matchesNumpy()
{
  const HeatmapStack days = formulaStack( 60, 4, 5 );
  std::vector<float> risk;
  for ( int t = 40; t < 60; ++t )
    for ( int cell = 0; cell < 20; ++cell )
      risk.push_back( static_cast<float>( ( ( t * 13 + cell * 29 ) % 97 ) / 97.0 ) );
  const Scores scores = scoreRisk( days, stepRange( 40, 59 ), risk, noTieBreak, silent );

  // tests/reference/rates.py, scores()
  QCOMPARE( scores.incidents, 101.0 );
  QCOMPARE( scores.positiveCells, std::int64_t{ 67 } );
  const double hitRate[] = { 0, 0.1188118811881188, 0.1188118811881188, 0.1485148514851485 };
  const double hitRateCells[] = { 0, 0.08955223880597014, 0.08955223880597014, 0.11940298507462686 };
  for ( size_t a = 0; a < areaShares.size(); ++a )
  {
    QCOMPARE( scores.hitRate[a], hitRate[a] );
    QCOMPARE( scores.hitRateCells[a], hitRateCells[a] );
  }
  QVERIFY( qAbs( scores.logLoss - 0.9929122774489282 ) < 1e-6 );
}

void TestEvaluation::nothingToScoreIsAnError()
{
  QVERIFY_EXCEPTION_THROWN( scoreRisk( stack( day ), {}, {}, noTieBreak, silent ), Error );
}

void TestEvaluation::scoresSurviveTheModelFile()
{
  std::vector<float> risk( 20, 0.1F );
  const Scores scores = scoreRisk( stack( day ), std::array{ 0 }, risk, noTieBreak, silent );
  ModelFile file;
  file.description["scores"] = scoresToJson( { { "convlstm", scores }, { "ewma", scores } } );
  const std::vector<NamedScores> read = scoresOf( file );
  QCOMPARE( read.size(), size_t{ 2 } );
  QCOMPARE( read[1].kind, std::string( "ewma" ) );
  QCOMPARE( read[1].scores.logLoss, scores.logLoss );
  QCOMPARE( read[1].scores.hitRateCells, scores.hitRateCells );
}

void TestEvaluation::theTableNamesEveryModel()
{
  Scores scores;
  scores.steps = 99;
  scores.incidents = 213;
  scores.positiveCells = 198;
  scores.hitRate = { 0.319, 0.5, 0.563, 0.7 };
  scores.logLoss = 0.0146;
  const QString table = QString::fromStdString( scoreTable( { { "longrunrate", scores } } ) );
  QVERIFY2( table.contains( "99 steps, 213 incidents in 198 positive cells" ), qPrintable( table ) );
  QVERIFY2( table.contains( "longrunrate    31.9   50.0   56.3   70.0" ), qPrintable( table ) );
  QVERIFY2( table.contains( "0.014600" ), qPrintable( table ) );
  // a name that is longer than the others makes its column wider
  const QStringList lines =
      QString::fromStdString( scoreTable( { { "ewma", scores }, { "encoder_forecaster", scores } } ) ).split( '\n' );
  QCOMPARE( lines[3].size(), lines[2].size() );
  QCOMPARE( lines[4].size(), lines[2].size() );
}

QTEST_APPLESS_MAIN( TestEvaluation )
#include "test_evaluation.moc"
