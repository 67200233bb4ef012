#include "aged_sums.h"
#include "baseline_parts.h"
#include "evaluation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{

// Bandwidths in cells, and how many of the last steps count; most: all of them.
constexpr double bandwidths[] = { 1.5, 2.5, 4, 6 };
constexpr int all = 1'000'000;

/// Two months, half a year, a year, and all.
std::vector<int> memories( StepLength step )
{
  switch ( step.unit )
  {
    case StepUnit::Hour:
      return { 60 * 24 / step.count, 180 * 24 / step.count, 365 * 24 / step.count, all };
    case StepUnit::Day:
      return { 60 / step.count, 180 / step.count, 365 / step.count, all };
    case StepUnit::Week:
      return { 9 / step.count, 26 / step.count, 52 / step.count, all };
    case StepUnit::Month:
      return { 2 / step.count, 6 / step.count, 12 / step.count, all };
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
    mMemory = static_cast<int>( numberOf( model, "memorySteps", 1, all ) );
    mFloor = numberOf( model, "floor", 0, 1e9 );
  }

private:
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
  double done = 0;
  for ( const double bandwidth : bandwidths )
    for ( const int memory : choices )
    {
      mBandwidth = bandwidth;
      mMemory = std::max( memory, 1 );
      PhaseFeedback phase( feedback, done / 16, ( done + 1 ) / 16 );
      ++done;
      const std::vector<float> risk = predict( stack, split.validation, phase );
      double loss = 0;
      for ( size_t i = 0; i < split.validation.size(); ++i )
        loss += logLoss( std::span( risk ).subspan( i * stack.cellCount(), stack.cellCount() ),
                         stack.total( split.validation[i] ), stack.studyArea );
      if ( loss >= leastLoss )
        continue;
      leastLoss = loss;
      best = *this;
    }
  *this = best;
}

std::vector<float> Kde::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  const DistanceKernel kernel = quarticKernel( mBandwidth );
  const std::vector<double> mass = massInside( stack, kernel );
  AgedSums sums( stack, kernel, 1, mMemory );
  std::vector<float> risk;
  risk.reserve( targets.size() * mass.size() );
  for ( const int target : targets )
  {
    feedback.throwIfCanceled();
    sums.advanceTo( target );
    const double steps = std::min( mMemory, target );
    for ( size_t cell = 0; cell < mass.size(); ++cell )
    {
      const double rate = mass[cell] > 0 ? std::max( sums.ofClass( 0 )[cell], 0.0 ) / ( mass[cell] * steps ) : 0;
      risk.push_back( riskOfRate( rate + mFloor ) );
    }
  }
  return risk;
}

} // namespace

std::unique_ptr<Forecaster> makeKde()
{
  return std::make_unique<Kde>();
}

} // namespace riskcast
