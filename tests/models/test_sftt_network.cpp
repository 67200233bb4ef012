#include "neighbouring_windows.h"
#include "seen_steps.h"
#include "sftt_network.h"

#include <QTest>

using namespace riskcast;
using Json = nlohmann::json;

/// Expected values: tests/reference/sftt.py.
class TestSfttNetwork : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void everyMapCountsAndTheirOrder();
  void windowsThatShareMapsAreForecastAsAlone();
  void anotherGridIsRefused();
  void singleValuePerFilterIsNoReasonToStop();
};

namespace
{
const Json &reference()
{
  static const Json json = referenceValues( "sftt" );
  return json;
}

SfttNetworkOptions optionsOf( const Json &json )
{
  return { .filters = json["filters"], .hidden = json["hidden"], .padding = enumFromName<Padding>( json["padding"] ) };
}

constexpr NetworkShape smallShape{ .steps = 5, .channels = 2, .outputs = 3, .rows = 5, .columns = 4 };

SfttNetworkOptions smallOptions()
{
  return { .filters = { 2, 3 }, .hidden = 4 };
}
} // namespace

void TestSfttNetwork::matchesPyTorch_data()
{
  addCases( reference() );
}

void TestSfttNetwork::matchesPyTorch()
{
  QFETCH( int, index );
  const Json &expected = reference()[index];
  SfttNetwork network( shapeOf( expected ), optionsOf( expected ) );
  QVERIFY( matchesReference( *network, expected ) );
}

void TestSfttNetwork::everyMapCountsAndTheirOrder()
{
  torch::manual_seed( 1 );
  SfttNetwork network( smallShape, smallOptions() );
  QVERIFY( seesEveryStepInOrder( *network, smallShape ) );
}

void TestSfttNetwork::windowsThatShareMapsAreForecastAsAlone()
{
  torch::manual_seed( 1 );
  SfttNetwork network( smallShape, smallOptions() );
  QVERIFY( forecastsNeighboursAsAlone( *network, smallShape ) );
}

void TestSfttNetwork::anotherGridIsRefused()
{
  SfttNetwork network( smallShape, smallOptions() );
  QVERIFY_EXCEPTION_THROWN( network->forward( { torch::rand( { 2, 5, 2, 9, 4 } ), {}, {} } ), c10::Error );
}

void TestSfttNetwork::singleValuePerFilterIsNoReasonToStop()
{
  SfttNetwork network( NetworkShape{ .steps = 1, .channels = 1, .rows = 1, .columns = 1 }, smallOptions() );
  network->train();
  QVERIFY( std::isfinite( network->forward( { torch::ones( { 1, 1, 1, 1, 1 } ), {}, {} } ).item<float>() ) );
  for ( const torch::Tensor &buffer : network->buffers() )
    QVERIFY( buffer.isfinite().all().item<bool>() );
}

QTEST_GUILESS_MAIN( TestSfttNetwork )
#include "test_sftt_network.moc"
