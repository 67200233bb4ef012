#include "stack_parts.h"

namespace riskcast
{

namespace
{
/// A stack without steps, for some of those of another one.
HeatmapStack withoutSteps( const HeatmapStack &stack, std::vector<std::string> categories )
{
  return { stack.grid, stack.steps, std::move( categories ), stack.timeZone, {}, stack.studyArea, {}, {} };
}
} // namespace

HeatmapStack onlyCategory( const HeatmapStack &stack, int category )
{
  HeatmapStack one = withoutSteps( stack, { stack.categories[category] } );
  one.states = stack.states;
  one.counts.reserve( static_cast<size_t>( stack.stepCount() ) * stack.cellCount() );
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    const std::span<const float> map = stack.map( step, category );
    one.counts.insert( one.counts.end(), map.begin(), map.end() );
  }
  return one;
}

int outputCount( size_t categories )
{
  return categories > 1 ? static_cast<int>( categories ) + 1 : 1;
}

int outputCount( const HeatmapStack &stack )
{
  return outputCount( stack.categories.size() );
}

void withOutput( const HeatmapStack &stack, size_t output, const std::function<void( const HeatmapStack & )> &work )
{
  if ( output == 0 )
    return work( stack );
  work( onlyCategory( stack, static_cast<int>( output ) - 1 ) );
}

bool hasIncidents( const HeatmapStack &stack, std::span<const int> steps )
{
  for ( int category = 0; category < stack.categoryCount(); ++category )
    if ( hasIncidents( stack, steps, category ) )
      return true;
  return false;
}

bool hasIncidents( const HeatmapStack &stack, std::span<const int> steps, int category )
{
  const auto isBusy = [&]( int step )
  { return std::ranges::any_of( stack.map( step, category ), []( float count ) { return count > 0; } ); };
  return std::ranges::any_of( steps, isBusy );
}

HeatmapStack firstSteps( const HeatmapStack &stack, int count )
{
  HeatmapStack first = withoutSteps( stack, stack.categories );
  takeFirstSteps( stack, 0, count, first );
  return first;
}

void takeFirstSteps( const HeatmapStack &stack, int known, int count, HeatmapStack &first )
{
  const auto countsBefore = [&]( int step )
  { return static_cast<std::ptrdiff_t>( step ) * stack.categoryCount() * stack.cellCount(); };
  first.steps = stack.steps.trimmed( 0, stack.stepCount() - count );
  first.states.resize( known );
  first.states.insert( first.states.end(), stack.states.begin() + known, stack.states.begin() + count );
  first.counts.resize( countsBefore( known ) );
  first.counts.insert( first.counts.end(), stack.counts.begin() + countsBefore( known ),
                       stack.counts.begin() + countsBefore( count ) );
}

} // namespace riskcast
