#include "training_task.h"

#include "../error.h"
#include "../number_text.h"
#include "../stack_parts.h"
#include "torch_support.h"

#include <algorithm>
#include <numeric>

namespace riskcast
{

torch::Tensor countsAt( const HeatmapStack &stack, std::span<const int> targets )
{
  const int outputs = outputCount( stack );
  torch::Tensor counts = torch::empty( { static_cast<int64_t>( targets.size() ), outputs, stack.cellCount() } );
  float *next = counts.data_ptr<float>();
  for ( const int target : targets )
  {
    next = std::ranges::copy( stack.total( target ), next ).out;
    for ( int category = 0; outputs > 1 && category < stack.categoryCount(); ++category )
      next = std::ranges::copy( stack.map( target, category ), next ).out;
  }
  return counts;
}

double balancingWeight( const torch::Tensor &counts, const torch::Tensor &cells )
{
  const double positives = ( ( counts > 0 ) * cells ).sum( torch::kDouble ).item<double>();
  const double all = static_cast<double>( counts.size( 0 ) ) * cells.sum( torch::kDouble ).item<double>();
  const std::string where = " cell of the " + std::to_string( counts.size( 0 ) ) +
                            " training maps has an incident: there is nothing to tell apart. Use ";
  if ( positives == 0 )
    throw Error( "No" + where + "longer steps or larger cells." );
  if ( positives == all )
    throw Error( "Every" + where + "shorter steps or smaller cells." );
  return ( all - positives ) / positives;
}

size_t targetsAtOnce( double bytesPerTarget )
{
  constexpr double mostBytes = 2.0 * 1024 * 1024 * 1024;
  return static_cast<size_t>( std::max( 1.0, mostBytes / std::max( bytesPerTarget, 1.0 ) ) );
}

std::vector<int> thinned( const std::vector<int> &steps, const std::string &part, double bytesPerStep, Feedback &feedback )
{
  constexpr size_t fewest = 100;
  std::vector<int> chosen = evenlyChosen( steps, std::max( fewest, targetsAtOnce( bytesPerStep ) ) );
  if ( chosen.size() < steps.size() )
    feedback.info( "Learning from " + countText( std::ssize( chosen ) ) + " of the " + countText( std::ssize( steps ) ) + " " +
                   part + " steps, evenly spread: more would not fit into 2 GB of memory." );
  return chosen;
}

std::vector<int> places( size_t first, size_t count )
{
  std::vector<int> result( count );
  std::iota( result.begin(), result.end(), static_cast<int>( first ) );
  return result;
}

namespace
{
/// What came at targets and in the steps after them, as far as a network may know.
class Outcomes
{
public:
  /// \param targets  with the last step that may be known of each
  Outcomes( const HeatmapStack &stack, int horizon, const std::vector<int> &targets, std::vector<int> lastSteps )
      : mHorizon( horizon )
      , mTargets( targets )
      , mLastSteps( std::move( lastSteps ) )
      , mRows( stack.stepCount(), notThere )
  {
    std::vector<int> steps;
    for ( int step = 0; step < stack.stepCount(); ++step )
    {
      if ( !isWanted( step ) || !stack.isObserved( step ) )
        continue;
      mRows[step] = static_cast<int64_t>( steps.size() );
      steps.push_back( step );
    }
    mCounts = countsAt( stack, steps );
  }

  void putInto( Batch &batch, std::span<const int> places ) const
  {
    std::vector<int64_t> rows;
    std::vector<float> known;
    for ( const int place : places )
      for ( int ahead = 0; ahead < mHorizon; ++ahead )
      {
        const int step = mTargets[place] + ahead;
        const bool isKnown = step <= mLastSteps[place] && mRows[step] != notThere;
        rows.push_back( isKnown ? mRows[step] : 0 );
        known.insert( known.end(), mCounts.size( 1 ), isKnown ? 1.0F : 0.0F );
      }
    const auto count = static_cast<int64_t>( places.size() );
    batch.counts = mCounts.index_select( 0, torch::tensor( rows ) ).view( { count, -1, mCounts.size( 2 ) } );
    if ( mHorizon > 1 )
      batch.known = torch::tensor( known ).view( { count, -1, 1 } );
  }

private:
  static constexpr int64_t notThere = -1;

  bool isWanted( int step ) const
  {
    const auto target = std::ranges::upper_bound( mTargets, step );
    return target != mTargets.begin() && step - *std::prev( target ) < mHorizon;
  }

  int mHorizon;
  std::vector<int> mTargets;   ///< ascending
  std::vector<int> mLastSteps; ///< of each
  std::vector<int64_t> mRows;  ///< of each step of the stack, in mCounts
  torch::Tensor mCounts;       ///< [steps, O, H × W]
};

/// [O], of the cells of the targets, with half a cell more that had incidents, and half a one that had none.
std::vector<double> positiveShares( const HeatmapStack &stack, const std::vector<int> &targets )
{
  const int outputs = outputCount( stack );
  std::vector<double> shares( outputs, 0.5 );
  const auto positives = [&stack]( std::span<const float> map )
  {
    double count = 0;
    for ( size_t cell = 0; cell < map.size(); ++cell )
      count += stack.studyArea[cell] && map[cell] > 0 ? 1 : 0;
    return count;
  };
  for ( const int target : targets )
    for ( int output = 0; output < outputs; ++output )
      shares[output] +=
          positives( output == 0 ? std::span<const float>( stack.total( target ) ) : stack.map( target, output - 1 ) );
  const auto cells = static_cast<double>( std::ranges::count( stack.studyArea, 1 ) );
  for ( double &share : shares )
    share /= cells * static_cast<double>( targets.size() ) + 1;
  return shares;
}
} // namespace

TrainingTask taskFor( const HeatmapStack &stack, const NetworkInputs &inputs, const std::vector<int> &training,
                      const std::vector<int> &validation, const ScoreReading &reading, Feedback &feedback )
{
  std::vector<int> targets = training;
  targets.insert( targets.end(), validation.begin(), validation.end() );
  std::vector<int> lastSteps( training.size(), training.back() );
  lastSteps.insert( lastSteps.end(), validation.size(), targets.back() );
  const Outcomes outcomes( stack, inputs.shape( stack ).horizon, targets, std::move( lastSteps ) );
  const SampleSource source = inputs.open( stack, std::move( targets ), feedback );
  return { .training = places( 0, training.size() ),
           .validation = places( training.size(), validation.size() ),
           .batch =
               [outcomes, source]( std::span<const int> chosen )
           {
             Batch batch{ source( chosen ), {}, {} };
             outcomes.putInto( batch, chosen );
             return batch;
           },
           .cells = cellTensor( stack ),
           .hasPrior = inputs.hasPrior(),
           .shares = positiveShares( stack, training ),
           .reading = reading };
}

} // namespace riskcast
