#include "error_text.h"
#include "scores/paired_bootstrap.h"

#include <QTest>

#include <numeric>

using namespace riskcast;

class TestPairedBootstrap : public QObject
{
  Q_OBJECT

private slots:
  void blocksAreWeeksFromMonday();
  void everySampleHasAsManyBlocks();
  void everyBlockIsAsLikely();
  void theSeedDecides();
  void anIntervalLeavesOutAsMuchAtBothEnds();
  void tooFewBlocksOrRepetitionsAreAnError();
};

void TestPairedBootstrap::blocksAreWeeksFromMonday()
{
  // 2024-01-01 is a Monday. Steps without reports are not among the targets.
  const TimeSteps days( *parseTime( "2024-01-01" ), {}, 60 );
  QCOMPARE( blocksOfSteps( days, std::array{ 3, 6, 7, 13, 14, 30 }, 1 ), ( std::vector<int>{ 0, 0, 1, 1, 2, 3 } ) );
  QCOMPARE( blocksOfSteps( days, std::array{ 3, 6, 7, 13, 14, 30 }, 2 ), ( std::vector<int>{ 0, 0, 0, 0, 1, 2 } ) );
  const TimeSteps months( *parseTime( "2024-01-01" ), { 1, StepUnit::Month }, 4 );
  QCOMPARE( blocksOfSteps( months, std::array{ 1, 2, 3 }, 1 ), ( std::vector<int>{ 0, 1, 2 } ) );
}

void TestPairedBootstrap::everySampleHasAsManyBlocks()
{
  const BootstrapWeights weights( 7, { .repetitions = 150 } );
  QCOMPARE( weights.repetitions(), 150 );
  for ( int repetition = 0; repetition < 150; ++repetition )
  {
    const std::span<const int> drawn = weights.of( repetition );
    QCOMPARE( std::accumulate( drawn.begin(), drawn.end(), 0 ), 7 );
  }
}

void TestPairedBootstrap::everyBlockIsAsLikely()
{
  const BootstrapWeights weights( 5, { .repetitions = 10000 } );
  for ( int block = 0; block < 5; ++block )
  {
    int drawn = 0;
    for ( int repetition = 0; repetition < 10000; ++repetition )
      drawn += weights.of( repetition )[block];
    // 50,000 draws with chance 1/5: 10,000, standard deviation sqrt(50,000 × 0.2 × 0.8) = 89
    QVERIFY2( std::abs( drawn - 10000 ) < 4 * 89, qPrintable( QString::number( drawn ) ) );
  }
}

void TestPairedBootstrap::theSeedDecides()
{
  const auto first = []( std::uint64_t seed )
  {
    const BootstrapWeights weights( 20, { .repetitions = 100, .seed = seed } );
    return std::vector<int>( weights.of( 0 ).begin(), weights.of( 0 ).end() );
  };
  QCOMPARE( first( 1 ), first( 1 ) );
  QVERIFY( first( 1 ) != first( 2 ) );
}

void TestPairedBootstrap::anIntervalLeavesOutAsMuchAtBothEnds()
{
  std::vector<double> values( 101 );
  std::iota( values.rbegin(), values.rend(), 0 ); // 100 … 0
  const Interval interval = intervalOf( values, 0.9 );
  QVERIFY( qAbs( interval.low - 5 ) < 1e-9 );
  QVERIFY( qAbs( interval.high - 95 ) < 1e-9 );
}

void TestPairedBootstrap::tooFewBlocksOrRepetitionsAreAnError()
{
  QCOMPARE( errorText( [] { BootstrapWeights( 9, { .repetitions = 99 } ); } ),
            QString( "A bootstrap of 99 repetitions tells no interval: it needs at least 100." ) );
  QCOMPARE( errorText( [] { BootstrapWeights( 1, { .weeksPerBlock = 4 } ); } ),
            QString( "The test period has a single block of 4 weeks, so it cannot be told how sure a score is. Choose a longer "
                     "period or shorter blocks." ) );
}

QTEST_APPLESS_MAIN( TestPairedBootstrap )
#include "test_paired_bootstrap.moc"
