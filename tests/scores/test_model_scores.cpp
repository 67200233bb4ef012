#include "formula_stack.h"
#include "recorded_feedback.h"
#include "scores/model_scores.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <fstream>

using namespace riskcast;

class TestModelScores : public QObject
{
  Q_OBJECT

private slots:
  void matchesNumpyAndScikitLearn_data();
  void matchesNumpyAndScikitLearn();
  void reliabilityMatchesNumpy();
  void levelsCountThresholds();
  void theMainShareIsFlagged();
};

namespace
{

Feedback silent;
constexpr int firstStep = 20;
constexpr int rows = 8;
constexpr int columns = 9;

/// What tests/reference/scores.py computes from, too.
struct Formula
{
  TestMaps maps;
  std::vector<float> risk;
  ScoreSettings settings{ .percentiles = { 85, 95 } };
  std::vector<int> blockOfStep;

  Formula()
  {
    HeatmapStack stack = formulaStack( 60, rows, columns );
    for ( const int cell : { 0, 5, 71 } )
      stack.studyArea[cell] = 0;
    std::vector<float> tieBreak( stack.cellCount(), 0 );
    for ( int step = 0; step < firstStep; ++step )
      std::ranges::transform( tieBreak, stack.total( step ), tieBreak.begin(), std::plus<>() );
    maps = testMaps( stack, stepRange( firstStep, 59 ), tieBreak, 0 );
    for ( int t = firstStep; t < 60; ++t )
    {
      blockOfStep.push_back( ( t - firstStep ) / 7 );
      for ( int cell = 0; cell < rows * columns; ++cell )
        risk.push_back( static_cast<float>( ( ( t * 13 + cell * 29 + cell * cell ) % 97 ) / 97.0 ) );
    }
  }

  ModelScores scores() const
  {
    const Thresholds thresholds{ ThresholdScope::Training, std::vector<std::vector<double>>( 40, { 0.5, 0.8 } ) };
    return { maps, risk, thresholds, settings, 1, blockOfStep, silent };
  }
};

const nlohmann::json &expected()
{
  static const auto json = nlohmann::json::parse( std::ifstream( RISKCAST_SOURCE_DIR "/tests/reference/scores.json" ) );
  return json;
}

} // namespace

void TestModelScores::matchesNumpyAndScikitLearn_data()
{
  QTest::addColumn<std::vector<int>>( "weights" );
  QTest::newRow( "once" ) << std::vector<int>( 6, 1 );
  QTest::newRow( "weighted" ) << std::vector<int>{ 2, 0, 1, 3, 0, 1 };
}

void TestModelScores::matchesNumpyAndScikitLearn()
{
  QFETCH( std::vector<int>, weights );
  const Formula formula;
  const std::vector<Score> list = allScores( formula.settings );
  const std::vector<double> values = formula.scores().sample( weights ).scores;
  QCOMPARE( values.size(), list.size() );
  const nlohmann::json &known = expected().at( QTest::currentDataTag() );
  QCOMPARE( known.size(), list.size() );
  for ( size_t i = 0; i < list.size(); ++i )
    QVERIFY2( std::abs( values[i] - known.at( list[i].id ).get<double>() ) < 1e-9,
              qPrintable( QString( "%1 is %2" ).arg( list[i].id.c_str() ).arg( values[i], 0, 'g', 12 ) ) );
}

void TestModelScores::reliabilityMatchesNumpy()
{
  const std::vector<ReliabilityBin> bins = Formula().scores().reliability();
  const nlohmann::json &known = expected().at( "reliability" );
  QCOMPARE( bins.size(), known.size() );
  for ( size_t i = 0; i < bins.size(); ++i )
  {
    QCOMPARE( bins[i].cells, known[i][0].get<std::int64_t>() );
    QVERIFY( std::abs( bins[i].meanRisk - known[i][1].get<double>() ) < 1e-9 );
    QVERIFY( std::abs( bins[i].observedShare - known[i][2].get<double>() ) < 1e-9 );
    QCOMPARE( bins[i].highestRisk, known[i][3].get<float>() );
  }
}

void TestModelScores::levelsCountThresholds()
{
  const Formula formula;
  const std::vector<std::uint8_t> levels = formula.scores().levels();
  for ( size_t i = 0; i < levels.size(); ++i )
  {
    const bool scored = formula.maps.scored[i % formula.maps.cellCount()];
    QCOMPARE( static_cast<int>( levels[i] ), scored ? ( formula.risk[i] > 0.5 ) + ( formula.risk[i] > 0.8 ) : 0 );
  }
}

void TestModelScores::theMainShareIsFlagged()
{
  const Formula formula;
  const ModelScores scores = formula.scores();
  for ( const std::vector<int> &cells : scores.flagged() )
    QCOMPARE( cells.size(), size_t{ 3 } ); // round( 5 % of 69 )
}

QTEST_APPLESS_MAIN( TestModelScores )
#include "test_model_scores.moc"
