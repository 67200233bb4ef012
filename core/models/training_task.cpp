#include "training_task.h"

#include "../error.h"
#include "../number_text.h"
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

std::vector<int> thinned( const std::vector<int> &steps, double bytesPerStep, Feedback &feedback )
{
  constexpr double mostBytes = 2.0 * 1024 * 1024 * 1024;
  std::vector<int> chosen =
      evenlyChosen( steps, static_cast<size_t>( std::max( 100.0, mostBytes / std::max( bytesPerStep, 1.0 ) ) ) );
  if ( chosen.size() < steps.size() )
    feedback.info( "Learning from " + countText( std::ssize( chosen ) ) + " of the " + countText( std::ssize( steps ) ) +
                   " training steps, evenly spread: more would not fit into 2 GB of memory." );
  return chosen;
}

std::vector<int> places( size_t first, size_t count )
{
  std::vector<int> result( count );
  std::iota( result.begin(), result.end(), static_cast<int>( first ) );
  return result;
}

TrainingTask taskFor( const HeatmapStack &stack, const NetworkInputs &inputs, const std::vector<int> &training,
                      const std::vector<int> &validation, const ScoreReading &reading, Feedback &feedback )
{
  std::vector<int> targets = training;
  targets.insert( targets.end(), validation.begin(), validation.end() );
  const torch::Tensor counts = countsAt( stack, targets );
  const SampleSource source = inputs.open( stack, std::move( targets ), feedback );
  return { .training = places( 0, training.size() ),
           .validation = places( training.size(), validation.size() ),
           .batch =
               [counts, source]( std::span<const int> chosen ) {
                 return Batch{ source( chosen ), rowsAt( counts, chosen ) };
               },
           .cells = cellTensor( stack ),
           .hasPrior = inputs.hasPrior(),
           .reading = reading };
}

} // namespace riskcast
