// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "peak_memory.h"
#include "torch_support.h"

#include <torch/torch.h>

#include "error_text.h"
#include "small_training.h"

#include <QTest>

using namespace riskcast;

/// What a training needs, and whether it is there, before it begins.
class TestMemory : public QObject
{
  Q_OBJECT

private slots:
  void measuresTheMemoryOfAWork();
  void refusesANetworkThatIsTooLarge();
  void countsAllProcessesOfTheMachine();
  void asksADeviceWhetherItHasTheMemory();
};

/// 1,000 and 500 floats at once; 300 later, when those are gone.
void TestMemory::measuresTheMemoryOfAWork()
{
  const torch::Tensor before = torch::zeros( { 5000 } );
  const double bytes = peakBytes(
      []
      {
        {
          const torch::Tensor first = torch::zeros( { 1000 } );
          const torch::Tensor second = torch::zeros( { 500 } );
        }
        const torch::Tensor later = torch::zeros( { 300 } );
      } );
  QCOMPARE( bytes, 1500.0 * sizeof( float ) );
}

void TestMemory::refusesANetworkThatIsTooLarge()
{
  TrainingOptions options = smallOptions( "convlstm" );
  options.filters = { 1'000'000, 1'000'000 };
  VERIFY_SAYS( errorText( [&] { trained( options, smallStack() ); } ), "GB. Use fewer filters, smaller batches" );
}

/// What was measured with a sample, a million times.
void TestMemory::countsAllProcessesOfTheMachine()
{
  const std::unique_ptr<Forecaster> forecaster = makeForecaster( smallOptions( "sftt" ) );
  forecaster->shareWork( { .countOnMachine = 1'000'000 } );
  Feedback silent;
  VERIFY_SAYS( errorText( [&] { forecaster->fit( smallStack(), smallSplit(), silent ); } ),
               "Training the network in 1000000 processes needs " );
}

void TestMemory::asksADeviceWhetherItHasTheMemory()
{
  QVERIFY( hasMemory( torch::kCPU, 1e3 ) );
  QVERIFY( !hasMemory( torch::kCPU, 1e18 ) );
}

QTEST_GUILESS_MAIN( TestMemory )
#include "test_memory.moc"
