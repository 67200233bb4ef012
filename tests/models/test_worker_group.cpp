// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "own_address.h"
#include "worker_group.h"

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
  void theOwnAddressIsTheOneThatIsSeenFromThere();
};

namespace
{
/// What two workers get who sum up 1 and 2.
std::array<float, 2> sums( const std::string &meeting, int port )
{
  std::array<float, 2> result{};
  std::vector<std::thread> threads;
  for ( int number = 0; number < 2; ++number )
    threads.emplace_back(
        [&result, &meeting, port, number]
        {
          const WorkerGroup group( WorkerPlace{ .number = number, .count = 2, .port = port, .meeting = meeting } );
          torch::Tensor value = torch::full( { 1 }, number + 1.0F );
          group.sum( value );
          result[number] = value.item<float>();
        } );
  for ( std::thread &thread : threads )
    thread.join();
  return result;
}
} // namespace

/// torchrun keeps the place open while it starts the processes anew; what the first ones left there must not confuse the second.
void TestWorkerGroup::meetWhereTheirStarterListens()
{
  c10d::TCPStoreOptions options;
  options.port = 0; // any
  options.isServer = true;
  c10d::TCPStore starter( "127.0.0.1", options );
  for ( const char *meeting : { "attempt 0", "attempt 1" } )
    QVERIFY( ( sums( meeting, starter.getPort() ) == std::array{ 3.0F, 3.0F } ) );
}

void TestWorkerGroup::theOwnAddressIsTheOneThatIsSeenFromThere()
{
  QCOMPARE( ownAddressTowards( "127.0.0.1", 29500 ), std::string( "127.0.0.1" ) );
  QCOMPARE( ownAddressTowards( "no such machine", 29500 ), std::string() );
}

QTEST_GUILESS_MAIN( TestWorkerGroup )
#include "test_worker_group.moc"
