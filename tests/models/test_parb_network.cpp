#include "parb_network.h"
#include "seen_steps.h"

#include <QTest>

using namespace riskcast;
using Json = nlohmann::json;

/// Expected values: tests/reference/sftt.py.
class TestParbNetwork : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void everyMapCountsAndTheirOrder();
  void bothBranchesLearnOnceTheHeadHas();
};

namespace
{
const Json &reference()
{
  static const Json json = referenceValues( "parb" );
  return json;
}

ParbNetworkOptions optionsOf( const Json &json )
{
  return {
    .sftt = { .filters = json["filters"], .hidden = json["hidden"], .padding = enumFromName<Padding>( json["padding"] ) },
    .tfts = { .hidden = json["cellHidden"], .filters = json["cellFilters"], .padding = enumFromName<Padding>( json["padding"] ) }
  };
}

constexpr NetworkShape smallShape{ .steps = 5, .channels = 2, .outputs = 3, .rows = 5, .columns = 4 };

ParbNetworkOptions smallOptions()
{
  return { .sftt = { .filters = { 2, 3 }, .hidden = 4 }, .tfts = { .hidden = 4, .filters = { 3, 2 } } };
}
} // namespace

void TestParbNetwork::matchesPyTorch_data()
{
  addCases( reference() );
}

void TestParbNetwork::matchesPyTorch()
{
  QFETCH( int, index );
  const Json &expected = reference()[index];
  ParbNetwork network( shapeOf( expected ), optionsOf( expected ) );
  QVERIFY( matchesReference( *network, expected ) );
}

void TestParbNetwork::everyMapCountsAndTheirOrder()
{
  torch::manual_seed( 1 );
  ParbNetwork network( smallShape, smallOptions() );
  QVERIFY( seesEveryStepInOrder( *network, smallShape ) );
}

void TestParbNetwork::bothBranchesLearnOnceTheHeadHas()
{
  ParbNetwork network( smallShape, smallOptions() );
  network->startAtZero();
  torch::optim::Adam optimizer( network->parameters() );
  for ( int step = 0; step < 2; ++step )
  {
    optimizer.zero_grad();
    ( network->forward( { torch::rand( { 4, 5, 2, 5, 4 } ), {}, {} } ) - 1 ).square().sum().backward();
    optimizer.step();
  }
  for ( const char *layer : { "sftt.maps.weight", "sftt.lstm.weight_ih_l0", "tfts.lstm.weight_ih_l0" } )
    QVERIFY2( network->named_parameters()[layer].grad().abs().max().item<float>() > 0, layer );
}

QTEST_GUILESS_MAIN( TestParbNetwork )
#include "test_parb_network.moc"
