// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "score_reading.h"

#include "error_text.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

/// Losses, and the risk that scores mean.
class TestScoreReading : public QObject
{
  Q_OBJECT

private slots:
  void lossesAreMeansOverTheCellsThatCount_data();
  void lossesAreMeansOverTheCellsThatCount();
  void theRiskIsWhereTheLossIsLeast_data();
  void theRiskIsWhereTheLossIsLeast();
  void aPriorComesBackAsItsRisk_data();
  void aPriorComesBackAsItsRisk();
  void aBusyPriorStaysFinite();
  void theFocalLossHasNoPrior();
};

Q_DECLARE_METATYPE( Loss )

namespace
{
torch::Tensor row( const std::vector<double> &values )
{
  return torch::tensor( values, torch::kDouble ).view( { 1, 1, -1 } );
}

void everyLoss()
{
  QTest::addColumn<Loss>( "loss" );
  for ( const Loss loss : { Loss::CrossEntropy, Loss::Focal, Loss::Poisson, Loss::SquaredError } )
    QTest::newRow( enumName( loss ).c_str() ) << loss;
}
} // namespace

void TestScoreReading::lossesAreMeansOverTheCellsThatCount_data()
{
  QTest::addColumn<Loss>( "loss" );
  QTest::addColumn<double>( "expected" );
  // Scores 0.5 and -1 with 2 and 0 incidents, weight 2; the third cell does not count. q = 0.6224593 and 0.2689414.
  QTest::newRow( "cross-entropy" ) << Loss::CrossEntropy
                                   << ( 2 * std::log1p( std::exp( -0.5 ) ) + std::log1p( std::exp( -1.0 ) ) ) / 2;
  QTest::newRow( "focal" ) << Loss::Focal
                           << ( 2 * std::pow( 1 - 0.6224593312, 2 ) * std::log1p( std::exp( -0.5 ) ) +
                                std::pow( 0.2689414214, 2 ) * std::log1p( std::exp( -1.0 ) ) ) /
                                  2;
  QTest::newRow( "Poisson" ) << Loss::Poisson << ( std::exp( 0.5 ) - 2 * 0.5 + std::exp( -1.0 ) ) / 2;
  QTest::newRow( "squared error" ) << Loss::SquaredError << ( 1.5 * 1.5 + 1 ) / 2;
}

void TestScoreReading::lossesAreMeansOverTheCellsThatCount()
{
  QFETCH( Loss, loss );
  QFETCH( double, expected );
  const torch::Tensor cells = torch::tensor( { 1.0, 1.0, 0.0 }, torch::kDouble );
  const double value = ScoreReading( loss, 2 ).loss( row( { 0.5, -1, 9 } ), row( { 2, 0, 0 } ), cells ).item<double>();
  QVERIFY2( std::abs( value - expected ) < 1e-8, qPrintable( QString::number( value, 'g', 12 ) ) );
}

void TestScoreReading::theRiskIsWhereTheLossIsLeast_data()
{
  everyLoss();
}

void TestScoreReading::theRiskIsWhereTheLossIsLeast()
{
  QFETCH( Loss, loss );
  // Of 50 cells alike one has an incident: the score of least loss means a risk of 2 %, or a rate of 0.02, whose risk is
  // 1 - exp(-0.02).
  const ScoreReading reading( loss, 7 );
  torch::Tensor score = torch::zeros( 1, torch::kDouble ).requires_grad_();
  torch::Tensor counts = torch::zeros( { 1, 1, 50 }, torch::kDouble );
  counts[0][0][0] = 1;
  torch::optim::LBFGS optimizer(
      { score }, torch::optim::LBFGSOptions( 0.5 ).max_iter( 500 ).tolerance_grad( 1e-12 ).tolerance_change( 1e-14 ) );
  optimizer.step(
      [&]
      {
        optimizer.zero_grad();
        const torch::Tensor value = reading.loss( score.expand( { 1, 1, 50 } ), counts, torch::ones( 50, torch::kDouble ) );
        value.backward();
        return value;
      } );
  const double risk = torch::sigmoid( reading.logits( score.detach() ) ).item<double>();
  const bool isRate = loss == Loss::Poisson || loss == Loss::SquaredError;
  const double expected = isRate ? -std::expm1( -0.02 ) : 0.02;
  QVERIFY2( std::abs( risk - expected ) < 1e-6, qPrintable( QString::number( risk, 'g', 12 ) ) );
}

void TestScoreReading::aPriorComesBackAsItsRisk_data()
{
  everyLoss();
}

void TestScoreReading::aPriorComesBackAsItsRisk()
{
  QFETCH( Loss, loss );
  if ( loss == Loss::Focal )
    QSKIP( "It has no prior." );
  const ScoreReading reading( loss, 12 );
  const torch::Tensor rates = torch::tensor( { 1e-6, 0.02, 1.5 }, torch::kDouble );
  const torch::Tensor risk = torch::sigmoid( reading.logits( reading.scoresOf( rates.log() ) ) );
  QVERIFY( torch::allclose( risk, -torch::expm1( -rates ), 1e-9, 0 ) );
}

/// exp(300) is more than a float can be, but the logit of 1 - exp(-300) is 300.
void TestScoreReading::aBusyPriorStaysFinite()
{
  const ScoreReading reading( Loss::CrossEntropy, 1 );
  const torch::Tensor rates = torch::tensor( { 300.0F, 1e-6F } );
  QVERIFY( torch::allclose( reading.scoresOf( rates.log() ), torch::tensor( { 300.0F, -13.8155106F } ), 1e-5, 0 ) );
}

void TestScoreReading::theFocalLossHasNoPrior()
{
  const QString error = errorText( [] { ScoreReading( Loss::Focal, 1 ).scoresOf( torch::zeros( 1 ) ); } );
  VERIFY_SAYS( error, "The focal loss cannot correct a prior rate. Choose another loss, or no prior." );
}

QTEST_GUILESS_MAIN( TestScoreReading )
#include "test_score_reading.moc"
