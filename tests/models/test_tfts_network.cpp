#include "seen_steps.h"
#include "tfts_network.h"

#include <QTest>

using namespace riskcast;
using Json = nlohmann::json;

/// Expected values: tests/reference/sftt.py.
class TestTftsNetwork : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void everyMapCountsAndTheirOrder();
  void anyGridWillDo();
  void cellsOfOneHistoryScoreAlike();
};

namespace
{
const Json &reference()
{
  static const Json json = referenceValues( "tfts" );
  return json;
}

TftsNetworkOptions optionsOf( const Json &json )
{
  return { .hidden = json["cellHidden"], .filters = json["cellFilters"], .padding = enumFromName<Padding>( json["padding"] ) };
}

constexpr NetworkShape smallShape{ .steps = 5, .channels = 2, .outputs = 3, .rows = 5, .columns = 4 };

TftsNetworkOptions smallOptions()
{
  return { .hidden = 4, .filters = { 3, 2 } };
}
} // namespace

void TestTftsNetwork::matchesPyTorch_data()
{
  addCases( reference() );
}

void TestTftsNetwork::matchesPyTorch()
{
  QFETCH( int, index );
  const Json &expected = reference()[index];
  TftsNetwork network( shapeOf( expected ), optionsOf( expected ) );
  QVERIFY( matchesReference( *network, expected ) );
}

void TestTftsNetwork::everyMapCountsAndTheirOrder()
{
  torch::manual_seed( 1 );
  TftsNetwork network( smallShape, smallOptions() );
  QVERIFY( seesEveryStepInOrder( *network, smallShape ) );
}

void TestTftsNetwork::anyGridWillDo()
{
  TftsNetwork network( smallShape, smallOptions() );
  QCOMPARE( network->forward( { torch::rand( { 2, 5, 2, 9, 3 } ), {}, {} } ).sizes().vec(),
            ( std::vector<int64_t>{ 2, 3, 9 * 3 } ) );
}

void TestTftsNetwork::cellsOfOneHistoryScoreAlike()
{
  TftsNetwork network( smallShape, smallOptions() );
  network->eval();
  const torch::Tensor history = torch::rand( { 1, 5, 2, 1, 1 } );
  const torch::Tensor scores = network->forward( { history.expand( { 1, 5, 2, 5, 4 } ), {}, {} } );
  QVERIFY( torch::allclose( scores, scores.narrow( 2, 0, 1 ).expand_as( scores ), 0, 1e-6 ) );
}

QTEST_GUILESS_MAIN( TestTftsNetwork )
#include "test_tfts_network.moc"
