#include "gan_trainer.h"
#include "reference_step.h"

#include <QTest>

using namespace riskcast;
using Json = nlohmann::json;

/// Expected values: tests/reference/gan.py.
class TestGanTrainer : public QObject
{
  Q_OBJECT

private slots:
  void matchesPyTorch_data();
  void matchesPyTorch();
  void cellsOutsideDoNotCount();
  void criticIsNoPartOfTheNetwork();
  void everyParameterOfBothLearns();
  void decayAndClipReachBoth();
  void aPartHasItsNoiseOfTheWholeBatch();
};

namespace
{
const Json &reference()
{
  static const Json json = referenceValues( "gan_trainer" );
  return json;
}

/// All cells but those of the first column and the first rows.
torch::Tensor cellsInside( const NetworkShape &shape, int rowsOutside )
{
  const torch::Tensor cells = torch::ones( { shape.rows, shape.columns }, torch::kDouble );
  cells.narrow( 0, 0, rowsOutside ).zero_();
  cells.narrow( 1, 0, 1 ).zero_();
  return cells.flatten();
}

torch::Tensor formulaTargets( const NetworkShape &shape )
{
  return ( byFormula( { 3, shape.outputs, shape.rows * shape.columns }, 2.1, 0, 1 ) > 0.2 ).to( torch::kDouble );
}

Batch batchOf( const NetworkShape &shape, const torch::Tensor &counts )
{
  return { { formulaInput( shape, 3 ), {}, {} }, counts, {} };
}

/// The critic's parameters by formula, but so small that it is not sure of all it sees.
void setUnsure( GanCritic critic )
{
  setByFormula( *critic );
  const torch::NoGradGuard noGrad;
  for ( torch::Tensor &parameter : critic->parameters() )
    parameter.mul_( 0.2 );
}

constexpr double learningRate = 2e-4;
constexpr NetworkShape smallShape{ .steps = 2, .channels = 2, .calendar = 1, .outputs = 2, .rows = 9, .columns = 6 };

const WorkerGroup alone{ WorkerPlace() };

/// Stands for a generator, and keeps the noise that it is to draw from.
class NoiseKeeper : public Network
{
public:
  NoiseKeeper()
      : mScore( register_parameter( "score", torch::zeros( 1, torch::kDouble ) ) )
  {
  }
  torch::Tensor forward( const NetworkInput &input ) override
  {
    noise = input.noise;
    return mScore.expand( { input.maps.size( 0 ), smallShape.outputs, smallShape.rows * smallShape.columns } );
  }
  void startAtZero() override {}

  torch::Tensor noise;

private:
  torch::Tensor mScore;
};

GanNetworkOptions smallOptions()
{
  return { .filters = { 3, 4 } };
}
} // namespace

void TestGanTrainer::matchesPyTorch_data()
{
  addCases( reference() );
}

void TestGanTrainer::matchesPyTorch()
{
  QFETCH( int, index );
  const Json &expected = reference()[index];
  const NetworkShape shape = shapeOf( expected );
  const GanNetworkOptions options{ .filters = expected["filters"], .padding = enumFromName<Padding>( expected["padding"] ) };
  GanNetwork network( shape, options );
  setByFormula( *network );
  GanTrainer trainer( *network, shape, options, cellsInside( shape, 4 ), { .learningRate = expected["learningRate"] }, alone );
  setUnsure( trainer.critic() );

  torch::manual_seed( 5 ); // of the noise
  for ( const Json &loss : expected["losses"] )
  {
    Batch batch = batchOf( shape, formulaTargets( shape ) );
    if ( expected["prior"] )
      batch.samples.logRates = formulaLogRates( shape, 3 );
    QVERIFY( isClose( trainer.learn( batch ), loss.get<double>() ) );
  }
  QVERIFY( areClose( network->named_parameters(), expected["generator"] ) );
  QVERIFY( areClose( trainer.critic()->named_parameters(), expected["critic"] ) );
}

void TestGanTrainer::cellsOutsideDoNotCount()
{
  std::vector<double> losses;
  std::vector<torch::Tensor> learned;
  const torch::Tensor cells = cellsInside( smallShape, 2 );
  for ( const int outside : { 0, 1 } )
  {
    GanNetwork network( smallShape, smallOptions() );
    setByFormula( *network );
    GanTrainer trainer( *network, smallShape, smallOptions(), cells, { .learningRate = learningRate }, alone );
    setUnsure( trainer.critic() );
    torch::manual_seed( 1 );
    const torch::Tensor targets = torch::where( cells > 0, formulaTargets( smallShape ), torch::full_like( cells, outside ) );
    for ( int batch = 0; batch < 2; ++batch )
      losses.push_back( trainer.learn( batchOf( smallShape, targets ) ) );
    for ( const torch::Tensor &parameter : { torch::nn::utils::parameters_to_vector( network->parameters() ),
                                             torch::nn::utils::parameters_to_vector( trainer.critic()->parameters() ) } )
      learned.push_back( parameter );
  }
  QCOMPARE( losses[2], losses[0] );
  QCOMPARE( losses[3], losses[1] );
  QVERIFY( torch::equal( learned[2], learned[0] ) );
  QVERIFY( torch::equal( learned[3], learned[1] ) );
}

void TestGanTrainer::criticIsNoPartOfTheNetwork()
{
  GanNetwork network( smallShape, smallOptions() );
  GanTrainer trainer( *network, smallShape, smallOptions(), cellsInside( smallShape, 2 ), { .learningRate = learningRate },
                      alone );
  const auto count = []( const std::vector<torch::Tensor> &parameters )
  {
    int64_t sum = 0;
    for ( const torch::Tensor &parameter : parameters )
      sum += parameter.numel();
    return sum;
  };
  QCOMPARE( static_cast<double>( count( network->parameters() ) ), smallOptions().parameterCount( smallShape ) );
  QVERIFY( count( trainer.critic()->parameters() ) > 0 );
}

void TestGanTrainer::everyParameterOfBothLearns()
{
  GanNetwork network( smallShape, smallOptions() );
  setByFormula( *network );
  GanTrainer trainer( *network, smallShape, smallOptions(), cellsInside( smallShape, 2 ), { .learningRate = learningRate },
                      alone );
  setUnsure( trainer.critic() );
  std::vector<torch::Tensor> parameters = network->parameters();
  for ( const torch::Tensor &parameter : trainer.critic()->parameters() )
    parameters.push_back( parameter );
  std::vector<torch::Tensor> before;
  for ( const torch::Tensor &parameter : parameters )
    before.push_back( parameter.detach().clone() );
  trainer.learn( batchOf( smallShape, formulaTargets( smallShape ) ) );
  for ( size_t i = 0; i < parameters.size(); ++i )
    QVERIFY( !torch::equal( parameters[i], before[i] ) );
}

void TestGanTrainer::decayAndClipReachBoth()
{
  GanNetwork network( smallShape, smallOptions() );
  setByFormula( *network );
  // AdamW: w - rate × decay × w = 0, and then a step of rate × g / ( | g | + 1e-8 ) with | g | below 1e-12.
  const GanTrainerOptions training{ .learningRate = learningRate, .weightDecay = 1 / learningRate, .gradientClip = 1e-12 };
  GanTrainer trainer( *network, smallShape, smallOptions(), cellsInside( smallShape, 2 ), training, alone );
  setUnsure( trainer.critic() );
  trainer.learn( batchOf( smallShape, formulaTargets( smallShape ) ) );
  for ( const std::vector<torch::Tensor> &parameters : { network->parameters(), trainer.critic()->parameters() } )
    QVERIFY( torch::nn::utils::parameters_to_vector( parameters ).abs().max().item<double>() < 1e-3 * learningRate );
}

void TestGanTrainer::aPartHasItsNoiseOfTheWholeBatch()
{
  const auto noiseOf = []( int64_t first, int64_t count, int64_t after )
  {
    NoiseKeeper network;
    GanTrainer trainer( network, smallShape, smallOptions(), cellsInside( smallShape, 2 ), { .learningRate = learningRate },
                        alone );
    Batch batch = batchOf( smallShape, formulaTargets( smallShape ) );
    batch.samples.input.maps = batch.samples.input.maps.narrow( 0, first, count );
    batch.samples.input.calendar = batch.samples.input.calendar.narrow( 0, first, count );
    batch.counts = batch.counts.narrow( 0, first, count );
    batch.before = first;
    batch.after = after;
    torch::manual_seed( 1 );
    trainer.learn( batch );
    return network.noise;
  };
  QVERIFY( torch::equal( noiseOf( 1, 1, 1 ), noiseOf( 0, 3, 0 ).narrow( 0, 1, 1 ) ) );
}

QTEST_GUILESS_MAIN( TestGanTrainer )
#include "test_gan_trainer.moc"
