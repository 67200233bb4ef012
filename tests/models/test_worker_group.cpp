// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "batch_learner.h"
#include "own_address.h"

#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <QTest>

#include <array>
#include <thread>

using namespace riskcast;

/// How processes find each other; threads stand for them here.
class TestWorkerGroup : public QObject
{
  Q_OBJECT

private slots:
  void meetWhereTheirStarterListens();
  void theGradientIsThatOfTheWholeBatch();
  void theOwnAddressIsTheOneThatIsSeenFromThere();
};

namespace
{
/// Lets two workers do something.
void together( const std::string &meeting, int port, const std::function<void( int number, const WorkerGroup &group )> &work )
{
  std::vector<std::thread> threads;
  for ( int number = 0; number < 2; ++number )
    threads.emplace_back(
        [&, number]
        {
          const WorkerGroup group( WorkerPlace{ .number = number, .count = 2, .port = port, .meeting = meeting } );
          work( number, group );
        } );
  for ( std::thread &thread : threads )
    thread.join();
}

/// A place to meet at, as torchrun has one.
c10d::TCPStore openPlace()
{
  c10d::TCPStoreOptions options;
  options.port = 0; // any
  options.isServer = true;
  return c10d::TCPStore( "127.0.0.1", options );
}
} // namespace

/// torchrun keeps the place open while it starts the processes anew; what the first ones left there must not confuse the second.
void TestWorkerGroup::meetWhereTheirStarterListens()
{
  const c10d::TCPStore starter = openPlace();
  for ( const char *meeting : { "attempt 0", "attempt 1" } )
  {
    std::array<float, 2> sums{};
    together( meeting, starter.getPort(),
              [&]( int number, const WorkerGroup &group )
              {
                torch::Tensor value = torch::full( { 1 }, number + 1.0F );
                group.sum( value );
                sums[number] = value.item<float>();
              } );
    QVERIFY( ( sums == std::array{ 3.0F, 3.0F } ) );
  }
}

/// The first worker has one sample and the loss p + q, the second two and the loss 4 p, with p = 2 and q = 5. Of all three
/// samples the loss is ( 7 + 2 × 8 ) / 3; it rises by ( 1 + 2 × 4 ) / 3 with p and by 1 / 3 with q.
void TestWorkerGroup::theGradientIsThatOfTheWholeBatch()
{
  const c10d::TCPStore starter = openPlace();
  std::array<std::array<double, 3>, 2> results{};
  together( "gradient", starter.getPort(),
            [&]( int number, const WorkerGroup &group )
            {
              const std::vector<torch::Tensor> parameters = { torch::full( { 1 }, 2.0, torch::requires_grad() ),
                                                              torch::full( { 1 }, 5.0, torch::requires_grad() ) };
              const torch::Tensor loss = number == 0 ? parameters[0] + parameters[1] : 4 * parameters[0];
              const double ofAll = learnTogether( loss.sum(), torch::full( {}, number + 1.0 ), parameters, group );
              results[number] = { ofAll, parameters[0].grad().item<double>(), parameters[1].grad().item<double>() };
            } );
  for ( const std::array<double, 3> &result : results )
  {
    QVERIFY( std::abs( result[0] - 23.0 / 3 ) < 1e-6 );
    QVERIFY( std::abs( result[1] - 3.0 ) < 1e-6 );
    QVERIFY( std::abs( result[2] - 1.0 / 3 ) < 1e-6 );
  }
}

void TestWorkerGroup::theOwnAddressIsTheOneThatIsSeenFromThere()
{
  QCOMPARE( ownAddressTowards( "127.0.0.1", 29500 ), std::string( "127.0.0.1" ) );
  QCOMPARE( ownAddressTowards( "no such machine", 29500 ), std::string() );
}

QTEST_GUILESS_MAIN( TestWorkerGroup )
#include "test_worker_group.moc"
