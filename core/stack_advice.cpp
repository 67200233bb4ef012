#include "stack_advice.h"

#include "number_text.h"
#include "stack_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace riskcast
{

namespace
{

constexpr double fewestPositiveCells = 1.0 / 200;
constexpr double mostEmptySteps = 0.05;
constexpr double mostTimesChance = 2;

std::string percentText( double share )
{
  return measureText( 100 * share ) + " %";
}

bool isPositive( float count )
{
  return count > 0;
}

/// Whether the first midnight of a month is in the step.
bool holdsFirstOfMonth( const TimeSteps &steps, int step )
{
  return startOfMonth( steps.start( step + 1 ) - std::chrono::seconds( 1 ) ) >= steps.start( step );
}

/// By 5 % and twice chance; or, where chance leaves many empty, by half of the steps with incidents that it leaves.
bool areMoreThanChance( double emptySteps, double byChance )
{
  return emptySteps > mostEmptySteps + mostTimesChance * byChance || mostTimesChance * ( 1 - emptySteps ) < 1 - byChance;
}

void adviseOnEmptySteps( const StackFigures &figures, EmptySteps chosen, Feedback &feedback )
{
  if ( figures.emptySteps == 0 )
    return;
  const bool isBursty = areMoreThanChance( figures.emptySteps, figures.emptyStepsByChance );
  const EmptySteps advised = isBursty ? EmptySteps::WithoutReports : EmptySteps::TrueZeros;
  feedback.info( percentText( figures.emptySteps ) + " of the steps have no incident; chance alone would leave " +
                 percentText( figures.emptyStepsByChance ) + " empty. They look like " +
                 ( isBursty ? "steps without reports." : "true zeros of a complete register." ) +
                 ( advised == chosen ? "" : " Consider " + enumName( advised ) + " for steps without incidents." ) );
}

} // namespace

bool isOfMonths( const HeatmapStack &stack )
{
  constexpr std::chrono::days longest( 14 ); // most longer ones hold the first of a month anyway
  if ( stack.steps.start( 1 ) - stack.steps.start( 0 ) > longest )
    return false;
  constexpr int fewest = 4; // of fewer, chance may have it so
  int withIncidents = 0;
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    if ( !hasIncidents( stack, std::array{ step } ) )
      continue;
    if ( !holdsFirstOfMonth( stack.steps, step ) )
      return false;
    ++withIncidents;
  }
  return withIncidents >= fewest;
}

StackFigures figuresOf( const HeatmapStack &stack )
{
  double incidents = 0;
  std::int64_t empty = 0, observed = 0, positive = 0, withStepBefore = 0, repeated = 0;
  std::vector<float> before;
  std::vector<std::uint8_t> found( stack.cellCount() );
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    std::vector<float> now = stack.total( step );
    const auto positiveNow = std::ranges::count_if( now, isPositive );
    incidents += std::reduce( now.begin(), now.end(), 0.0 );
    empty += positiveNow == 0;
    observed += stack.isObserved( step );
    positive += positiveNow;
    withStepBefore += step > 0 ? positiveNow : 0;
    int repeatedNow = 0; // of a type and in a form for vector instructions: it is the longest loop here
    for ( size_t cell = 0; cell < before.size(); ++cell )
      repeatedNow += static_cast<int>( isPositive( now[cell] ) ) & static_cast<int>( isPositive( before[cell] ) );
    repeated += repeatedNow;
    std::ranges::transform( found, now, found.begin(),
                            []( std::uint8_t earlier, float count ) { return earlier || isPositive( count ) ? 1 : 0; } );
    before = std::move( now );
  }
  const auto share = []( auto part, auto whole )
  { return whole > 0 ? static_cast<double>( part ) / static_cast<double>( whole ) : 0.0; };
  const auto cells = static_cast<int>( std::ranges::count( stack.studyArea, 1 ) );
  return { .cells = cells,
           .emptyCells = 1 - share( std::ranges::count( found, 1 ), cells ),
           .emptySteps = share( empty, stack.stepCount() ),
           .emptyStepsByChance = std::exp( -share( incidents, stack.stepCount() ) ),
           .positiveCellsPerStep = share( positive, observed ),
           .repeatShare = share( repeated, withStepBefore ),
           .isOfMonths = isOfMonths( stack ) };
}

void advise( const StackFigures &figures, EmptySteps chosen, Feedback &feedback )
{
  feedback.info( percentText( figures.emptyCells ) + " of the cells and " + percentText( figures.emptySteps ) +
                 " of the steps have no incident. In the mean observed step " + measureText( figures.positiveCellsPerStep ) +
                 " of " + countText( figures.cells ) + " cells have one; " + percentText( figures.repeatShare ) +
                 " of them had one in the step before, too." );
  if ( figures.positiveCellsPerStep < fewestPositiveCells * figures.cells )
    feedback.info( "The maps are nearly empty: larger cells or longer steps would give a model more to learn from." );
  if ( figures.isOfMonths )
    feedback.warning( timesAreMonths );
  else
    adviseOnEmptySteps( figures, chosen, feedback );
}

} // namespace riskcast
