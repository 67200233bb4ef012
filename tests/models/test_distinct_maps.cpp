// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "distinct_maps.h"

#include <QTest>

using namespace riskcast;

class TestDistinctMaps : public QObject
{
  Q_OBJECT

private slots:
  void neighbouringWindowsShareTheirs();
  void mapsAreTheSameInAllChannels();
  void aMapAloneStaysAlone();
};

void TestDistinctMaps::neighbouringWindowsShareTheirs()
{
  // Four windows of five maps from a series of eight.
  const torch::Tensor series = torch::arange( 8 * 6, torch::kFloat ).view( { 8, 1, 2, 3 } );
  const torch::Tensor windows = series.unfold( 0, 5, 1 ).permute( { 4, 0, 1, 2, 3 } ); // [5, 4, 1, 2, 3]
  const DistinctMaps distinct = distinctMaps( windows );
  QCOMPARE( distinct.maps.sizes().vec(), ( std::vector<int64_t>{ 8, 1, 2, 3 } ) );
  QCOMPARE( distinct.places.sizes().vec(), ( std::vector<int64_t>{ 5, 4 } ) );
  QVERIFY( distinct.maps.index( { distinct.places } ).equal( windows ) );
}

void TestDistinctMaps::mapsAreTheSameInAllChannels()
{
  torch::Tensor windows = torch::zeros( { 3, 1, 2, 1, 2 } );
  windows[1][0][1][0][1] = 1; // one cell of one channel
  const DistinctMaps distinct = distinctMaps( windows );
  QCOMPARE( distinct.maps.size( 0 ), int64_t{ 2 } );
  QVERIFY( distinct.maps.index( { distinct.places } ).equal( windows ) );
}

void TestDistinctMaps::aMapAloneStaysAlone()
{
  const torch::Tensor window = torch::ones( { 1, 1, 1, 1, 1 } );
  QVERIFY( distinctMaps( window ).maps.equal( window[0] ) );
}

QTEST_GUILESS_MAIN( TestDistinctMaps )
#include "test_distinct_maps.moc"
