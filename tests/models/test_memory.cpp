// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "memory_limit.h"
#include "peak_memory.h"
#include "rate_inputs.h"
#include "torch_support.h"
#include "training_task.h"

#include <torch/torch.h>

#include "error_text.h"
#include "recorded_feedback.h"
#include "small_training.h"

#include <QRegularExpression>
#include <QTest>

using namespace riskcast;

/// What a training needs, and whether it is there, before it begins.
class TestMemory : public QObject
{
  Q_OBJECT

private slots:
  void measuresTheMemoryOfAWork();
  void refusesANetworkThatIsTooLarge();
  void whatTakesMoreThanIsFreeThrows();
  void countsAllProcessesOfTheMachine();
  void scalesRatesStepByStep();
  void holdsInputsOf2GBAtOnce();
  void parametersCountOnceForABatch();
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

/// Memory that is asked for and not used, which Linux gives without end.
void TestMemory::whatTakesMoreThanIsFreeThrows()
{
#ifndef __linux__
  QSKIP( "Without a limit memory cannot be asked for that is not there." );
#endif
  constexpr int64_t gigabyte = 1 << 30;
  std::vector<torch::Tensor> taken;
  const auto take = [&]( int gigabytes )
  {
    taken.clear();
    return errorText(
        [&]
        {
          callTorch( "a try",
                     [&]
                     {
                       for ( int i = 0; i < gigabytes; ++i )
                         taken.push_back( torch::empty( { gigabyte }, torch::kByte ) );
                     } );
        } );
  };
  {
    const MemoryLimit limit;
    VERIFY_SAYS( take( 10'000 ), "There is not enough memory for a try." );
  }
  const int whatWasFree = static_cast<int>( taken.size() );
  QCOMPARE( take( whatWasFree + 10 ), QStringLiteral( "no error" ) );
}

/// The maps alone are 8 KB for each of them, the training some MB.
void TestMemory::countsAllProcessesOfTheMachine()
{
  const auto refusal = []( int processes )
  {
    const std::unique_ptr<Forecaster> forecaster = makeForecaster( smallOptions( "sftt" ) );
    forecaster->shareWork( { .countOnMachine = processes } );
    Feedback silent;
    return errorText( [&] { forecaster->fit( smallStack(), smallSplit(), silent ); } );
  };
  VERIFY_SAYS( refusal( 100'000 ), "Training the network in 100000 processes needs " );
  VERIFY_SAYS( refusal( 2'000'000'000 ), "What the network learns from needs " );
}

/// 29 rates of 10,000 cells are 1.16 MB a step, and those of 40 steps 46 MB.
void TestMemory::scalesRatesStepByStep()
{
  const HeatmapStack stack = formulaStack( 60, 100, 100 );
  RateInputs inputs( completed( smallOptions( "ratenetwork" ) ) );
  Feedback silent;
  const StepSplit split{ stepRange( 10, 49 ), stepRange( 50, 54 ), stepRange( 55, 59 ) };
  QVERIFY( peakBytes( [&] { inputs.fit( stack, split, silent ); } ) < 20e6 );
}

void TestMemory::holdsInputsOf2GBAtOnce()
{
  QCOMPARE( targetsAtOnce( 1024.0 * 1024 ), size_t{ 2048 } );
  QCOMPARE( targetsAtOnce( 0 ), size_t{ 2147483648 } );
  QCOMPARE( targetsAtOnce( 1e12 ), size_t{ 1 } );
}

/// Weights, gradients, both moments and the best are held once, and not once for each sample of a batch.
void TestMemory::parametersCountOnceForABatch()
{
  const auto megabytes = []( int batchSize )
  {
    TrainingOptions options = smallOptions( "convlstm" ); // whose last layer has most parameters
    options.filters = { 2, 2 };
    options.epochs = 1;
    options.batchSize = batchSize;
    RecordedFeedback feedback;
    makeForecaster( options )->fit( formulaStack( 40, 32, 32 ), smallSplit(), feedback );
    QString said;
    for ( const std::string &info : feedback.infos )
      said += QString::fromStdString( info );
    return QRegularExpression( "about ([\\d,]+) MB" ).match( said ).captured( 1 ).remove( ',' ).toDouble();
  };
  const double one = megabytes( 1 ), sixteen = megabytes( 16 );
  QVERIFY2( sixteen < 4 * one, qPrintable( QString( "%1 %2" ).arg( one ).arg( sixteen ) ) );
}

void TestMemory::asksADeviceWhetherItHasTheMemory()
{
  QVERIFY( hasMemory( torch::kCPU, 1e3 ) );
  QVERIFY( !hasMemory( torch::kCPU, 1e18 ) );
}

QTEST_GUILESS_MAIN( TestMemory )
#include "test_memory.moc"
