#include "small_training.h"
#include "torch_support.h"

#include <QTest>

using namespace riskcast;

/// What only a machine with a GPU can tell.
class TestGpu : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void learnsThereAndForecastsLikeAProcessor_data();
  void learnsThereAndForecastsLikeAProcessor();
};

namespace
{
Feedback silent;
}

void TestGpu::initTestCase()
{
  if ( torchDevice( Device::Auto ).is_cpu() )
    QSKIP( "There is no GPU that LibTorch can use here." );
}

void TestGpu::learnsThereAndForecastsLikeAProcessor_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<bool>( "mixed" );
  for ( const ModelKind &kind : modelKinds )
    for ( const bool mixed : { false, true } )
      if ( kind.isNetwork )
        QTest::addRow( "%s%s", kind.name, mixed ? ", in mixed precision" : "" ) << QString( kind.name ) << mixed;
}

void TestGpu::learnsThereAndForecastsLikeAProcessor()
{
  QFETCH( QString, kind );
  QFETCH( bool, mixed );
  const HeatmapStack stack = smallStackWithGaps();
  TrainingOptions options = smallOptions( kind.toStdString() );
  options.device = Device::Gpu;
  options.mixedPrecision = mixed;
  options.seeds = 2;
  const std::unique_ptr<Forecaster> there = trained( options, stack );
  QCOMPARE( there->history()["device"].get<std::string>(), std::string( "gpu" ) );
  options.device = Device::Cpu;
  const std::unique_ptr<Forecaster> here = makeForecaster( options );
  here->load( savedModel( *there, stack ) );
  const std::vector<int> test = smallSplit().test;
  const std::vector<float> forecast = there->predict( stack, test, silent ), expected = here->predict( stack, test, silent );
  QCOMPARE( forecast.size(), expected.size() );
  for ( size_t i = 0; i < forecast.size(); ++i )
    QVERIFY2( std::abs( forecast[i] - expected[i] ) < 1e-4,
              qPrintable( QString( "%1, %2" ).arg( forecast[i] ).arg( expected[i] ) ) );
}

QTEST_GUILESS_MAIN( TestGpu )
#include "test_gpu.moc"
