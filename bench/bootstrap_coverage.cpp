// How often does the 95 % interval of a difference in hit rates hold the true one? A thousand tests are simulated, of 52 weeks of
// seven days: how many incidents a week has varies, two forecasters hit them with chances that rise and fall together from week
// to week, and the same incidents are hit by both more often than chance would have it. Each test gets its interval from
// BootstrapWeights, over blocks of a week. Printed is the share of intervals that hold the difference of the chances that the
// simulation was made with.
//
// Usage: bench_bootstrap_coverage [WEEKS]
#include "scores/paired_bootstrap.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace riskcast;

namespace
{

constexpr int simulations = 1000;
constexpr double chances[] = { 0.30, 0.28 };

/// Incidents of a week, and how many of them each forecaster hits.
struct Week
{
  double incidents = 0;
  double hits[2] = { 0, 0 };
};

Week simulatedWeek( std::mt19937_64 &random )
{
  Week week;
  const double level = std::gamma_distribution<double>( 4, 10.0 / 4 )( random ); // incidents a day
  const double shared = std::uniform_real_distribution<double>( 0.7, 1.3 )( random );
  for ( int day = 0; day < 7; ++day )
  {
    const int incidents = std::poisson_distribution<int>( level )( random );
    for ( int i = 0; i < incidents; ++i )
    {
      // One number decides for both in half of the cases, so that they hit the same incidents.
      std::uniform_real_distribution<double> uniform( 0, 1 );
      const double first = uniform( random );
      const double second = uniform( random ) < 0.5 ? first : uniform( random );
      week.incidents += 1;
      week.hits[0] += first < chances[0] * shared ? 1 : 0;
      week.hits[1] += second < chances[1] * shared ? 1 : 0;
    }
  }
  return week;
}

double difference( const std::vector<Week> &weeks, std::span<const int> weights )
{
  Week sum;
  for ( size_t i = 0; i < weeks.size(); ++i )
  {
    sum.incidents += weights[i] * weeks[i].incidents;
    for ( int forecaster = 0; forecaster < 2; ++forecaster )
      sum.hits[forecaster] += weights[i] * weeks[i].hits[forecaster];
  }
  return ( sum.hits[0] - sum.hits[1] ) / sum.incidents;
}

} // namespace

int main( int argc, char **argv )
{
  const int weekCount = argc > 1 ? std::atoi( argv[1] ) : 52;
  std::mt19937_64 random( 1 );
  int held = 0;
  for ( int simulation = 0; simulation < simulations; ++simulation )
  {
    std::vector<Week> weeks( weekCount );
    std::ranges::generate( weeks, [&] { return simulatedWeek( random ); } );
    const BootstrapWeights samples( weekCount, { .seed = static_cast<std::uint64_t>( simulation ) } );
    std::vector<double> differences;
    for ( int repetition = 0; repetition < samples.repetitions(); ++repetition )
      differences.push_back( difference( weeks, samples.of( repetition ) ) );
    const Interval interval = intervalOf( differences, BootstrapOptions().confidence );
    const double truth = chances[0] - chances[1]; // the weeks' common factor is 1 in the mean
    held += interval.low <= truth && truth <= interval.high ? 1 : 0;
  }
  std::printf( "%d weeks: %.1f %% of %d intervals of 95 %% hold the true difference\n", weekCount, 100.0 * held / simulations,
               simulations );
}
