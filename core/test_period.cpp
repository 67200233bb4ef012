#include "test_period.h"

#include "error.h"
#include "model_description.h"
#include "number_text.h"
#include "stack_parts.h"
#include "training.h"

#include <algorithm>

namespace riskcast
{

namespace
{

/// When the steps that a model learned from end: the last one of them is still before it.
LocalTime endOfLearning( const NamedModel &model, const HeatmapStack &stack )
{
  if ( const std::optional<LocalTime> last = lastStepLearned( model.file ) )
    return TimeSteps( *last, stack.steps.length(), 1 ).start( 1 );
  throw Error( "The model " + model.name + " does not say properly what it was trained on. Train it again." );
}

/// Where the test begins unless a date is given.
LocalTime defaultStart( const HeatmapStack &stack, const std::vector<NamedModel> &models, const EvaluationOptions &options )
{
  if ( models.empty() )
    return stack.steps.start( splitSteps( stack, 1, TrainingOptions().validationShare, options.testShare ).test.front() );
  LocalTime start = endOfLearning( models.front(), stack );
  for ( const NamedModel &model : models )
    start = std::max( start, endOfLearning( model, stack ) );
  return start;
}

std::string periodText( LocalTime start, LocalTime end )
{
  return toIso8601( start ) + " to " + toIso8601( end );
}

void checkLearnedBefore( LocalTime start, const HeatmapStack &stack, const std::vector<NamedModel> &models )
{
  for ( const NamedModel &model : models )
  {
    const LocalTime learned = endOfLearning( model, stack );
    if ( start < learned )
      throw Error( "The test period begins at " + toIso8601( start ) + ", but the model " + model.name +
                   " learned from steps up to " + toIso8601( learned ) + ": scores on what it knows say nothing. Let the test " +
                   "begin at " + toIso8601( learned ) + " or later, or train with a larger share of test steps." );
  }
}

/// Leaves the steps of a period that are also forecast within it, so many steps before, and from one step at least.
void eraseForecastBefore( LocalTime start, const HeatmapStack &stack, int stepsAhead, std::vector<int> &steps )
{
  if ( stepsAhead > 1 )
    std::erase_if( steps, [&]( int step ) { return step < stepsAhead || stack.steps.start( step - stepsAhead + 1 ) < start; } );
}

} // namespace

std::vector<int> testSteps( const HeatmapStack &stack, const std::vector<NamedModel> &models, const EvaluationOptions &options )
{
  const LocalTime start = options.start ? *options.start : defaultStart( stack, models, options );
  const LocalTime end = options.end.value_or( stack.steps.start( stack.stepCount() ) );
  checkLearnedBefore( start, stack, models );
  if ( !options.start && start >= end )
    throw Error( "The test would begin at " + toIso8601( start ) +
                 ( models.empty() ? "" : ", where the steps end that the models learned from" ) + ", but ends at " +
                 toIso8601( end ) + ": give a later end, or a heatmap stack that goes on, or train with a share of test steps." );
  std::vector<int> steps = stack.observedStepsIn( start, end );
  if ( steps.empty() )
    throw Error( "The heatmap stack has no steps with reports in the test period " + periodText( start, end ) +
                 ". It reaches from " + periodText( stack.steps.start( 0 ), stack.steps.start( stack.stepCount() ) ) +
                 ": choose a period inside." );
  eraseForecastBefore( start, stack, options.stepsAhead, steps );
  if ( steps.empty() )
    throw Error( "No step of the test period " + periodText( start, end ) + " can be forecast " +
                 countText( options.stepsAhead ) + " steps ahead within it. Choose a longer period or fewer steps ahead." );
  if ( !hasIncidents( stack, stack.observedStepsIn( stack.steps.start( 0 ), end ) ) )
    throw Error( "The heatmap stack has no " + options.scoredIncidents() + " until " + toIso8601( end ) +
                 ", so there is nothing to learn from and to hit." );
  if ( !hasIncidents( stack, steps ) )
    throw Error( "There are no " + options.scoredIncidents() + " in the test period " + periodText( start, end ) +
                 ", so there is nothing to hit. Choose a longer one." );
  return steps;
}

} // namespace riskcast
