#include "aged_sums.h"
#include "baseline_parts.h"

#include <algorithm>

namespace riskcast
{

namespace
{

constexpr int farthest = 8; // cells, and weeks

/// 1 / (1 + d), d in whole cells, one step across a corner.
DistanceKernel distanceWeights()
{
  DistanceKernel kernel{ farthest, {} };
  for ( int r = 0; r <= farthest; ++r )
    for ( int c = 0; c <= farthest; ++c )
      kernel.weights.push_back( 1.0 / ( 1 + std::max( r, c ) ) );
  return kernel;
}

class Prospective : public Forecaster
{
public:
  int firstTarget( const HeatmapStack & ) const override { return 1; }

  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override
  {
    const std::vector<int> steps = split.fitted();
    double happened = 0;
    double weighed = 0;
    const auto add = [&]( size_t i, std::span<const double> sums )
    {
      const std::vector<float> counts = stack.total( steps[i] );
      for ( size_t cell = 0; cell < counts.size(); ++cell )
      {
        happened += stack.studyArea[cell] ? counts[cell] : 0;
        weighed += stack.studyArea[cell] ? sums[cell] : 0;
      }
    };
    walk( stack, steps, add, feedback );
    mFactor = weighed > 0 ? happened / weighed : 0;
    mFloor = rateFloor( stack, steps.back() );
  }

  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override
  {
    std::vector<float> risk;
    risk.reserve( targets.size() * stack.cellCount() );
    const auto append = [&]( size_t, std::span<const double> sums )
    {
      for ( const double sum : sums ) // what was taken off again may leave -1e-17
        risk.push_back( riskOfRate( mFactor * std::max( sum, 0.0 ) + mFloor ) );
    };
    walk( stack, targets, append, feedback );
    return risk;
  }

  void save( ModelFile &file ) const override { file.description["model"] = { { "factor", mFactor }, { "floor", mFloor } }; }

  void load( const ModelFile &file ) override
  {
    mFactor = numberOf( file.description.at( "model" ), "factor", 0, 1e9 );
    mFloor = numberOf( file.description.at( "model" ), "floor", 0, 1e9 );
  }

private:
  /// Hands over Σ 1/((1 + d)(1 + t)) before each target, [H × W].
  template<class Visit>
  static void walk( const HeatmapStack &stack, std::span<const int> targets, const Visit &visit, Feedback &feedback )
  {
    AgedSums weeks( stack, ownCell, farthest + 1, stepsPerWeek( stack.steps.length() ) );
    const DistanceKernel near = distanceWeights();
    std::vector<double> byAge( stack.cellCount(), 0 ); // Σ 1/(1 + t) over the incidents of each cell
    std::vector<double> sums( stack.cellCount(), 0 );
    for ( size_t i = 0; i < targets.size(); ++i )
    {
      feedback.throwIfCanceled();
      feedback.setProgress( static_cast<double>( i ) / static_cast<double>( targets.size() ) );
      weeks.advanceTo( targets[i] );
      // From step to step few cells change, so only changes are spread.
      for ( int cell = 0; cell < stack.cellCount(); ++cell )
      {
        double now = 0;
        for ( int week = 0; week <= farthest; ++week )
          now += weeks.ofClass( week )[cell] / ( 1 + week );
        if ( now != byAge[cell] )
          addSpread( stack.grid, near, cell, now - byAge[cell], sums );
        byAge[cell] = now;
      }
      visit( i, sums );
    }
  }

  double mFactor = 0; ///< counts for a sum of 1
  double mFloor = 0;  ///< added to every rate
};

} // namespace

std::unique_ptr<Forecaster> makeProspective()
{
  return std::make_unique<Prospective>();
}

} // namespace riskcast
