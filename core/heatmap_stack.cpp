#include "heatmap_stack.h"

#include <algorithm>
#include <functional>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<StepState>()
{
  static const std::vector<std::string> names = { "observed", "without reports", "predicted" };
  return names;
}

HeatmapStack HeatmapStack::empty( const Grid &grid, const TimeSteps &steps, StepState state, std::vector<std::string> categories )
{
  HeatmapStack stack;
  stack.grid = grid;
  stack.steps = steps;
  stack.categories = std::move( categories );
  stack.states.assign( steps.count(), state );
  stack.studyArea.assign( grid.cellCount(), 1 );
  stack.counts.assign( static_cast<size_t>( steps.count() ) * stack.categories.size() * grid.cellCount(), 0 );
  return stack;
}

std::vector<int> HeatmapStack::observedStepsIn( LocalTime from, LocalTime to ) const
{
  std::vector<int> observed;
  for ( int step = 0; step < stepCount(); ++step )
    if ( isObserved( step ) && steps.start( step ) >= from && steps.start( step + 1 ) <= to )
      observed.push_back( step );
  return observed;
}

std::span<float> HeatmapStack::map( int step, int category )
{
  return std::span( counts ).subspan( ( static_cast<size_t>( step ) * categoryCount() + category ) * cellCount(), cellCount() );
}

std::span<const float> HeatmapStack::map( int step, int category ) const
{
  return std::span( counts ).subspan( ( static_cast<size_t>( step ) * categoryCount() + category ) * cellCount(), cellCount() );
}

std::vector<float> HeatmapStack::total( int step ) const
{
  const auto first = map( step, 0 );
  std::vector<float> sum( first.begin(), first.end() );
  for ( int category = 1; category < categoryCount(); ++category )
    std::ranges::transform( map( step, category ), sum, sum.begin(), std::plus<>() );
  return sum;
}

void HeatmapStack::appendStep( StepState state )
{
  steps = steps.extended( 1 );
  states.push_back( state );
  counts.resize( counts.size() + static_cast<size_t>( categoryCount() ) * cellCount(), 0 );
}

} // namespace riskcast
