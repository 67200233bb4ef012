// How long do the baselines take that `riskcast evaluate` fits beside a model? 1,460 days of 128 × 128 cells with 150 incidents a
// day are simulated: some cells have many, one in five incidents is followed by another nearby within the week. Each baseline is
// fitted to the first three years, the last fifth of them for validation, and predicts the days of the fourth. Printed are
// seconds of fit and of prediction, and the log loss per cell of the predictions.
//
// Usage: bench_baselines [NAME …]
#include "baselines.h"
#include "evaluation.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <random>

using namespace riskcast;

namespace
{

constexpr int days = 1460;
constexpr int testDays = 365;
constexpr int side = 128;

HeatmapStack simulated()
{
  HeatmapStack stack =
      HeatmapStack::empty( Grid( "", { 0, 0, side, side }, side, side ),
                           TimeSteps( *parseTime( "2020-01-01" ), { 1, StepUnit::Day }, days ), StepState::Observed );
  std::mt19937_64 random( 1 );
  std::vector<double> weights( stack.cellCount() );
  std::ranges::generate( weights, [&] { return std::gamma_distribution<double>( 0.3 )( random ); } );
  std::discrete_distribution<int> cellOf( weights.begin(), weights.end() );
  std::uniform_int_distribution<int> near( -1, 1 );
  std::uniform_int_distribution<int> later( 1, 7 );
  for ( int day = 0; day < days; ++day )
    for ( int i = std::poisson_distribution<int>( 120 )( random ); i > 0; --i )
    {
      const int cell = cellOf( random );
      stack.map( day )[cell] += 1;
      const int row = std::clamp( cell / side + near( random ), 0, side - 1 );
      const int column = std::clamp( cell % side + near( random ), 0, side - 1 );
      const int next = day + later( random );
      if ( random() % 5 == 0 && next < days )
        stack.map( next )[row * side + column] += 1;
    }
  return stack;
}

std::vector<int> stepsFromTo( int first, int end )
{
  std::vector<int> steps( end - first );
  std::iota( steps.begin(), steps.end(), first );
  return steps;
}

double secondsSince( std::chrono::steady_clock::time_point start )
{
  return std::chrono::duration<double>( std::chrono::steady_clock::now() - start ).count();
}

struct Baseline
{
  std::string name;
  std::unique_ptr<Forecaster> forecaster;
};

std::vector<Baseline> baselines()
{
  std::vector<Baseline> all;
  all.push_back( { "ewma", makeEwma() } );
  all.push_back( { "longrunrate", makeLongRunRate() } );
  all.push_back( { "hawkes", makeHawkes() } );
  all.push_back( { "kde", makeKde() } );
  all.push_back( { "prospective", makeProspective() } );
  all.push_back( { "logisticlags", makeLogisticLags() } );
  all.push_back( { "poissonlags", makePoissonLags() } );
  all.push_back( { "lastmap", makeLastMap() } );
  all.push_back( { "randommap", makeRandomMap( {} ) } );
  return all;
}

/// \return seconds
double measure( Baseline &baseline, const HeatmapStack &stack, const StepSplit &split )
{
  Feedback silent;
  const auto start = std::chrono::steady_clock::now();
  baseline.forecaster->fit( stack, split, silent );
  const double fit = secondsSince( start );
  const std::vector<float> risk = baseline.forecaster->predict( stack, split.test, silent );
  const double both = secondsSince( start );
  const std::span<const float> happened = std::span( stack.counts ).last( risk.size() );
  const std::vector<std::uint8_t> everywhere( risk.size(), 1 );
  const double loss = logLoss( risk, happened, everywhere ) / static_cast<double>( risk.size() );
  std::printf( "%-14s %6.2f %6.2f   %.7f\n", baseline.name.c_str(), fit, both - fit, loss );
  return both;
}

} // namespace

int main( int argc, char **argv )
{
  const std::vector<std::string> asked( argv + 1, argv + argc );
  const HeatmapStack stack = simulated();
  const int testBegin = days - testDays;
  const int validationBegin = testBegin * 4 / 5;
  const StepSplit split{ stepsFromTo( 1, validationBegin ), stepsFromTo( validationBegin, testBegin ),
                         stepsFromTo( testBegin, days ) };
  std::printf( "%-14s %6s %6s   %s\n", "baseline", "fit s", "pred s", "log loss" );
  double seconds = 0;
  for ( Baseline &each : baselines() )
    if ( asked.empty() || std::ranges::find( asked, each.name ) != asked.end() )
      seconds += measure( each, stack, split );
  std::printf( "together %.1f s\n", seconds );
}
