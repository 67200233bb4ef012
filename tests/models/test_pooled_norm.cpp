// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "pooled_norm.h"

#include <QTest>

using namespace riskcast;

/// Normalising and pooling in one function, against LibTorch's own functions for each.
class TestPooledNorm : public QObject
{
  Q_OBJECT

private slots:
  void doesWhatLibTorchDoesInTwoSteps_data();
  void doesWhatLibTorchDoesInTwoSteps();
  void threadsChangeNothing();
};

namespace
{
/// Values [L, N, F, H, W] of which none are the same, filters last in memory.
torch::Tensor states( const std::vector<int64_t> &size )
{
  torch::manual_seed( 3 );
  return torch::rand( { size[0], size[1], size[3], size[4], size[2] }, torch::kDouble ).movedim( -1, -3 );
}

torch::nn::BatchNorm2d norm( int64_t filters )
{
  torch::nn::BatchNorm2d norm( filters );
  norm->to( torch::kDouble );
  const torch::NoGradGuard noGrad;
  norm->weight.copy_( torch::linspace( -1, 2.5, filters, torch::kDouble ) ); // some turn the order around, none makes all alike
  norm->bias.copy_( torch::linspace( 0.5, -0.5, filters, torch::kDouble ) );
  return norm;
}

bool areClose( const torch::Tensor &one, const torch::Tensor &other )
{
  return one.sizes() == other.sizes() && torch::allclose( one, other, 1e-9, 1e-10 );
}
} // namespace

void TestPooledNorm::doesWhatLibTorchDoesInTwoSteps_data()
{
  QTest::addColumn<std::vector<int64_t>>( "size" );
  QTest::addColumn<bool>( "inSpace" );
  QTest::newRow( "even" ) << std::vector<int64_t>{ 4, 2, 4, 6, 8 } << true;
  QTest::newRow( "odd everywhere" ) << std::vector<int64_t>{ 5, 3, 5, 7, 3 } << true;
  QTest::newRow( "in time alone" ) << std::vector<int64_t>{ 5, 2, 3, 5, 4 } << false;
  QTest::newRow( "one cell" ) << std::vector<int64_t>{ 3, 2, 4, 1, 1 } << true;
  QTest::newRow( "one step" ) << std::vector<int64_t>{ 1, 2, 4, 3, 2 } << true;
}

void TestPooledNorm::doesWhatLibTorchDoesInTwoSteps()
{
  using Size = std::vector<int64_t>;
  QFETCH( Size, size );
  QFETCH( bool, inSpace );
  const torch::Tensor maps = states( size );
  torch::nn::BatchNorm2d ours = norm( size[2] ), theirs = norm( size[2] );
  const torch::Tensor x = maps.clone().requires_grad_(), y = maps.clone().requires_grad_();
  const torch::Tensor result = normalisedAndPooled( ours, x, inSpace );
  // max_pool3d wants [N, F, L, H, W].
  const torch::Tensor normal = theirs( y.flatten( 0, 1 ) ).view_as( y ).permute( { 1, 2, 0, 3, 4 } );
  const int64_t width = inSpace ? 2 : 1;
  const torch::Tensor expected = torch::max_pool3d( normal, { 2, width, width }, { 2, width, width }, 0, 1, /*ceil_mode=*/true )
                                     .permute( { 2, 0, 1, 3, 4 } );
  QVERIFY( areClose( result, expected ) );
  const torch::Tensor pull = torch::rand( expected.sizes(), torch::kDouble );
  ( result * pull ).sum().backward();
  ( expected * pull ).sum().backward();
  QVERIFY( areClose( x.grad(), y.grad() ) );
  QVERIFY( areClose( ours->weight.grad(), theirs->weight.grad() ) );
  QVERIFY( areClose( ours->bias.grad(), theirs->bias.grad() ) );
  QVERIFY( areClose( ours->running_mean, theirs->running_mean ) );
  QVERIFY( areClose( ours->running_var, theirs->running_var ) );
  QCOMPARE( ours->num_batches_tracked.item<int64_t>(), theirs->num_batches_tracked.item<int64_t>() );
}

void TestPooledNorm::threadsChangeNothing()
{
  const auto gradient = [&]( int threads )
  {
    at::set_num_threads( threads );
    const torch::Tensor x = states( { 16, 8, 4, 32, 32 } ).to( torch::kFloat ).requires_grad_();
    torch::nn::BatchNorm2d single( 4 );
    normalisedAndPooled( single, x, true ).square().sum().backward();
    return x.grad();
  };
  const int threads = at::get_num_threads();
  const torch::Tensor ofOne = gradient( 1 ), ofTwo = gradient( 2 );
  at::set_num_threads( threads );
  QVERIFY( torch::equal( ofOne, ofTwo ) );
}

QTEST_APPLESS_MAIN( TestPooledNorm )
#include "test_pooled_norm.moc"
