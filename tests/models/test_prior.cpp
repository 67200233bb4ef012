#include "small_training.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace riskcast;

/// What networks that correct a prior rate begin with.
class TestPrior : public QObject
{
  Q_OBJECT

private slots:
  void untrainedItSaysItsPrior_data();
  void untrainedItSaysItsPrior();
};

namespace
{
Feedback silent;

/// 1 - exp( -mean - floor ) of the counts of each cell over those of the first \a steps that have reports, so many times; the
/// floor is a thousandth of the mean over all cells.
std::vector<float> riskOfMeanCounts( const HeatmapStack &stack, int steps, int maps )
{
  const auto last = stack.counts.begin() + static_cast<std::ptrdiff_t>( steps ) * stack.cellCount();
  const auto reported = std::count( stack.states.begin(), stack.states.begin() + steps, StepState::Observed );
  const double floor = 0.001 * std::accumulate( stack.counts.begin(), last, 0.0 ) / ( reported * stack.cellCount() );
  std::vector<float> risk;
  for ( int i = 0; i < maps * stack.cellCount(); ++i )
  {
    double sum = 0;
    for ( int step = 0; step < steps; ++step )
      sum += stack.map( step )[i % stack.cellCount()];
    risk.push_back( static_cast<float>( 1 - std::exp( -sum / reported - floor ) ) );
  }
  return risk;
}
} // namespace

void TestPrior::untrainedItSaysItsPrior_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<QString>( "prior" );
  for ( const ModelKind &kind : modelKinds )
  {
    if ( !kind.isNetwork )
      continue;
    QTest::addRow( "%s, mixture", kind.name ) << QString( kind.name ) << "mixture";
    if ( kind.id != ModelKindId::RateNetwork ) // made for the mixture
      QTest::addRow( "%s, long-run rate", kind.name ) << QString( kind.name ) << "longrunrate";
  }
}

void TestPrior::untrainedItSaysItsPrior()
{
  QFETCH( QString, kind );
  QFETCH( QString, prior );
  TrainingOptions options = smallOptions( kind.toStdString() );
  options.prior = enumFromName<Prior>( prior.toStdString() );
  options.epochs = 1;
  options.learningRate = 1e-30; // no step moves a score by what a 32-bit number shows
  options.refit = true;         // as simple kinds do
  // The mixture of so few days has the same rate everywhere if some of them are without reports.
  const HeatmapStack stack = prior == "mixture" ? smallStack() : smallStackWithGaps();
  const std::unique_ptr<Forecaster> forecaster = trained( options, stack );
  const std::vector<float> risk = forecaster->predict( stack, stepRange( 32, 39 ), silent );
  const std::unique_ptr<Forecaster> loaded = makeForecaster( options );
  loaded->load( savedModel( *forecaster, stack ) );
  QCOMPARE( loaded->predict( stack, stepRange( 32, 39 ), silent ), risk );
  const std::vector<float> expected =
      prior == "mixture" ? trained( { .kind = "ratemixture" }, stack )->predict( stack, stepRange( 32, 39 ), silent )
                         : riskOfMeanCounts( stack, /*steps=*/32, /*maps=*/8 );
  for ( size_t i = 0; i < risk.size(); ++i )
    QVERIFY2( std::abs( risk[i] - expected[i] ) < 2e-6F,
              qPrintable( QStringLiteral( "%1, %2" ).arg( risk[i] ).arg( expected[i] ) ) );
}

QTEST_GUILESS_MAIN( TestPrior )
#include "test_prior.moc"
