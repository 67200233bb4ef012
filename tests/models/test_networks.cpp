// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "mixed_precision.h"
#include "model_kinds.h"
#include "network_kinds.h"
#include "reference_step.h"
#include "step_lstm.h"

#include <QTest>

using namespace riskcast;

/// What every network must do, whatever its kind.
class TestNetworks : public QObject
{
  Q_OBJECT

private slots:
  void givesAScorePerOutputAndCell_data() { everyKindAndPadding(); }
  void givesAScorePerOutputAndCell();
  void gradientMatchesFiniteDifferences_data() { everyKindAndPadding(); }
  void gradientMatchesFiniteDifferences();
  void everyParameterGetsAGradient_data() { everyKindAndPadding(); }
  void everyParameterGetsAGradient();
  void parametersAreCountedWithoutMakingTheNetwork_data() { everyKindAndPadding(); }
  void parametersAreCountedWithoutMakingTheNetwork();
  void startsAtZeroAndLearnsFromThere_data() { everyKindAndPadding(); }
  void startsAtZeroAndLearnsFromThere();
  void mixedPrecisionLearnsNearlyTheSame_data() { everyKindAndPadding(); }
  void mixedPrecisionLearnsNearlyTheSame();
  void mixedPrecisionEndsWithItsWork();
  void mixedPrecisionLeavesAnLstmAsItIs();
  void targetsThatShareAWindowAreScoredByWhatIsBeforeThem_data();
  void targetsThatShareAWindowAreScoredByWhatIsBeforeThem();

private:
  static void everyKindAndPadding();
};

namespace
{
/// A network with the shape that it is made for.
struct Made
{
  NetworkKind kind;
  NetworkShape shape;
  std::shared_ptr<Network> network;
};

TrainingOptions optionsOf( const QString &kind, const QString &padding, const QString &form )
{
  TrainingOptions options{ .kind = kind.toStdString() };
  options.padding = enumFromName<Padding>( padding.toStdString() );
  options.form = enumFromName<ConvLstmForm>( form.toStdString() );
  options.residualUnits = 1;
  options.filters = { 3, 4 };
  return completed( options );
}

Made made( const TrainingOptions &options )
{
  torch::manual_seed( 3 );
  Made made{ networkKind( options ), {}, {} };
  // Two categories, a week's calendar; residual networks look at five maps.
  made.shape = { .steps = options.kind == "stresnet" ? 5 : 4,
                 .channels = 2,
                 .features = 6,
                 .calendar = 2,
                 .outputs = 3,
                 .rows = 4,
                 .columns = 5,
                 .horizon = options.kind == "encoder_forecaster" ? options.horizon : 1 };
  made.network = made.kind.make( made.shape );
  made.network->to( torch::kDouble );
  return made;
}

/// Of the row at hand.
Made fetched()
{
  QFETCH( QString, kind );
  QFETCH( QString, padding );
  QFETCH( QString, form );
  return made( optionsOf( kind, padding, form ) );
}

NetworkInput inputFor( const NetworkShape &shape, int windows )
{
  NetworkInput input = formulaInput( shape, windows );
  input.features = byFormula( { windows, shape.features, shape.rows, shape.columns }, 1.9, 0.3, 1 );
  input.noise = byFormula( { windows, 1, shape.rows, shape.columns }, 1.1, 0.2, 1 );
  return input;
}

torch::Tensor lossOf( Network &network, const NetworkInput &input )
{
  const torch::Tensor scores = network.forward( input );
  return ( scores * byFormula( scores.sizes(), 2.3, 1, 1 ) ).sum() + scores.square().sum();
}
} // namespace

void TestNetworks::everyKindAndPadding()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<QString>( "padding" );
  QTest::addColumn<QString>( "form" );
  for ( const ModelKind &kind : modelKinds )
    for ( const std::string &padding : enumNames<Padding>() )
      for ( const std::string &form : enumNames<ConvLstmForm>() )
        if ( kind.isNetwork && ( kind.id == ModelKindId::ConvLstm || form == enumNames<ConvLstmForm>().front() ) )
          QTest::addRow( "%s, %s, %s", kind.name, padding.c_str(), form.c_str() )
              << QString( kind.name ) << QString::fromStdString( padding ) << QString::fromStdString( form );
}

void TestNetworks::givesAScorePerOutputAndCell()
{
  const Made made = fetched();
  QCOMPARE( made.network->forward( inputFor( made.shape, 2 ) ).sizes().vec(),
            ( std::vector<int64_t>{ 2, 3 * made.shape.horizon, 20 } ) );
}

void TestNetworks::gradientMatchesFiniteDifferences()
{
  const Made made = fetched();
  setByFormula( *made.network );
  const NetworkInput input = inputFor( made.shape, 2 );
  lossOf( *made.network, input ).backward();

  const torch::NoGradGuard noGrad;
  constexpr double h = 1e-6;
  for ( const auto &each : made.network->named_parameters() )
  {
    const torch::Tensor values = each.value().flatten();
    const torch::Tensor gradient = each.value().grad().flatten();
    const double scale = 1 + gradient.abs().max().item<double>();
    for ( int64_t k = 0; k < values.numel(); k += 1 + values.numel() / 4 )
    {
      const double value = values[k].item<double>();
      values[k].fill_( value + h );
      const double above = lossOf( *made.network, input ).item<double>();
      values[k].fill_( value - h );
      const double below = lossOf( *made.network, input ).item<double>();
      values[k].fill_( value );
      QVERIFY2( std::abs( ( above - below ) / ( 2 * h ) - gradient[k].item<double>() ) < 1e-5 * scale, each.key().c_str() );
    }
  }
}

void TestNetworks::everyParameterGetsAGradient()
{
  const Made made = fetched();
  lossOf( *made.network, inputFor( made.shape, 2 ) ).backward();
  for ( const auto &each : made.network->named_parameters() )
    QVERIFY2( each.value().grad().defined() && each.value().grad().abs().max().item<double>() > 0, each.key().c_str() );
}

void TestNetworks::parametersAreCountedWithoutMakingTheNetwork()
{
  const Made made = fetched();
  int64_t count = 0;
  for ( const torch::Tensor &parameter : made.network->parameters() )
    count += parameter.numel();
  QCOMPARE( made.kind.parameterCount( made.shape ), static_cast<double>( count ) );
}

void TestNetworks::startsAtZeroAndLearnsFromThere()
{
  const Made made = fetched();
  made.network->startAtZero();
  const torch::Tensor scores = made.network->forward( inputFor( made.shape, 2 ) );
  QCOMPARE( scores.abs().max().item<double>(), 0.0 );
  ( scores * byFormula( scores.sizes(), 2.3, 1, 1 ) ).sum().backward();
  double steepest = 0;
  for ( const torch::Tensor &parameter : made.network->parameters() )
    if ( parameter.grad().defined() )
      steepest = std::max( steepest, parameter.grad().abs().max().item<double>() );
  QVERIFY( steepest > 0 );
}

void TestNetworks::mixedPrecisionLearnsNearlyTheSame()
{
  QFETCH( QString, kind );
  QFETCH( QString, padding );
  QFETCH( QString, form );
  const auto firstLoss = [&]( bool mixed )
  {
    TrainingOptions options = optionsOf( kind, padding, form );
    options.mixedPrecision = mixed;
    const Made each = made( options );
    each.network->to( torch::kFloat );
    const auto inFloat = []( const torch::Tensor &values ) { return values.to( torch::kFloat ); };
    const NetworkInput input = inputFor( each.shape, 4 );
    const torch::Tensor counts = byFormula( { 4, 3 * each.shape.horizon, 20 }, 2.1, 0, 1 ) > 0.2;
    const Batch batch{ { { inFloat( input.maps ), inFloat( input.features ), inFloat( input.calendar ) }, {}, {} },
                       inFloat( counts ),
                       {} };
    const WorkerGroup alone{ WorkerPlace() };
    const LearnerMaker learner =
        each.kind.learner( each.shape, { *options.loss, *options.positiveWeight }, torch::ones( 20 ), alone );
    torch::manual_seed( 5 ); // the noise of a generator
    const std::unique_ptr<BatchLearner> learning = learner( *each.network, 0.001 );
    const double loss = learning->learn( batch );
    for ( const torch::Tensor &parameter : each.network->parameters() )
      if ( !parameter.isfinite().all().item<bool>() || parameter.scalar_type() != torch::kFloat )
        return std::nan( "" );
    return loss;
  };
  const double plain = firstLoss( false ), mixed = firstLoss( true );
  // A number of 16 bits has 8 of them for its digits, so that each product may be off by 0.2 %.
  QVERIFY2( std::abs( mixed - plain ) < 0.02 * plain && mixed != plain,
            qPrintable( QString( "%1, %2" ).arg( plain ).arg( mixed ) ) );
}

void TestNetworks::mixedPrecisionEndsWithItsWork()
{
  const torch::Tensor values = torch::ones( { 2, 2 } );
  at::ScalarType inside = torch::kFloat;
  const auto work = [&]
  {
    const torch::Tensor product = values.mm( values );
    inside = product.scalar_type();
    return product;
  };
  const torch::Tensor result = computed( Precision::Mixed, torch::kCPU, work );
  QVERIFY( inside == torch::kBFloat16 );
  QVERIFY( result.scalar_type() == torch::kFloat );
  // A weight that is changed between two works, as an optimiser does, is not remembered as it was.
  const torch::Tensor weight = torch::ones( { 2, 2 }, torch::requires_grad() );
  const auto withWeight = [&] { return values.mm( weight ); };
  QCOMPARE( computed( Precision::Mixed, torch::kCPU, withWeight ).sum().item<double>(), 8.0 );
  weight.data().mul_( 3 );
  QCOMPARE( computed( Precision::Mixed, torch::kCPU, withWeight ).sum().item<double>(), 24.0 );
  QVERIFY_EXCEPTION_THROWN(
      computed( Precision::Mixed, torch::kCPU, []() -> torch::Tensor { throw std::runtime_error( "of the work" ); } ),
      std::runtime_error );
  QVERIFY( !isMixedPrecision( torch::kCPU ) );
  QVERIFY( values.mm( values ).scalar_type() == torch::kFloat );
}

void TestNetworks::mixedPrecisionLeavesAnLstmAsItIs()
{
  StepLstm lstm( 3, 4, 2 );
  const torch::Tensor steps = byFormula( { 5, 2, 3 }, 1.7, 0, 1 ).to( torch::kFloat );
  const auto work = [&] { return lstm( steps, 2 ); };
  QVERIFY( computed( Precision::Mixed, torch::kCPU, work ).equal( work() ) );
  // What convolutions hand on in 16 bits is taken in 32.
  const auto fromShort = [&] { return lstm( steps.to( torch::kBFloat16 ), 2 ); };
  QVERIFY( computed( Precision::Mixed, torch::kCPU, fromShort ).allclose( work(), 0.02, 0.02 ) );
}

void TestNetworks::targetsThatShareAWindowAreScoredByWhatIsBeforeThem_data()
{
  QTest::addColumn<QString>( "kind" );
  for ( const ModelKind &kind : modelKinds )
    if ( kind.isNetwork && made( optionsOf( kind.name, "zeros", "squash" ) ).kind.isCausal )
      QTest::newRow( kind.name ) << QString( kind.name );
}

void TestNetworks::targetsThatShareAWindowAreScoredByWhatIsBeforeThem()
{
  QFETCH( QString, kind );
  const Made each = made( optionsOf( kind, "zeros", "squash" ) );
  each.network->eval(); // while training, what normalises a map comes from all maps
  constexpr int windows = 2, targets = 3;
  NetworkShape shared = each.shape;
  shared.steps += targets - 1;
  NetworkInput input = formulaInput( shared, windows );
  input.calendar = byFormula( { windows * targets, shared.calendar }, 0.9, 0.5, 1 );
  input.targets = targets;
  const auto gradient = [&each]( const torch::Tensor &scores )
  {
    each.network->zero_grad();
    ( scores * byFormula( scores.sizes(), 0.7, 0, 1 ) ).sum().backward();
    std::vector<torch::Tensor> parts;
    for ( const auto &part : gradientsOf( *each.network ) )
      parts.push_back( part.value().flatten() );
    return torch::cat( parts ).clone();
  };
  std::vector<torch::Tensor> alone;
  for ( int window = 0; window < windows; ++window )
    for ( int target = 0; target < targets; ++target )
      alone.push_back( each.network->forward( { input.maps.narrow( 0, window, 1 ).narrow( 1, 0, each.shape.steps + target ),
                                                {},
                                                input.calendar.narrow( 0, window * targets + target, 1 ) } ) );
  const torch::Tensor scores = each.network->forward( input );
  QVERIFY( torch::allclose( scores, torch::cat( alone ), /*rtol=*/0, /*atol=*/1e-12 ) );
  QVERIFY( torch::allclose( gradient( scores ), gradient( torch::cat( alone ) ), /*rtol=*/0, /*atol=*/1e-10 ) );
}

QTEST_GUILESS_MAIN( TestNetworks )
#include "test_networks.moc"
