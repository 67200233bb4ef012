#include "cubic_spline.h"
#include "reference_step.h"
#include "st_resnet_network.h"

#include <QTest>

using namespace riskcast;
using Json = nlohmann::json;

/// Expected values: tests/reference/st_resnet.py.
class TestStResNetNetwork : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void branchWithoutMapsIsLeftOut();
  void fusionStartsBetween0And1();
  void calendarCanLowerScores();
  void everyBranchLearnsFromZero();
  void sumsOfTheDayLoseWhatHappenedBefore();
  void finerCellsHaveWeightsOfTheirOwn();
  void splinesGoThroughTheCells();
  void otherNumberOfMapsIsRefused();
  void singleValuePerFilterIsNoReasonToStop();
};

namespace
{
const Json &reference()
{
  static const Json json = referenceValues( "st_resnet" );
  return json;
}

StResNetNetworkOptions optionsOf( const Json &json )
{
  return { .closeness = json["closeness"],
           .period = json["period"],
           .trend = json["trend"],
           .filters = json["filters"],
           .residualUnits = json["units"],
           .superResolution = json["superResolution"],
           .padding = enumFromName<Padding>( json["padding"] ) };
}

/// Two maps just before the target, one a period back, one a longer period back.
constexpr NetworkShape smallShape{ .steps = 4, .channels = 1, .calendar = 2, .rows = 3, .columns = 4 };

StResNetNetworkOptions smallOptions()
{
  return { .closeness = 2, .period = 1, .trend = 1, .filters = 3, .residualUnits = 1 };
}
} // namespace

void TestStResNetNetwork::matchesPyTorch_data()
{
  addCases( reference() );
}

void TestStResNetNetwork::matchesPyTorch()
{
  QFETCH( int, index );
  const Json &expected = reference()[index];
  StResNetNetwork network( shapeOf( expected ), optionsOf( expected ) );
  QVERIFY( matchesReference( *network, expected ) );
}

void TestStResNetNetwork::branchWithoutMapsIsLeftOut()
{
  StResNetNetworkOptions options = smallOptions();
  options.period = 0;
  NetworkShape shape = smallShape;
  shape.steps = 3;
  shape.calendar = 0;
  StResNetNetwork network( shape, options );
  std::vector<std::string> parts;
  for ( const auto &each : network->named_children() )
    parts.push_back( each.key() );
  QCOMPARE( parts, ( std::vector<std::string>{ "closeness", "trend" } ) );
}

void TestStResNetNetwork::fusionStartsBetween0And1()
{
  NetworkShape shape = smallShape;
  shape.rows = shape.columns = 50;
  StResNetNetwork network( shape, smallOptions() );
  for ( const char *branch : { "closeness", "period", "trend" } )
  {
    const torch::Tensor fusion = network->named_parameters()[std::string( branch ) + ".fusion"];
    QCOMPARE( fusion.sizes().vec(), ( std::vector<int64_t>{ 1, 50, 50 } ) );
    QVERIFY( fusion.min().item<float>() >= 0 && fusion.max().item<float>() <= 1 );
    // Of 2500 draws the mean strays from 1/2 by 0.006, and none is left out near the ends but by one chance in 10^11.
    QVERIFY( std::abs( fusion.mean().item<float>() - 0.5 ) < 0.04 );
    QVERIFY( fusion.min().item<float>() < 0.01 && fusion.max().item<float>() > 0.99 );
  }
}

void TestStResNetNetwork::calendarCanLowerScores()
{
  StResNetNetwork network( smallShape, smallOptions() );
  setByFormula( *network );
  network->eval();
  NetworkInput input = formulaInput( smallShape, 2 );
  const torch::Tensor scores = network( input );
  input.calendar = torch::zeros_like( input.calendar );
  const torch::Tensor changes = scores - network( input );
  QVERIFY( changes.min().item<double>() < 0 && changes.max().item<double>() > 0 );
}

void TestStResNetNetwork::everyBranchLearnsFromZero()
{
  torch::manual_seed( 1 ); // LibTorch draws its own seed otherwise, and with some the calendar's few ReLU let nothing through
  StResNetNetwork network( smallShape, smallOptions() );
  network->startAtZero();
  const torch::Tensor scores = network->forward( { torch::rand( { 2, 4, 1, 3, 4 } ), {}, torch::ones( { 2, 2 } ) } );
  QCOMPARE( scores.abs().max().item<float>(), 0.0F );
  ( scores - 1 ).square().sum().backward();
  for ( const char *layer : { "closeness.last", "period.last", "trend.last", "calendar.scores" } )
    for ( const char *part : { ".weight", ".bias" } )
      QVERIFY2( network->named_parameters()[std::string( layer ) + part].grad().abs().max().item<float>() > 0, layer );
}

void TestStResNetNetwork::sumsOfTheDayLoseWhatHappenedBefore()
{
  StResNetNetworkOptions options = smallOptions();
  StResNetNetwork plain( smallShape, options );
  options.cumulativeDay = true;
  StResNetNetwork cumulative( smallShape, options );
  NetworkInput input = formulaInput( smallShape, 2 );
  input.today = torch::arange( 24, torch::kDouble ).view( { 2, 1, 12 } );
  for ( StResNetNetwork *network : { &plain, &cumulative } )
  {
    setByFormula( **network );
    ( *network )->eval();
  }
  QVERIFY( torch::allclose( cumulative( input ), plain( input ) - input.today ) );
}

void TestStResNetNetwork::finerCellsHaveWeightsOfTheirOwn()
{
  StResNetNetworkOptions options = smallOptions();
  options.superResolution = 2;
  StResNetNetwork network( smallShape, options );
  QCOMPARE( network->named_parameters()["trend.fusion"].sizes().vec(), ( std::vector<int64_t>{ 1, 6, 8 } ) );
  int64_t count = 0;
  for ( const torch::Tensor &parameter : network->parameters() )
    count += parameter.numel();
  QCOMPARE( options.parameterCount( smallShape ), static_cast<double>( count ) );
}

void TestStResNetNetwork::splinesGoThroughTheCells()
{
  const torch::Tensor row = torch::tensor( { 3.0, 0.0, 1.0, 0.0, 0.0 }, torch::kDouble );
  const torch::Tensor finer = cubicSpline( 5, 3 ).matmul( row );
  QCOMPARE( finer.size( 0 ), int64_t{ 15 } );
  QVERIFY( torch::allclose( finer.slice( 0, 1, 15, 3 ), row ) ); // the middle ones of three, at the centres of the cells
  QVERIFY( torch::allclose( cubicSpline( 5, 2 ).sum( 1 ), torch::ones( 10, torch::kDouble ) ) ); // what is even stays so
  QVERIFY( torch::allclose( cubicSpline( 1, 4 ), torch::ones( { 4, 1 }, torch::kDouble ) ) );
}

void TestStResNetNetwork::otherNumberOfMapsIsRefused()
{
  StResNetNetwork network( smallShape, smallOptions() );
  for ( const int maps : { 3, 5 } )
    QVERIFY_EXCEPTION_THROWN( network->forward( { torch::rand( { 2, maps, 1, 3, 4 } ), {}, torch::ones( { 2, 2 } ) } ),
                              c10::Error );
}

void TestStResNetNetwork::singleValuePerFilterIsNoReasonToStop()
{
  const NetworkShape shape{ .steps = 4, .channels = 1, .rows = 1, .columns = 1 };
  StResNetNetwork network( shape, smallOptions() );
  network->train();
  QVERIFY( std::isfinite( network->forward( { torch::ones( { 1, 4, 1, 1, 1 } ), {}, {} } ).item<float>() ) );
  for ( const torch::Tensor &buffer : network->buffers() )
    QVERIFY( buffer.isfinite().all().item<bool>() );
}

QTEST_GUILESS_MAIN( TestStResNetNetwork )
#include "test_st_resnet_network.moc"
