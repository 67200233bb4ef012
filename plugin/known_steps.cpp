#include "known_steps.h"

#include "metadata_items.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

constexpr int neighbourRadius = 1; // as an evaluation's unless it is told otherwise

/// Whether something happened in a cell, from the label that an evaluation gave it; see writeLabelRaster().
bool hasHappened( float value )
{
  switch ( static_cast<CellLabel>( static_cast<int>( value ) - 1 ) )
  {
    case CellLabel::Correct:
    case CellLabel::FalseNegativeNeighbour:
    case CellLabel::FalseNegative:
      return true;
    case CellLabel::TrueNegative:
    case CellLabel::FalsePositiveNeighbour:
    case CellLabel::FalsePositive:
      break;
  }
  return false;
}

/// The step that starts at the same time.
std::optional<int> sameStep( const TimeSteps &steps, std::optional<LocalTime> start )
{
  const std::optional<int> step = start ? steps.stepAt( *start ) : std::nullopt;
  return step && steps.start( *step ) == *start ? step : std::nullopt;
}

} // namespace

void KnownSteps::add( const HeatmapStack &stack )
{
  for ( int step = 0; step < mSteps.count(); ++step )
  {
    const std::optional<int> same = sameStep( stack.steps, mSteps.start( step ) );
    if ( same && stack.isObserved( *same ) && !knows( step ) )
      mKnown[step] = { stack.studyArea, stack.total( *same ) };
  }
}

void KnownSteps::add( const Raster &labels )
{
  const size_t cells = labels.grid.cellCount();
  for ( int band = 0; band < labels.bandCount(); ++band )
  {
    const auto start = labels.bandMetadata[band].find( stepStartItem );
    const std::optional<int> step =
        start == labels.bandMetadata[band].end() ? std::nullopt : sameStep( mSteps, parseTime( start->second ) );
    if ( !step || knows( *step ) )
      continue;
    Known known{ std::vector<std::uint8_t>( cells ), std::vector<float>( cells ) };
    for ( size_t cell = 0; cell < cells; ++cell )
    {
      const float value = labels.values[band * cells + cell];
      known.scored[cell] = std::isnan( value ) ? 0 : 1;
      known.happened[cell] = known.scored[cell] && hasHappened( value ) ? 1 : 0;
    }
    mKnown[*step] = std::move( known );
  }
}

std::vector<int> KnownSteps::steps() const
{
  std::vector<int> steps;
  for ( const auto &[step, known] : mKnown )
    steps.push_back( step );
  return steps;
}

LabelCounts KnownSteps::labels( int step, const RankedMap &map, double threshold ) const
{
  const Known &known = mKnown.at( step );
  TestMaps frame = map.frame();
  std::ranges::transform( frame.scored, known.scored, frame.scored.begin(), std::bit_and() );
  LabelCounter counter( frame, neighbourRadius );
  counter.setStep( known.happened );
  return counter.count( flaggedAbove( frame, map.risk(), threshold ) );
}

} // namespace riskcast
