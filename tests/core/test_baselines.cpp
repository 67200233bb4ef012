#include "baselines.h"
#include "baselines/outcome.h"
#include "error_text.h"
#include "evaluation.h"
#include "formula_stack.h"
#include "maps.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

class TestBaselines : public QObject
{
  Q_OBJECT

private slots:
  void longRunRateIsTheMeanUpToTheLastValidationStep();
  void movingAverageMatchesNumpy();
  void fastLossesAreTheLogLoss_data();
  void fastLossesAreTheLogLoss();
  void savedAndLoadedPredictsTheSame();
  void aModelThatLiesIsRefused_data();
  void aModelThatLiesIsRefused();
};

namespace
{
Feedback silent;
}

void TestBaselines::longRunRateIsTheMeanUpToTheLastValidationStep()
{
  const HeatmapStack days = stack( { "2 .", "1 .", "1 1", "9 9" } );
  const auto rate = makeLongRunRate();
  rate->fit( days, { { 0, 1 }, { 2 }, { 3 } }, silent );
  const std::vector<float> risk = rate->predict( days, std::array{ 3 }, silent );
  QVERIFY( qAbs( risk[0] - ( 1 - std::exp( -4.0 / 3 ) ) ) < 1e-6 );
  QVERIFY( qAbs( risk[1] - ( 1 - std::exp( -1.0 / 3 ) ) ) < 1e-6 );
}

void TestBaselines::movingAverageMatchesNumpy()
{
  const HeatmapStack days = formulaStack( 60, 4, 5 );
  const auto average = makeEwma();
  average->fit( days, { stepRange( 7, 31 ), stepRange( 32, 39 ), stepRange( 40, 59 ) }, silent );

  // tests/reference/rates.py: binary maps, nothing forgotten, no smoothing
  ModelFile file;
  average->save( file );
  const nlohmann::json expected = { { "halfLifeSteps", nullptr }, { "sigmaCells", 0.0 }, { "input", "binary" } };
  nlohmann::json chosen = file.description["model"];
  chosen.erase( "floor" );
  QCOMPARE( chosen.dump(), expected.dump() );
  const std::vector<float> risk = average->predict( days, std::array{ 50 }, silent );
  QVERIFY( qAbs( risk[0] - 0.200248438F ) < 1e-6F );
  QVERIFY( qAbs( risk[9] - 0.000248438F ) < 1e-6F );
  QVERIFY( qAbs( risk[19] - 0.160248438F ) < 1e-6F );
}

void TestBaselines::fastLossesAreTheLogLoss_data()
{
  QTest::addColumn<double>( "scale" );
  QTest::addColumn<double>( "floor" );
  QTest::newRow( "small" ) << 0.01 << 1e-5;
  QTest::newRow( "certain" ) << 1.0 << 0.01;
  QTest::newRow( "beyond where risks are clipped" ) << 500.0 << 0.0;
}

void TestBaselines::fastLossesAreTheLogLoss()
{
  QFETCH( double, scale );
  QFETCH( double, floor );
  HeatmapStack days = formulaStack( 1, 8, 9 );
  for ( const int outside : { 0, 40, 41 } )
  {
    days.studyArea[outside] = 0;
    days.map( 0 )[outside] = 0;
  }
  std::vector<float> rates;
  std::vector<float> risk;
  std::vector<float> flooredProbability;
  for ( int cell = 0; cell < 72; ++cell )
  {
    rates.push_back( static_cast<float>( scale * ( cell % 12 ) / 11 ) );
    risk.push_back( static_cast<float>( -std::expm1( -( rates.back() + floor ) ) ) );
    flooredProbability.push_back( static_cast<float>( std::min( rates.back() + floor, 1.0 ) ) );
  }
  const Outcome outcome( days, 0 );
  const double ofRates = logLoss( risk, days.total( 0 ), days.studyArea );
  QVERIFY( std::abs( outcome.lossOfRates( rates, floor ) - ofRates ) < 1e-5 * ofRates ); // 1 - p is single precision there
  const double ofProbabilities = logLoss( flooredProbability, days.total( 0 ), days.studyArea );
  QVERIFY( std::abs( outcome.lossOfProbabilities( rates, floor ) - ofProbabilities ) < 1e-5 * ofProbabilities );
}

void TestBaselines::savedAndLoadedPredictsTheSame()
{
  const HeatmapStack days = formulaStack( 60, 4, 5 );
  for ( const auto make : { &makeEwma, &makeLongRunRate } )
  {
    const auto saved = make();
    saved->fit( days, { stepRange( 7, 31 ), stepRange( 32, 39 ), stepRange( 40, 59 ) }, silent );
    ModelFile file;
    file.description["grid"] = { { "rows", 4 }, { "columns", 5 } };
    saved->save( file );
    const auto loaded = make();
    loaded->load( file );
    QVERIFY( saved->predict( days, stepRange( 40, 60 ), silent ) == loaded->predict( days, stepRange( 40, 60 ), silent ) );
  }
}

void TestBaselines::aModelThatLiesIsRefused_data()
{
  QTest::addColumn<QString>( "key" );
  QTest::addColumn<double>( "value" );
  QTest::newRow( "negative half-life" ) << "halfLifeSteps" << -7.0;
  QTest::newRow( "half-life of zero" ) << "halfLifeSteps" << 0.0;
  QTest::newRow( "negative width" ) << "sigmaCells" << -1.0;
  QTest::newRow( "width of a billion cells" ) << "sigmaCells" << 1e9;
  QTest::newRow( "negative floor" ) << "floor" << -0.5;
}

void TestBaselines::aModelThatLiesIsRefused()
{
  QFETCH( QString, key );
  QFETCH( double, value );
  ModelFile file;
  file.description["model"] = { { "halfLifeSteps", 7 }, { "sigmaCells", 1 }, { "input", "counts" }, { "floor", 0.001 } };
  makeEwma()->load( file );
  file.description["model"][key.toStdString()] = value;
  QCOMPARE( errorText( [&] { makeEwma()->load( file ); } ),
            QString( "The model's half-life, width or floor is not a number that can be. Train it again." ) );

  file.description["grid"] = { { "rows", 1 }, { "columns", 2 } };
  file.tensors["mean"] = { { 1, 2 }, { 0.5F, -0.5F } };
  QCOMPARE( errorText( [&] { makeLongRunRate()->load( file ); } ),
            QString( "The model has mean counts below 0. Train it again." ) );
}

QTEST_APPLESS_MAIN( TestBaselines )
#include "test_baselines.moc"
