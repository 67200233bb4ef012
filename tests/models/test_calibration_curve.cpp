// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "calibration_curve.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>

using namespace riskcast;

/// Risks that a line through their logits puts right.
class TestCalibrationCurve : public QObject
{
  Q_OBJECT

private slots:
  void fitsTheLine_data();
  void fitsTheLine();
  void risksThatAreCutStillAddUp();
};

namespace
{
/// For each of the logits \a count cells, and in how many of them there were incidents.
struct Group
{
  double logit;
  int count;
  int happened;
};

CalibrationCurve fitted( const std::vector<Group> &groups )
{
  std::vector<torch::Tensor> logits, happened;
  for ( const Group &group : groups )
  {
    logits.push_back( torch::full( { group.count }, group.logit, torch::kDouble ) );
    happened.push_back( torch::arange( group.count ) < group.happened );
  }
  return CalibrationCurve::fitted( torch::cat( logits ), torch::cat( happened ) );
}
} // namespace

Q_DECLARE_METATYPE( std::vector<Group> )

void TestCalibrationCurve::fitsTheLine_data()
{
  QTest::addColumn<std::vector<Group>>( "groups" );
  QTest::addColumn<double>( "slope" );
  QTest::addColumn<double>( "offset" );
  // A line through two points is exact: the share of incidents where the logit is 0, and where it is 1.
  const double ln3 = std::log( 3.0 ), ln9 = std::log( 9.0 );
  QTest::newRow( "right already" ) << std::vector<Group>{ { 0, 4, 2 }, { ln3, 4, 3 } } << 1.0 << 0.0;
  // With so many cells, that is, for which the doubt about slopes other than 1 is forgotten.
  QTest::newRow( "too timid" ) << std::vector<Group>{ { 0, 40'000, 20'000 }, { 1, 40'000, 30'000 } } << ln3 << 0.0;
  QTest::newRow( "too high" ) << std::vector<Group>{ { 0, 10, 1 }, { ln9, 10, 5 } } << 1.0 << -ln9;
  // Two cells and one incident, which no slope is too steep for: -2 / (1 + e^slope) + slope - 1 = 0.
  QTest::newRow( "hardly an incident" ) << std::vector<Group>{ { -1, 1, 0 }, { 1, 1, 1 } } << 1.396685 << 0.0;
  // Far out, where a whole step of Newton's leads away from the best line: 1 in 1000 at -1, 10 in 1000 at +1.
  const double low = std::log( 1.0 / 999 ), high = std::log( 10.0 / 990 );
  QTest::newRow( "far too high" ) << std::vector<Group>{ { 9, 200'000, 200 }, { 11, 200'000, 2'000 } } << ( high - low ) / 2
                                  << ( high + low ) / 2 - 10 * ( high - low ) / 2;
  // The more risk, the fewer incidents: 6 of 20 on the whole. With u = e^offset, 10 u e / (1 + u e) + 10 u / (e + u) = 6, hence
  // 1.4 e u² + 0.4 (1 + e²) u - 0.6 e = 0.
  const double e = std::exp( 1.0 ), half = 0.4 * ( 1 + e * e );
  QTest::newRow( "the wrong way round" ) << std::vector<Group>{ { -1, 10, 5 }, { 1, 10, 1 } } << 1.0
                                         << std::log( ( std::sqrt( half * half + 3.36 * e * e ) - half ) / ( 2.8 * e ) );
  QTest::newRow( "no incidents" ) << std::vector<Group>{ { 0, 4, 0 }, { 1, 4, 0 } } << 1.0 << 0.0;
  QTest::newRow( "incidents everywhere" ) << std::vector<Group>{ { 0, 4, 4 }, { 1, 4, 4 } } << 1.0 << 0.0;
}

void TestCalibrationCurve::fitsTheLine()
{
  QFETCH( std::vector<Group>, groups );
  QFETCH( double, slope );
  QFETCH( double, offset );
  const nlohmann::json line = fitted( groups );
  // Far out some trust in slope 1 is left, even of 2,200 incidents.
  const bool isFar = std::abs( offset ) > 5;
  QVERIFY( std::abs( line["slope"].get<double>() - slope ) < ( isFar ? 3e-4 : 1e-4 ) );
  QVERIFY( std::abs( line["offset"].get<double>() - offset ) < ( isFar ? 3e-3 : 1e-4 ) );
}

/// Of two risks of 1/2 the first one may be 0.2 at most: the other one must be 0.8, which is a logit of ln 4.
void TestCalibrationCurve::risksThatAreCutStillAddUp()
{
  const torch::Tensor logits = torch::zeros( { 2 } );
  const CalibrationCurve cut = CalibrationCurve().movedTo( 1, torch::tensor( { 0.2, 1.0 } ), logits );
  QVERIFY( std::abs( cut( logits )[1].item<double>() - std::log( 4 ) ) < 1e-6 );
  const CalibrationCurve whole = CalibrationCurve().movedTo( 1, torch::ones( 2 ), logits );
  QVERIFY( std::abs( whole( logits )[1].item<double>() ) < 1e-6 );
  // A fifth each: ln( 0.2 / 0.8 )
  const CalibrationCurve lower = CalibrationCurve().movedTo( 0.4, torch::ones( 2 ), logits );
  QVERIFY( std::abs( lower( logits )[1].item<double>() + std::log( 4 ) ) < 1e-6 );
}

QTEST_GUILESS_MAIN( TestCalibrationCurve )
#include "test_calibration_curve.moc"
