#include "gan_network.h"
#include "reference_step.h"

#include <QTest>

using namespace riskcast;
using Json = nlohmann::json;

/// Expected values: tests/reference/gan.py.
class TestGanNetwork : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void forecastRepeatsItself();
  void forecastOfABatchIsThatOfItsSamples();
  void drawsDifferWhileTraining();
  void drawsDifferWithTheirSeed();
  void sureMapsStayFinite();
  void untrainedItDrawsItsPrior();
  void coarsestLevelKeepsTwoCells_data();
  void coarsestLevelKeepsTwoCells();
};

namespace
{
const Json &reference()
{
  static const Json json = referenceValues( "gan_network" );
  return json;
}

GanNetworkOptions optionsOf( const Json &json )
{
  return {
    .filters = json["filters"], .draws = json["draws"], .seed = json["seed"], .padding = enumFromName<Padding>( json["padding"] )
  };
}

constexpr NetworkShape smallShape{ .steps = 3, .channels = 2, .calendar = 2, .outputs = 3, .rows = 5, .columns = 4 };

GanNetworkOptions smallNetworkOptions( std::uint64_t seed = 1 )
{
  return { .filters = { 3, 4 }, .draws = 2, .seed = seed };
}

GanNetwork smallNetwork( std::uint64_t seed = 1 )
{
  GanNetwork network( smallShape, smallNetworkOptions( seed ) );
  setByFormula( *network );
  return network;
}
} // namespace

void TestGanNetwork::matchesPyTorch_data()
{
  addCases( reference() );
}

void TestGanNetwork::matchesPyTorch()
{
  QFETCH( int, index );
  const Json &expected = reference()[index];
  const NetworkShape shape = shapeOf( expected );
  GanNetwork network( shape, optionsOf( expected ) );
  torch::manual_seed( 5 );
  QVERIFY( matchesReference( *network, expected, noiseMaps( 3, formulaInput( shape, 3 ).maps.select( 1, 0 ) ) ) );
}

void TestGanNetwork::forecastRepeatsItself()
{
  GanNetwork network = smallNetwork();
  network->eval();
  const NetworkInput input = formulaInput( smallShape, 2 );
  const torch::Tensor first = network->forward( input );
  torch::rand( 7 ); // what others draw in between is of no consequence
  QVERIFY( torch::equal( network->forward( input ), first ) );
}

void TestGanNetwork::forecastOfABatchIsThatOfItsSamples()
{
  GanNetwork network = smallNetwork();
  network->eval();
  const NetworkInput input = formulaInput( smallShape, 3 );
  const torch::Tensor batch = network->forward( input );
  for ( int sample = 0; sample < 3; ++sample )
  {
    const NetworkInput single{ input.maps.narrow( 0, sample, 1 ), {}, input.calendar.narrow( 0, sample, 1 ) };
    QVERIFY( torch::allclose( network->forward( single ), batch.narrow( 0, sample, 1 ), 0, 1e-12 ) );
  }
}

void TestGanNetwork::drawsDifferWhileTraining()
{
  GanNetwork network = smallNetwork();
  NetworkInput input = formulaInput( smallShape, 2 );
  const auto draw = [&]
  {
    input.noise = noiseMaps( 2, conditionMaps( input ) );
    return network->forward( input );
  };
  QVERIFY( !torch::allclose( draw(), draw() ) );
}

void TestGanNetwork::drawsDifferWithTheirSeed()
{
  GanNetwork network = smallNetwork(), other = smallNetwork( 2 );
  network->eval();
  other->eval();
  const NetworkInput input = formulaInput( smallShape, 2 );
  QVERIFY( !torch::allclose( network->forward( input ), other->forward( input ) ) );
}

void TestGanNetwork::sureMapsStayFinite()
{
  for ( const float sure : { -200.0F, 200.0F } )
  {
    GanNetwork network( smallShape, GanNetworkOptions{ .filters = { 2 }, .draws = 3 } );
    network->eval();
    network->startAtZero();
    {
      const torch::NoGradGuard noGrad;
      network->named_parameters()["generator.last.bias"].fill_( sure );
    }
    const torch::Tensor scores = network->forward( { torch::rand( { 1, 3, 2, 5, 4 } ), {}, torch::ones( { 1, 2 } ) } );
    QVERIFY( torch::allclose( scores, torch::full_like( scores, sure ) ) );
  }
}

void TestGanNetwork::untrainedItDrawsItsPrior()
{
  GanNetwork network( smallShape, smallNetworkOptions() );
  network->startAtZero();
  network->eval();
  const torch::Tensor prior = formulaLogRates( smallShape, 2 ).to( torch::kFloat );
  const NetworkInput input{ torch::rand( { 2, 3, 2, 5, 4 } ), {}, torch::ones( { 2, 2 } ) };
  QVERIFY( torch::allclose( network->corrected( input, prior ), prior, 0, 1e-6 ) );
}

void TestGanNetwork::coarsestLevelKeepsTwoCells_data()
{
  QTest::addColumn<int>( "rows" );
  QTest::addColumn<int>( "columns" );
  QTest::addColumn<int>( "levels" );
  QTest::newRow( "32 x 32" ) << 32 << 32 << 4;
  QTest::newRow( "more than four levels could halve" ) << 100 << 33 << 4;
  QTest::newRow( "17 in 9, 5, 3, 2" ) << 3 << 17 << 4;
  QTest::newRow( "16 in 8, 4, 2" ) << 16 << 16 << 3;
  QTest::newRow( "3 in 2" ) << 3 << 2 << 1;
  QTest::newRow( "one level always" ) << 1 << 1 << 1;
}

void TestGanNetwork::coarsestLevelKeepsTwoCells()
{
  QFETCH( int, rows );
  QFETCH( int, columns );
  QFETCH( int, levels );
  GanNetwork network( NetworkShape{ .steps = 1, .channels = 1, .rows = rows, .columns = columns },
                      GanNetworkOptions{ .filters = { 2, 2, 2, 2 } } );
  int made = 0;
  for ( const auto &each : network->named_modules() )
    made += each.key().starts_with( "generator.down" ) && each.key().ends_with( ".norm" );
  QCOMPARE( made, levels );
}

QTEST_GUILESS_MAIN( TestGanNetwork )
#include "test_gan_network.moc"
