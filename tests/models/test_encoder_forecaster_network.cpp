#include "encoder_forecaster_network.h"
#include "neighbouring_windows.h"
#include "reference_step.h"

#include <QTest>

using namespace riskcast;
using Json = nlohmann::json;

/// Expected values: tests/reference/encoder_forecaster.py.
class TestEncoderForecasterNetwork : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void longerHorizonBeginsAsAShorterOne();
  void windowsThatShareMapsAreForecastAsAlone();
  void everyStepAheadHasItsOwnCalendar();
  void layerWithoutInputStartsAsKerasDoes();
  void anyGridAndWindowFitTheSameParameters();
};

namespace
{
const Json &reference()
{
  static const Json json = referenceValues( "encoder_forecaster" );
  return json;
}

EncoderForecasterNetworkOptions optionsOf( const Json &json )
{
  return { .filters = json["filters"],
           .gateActivation = enumFromName<GateActivation>( json["gates"] ),
           .padding = enumFromName<Padding>( json["padding"] ) };
}

/// By formula, for two outputs.
EncoderForecasterNetwork smallNetwork( int horizon, int calendar )
{
  const NetworkShape shape{
    .steps = 3, .channels = 1, .calendar = calendar, .outputs = 2, .rows = 3, .columns = 4, .horizon = horizon
  };
  EncoderForecasterNetwork network( shape, EncoderForecasterNetworkOptions{ .filters = { 2, 3 } } );
  setByFormula( *network );
  return network;
}
} // namespace

void TestEncoderForecasterNetwork::matchesPyTorch_data()
{
  addCases( reference() );
}

void TestEncoderForecasterNetwork::matchesPyTorch()
{
  QFETCH( int, index );
  const Json &expected = reference()[index];
  EncoderForecasterNetwork network( shapeOf( expected ), optionsOf( expected ) );
  QVERIFY( matchesReference( *network, expected ) );
}

void TestEncoderForecasterNetwork::longerHorizonBeginsAsAShorterOne()
{
  const NetworkInput input{ byFormula( { 2, 3, 1, 3, 4 }, 1.3, 0, 1 ), {}, {} };
  const torch::Tensor one = smallNetwork( 1, 0 )( input );
  const torch::Tensor three = smallNetwork( 3, 0 )( input );
  QCOMPARE( one.sizes().vec(), ( std::vector<int64_t>{ 2, 1 * 2, 12 } ) );
  QCOMPARE( three.sizes().vec(), ( std::vector<int64_t>{ 2, 3 * 2, 12 } ) );
  // The two outputs of the first step come first.
  QVERIFY( torch::allclose( three.narrow( 1, 0, 2 ), one ) );
  QVERIFY( !torch::allclose( three.narrow( 1, 2, 2 ), one ) );
}

void TestEncoderForecasterNetwork::windowsThatShareMapsAreForecastAsAlone()
{
  const NetworkShape shape{ .steps = 3, .channels = 1, .calendar = 2, .outputs = 2, .rows = 3, .columns = 4, .horizon = 2 };
  EncoderForecasterNetwork network = smallNetwork( shape.horizon, shape.calendar );
  QVERIFY( forecastsNeighboursAsAlone( *network, shape ) );
}

void TestEncoderForecasterNetwork::everyStepAheadHasItsOwnCalendar()
{
  EncoderForecasterNetwork network = smallNetwork( 3, 2 );
  NetworkInput input{ byFormula( { 2, 3, 1, 3, 4 }, 1.3, 0, 1 ), {}, torch::zeros( { 2, 2 }, torch::kDouble ) };
  const torch::Tensor without = network( input );
  input.calendar = torch::ones( { 2, 2 }, torch::kDouble );
  const torch::Tensor added = network( input ) - without;
  // Of ones it adds the sums of β, one for each output of each step, the same in all cells of both windows.
  const torch::Tensor beta = network->named_parameters()["calendar.beta.weight"];
  QCOMPARE( beta.sizes().vec(), ( std::vector<int64_t>{ 3 * 2, 2 } ) );
  QVERIFY( torch::allclose( added, beta.sum( 1 ).view( { 1, 6, 1 } ).expand_as( added ) ) );
}

void TestEncoderForecasterNetwork::layerWithoutInputStartsAsKerasDoes()
{
  ConvLstmLayer layer( 0, 5, GateActivation::HardSigmoid, Padding::Replicate );
  const auto parameters = layer->named_parameters();
  QCOMPARE( parameters.keys(), ( std::vector<std::string>{ "recurrent.weight", "recurrent.bias" } ) );
  // Orthogonal: the 20 rows of 45 numbers
  const torch::Tensor rows = parameters["recurrent.weight"].flatten( 1 );
  QVERIFY( torch::allclose( rows.mm( rows.t() ), torch::eye( 20 ), 0, 1e-5 ) );
  // The gates i, f, o, g of 5 filters each: 1 for f
  const torch::Tensor bias = torch::cat( { torch::zeros( 5 ), torch::ones( 5 ), torch::zeros( 10 ) } );
  QVERIFY( torch::equal( parameters["recurrent.bias"], bias ) );
}

void TestEncoderForecasterNetwork::anyGridAndWindowFitTheSameParameters()
{
  EncoderForecasterNetwork network = smallNetwork( 2, 0 );
  QCOMPARE( network->forward( { torch::rand( { 2, 5, 1, 7, 1 }, torch::kDouble ), {}, {} } ).sizes().vec(),
            ( std::vector<int64_t>{ 2, 2 * 2, 7 } ) );
}

QTEST_GUILESS_MAIN( TestEncoderForecasterNetwork )
#include "test_encoder_forecaster_network.moc"
