#include "formula_network.h"
#include "network_trainer.h"

#include "enum_names.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <fstream>

using namespace riskcast;
using Json = nlohmann::json;

/// Expected values: tests/reference/conv_lstm.py.
class TestConvLstmNetwork : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void aWholeTrainingMatchesPyTorch();
  void gradientMatchesFiniteDifferences_data();
  void gradientMatchesFiniteDifferences();
  void everyParameterGetsAGradient_data();
  void everyParameterGetsAGradient();
  void everyShapeGivesALogitPerCell_data();
  void everyShapeGivesALogitPerCell();
  void startsAsKerasDoes();
  void parametersAreCountedWithoutMakingTheNetwork();
  void aSingleValuePerFilterIsNoReasonToStop();
  void invertingTheWeightGivesTheProbabilityBack();
};

namespace
{
const Json &reference()
{
  static const Json json = Json::parse( std::ifstream( RISKCAST_SOURCE_DIR "/tests/reference/conv_lstm.json" ) );
  return json;
}

ConvLstmNetworkOptions optionsOf( const Json &json )
{
  return { .channels = json["channels"],
           .windowLength = json["length"],
           .rows = json["rows"],
           .columns = json["columns"],
           .filters = json["filters"],
           .gateActivation = enumFromName<GateActivation>( json["gates"] ),
           .padding = enumFromName<Padding>( json["padding"] ) };
}

bool isClose( double value, double expected )
{
  // In double; but the slope of LibTorch's hard sigmoid is the 32-bit number nearest to 1/6, off by 1e-8.
  const bool close = std::abs( value - expected ) <= 2e-7 * std::max( 1.0, std::abs( expected ) );
  if ( !close )
    qWarning( "%.12g instead of %.12g", value, expected );
  return close;
}

bool isClose( const torch::Tensor &values, const Json &expected )
{
  const torch::Tensor flat = values.detach().to( torch::kDouble ).flatten();
  bool close = flat.numel() == static_cast<int64_t>( expected.size() );
  for ( int64_t k = 0; close && k < flat.numel(); ++k )
    close = isClose( flat[k].item<double>(), expected[k].get<double>() );
  return close;
}

/// The two sums that stand for a large tensor in the reference.
torch::Tensor sums( const torch::Tensor &tensor )
{
  const torch::Tensor flat = tensor.detach().flatten();
  const torch::Tensor index = torch::arange( flat.numel(), torch::kDouble );
  return torch::stack( { ( flat * torch::cos( index ) ).sum(), ( flat * torch::sin( index ) ).sum() } );
}

torch::Tensor lossOf( ConvLstmNetwork &network, const ConvLstmNetworkOptions &options, int windows )
{
  return weightedLoss( network( formulaMaps( options, windows ) ), formulaTargets( options, windows ),
                       torch::ones( options.rows * options.columns, torch::kDouble ), 5 );
}

void everyGateAndPadding()
{
  QTest::addColumn<GateActivation>( "gates" );
  QTest::addColumn<Padding>( "padding" );
  for ( const GateActivation gates : { GateActivation::HardSigmoid, GateActivation::Sigmoid } )
    for ( const Padding padding : { Padding::Replicate, Padding::Reflect, Padding::Zeros } )
      QTest::addRow( "%s, %s", enumName( gates ).c_str(), enumName( padding ).c_str() ) << gates << padding;
}

ConvLstmNetworkOptions smallOptions()
{
  return { .channels = 1, .windowLength = 3, .rows = 3, .columns = 4, .filters = { 2, 2 } };
}
} // namespace

Q_DECLARE_METATYPE( GateActivation )
Q_DECLARE_METATYPE( Padding )

void TestConvLstmNetwork::matchesPyTorch_data()
{
  QTest::addColumn<int>( "index" );
  for ( size_t i = 0; i < reference()["steps"].size(); ++i )
    QTest::newRow( reference()["steps"][i]["name"].get<std::string>().c_str() ) << static_cast<int>( i );
}

void TestConvLstmNetwork::matchesPyTorch()
{
  QFETCH( int, index );
  const Json &expected = reference()["steps"][index];
  const ConvLstmNetworkOptions options = optionsOf( expected );
  ConvLstmNetwork network = formulaNetwork( options );
  torch::optim::Adam optimizer( network->parameters(), torch::optim::AdamOptions( 0.01 ) );

  const torch::Tensor logits = network( formulaMaps( options, 3 ) );
  QVERIFY( isClose( logits, expected["logits"] ) );
  const torch::Tensor loss =
      weightedLoss( logits, formulaTargets( options, 3 ), torch::ones( logits.size( 1 ), torch::kDouble ), 5 );
  QVERIFY( isClose( loss.item<double>(), expected["loss"] ) );

  loss.backward();
  QCOMPARE( network->named_parameters().size(), expected["gradients"].size() );
  for ( const auto &each : network->named_parameters() )
    QVERIFY2( isClose( sums( each.value().grad() ), expected["gradients"][each.key()] ), each.key().c_str() );

  optimizer.step();
  for ( const auto &each : network->named_parameters() )
    QVERIFY2( isClose( sums( each.value() ), expected["stepped"][each.key()] ), each.key().c_str() );

  network->eval(); // with the running statistics of one batch
  QVERIFY( isClose( network( formulaMaps( options, 3 ) ), expected["logitsAfterwards"] ) );
}

void TestConvLstmNetwork::aWholeTrainingMatchesPyTorch()
{
  const Json &expected = reference()["training"];
  const ConvLstmNetworkOptions networkOptions = optionsOf( expected );
  ConvLstmNetwork network = formulaNetwork( networkOptions );
  const torch::Tensor maps = formulaMaps( networkOptions, 14 );
  const torch::Tensor targets = formulaTargets( networkOptions, 14 );
  const auto batch = [&]( std::span<const int> windows )
  {
    const torch::Tensor index = torch::tensor( std::vector<int64_t>( windows.begin(), windows.end() ) );
    return Batch{ maps.index_select( 0, index ), targets.index_select( 0, index ) };
  };
  TrainingOptions options;
  options.epochs = expected["epochs"];
  options.batchSize = expected["batch"];
  options.learningRate = expected["learningRate"];
  options.seed = expected["seed"];
  const TrainingTask task{ .training = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 },
                           .validation = { 10, 11, 12, 13 },
                           .batch = batch,
                           .cells = torch::ones( targets.size( 1 ), torch::kDouble ),
                           .positiveWeight = expected["weight"] };
  Feedback silent;
  const TrainingHistory history = trainNetwork( *network, task, options, torch::kCPU, silent );

  QCOMPARE( history.epochs.size(), expected["losses"].size() );
  for ( size_t epoch = 0; epoch < history.epochs.size(); ++epoch )
  {
    QVERIFY( isClose( history.epochs[epoch].loss, expected["losses"][epoch] ) );
    QVERIFY( isClose( history.epochs[epoch].validationLoss, expected["validationLosses"][epoch] ) );
    QVERIFY( isClose( history.epochs[epoch].validationLogLoss, expected["validationLogLosses"][epoch] ) );
  }
  QCOMPARE( history.bestEpoch, expected["bestEpoch"].get<int>() );
  const torch::Tensor risk = torch::sigmoid( calibrated( network( batch( task.validation ).inputs ), task.positiveWeight ) );
  QVERIFY( isClose( risk, expected["risk"] ) ); // the best epoch's, not the last one's
}

void TestConvLstmNetwork::gradientMatchesFiniteDifferences_data()
{
  everyGateAndPadding();
}

void TestConvLstmNetwork::gradientMatchesFiniteDifferences()
{
  ConvLstmNetworkOptions options = smallOptions();
  QFETCH( GateActivation, gates );
  QFETCH( Padding, padding );
  options.gateActivation = gates;
  options.padding = padding;
  ConvLstmNetwork network = formulaNetwork( options );
  lossOf( network, options, 2 ).backward();

  const torch::NoGradGuard noGrad;
  constexpr double h = 1e-6;
  for ( const auto &each : network->named_parameters() )
  {
    const torch::Tensor values = each.value().flatten();
    const torch::Tensor gradient = each.value().grad().flatten();
    for ( int64_t k = 0; k < values.numel(); k += 7 )
    {
      const double value = values[k].item<double>();
      values[k].fill_( value + h );
      const double above = lossOf( network, options, 2 ).item<double>();
      values[k].fill_( value - h );
      const double below = lossOf( network, options, 2 ).item<double>();
      values[k].fill_( value );
      QVERIFY2( std::abs( ( above - below ) / ( 2 * h ) - gradient[k].item<double>() ) < 1e-7, each.key().c_str() );
    }
  }
}

void TestConvLstmNetwork::everyParameterGetsAGradient_data()
{
  everyGateAndPadding();
}

void TestConvLstmNetwork::everyParameterGetsAGradient()
{
  ConvLstmNetworkOptions options = smallOptions();
  QFETCH( GateActivation, gates );
  QFETCH( Padding, padding );
  options.gateActivation = gates;
  options.padding = padding;
  ConvLstmNetwork network( options );
  network( torch::rand( { 2, 3, 1, 3, 4 } ) ).square().sum().backward();
  for ( const auto &each : network->named_parameters() )
    QVERIFY2( each.value().grad().defined() && each.value().grad().abs().max().item<float>() > 0, each.key().c_str() );
}

void TestConvLstmNetwork::everyShapeGivesALogitPerCell_data()
{
  QTest::addColumn<int>( "length" );
  QTest::addColumn<int>( "rows" );
  QTest::addColumn<int>( "columns" );
  QTest::addColumn<int>( "denseInputs" ); // 4 filters × the shape that is left, halved four times and rounded up
  QTest::newRow( "as published" ) << 16 << 32 << 32 << 4 * 1 * 2 * 2;
  QTest::newRow( "a grid that 16 does not divide" ) << 16 << 33 << 17 << 4 * 1 * 3 * 2;
  QTest::newRow( "a window that 16 does not divide" ) << 17 << 8 << 8 << 4 * 2 * 1 * 1;
  QTest::newRow( "a single row" ) << 4 << 1 << 40 << 4 * 1 * 1 * 3;
  QTest::newRow( "a single cell and map" ) << 1 << 1 << 1 << 4;
}

void TestConvLstmNetwork::everyShapeGivesALogitPerCell()
{
  QFETCH( int, length );
  QFETCH( int, rows );
  QFETCH( int, columns );
  QFETCH( int, denseInputs );
  for ( const Padding padding : { Padding::Replicate, Padding::Reflect, Padding::Zeros } )
  {
    ConvLstmNetwork network( ConvLstmNetworkOptions{
        .windowLength = length, .rows = rows, .columns = columns, .filters = { 2, 2, 2, 4 }, .padding = padding } );
    network->eval();
    const torch::Tensor logits = network( torch::rand( { 3, length, 1, rows, columns } ) );
    QCOMPARE( logits.sizes().vec(), ( std::vector<int64_t>{ 3, rows * columns } ) );
    QCOMPARE( network->named_parameters()["dense.weight"].size( 1 ), int64_t{ denseInputs } );
  }
}

void TestConvLstmNetwork::startsAsKerasDoes()
{
  ConvLstmNetwork network( ConvLstmNetworkOptions{ .filters = { 5 } } );
  const auto parameters = network->named_parameters();
  // Glorot: uniform within sqrt( 6 / ( inputs + outputs ) ), 9 × 1 of the kernel in, 9 × 20 out
  const torch::Tensor input = parameters["block1.lstm.input.weight"];
  QVERIFY( input.abs().max().item<double>() <= std::sqrt( 6.0 / 189 ) );
  QVERIFY( input.abs().max().item<double>() > 0.9 * std::sqrt( 6.0 / 189 ) );
  // Orthogonal: the 20 rows of 45 numbers
  const torch::Tensor rows = parameters["block1.lstm.recurrent.weight"].flatten( 1 );
  QVERIFY( torch::allclose( rows.mm( rows.t() ), torch::eye( 20 ), 0, 1e-5 ) );
  // The gates i, f, o, g of 5 filters each: 1 for f
  const torch::Tensor bias = torch::cat( { torch::zeros( 5 ), torch::ones( 5 ), torch::zeros( 10 ) } );
  QVERIFY( torch::equal( parameters["block1.lstm.input.bias"], bias ) );
  QVERIFY( torch::equal( parameters["dense.bias"], torch::zeros( 1024 ) ) );
}

void TestConvLstmNetwork::parametersAreCountedWithoutMakingTheNetwork()
{
  for ( const ConvLstmNetworkOptions &options : { smallOptions(), ConvLstmNetworkOptions{ .channels = 2, .rows = 33 } } )
  {
    ConvLstmNetwork network( options );
    int64_t made = 0;
    for ( const torch::Tensor &parameter : network->parameters() )
      made += parameter.numel();
    QCOMPARE( options.parameterCount(), static_cast<double>( made ) );
  }
}

void TestConvLstmNetwork::aSingleValuePerFilterIsNoReasonToStop()
{
  ConvLstmNetwork network( ConvLstmNetworkOptions{ .windowLength = 1, .rows = 1, .columns = 1, .filters = { 2 } } );
  network->train();
  QVERIFY( std::isfinite( network( torch::ones( { 1, 1, 1, 1, 1 } ) ).item<float>() ) );
  QVERIFY( network->named_buffers()["block1.norm.running_var"].isfinite().all().item<bool>() );
}

void TestConvLstmNetwork::invertingTheWeightGivesTheProbabilityBack()
{
  // Of p = 0.02 and w = 49 the weighted loss makes q = 49 × 0.02 / ( 49 × 0.02 + 0.98 ) = 0.5, whose logit is 0.
  QVERIFY( isClose( torch::sigmoid( calibrated( torch::zeros( 1, torch::kDouble ), 49 ) ).item<double>(), 0.02 ) );
}

QTEST_GUILESS_MAIN( TestConvLstmNetwork )
#include "test_conv_lstm_network.moc"
