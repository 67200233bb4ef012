#include "formula_network.h"
#include "neighbouring_windows.h"
#include "training_means.h"

#include "enum_names.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace riskcast;
using Json = nlohmann::json;

/// Expected values: tests/reference/conv_lstm.py.
class TestConvLstmNetwork : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void aWholeTrainingMatchesPyTorch_data();
  void aWholeTrainingMatchesPyTorch();
  void everyShapeGivesAScorePerCell_data();
  void everyShapeGivesAScorePerCell();
  void windowsThatShareMapsAreForecastAsAlone_data();
  void windowsThatShareMapsAreForecastAsAlone();
  void partsOfWindowsMakeNoDifference();
  void startsAsKerasDoes();
  void aSingleValuePerFilterIsNoReasonToStop();
  void theConvolutionalFormSuitsAnyGrid();
};

namespace
{
const Json &reference()
{
  static const Json json = referenceValues( "conv_lstm" );
  return json;
}

NetworkShape shapeOf( const Json &json )
{
  return { .steps = json["length"], .channels = json["channels"], .rows = json["rows"], .columns = json["columns"] };
}

ConvLstmNetworkOptions optionsOf( const Json &json )
{
  return { .form = enumFromName<ConvLstmForm>( json["form"] ),
           .filters = json["filters"],
           .gateActivation = enumFromName<GateActivation>( json["gates"] ),
           .padding = enumFromName<Padding>( json["padding"] ) };
}

const ScoreReading weighted( Loss::CrossEntropy, 5 );
} // namespace

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
  const NetworkShape shape = shapeOf( expected );
  ConvLstmNetwork network = formulaNetwork( shape, optionsOf( expected ) );
  torch::optim::Adam optimizer( network->parameters(), torch::optim::AdamOptions( 0.01 ) );

  const torch::Tensor scores = network( formulaMaps( shape, 3 ) );
  QVERIFY( isClose( scores, expected["logits"] ) );
  const torch::Tensor loss = weighted.loss( scores, formulaTargets( shape, 3 ), torch::ones( scores.size( 2 ), torch::kDouble ) );
  QVERIFY( isClose( loss.item<double>(), expected["loss"] ) );

  loss.backward();
  QCOMPARE( network->named_parameters().size(), expected["gradients"].size() );
  for ( const auto &each : network->named_parameters() )
    QVERIFY2( isClose( sums( each.value().grad() ), expected["gradients"][each.key()] ), each.key().c_str() );

  optimizer.step();
  for ( const auto &each : network->named_parameters() )
    QVERIFY2( isClose( sums( each.value() ), expected["stepped"][each.key()] ), each.key().c_str() );

  network->eval(); // with the running statistics of one batch
  QVERIFY( isClose( network( formulaMaps( shape, 3 ) ), expected["logitsAfterwards"] ) );
  const torch::NoGradGuard noGrad; // as in a forecast, which goes another way
  QVERIFY( isClose( network( formulaMaps( shape, 3 ) ), expected["logitsAfterwards"] ) );
}

void TestConvLstmNetwork::aWholeTrainingMatchesPyTorch_data()
{
  QTest::addColumn<bool>( "hasPrior" );
  QTest::addColumn<QString>( "logLosses" );
  QTest::addColumn<QString>( "bestEpoch" );
  QTest::addColumn<QString>( "risk" );
  QTest::newRow( "an epoch is judged by its risks" ) << true << "validationLogLosses"
                                                     << "bestEpoch"
                                                     << "risk";
  QTest::newRow( "by its calibrated risks" ) << false << "calibratedLogLosses"
                                             << "bestCalibratedEpoch"
                                             << "riskOfBestCalibrated";
}

void TestConvLstmNetwork::aWholeTrainingMatchesPyTorch()
{
  QFETCH( bool, hasPrior );
  QFETCH( QString, logLosses );
  QFETCH( QString, bestEpoch );
  QFETCH( QString, risk );
  const Json &expected = reference()["training"];
  const NetworkShape shape = shapeOf( expected );
  ConvLstmNetwork network = formulaNetwork( shape, optionsOf( expected ) );
  const torch::Tensor maps = formulaMaps( shape, 14 ).maps;
  const torch::Tensor targets = formulaTargets( shape, 14 );
  const auto batch = [&]( std::span<const int> places ) {
    return Batch{ { { rowsAt( maps, places ), {}, {} }, {}, {} }, rowsAt( targets, places ), {} };
  };
  TrainingOptions options;
  options.kind = "convlstm";
  options.epochs = expected["epochs"].get<int>();
  options.batchSize = expected["batch"].get<int>();
  options.learningRate = expected["learningRate"].get<double>();
  options.seed = expected["seed"];
  const TrainingTask task{ .training = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 },
                           .validation = { 10, 11, 12, 13 },
                           .batch = batch,
                           .cells = torch::ones( targets.size( 2 ), torch::kDouble ),
                           .hasPrior = hasPrior,
                           .reading = { Loss::CrossEntropy, expected["weight"] } };
  Feedback silent;
  const TrainingOptions settings = completed( options );
  const TrainingHistory history = trainNetwork( *network, task, meansFor( task, settings ), silent );

  QCOMPARE( history.epochs.size(), expected["losses"].size() );
  for ( size_t epoch = 0; epoch < history.epochs.size(); ++epoch )
  {
    QVERIFY( isClose( history.epochs[epoch].loss, expected["losses"][epoch] ) );
    QVERIFY( isClose( history.epochs[epoch].validationLoss, expected["validationLosses"][epoch] ) );
    QVERIFY( isClose( history.epochs[epoch].validationLogLoss, expected[logLosses.toStdString()][epoch] ) );
  }
  QCOMPARE( history.bestEpoch, expected[bestEpoch.toStdString()].get<int>() );
  const torch::Tensor kept = torch::sigmoid( task.reading.logits( network( batch( task.validation ).samples.input ) ) );
  QVERIFY( isClose( kept, expected[risk.toStdString()] ) ); // the best epoch's, not the last one's
}

void TestConvLstmNetwork::everyShapeGivesAScorePerCell_data()
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

void TestConvLstmNetwork::everyShapeGivesAScorePerCell()
{
  QFETCH( int, length );
  QFETCH( int, rows );
  QFETCH( int, columns );
  QFETCH( int, denseInputs );
  for ( const Padding padding : { Padding::Replicate, Padding::Reflect, Padding::Zeros } )
  {
    ConvLstmNetwork network( NetworkShape{ .steps = length, .channels = 1, .rows = rows, .columns = columns },
                             ConvLstmNetworkOptions{ .filters = { 2, 2, 2, 4 }, .padding = padding } );
    network->eval();
    const NetworkInput input{ torch::rand( { 3, length, 1, rows, columns } ), {}, {} };
    const torch::Tensor scores = network( input );
    QCOMPARE( scores.sizes().vec(), ( std::vector<int64_t>{ 3, 1, rows * columns } ) );
    const torch::NoGradGuard noGrad; // as in a forecast, which goes another way
    QVERIFY( torch::allclose( network( input ), scores, 1e-4, 1e-5 ) );
    QCOMPARE( network->named_parameters()["dense.weight"].size( 1 ), int64_t{ denseInputs } );
  }
}

void TestConvLstmNetwork::windowsThatShareMapsAreForecastAsAlone_data()
{
  QTest::addColumn<QString>( "padding" );
  for ( const char *padding : { "replicate", "reflect", "zeros" } )
    QTest::newRow( padding ) << QString( padding );
}

void TestConvLstmNetwork::windowsThatShareMapsAreForecastAsAlone()
{
  QFETCH( QString, padding );
  const NetworkShape shape{ .steps = 5, .channels = 2, .rows = 5, .columns = 4 };
  ConvLstmNetwork network =
      formulaNetwork( shape, { .filters = { 2, 3 }, .padding = enumFromName<Padding>( padding.toStdString() ) } );
  QVERIFY( forecastsNeighboursAsAlone( *network, shape ) );
}

/// A thread takes eight windows of this size at once, so that each has several parts of the 40; with more threads than windows
/// all are one part.
void TestConvLstmNetwork::partsOfWindowsMakeNoDifference()
{
  torch::manual_seed( 3 );
  ConvLstmNetwork network( NetworkShape{ .steps = 2, .channels = 1, .rows = 32, .columns = 32 },
                           ConvLstmNetworkOptions{ .filters = { 16 } } );
  const NetworkInput input{ ( torch::rand( { 40, 2, 1, 32, 32 } ) < 0.01 ).to( torch::kFloat ), {}, {} };
  const int threads = at::get_num_threads();
  const auto withThreads = [&]( int number, auto work )
  {
    at::set_num_threads( number );
    const torch::Tensor result = work();
    at::set_num_threads( threads );
    return result;
  };
  const auto forecast = [&]
  {
    const torch::NoGradGuard noGrad;
    network->eval();
    return network( input );
  };
  const auto gradient = [&]
  {
    network->train();
    network->zero_grad();
    network( input ).square().mean().backward();
    return network->named_parameters()["block1.lstm.recurrent.weight"].grad().clone();
  };
  constexpr int moreThanWindows = 64;
  const torch::Tensor risk = withThreads( moreThanWindows, forecast );
  for ( const int number : { 1, 2 } )
    QVERIFY( torch::allclose( withThreads( number, forecast ), risk, 1e-4, 1e-5 ) );
  const torch::Tensor steepest = withThreads( moreThanWindows, gradient );
  for ( const int number : { 1, 2 } )
    QVERIFY( torch::allclose( withThreads( number, gradient ), steepest, 1e-3, 1e-6 ) );
}

void TestConvLstmNetwork::startsAsKerasDoes()
{
  ConvLstmNetwork network( NetworkShape{ .steps = 16, .channels = 1, .rows = 32, .columns = 32 },
                           ConvLstmNetworkOptions{ .filters = { 5 } } );
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

void TestConvLstmNetwork::aSingleValuePerFilterIsNoReasonToStop()
{
  ConvLstmNetwork network( NetworkShape{ .steps = 1, .channels = 1, .rows = 1, .columns = 1 },
                           ConvLstmNetworkOptions{ .filters = { 2 } } );
  network->train();
  QVERIFY( std::isfinite( network( NetworkInput{ torch::ones( { 1, 1, 1, 1, 1 } ), {}, {} } ).item<float>() ) );
  QVERIFY( network->named_buffers()["block1.norm.running_var"].isfinite().all().item<bool>() );
}

void TestConvLstmNetwork::theConvolutionalFormSuitsAnyGrid()
{
  const ConvLstmNetworkOptions options{ .form = ConvLstmForm::Convolutional, .filters = { 2, 3 } };
  ConvLstmNetwork network( NetworkShape{ .steps = 4, .channels = 2, .outputs = 3, .rows = 5, .columns = 6 }, options );
  network->eval();
  const torch::Tensor here = torch::rand( { 1, 4, 2, 5, 6 } );
  QCOMPARE( network( NetworkInput{ here, {}, {} } ).sizes().vec(), ( std::vector<int64_t>{ 1, 3, 30 } ) );
  // On a larger grid cells far from its edge see the same, so they score the same: two blocks of LSTMs over 4 and 2 steps and the
  // last convolution reach 4 + 2 + 1 cells far.
  const torch::Tensor wide = torch::rand( { 1, 4, 2, 20, 20 } );
  const auto scoreAt = [&]( const torch::Tensor &maps, int row, int column )
  {
    return network( NetworkInput{ maps, {}, {} } )
        .view( { 3, maps.size( -2 ), maps.size( -1 ) } )
        .select( 1, row )
        .select( 1, column );
  };
  QVERIFY( torch::allclose( scoreAt( wide, 10, 9 ), scoreAt( wide.slice( 3, 2 ), 8, 9 ), 0, 1e-6 ) );
}

QTEST_GUILESS_MAIN( TestConvLstmNetwork )
#include "test_conv_lstm_network.moc"
