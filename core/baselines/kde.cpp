#include "aged_sums.h"
#include "baseline_parts.h"
#include "outcome.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{

// Bandwidths in cells, and how many of the last steps count; most: all of them.
constexpr double bandwidths[] = { 1.5, 2.5, 4, 6 };
constexpr int allSteps = 1'000'000;

/// Two months, half a year, a year, and all.
std::vector<int> memories( StepLength step )
{
  switch ( step.unit )
  {
    case StepUnit::Hour:
      return { 60 * 24 / step.count, 180 * 24 / step.count, 365 * 24 / step.count, allSteps };
    case StepUnit::Day:
      return { 60 / step.count, 180 / step.count, 365 / step.count, allSteps };
    case StepUnit::Week:
      return { 9 / step.count, 26 / step.count, 52 / step.count, allSteps };
    case StepUnit::Month:
      return { 2 / step.count, 6 / step.count, 12 / step.count, allSteps };
  }
  return {};
}

/// (1 - d²/h²)² up to the distance h, d between centres of cells.
DistanceKernel quarticKernel( double bandwidth )
{
  DistanceKernel kernel{ static_cast<int>( bandwidth ), {} };
  for ( int r = 0; r <= kernel.radius; ++r )
    for ( int c = 0; c <= kernel.radius; ++c )
    {
      const double inside = 1 - ( r * r + c * c ) / ( bandwidth * bandwidth );
      kernel.weights.push_back( inside > 0 ? inside * inside : 0 );
    }
  return kernel;
}

/// What the kernel around each cell has inside the study area: dividing by it corrects for the edge.
std::vector<double> massInside( const HeatmapStack &stack, const DistanceKernel &kernel )
{
  HeatmapStack ones =
      HeatmapStack::empty( stack.grid, TimeSteps( stack.steps.start( 0 ), stack.steps.length(), 1 ), StepState::Observed );
  std::ranges::copy( stack.studyArea, ones.counts.begin() );
  AgedSums sums( ones, kernel, 1, 1 );
  sums.advanceTo( 1 );
  return sums.ofClass( 0 );
}

class Kde : public Forecaster
{
public:
  int firstTarget( const HeatmapStack & ) const override { return 1; }
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;

  void save( ModelFile &file ) const override
  {
    file.description["model"] = { { "bandwidthCells", mBandwidth }, { "memorySteps", mMemory }, { "floor", mFloor } };
  }

  void load( const ModelFile &file ) override
  {
    const nlohmann::json &model = file.description.at( "model" );
    constexpr double widest = 1000; // cells; a lying width could ask for all memory
    mBandwidth = numberOf( model, "bandwidthCells", 0.1, widest );
    mMemory = static_cast<int>( numberOf( model, "memorySteps", 1, allSteps ) );
    mFloor = numberOf( model, "floor", 0, 1e9 );
  }

private:
  /// Hands over the density before each target, in incidents per step, [H × W].
  template<class Visit>
  void walk( const HeatmapStack &stack, std::span<const int> targets, const Visit &visit, Feedback &feedback ) const;

  double mBandwidth = 0; ///< cells
  int mMemory = 1;       ///< steps
  double mFloor = 0;     ///< added to every rate
};

void Kde::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  mFloor = rateFloor( stack, split.training.back() );
  Kde best;
  double leastLoss = std::numeric_limits<double>::infinity();
  const std::vector<int> choices = memories( stack.steps.length() );
  const double all = static_cast<double>( std::size( bandwidths ) * choices.size() );
  double done = 0;
  for ( const double bandwidth : bandwidths )
    for ( const int memory : choices )
    {
      mBandwidth = bandwidth;
      mMemory = std::max( memory, 1 );
      PhaseFeedback phase( feedback, done / all, ( done + 1 ) / all );
      ++done;
      double loss = 0;
      const auto add = [&]( size_t i, std::span<const float> rates )
      { loss += Outcome( stack, split.validation[i] ).lossOfRates( rates, mFloor ); };
      walk( stack, split.validation, add, phase );
      if ( loss >= leastLoss )
        continue;
      leastLoss = loss;
      best = *this;
    }
  *this = best;
}

std::vector<float> Kde::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  std::vector<float> risk;
  risk.reserve( targets.size() * stack.cellCount() );
  const auto append = [&]( size_t, std::span<const float> rates )
  {
    for ( const float rate : rates )
      risk.push_back( riskOfRate( rate + mFloor ) );
  };
  walk( stack, targets, append, feedback );
  return risk;
}

template<class Visit>
void Kde::walk( const HeatmapStack &stack, std::span<const int> targets, const Visit &visit, Feedback &feedback ) const
{
  const DistanceKernel kernel = quarticKernel( mBandwidth );
  const std::vector<double> mass = massInside( stack, kernel );
  AgedSums sums( stack, kernel, 1, mMemory );
  std::vector<float> rates( mass.size() );
  for ( size_t i = 0; i < targets.size(); ++i )
  {
    feedback.throwIfCanceled();
    feedback.setProgress( static_cast<double>( i ) / static_cast<double>( targets.size() ) );
    sums.advanceTo( targets[i] );
    const double steps = std::min( mMemory, targets[i] );
    // What was taken off a sum again may leave -1e-17 there.
    std::ranges::transform( sums.ofClass( 0 ), mass, rates.begin(),
                            [steps]( double sum, double inside )
                            { return static_cast<float>( inside > 0 ? std::max( sum, 0.0 ) / ( inside * steps ) : 0 ); } );
    visit( i, rates );
  }
}

} // namespace

std::unique_ptr<Forecaster> makeKde()
{
  return std::make_unique<Kde>();
}

} // namespace riskcast
