#include "gap_filling.h"

#include <cmath>
#include <optional>

namespace riskcast
{

namespace
{

std::optional<int> observedBefore( const HeatmapStack &stack, int step )
{
  for ( int before = step - 1; before >= 0; --before )
  {
    if ( stack.isObserved( before ) )
      return before;
  }
  return std::nullopt;
}

std::optional<int> observedBetween( const HeatmapStack &stack, int step, int target )
{
  for ( int after = step + 1; after < target; ++after )
  {
    if ( stack.isObserved( after ) )
      return after;
  }
  return std::nullopt;
}

std::vector<float> copied( std::span<const float> map )
{
  return { map.begin(), map.end() };
}

std::vector<float> interpolated( const HeatmapStack &stack, int before, int step, int after, int category )
{
  const std::span<const float> first = stack.map( before, category );
  const std::span<const float> last = stack.map( after, category );
  const float weight = static_cast<float>( step - before ) / static_cast<float>( after - before );
  std::vector<float> map( first.size() );
  for ( size_t cell = 0; cell < map.size(); ++cell )
    map[cell] = first[cell] + weight * ( last[cell] - first[cell] );
  return map;
}

std::vector<float> decayed( std::span<const float> map, int steps )
{
  constexpr float halfLife = 7;
  std::vector<float> result = copied( map );
  for ( float &count : result )
    count *= std::exp2( -static_cast<float>( steps ) / halfLife );
  return result;
}
} // namespace

std::vector<float> filledMap( const HeatmapStack &stack, GapFilling filling, int target, int step, int category )
{
  if ( stack.states[step] != StepState::WithoutReports )
    return copied( stack.map( step, category ) );

  const std::optional<int> before = observedBefore( stack, step );
  if ( !before || filling == GapFilling::Zeros || filling == GapFilling::LastObserved )
    return std::vector<float>( stack.cellCount(), 0 );
  if ( filling == GapFilling::Decay )
    return decayed( stack.map( *before, category ), step - *before );

  const std::optional<int> after = filling == GapFilling::Linear ? observedBetween( stack, step, target ) : std::nullopt;
  return after ? interpolated( stack, *before, step, *after, category ) : copied( stack.map( *before, category ) );
}

} // namespace riskcast
