#include "hawkes.h"

#include "baseline_parts.h"
#include "error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace riskcast
{

namespace
{

/// Σ over what happened before a step: S = Σ_k (1 - d) d^(k-1) y(t - k), and the same sum times the ages k.
struct Trigger
{
  double sum = 0;
  double aged = 0;

  /// From just before a step with \a count incidents to just before one that comes \a later steps after it.
  void advance( double count, int later, double decay )
  {
    sum = decay * sum + ( 1 - decay ) * count;
    aged = decay * aged + sum;
    const double faded = std::pow( decay, later - 1 );
    aged = faded * ( aged + ( later - 1 ) * sum );
    sum *= faded;
  }
};

/// What one expectation step adds up.
struct Expectation
{
  double triggered = 0;           ///< Σp
  double ages = 0;                ///< Σ p_ij k_ij
  double seen = 0;                ///< Σ_i (1 - d^(T - t_i))
  double fadingAges = 0;          ///< Σ_i (T - t_i) d^(T - t_i)
  std::vector<double> background; ///< Σ_j p_jj, [cells]
};

Expectation expect( const std::vector<CellEvents> &events, int steps, const HawkesParameters &now )
{
  Expectation sums;
  sums.background.resize( events.size() );
  for ( size_t cell = 0; cell < events.size(); ++cell )
  {
    Trigger trigger;
    for ( size_t i = 0; i < events[cell].steps.size(); ++i )
    {
      const double count = events[cell].counts[i];
      const double rate = now.background[cell] + now.triggered * trigger.sum;
      if ( rate > 0 )
      {
        sums.background[cell] += count * now.background[cell] / rate;
        sums.triggered += count * now.triggered * trigger.sum / rate;
        sums.ages += count * now.triggered * trigger.aged / rate;
      }
      const int left = steps - 1 - events[cell].steps[i]; // steps in which it could be seen to trigger
      const double fading = std::pow( now.decay, left );
      sums.seen += count * ( 1 - fading );
      sums.fadingAges += count * left * fading;
      if ( i + 1 < events[cell].steps.size() )
        trigger.advance( count, events[cell].steps[i + 1] - events[cell].steps[i], now.decay );
    }
  }
  return sums;
}

class Hawkes : public Forecaster
{
public:
  int firstTarget( const HeatmapStack & ) const override { return 1; }

  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override
  {
    const int steps = lastFittedStep( split ) + 1;
    std::vector<CellEvents> events( stack.cellCount() );
    for ( int step = 0; step < steps; ++step )
    {
      const std::vector<float> counts = stack.total( step );
      for ( size_t cell = 0; cell < counts.size(); ++cell )
        if ( counts[cell] > 0 )
        {
          events[cell].steps.push_back( step );
          events[cell].counts.push_back( counts[cell] );
        }
    }
    const HawkesParameters fitted = fitHawkes( events, steps, feedback );
    mRows = stack.grid.rows();
    mBackground.assign( fitted.background.begin(), fitted.background.end() );
    mTriggered = fitted.triggered;
    mDecay = fitted.decay;
    mFloor = rateFloor( stack, steps - 1 );
  }

  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override
  {
    std::vector<float> risk;
    risk.reserve( targets.size() * mBackground.size() );
    std::vector<double> trigger( mBackground.size(), 0 );
    int step = 0;
    for ( const int target : targets )
    {
      feedback.throwIfCanceled();
      for ( ; step < target; ++step )
      {
        const std::vector<float> counts = stack.total( step );
        for ( size_t cell = 0; cell < counts.size(); ++cell )
          trigger[cell] = mDecay * trigger[cell] + ( 1 - mDecay ) * counts[cell];
      }
      for ( size_t cell = 0; cell < mBackground.size(); ++cell )
        risk.push_back( riskOfRate( mBackground[cell] + mTriggered * trigger[cell] + mFloor ) );
    }
    return risk;
  }

  void save( ModelFile &file ) const override
  {
    const auto columns = static_cast<std::int64_t>( mBackground.size() ) / mRows;
    file.tensors["background"] = { { mRows, columns }, mBackground };
    file.description["model"] = { { "triggered", mTriggered }, { "decay", mDecay }, { "floor", mFloor } };
  }

  void load( const ModelFile &file ) override
  {
    const nlohmann::json &grid = file.description.at( "grid" );
    const nlohmann::json &model = file.description.at( "model" );
    mRows = grid.at( "rows" );
    mBackground = file.tensor( "background", { mRows, grid.at( "columns" ) } ).values;
    if ( !mBackground.empty() && std::ranges::min( mBackground ) < 0 )
      throw Error( "The model has background rates below 0. Train it again." );
    mTriggered = numberOf( model, "triggered", 0, 1e9 );
    mDecay = numberOf( model, "decay", 0, 1 );
    mFloor = numberOf( model, "floor", 0, 1e9 );
  }

private:
  std::int64_t mRows = 0;
  std::vector<float> mBackground;
  double mTriggered = 0;
  double mDecay = 0;
  double mFloor = 0; ///< added to every rate
};

} // namespace

HawkesParameters fitHawkes( const std::vector<CellEvents> &events, int steps, Feedback &feedback )
{
  constexpr int rounds = 100;
  HawkesParameters now{ .background = {}, .triggered = 0.5, .decay = 0.9 };
  for ( const CellEvents &cell : events )
    now.background.push_back( std::accumulate( cell.counts.begin(), cell.counts.end(), 0.0 ) / steps / 2 );
  for ( int round = 0; round < rounds; ++round )
  {
    feedback.throwIfCanceled();
    const Expectation sums = expect( events, steps, now );
    const double agesLeft = now.triggered * sums.fadingAges;
    now.triggered = sums.seen > 0 ? sums.triggered / sums.seen : 0;
    if ( sums.triggered > 0 )
      now.decay = std::clamp( 1 - sums.triggered / ( sums.ages + agesLeft ), 1e-6, 1 - 1e-6 );
    for ( size_t cell = 0; cell < events.size(); ++cell )
      now.background[cell] = sums.background[cell] / steps;
    feedback.setProgress( ( round + 1.0 ) / rounds );
  }
  return now;
}

std::unique_ptr<Forecaster> makeHawkes()
{
  return std::make_unique<Hawkes>();
}

} // namespace riskcast
