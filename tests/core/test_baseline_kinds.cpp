#include "baselines.h"
#include "baselines/hawkes.h"
#include "error_text.h"
#include "formula_stack.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <fstream>
#include <random>
#include <set>

using namespace riskcast;

using Maker = std::unique_ptr<Forecaster> ( * )();
Q_DECLARE_METATYPE( Maker )

class TestBaselineKinds : public QObject
{
  Q_OBJECT

private slots:
  void matchesPython_data();
  void matchesPython();
  void choosesAsPython();
  void aFitByRecursionIsThatOverAllPairs();
  void selfExcitationIsRecovered();
  void aProcessWithoutTriggeringIsSeenAsOne();
  void theRandomMapRanksAtRandomAndKeepsTheMeanRisk();
  void theRandomMapDependsOnTheSeed();
  void theLastMapPassesOverStepsWithoutReports();
  void aDensityLosesNothingAtTheEdge();
  void regressionsLeaveOutTheFirstSteps_data();
  void regressionsLeaveOutTheFirstSteps();
  void cellsOutsideTheStudyAreaTeachNothing_data();
  void cellsOutsideTheStudyAreaTeachNothing();
  void aModelThatLiesIsRefused_data();
  void aModelThatLiesIsRefused();
};

namespace
{

Feedback silent;
const StepSplit split{ stepRange( 7, 31 ), stepRange( 32, 39 ), stepRange( 40, 59 ) };

/// What tests/reference/baselines.py computes from, too.
HeatmapStack weeks()
{
  HeatmapStack stack = formulaStack( 60, 8, 9 );
  stack.steps = TimeSteps( *parseTime( "2024-01-01" ), { 1, StepUnit::Week }, 60 );
  for ( int step = 59; step > 0; --step ) // two incidents are followed by four more
    std::ranges::transform( stack.map( step ), stack.map( step - 1 ), stack.map( step ).begin(),
                            []( float count, float before ) { return count + ( before == 2 ? 4 : 0 ); } );
  return stack;
}

const nlohmann::json &expected()
{
  static const auto json = nlohmann::json::parse( std::ifstream( RISKCAST_SOURCE_DIR "/tests/reference/baselines.json" ) );
  return json;
}

std::vector<float> fittedRisk( Forecaster &forecaster, const HeatmapStack &stack, int target )
{
  forecaster.fit( stack, split, silent );
  return forecaster.predict( stack, std::array{ target }, silent );
}

ModelFile saved( const Forecaster &forecaster )
{
  ModelFile file;
  forecaster.save( file );
  return file;
}

/// Incidents of a Hawkes process, by its definition: Poisson counts of the rate.
std::vector<CellEvents> simulated( double background, double triggered, double decay, int cells, int steps )
{
  std::mt19937_64 random( 7 );
  std::vector<CellEvents> events( cells );
  for ( CellEvents &cell : events )
  {
    double trigger = 0;
    for ( int step = 0; step < steps; ++step )
    {
      const int count = std::poisson_distribution<int>( background + triggered * trigger )( random );
      if ( count > 0 )
      {
        cell.steps.push_back( step );
        cell.counts.push_back( static_cast<float>( count ) );
      }
      trigger = decay * trigger + ( 1 - decay ) * count;
    }
  }
  return events;
}

} // namespace

void TestBaselineKinds::matchesPython_data()
{
  QTest::addColumn<Maker>( "make" );
  QTest::newRow( "kde" ) << &makeKde;
  QTest::newRow( "prospective" ) << &makeProspective;
  QTest::newRow( "hawkes" ) << &makeHawkes;
  QTest::newRow( "logisticlags" ) << &makeLogisticLags;
  QTest::newRow( "poissonlags" ) << &makePoissonLags;
  QTest::newRow( "lastmap" ) << &makeLastMap;
}

void TestBaselineKinds::matchesPython()
{
  QFETCH( Maker, make );
  const std::vector<float> risk = fittedRisk( *make(), weeks(), 50 );
  const auto known = expected().at( QTest::currentDataTag() ).at( "risk" ).get<std::vector<double>>();
  QCOMPARE( risk.size(), known.size() );
  for ( size_t cell = 0; cell < risk.size(); ++cell )
    QVERIFY2( std::abs( risk[cell] - known[cell] ) < 1e-5, // single precision
              qPrintable( QString( "cell %1: %2, not %3" ).arg( cell ).arg( risk[cell] ).arg( known[cell] ) ) );
}

void TestBaselineKinds::choosesAsPython()
{
  const auto kde = makeKde();
  kde->fit( weeks(), split, silent );
  const nlohmann::json chosen = saved( *kde ).description["model"];
  QCOMPARE( chosen["bandwidthCells"].get<double>(), expected()["kde"]["bandwidth"].get<double>() );
  QCOMPARE( chosen["memorySteps"].get<int>(), expected()["kde"]["memory"].get<int>() );
}

void TestBaselineKinds::aFitByRecursionIsThatOverAllPairs()
{
  const std::vector<CellEvents> events = { { { 3, 4, 5, 6, 30, 31, 33 }, { 1, 2, 1, 1, 1, 1, 2 } },
                                           { { 10, 11, 50, 51, 52, 53 }, { 1, 1, 1, 1, 1, 1 } },
                                           { { 20, 21 }, { 2, 1 } } };
  const HawkesParameters fitted = fitHawkes( events, 60, silent );
  const nlohmann::json &known = expected().at( "clustered" );
  QVERIFY( std::abs( fitted.triggered - known.at( "triggered" ).get<double>() ) < 1e-9 );
  QVERIFY( std::abs( fitted.decay - known.at( "decay" ).get<double>() ) < 1e-9 );
  for ( size_t cell = 0; cell < 3; ++cell )
    QVERIFY( std::abs( fitted.background[cell] - known.at( "background" )[cell].get<double>() ) < 1e-9 );
}

void TestBaselineKinds::selfExcitationIsRecovered()
{
  // 400 cells × 2,000 steps at 0.02 / (1 - 0.4) incidents a step: 27,000 incidents, 11,000 of them triggered. Standard errors are
  // near 1 % of the parameters.
  const HawkesParameters fitted = fitHawkes( simulated( 0.02, 0.4, 0.8, 400, 2000 ), 2000, silent );
  QVERIFY2( std::abs( fitted.triggered - 0.4 ) < 0.02, qPrintable( QString::number( fitted.triggered ) ) );
  QVERIFY2( std::abs( fitted.decay - 0.8 ) < 0.02, qPrintable( QString::number( fitted.decay ) ) );
  double mean = 0;
  for ( const double background : fitted.background )
    mean += background / 400;
  QVERIFY2( std::abs( mean - 0.02 ) < 0.001, qPrintable( QString::number( mean ) ) );
}

void TestBaselineKinds::aProcessWithoutTriggeringIsSeenAsOne()
{
  const HawkesParameters fitted = fitHawkes( simulated( 0.03, 0, 0.8, 400, 2000 ), 2000, silent );
  QVERIFY2( fitted.triggered < 0.05, qPrintable( QString::number( fitted.triggered ) ) );
}

void TestBaselineKinds::theRandomMapRanksAtRandomAndKeepsTheMeanRisk()
{
  const HeatmapStack stack = weeks();
  const auto map = makeRandomMap( {} );
  map->fit( stack, split, silent );
  const std::vector<float> risk = map->predict( stack, std::array{ 50, 51 }, silent );
  double positive = 0;
  for ( const int step : stepRange( 7, 39 ) )
    for ( const float count : stack.total( step ) )
      positive += count > 0 ? 1 : 0;
  const double mean = positive / ( 33 * 72 );
  for ( const float p : risk )
    QVERIFY( std::abs( p - mean ) <= mean / 2000 * 1.0001 );
  const std::set<float> different( risk.begin(), risk.end() );
  QVERIFY( different.size() > 100 );                                             // of 144
  QVERIFY( !std::equal( risk.begin(), risk.begin() + 72, risk.begin() + 72 ) );  // another order in each step
  QVERIFY( map->predict( stack, std::array{ 51 }, silent )[5] == risk[72 + 5] ); // the same one again
}

void TestBaselineKinds::theRandomMapDependsOnTheSeed()
{
  TrainingOptions other;
  other.seed = 2;
  const HeatmapStack stack = weeks();
  QVERIFY( fittedRisk( *makeRandomMap( {} ), stack, 50 ) != fittedRisk( *makeRandomMap( other ), stack, 50 ) );
}

void TestBaselineKinds::theLastMapPassesOverStepsWithoutReports()
{
  HeatmapStack stack = weeks();
  const auto map = makeLastMap();
  map->fit( stack, split, silent );
  const std::vector<float> after48 = map->predict( stack, std::array{ 49 }, silent );
  stack.states[49] = StepState::WithoutReports;
  QVERIFY( map->predict( stack, std::array{ 50 }, silent ) == after48 );
}

void TestBaselineKinds::aDensityLosesNothingAtTheEdge()
{
  // Everywhere one incident a week: so is the density, in the corner and beside cells outside the study area.
  HeatmapStack stack = weeks();
  std::ranges::fill( stack.counts, 1 );
  for ( int step = 0; step < stack.stepCount(); ++step )
    stack.map( step )[40] = 0;
  stack.studyArea[40] = 0;
  const std::vector<float> risk = fittedRisk( *makeKde(), stack, 50 );
  const double rate = 1 + 0.001; // and the floor
  for ( const int cell : { 0, 8, 31, 41, 71 } )
    QVERIFY( std::abs( risk[cell] - ( 1 - std::exp( -rate ) ) ) < 1e-6 );
}

void TestBaselineKinds::regressionsLeaveOutTheFirstSteps_data()
{
  QTest::addColumn<Maker>( "make" );
  QTest::newRow( "logisticlags" ) << &makeLogisticLags;
  QTest::newRow( "poissonlags" ) << &makePoissonLags;
}

void TestBaselineKinds::regressionsLeaveOutTheFirstSteps()
{
  // What there is to remember before them would be a mean of next to nothing: an eighth of the 40 steps up to the last fitted
  // one.
  QFETCH( Maker, make );
  const HeatmapStack stack = weeks();
  const auto riskFrom = [&]( int first )
  {
    const auto forecaster = make();
    forecaster->fit( stack, { stepRange( first, 31 ), split.validation, split.test }, silent );
    return forecaster->predict( stack, std::array{ 50 }, silent );
  };
  QVERIFY( riskFrom( 1 ) == riskFrom( 5 ) );
  QVERIFY( riskFrom( 5 ) != riskFrom( 6 ) );
}

void TestBaselineKinds::cellsOutsideTheStudyAreaTeachNothing_data()
{
  QTest::addColumn<Maker>( "make" );
  QTest::addColumn<double>( "tolerance" );
  constexpr double rounding = 1e-5;
  QTest::newRow( "kde" ) << &makeKde << rounding;
  QTest::newRow( "prospective" ) << &makeProspective << rounding;
  QTest::newRow( "hawkes" ) << &makeHawkes << rounding;
  QTest::newRow( "logisticlags" ) << &makeLogisticLags << rounding;
  QTest::newRow( "poissonlags" ) << &makePoissonLags << rounding;
  QTest::newRow( "lastmap" ) << &makeLastMap << rounding;
  QTest::newRow( "ewma" ) << &makeEwma << rounding;
  QTest::newRow( "longrunrate" ) << &makeLongRunRate << rounding;
  QTest::newRow( "randommap" ) << Maker( [] { return makeRandomMap( {} ); } ) << 1e-3; // of which half is the order
}

void TestBaselineKinds::cellsOutsideTheStudyAreaTeachNothing()
{
  QFETCH( Maker, make );
  QFETCH( double, tolerance );
  // The study area is a grid of its own, or the left quarter of one. What is not there is too far from the first column to
  // matter.
  const int rows = 8;
  const int columns = 9;
  HeatmapStack own = formulaStack( 60, rows, columns );
  HeatmapStack wide = formulaStack( 60, rows, 4 * columns );
  own.steps = wide.steps = weeks().steps;
  for ( int step = 0; step < 60; ++step )
    for ( int row = 0; row < rows; ++row )
      for ( int column = 0; column < 4 * columns; ++column )
      {
        const bool isInside = column < columns;
        const float count = isInside ? own.map( step )[row * columns + column] : 0;
        wide.map( step )[row * 4 * columns + column] = count;
        wide.studyArea[row * 4 * columns + column] = isInside ? 1 : 0;
      }
  const std::vector<float> alone = fittedRisk( *make(), own, 50 );
  const std::vector<float> asPart = fittedRisk( *make(), wide, 50 );
  for ( int row = 0; row < rows; ++row )
    QVERIFY2( std::abs( alone[row * columns] - asPart[row * 4 * columns] ) < tolerance * alone[row * columns],
              qPrintable( QString( "row %1: %2, %3" ).arg( row ).arg( alone[row * columns] ).arg( asPart[row * 4 * columns] ) ) );
}

void TestBaselineKinds::aModelThatLiesIsRefused_data()
{
  QTest::addColumn<Maker>( "make" );
  QTest::addColumn<QString>( "key" );
  QTest::addColumn<double>( "value" );
  const Maker randomMap = [] { return makeRandomMap( {} ); };
  QTest::newRow( "kde, no bandwidth" ) << &makeKde << "bandwidthCells" << 0.0;
  QTest::newRow( "kde, a bandwidth that asks for all memory" ) << &makeKde << "bandwidthCells" << 1e9;
  QTest::newRow( "kde, no memory" ) << &makeKde << "memorySteps" << 0.0;
  QTest::newRow( "kde, a memory beyond whole numbers" ) << &makeKde << "memorySteps" << 1e12;
  QTest::newRow( "kde, negative floor" ) << &makeKde << "floor" << -1.0;
  QTest::newRow( "prospective, negative factor" ) << &makeProspective << "factor" << -1.0;
  QTest::newRow( "prospective, negative floor" ) << &makeProspective << "floor" << -1.0;
  QTest::newRow( "hawkes, negative number triggered" ) << &makeHawkes << "triggered" << -0.1;
  QTest::newRow( "hawkes, a decay that grows" ) << &makeHawkes << "decay" << 1.5;
  QTest::newRow( "hawkes, negative floor" ) << &makeHawkes << "floor" << -1.0;
  QTest::newRow( "logisticlags, logarithms of zero" ) << &makeLogisticLags << "small" << 0.0;
  QTest::newRow( "poissonlags, logarithms of zero" ) << &makePoissonLags << "small" << 0.0;
  QTest::newRow( "lastmap, a risk above 1" ) << &makeLastMap << "riskAfterIncident" << 1.1;
  QTest::newRow( "lastmap, a risk below 0" ) << &makeLastMap << "riskAfterNone" << -0.1;
  QTest::newRow( "randommap, a risk above 1" ) << randomMap << "risk" << 1.1;
}

void TestBaselineKinds::aModelThatLiesIsRefused()
{
  QFETCH( Maker, make );
  QFETCH( QString, key );
  QFETCH( double, value );
  const auto forecaster = make();
  forecaster->fit( weeks(), split, silent );
  ModelFile file = saved( *forecaster );
  file.description["grid"] = { { "rows", 8 }, { "columns", 9 } };
  make()->load( file );
  file.description["model"][key.toStdString()] = value;
  QCOMPARE( errorText( [&] { make()->load( file ); } ),
            QString( "The model's \"%1\" is not a number that can be. Train it again." ).arg( key ) );
}

QTEST_APPLESS_MAIN( TestBaselineKinds )
#include "test_baseline_kinds.moc"
