#include "drawn_test.h"
#include "scores/calibration.h"

#include <QTest>

using namespace riskcast;

class TestCalibration : public QObject
{
  Q_OBJECT

private slots:
  void equalRisksStayInOneBin();
  void aMapThatIsTheSameEverywhereIsOneBinAndTellsNothing();
  void aPositiveCellAboveEveryOtherIsAPerfectCurve();
  void pairsOfBlocksAddUpToTheWhole();
  void percentilesAreThoseOfNumpy();
  void cellsThatAreNotScoredDoNotCount();
};

void TestCalibration::equalRisksStayInOneBin()
{
  const TestMaps maps = drawnTest( { "1 . . 1 . ." } );
  const std::vector<float> risk = { 0.2F, 0.2F, 0.1F, 0.2F, 0.1F, 0.4F };
  // In order 0.1 0.1 0.2 0.2 0.2 0.4: the edge after three cells falls among the 0.2, and moves behind them.
  const std::vector<ReliabilityBin> bins = PooledRisk( maps, risk ).reliability( 2 );
  QCOMPARE( bins.size(), size_t{ 2 } );
  QCOMPARE( bins[0].cells, std::int64_t{ 5 } );
  QVERIFY( qAbs( bins[0].meanRisk - 0.8 / 5 ) < 1e-7 );
  QCOMPARE( bins[0].observedShare, 2.0 / 5 );
  QCOMPARE( bins[0].highestRisk, 0.2F );
  QCOMPARE( bins[1].cells, std::int64_t{ 1 } );
  QCOMPARE( bins[1].observedShare, 0.0 );
}

void TestCalibration::aMapThatIsTheSameEverywhereIsOneBinAndTellsNothing()
{
  const TestMaps maps = drawnTest( { "1 . . . / . . . ." } );
  const PooledRisk pooled( maps, std::vector<float>( 8, 0.125F ) );
  QCOMPARE( pooled.reliability( 10 ).size(), size_t{ 1 } );
  QCOMPARE( pooled.reliability( 10 ).front().observedShare, 0.125 );
  QCOMPARE( pooled.aucPairs( std::array{ 0 }, 1 ).rocAuc( std::array{ 1 } ), 0.5 );
}

void TestCalibration::aPositiveCellAboveEveryOtherIsAPerfectCurve()
{
  const TestMaps maps = drawnTest( { "1 . . ." } );
  const auto auc = [&]( const std::vector<float> &risk )
  { return PooledRisk( maps, risk ).aucPairs( std::array{ 0 }, 1 ).rocAuc( std::array{ 1 } ); };
  QCOMPARE( auc( { 0.9F, 0.1F, 0.2F, 0.3F } ), 1.0 );
  QCOMPARE( auc( { 0.0F, 0.1F, 0.2F, 0.3F } ), 0.0 );
  QCOMPARE( auc( { 0.2F, 0.1F, 0.2F, 0.3F } ), 0.5 ); // above one, equal to one, below one
}

void TestCalibration::pairsOfBlocksAddUpToTheWhole()
{
  const TestMaps maps = drawnTest( { "1 . .", ". 1 ." } );
  const std::vector<float> risk = { 0.5F, 0.4F, 0.1F, 0.6F, 0.3F, 0.2F };
  const AucPairs pairs = PooledRisk( maps, risk ).aucPairs( std::array{ 0, 1 }, 2 );
  // The first day's 0.5 is above 0.4 and 0.1 of its own day, and above 0.2 but not 0.6 of the other. The second day's 0.3 is
  // above 0.1 of the first day and 0.2 of its own.
  QCOMPARE( pairs.wins, ( std::vector<double>{ 2, 1, 1, 1 } ) );
  QCOMPARE( pairs.rocAuc( std::array{ 1, 1 } ), 5.0 / 8 );
  QCOMPARE( pairs.rocAuc( std::array{ 2, 0 } ), 1.0 ); // the first day alone
  QCOMPARE( pairs.rocAuc( std::array{ 0, 0 } ), 0.5 );
}

void TestCalibration::percentilesAreThoseOfNumpy()
{
  const TestMaps maps = drawnTest( { ". . . . ." } );
  const PooledRisk pooled( maps, std::vector<float>{ 0.5F, 0.0F, 1.0F, 0.25F, 0.125F } );
  QCOMPARE( pooled.percentile( 0 ), 0.0 );
  QCOMPARE( pooled.percentile( 50 ), 0.25 );
  QCOMPARE( pooled.percentile( 90 ), 0.8 ); // 3.6 places up: 0.5 + 0.6 (1 - 0.5)
  QCOMPARE( pooled.percentile( 100 ), 1.0 );
}

void TestCalibration::cellsThatAreNotScoredDoNotCount()
{
  const TestMaps maps = drawnTest( { "1 - . ." } );
  const PooledRisk pooled( maps, std::vector<float>{ 0.3F, 0.9F, 0.1F, 0.2F } );
  QVERIFY( qAbs( pooled.percentile( 100 ) - 0.3 ) < 1e-7 );
  QCOMPARE( pooled.aucPairs( std::array{ 0 }, 1 ).negatives, std::vector<double>{ 2 } );
}

QTEST_APPLESS_MAIN( TestCalibration )
#include "test_calibration.moc"
