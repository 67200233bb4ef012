#include "explain_risk.h"

#include "error.h"
#include "prediction.h"
#include "raster_file.h"
#include "stack_parts.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace riskcast
{

namespace
{
/// Rows and columns between cells that are left out together: further than a network's first layers look.
constexpr int apart = 5;

double logOdds( double risk )
{
  constexpr double least = 1e-7;
  const double p = std::clamp( risk, least, 1 - least );
  return std::log( p / ( 1 - p ) );
}

std::vector<double> logOdds( const std::vector<float> &risk )
{
  std::vector<double> odds( risk.size() );
  std::ranges::transform( risk, odds.begin(), []( float p ) { return logOdds( p ); } );
  return odds;
}

int usualRecentSteps( StepLength step )
{
  const auto steps = [&step]( int units ) { return std::max( units / step.count, 1 ); };
  switch ( step.unit )
  {
    case StepUnit::Hour:
      return steps( 7 * 24 );
    case StepUnit::Day:
      return steps( 28 );
    case StepUnit::Week:
      return steps( 8 );
    case StepUnit::Month:
      return steps( 3 );
  }
  return 1;
}

/// By how many steps the history is moved to see other times of the calendar: each of the week's days in each quarter of a year,
/// and the like.
std::vector<int> calendarShifts( StepLength step )
{
  int perCycle = 1; // the quick one: a day, a week
  int perYear = 1;
  switch ( step.unit )
  {
    case StepUnit::Hour:
      perCycle = 7 * 24;
      perYear = 52 * perCycle;
      break;
    case StepUnit::Day:
      perCycle = 7;
      perYear = 52 * perCycle;
      break;
    case StepUnit::Week:
      perYear = 52;
      break;
    case StepUnit::Month:
      perYear = 12;
      break;
  }
  constexpr int mostInCycle = 14;
  constexpr int seasons = 4;
  const int inCycle = std::min( perCycle, mostInCycle );
  std::vector<int> shifts;
  for ( int season = 0; season < seasons; ++season )
    for ( int place = 0; place < inCycle; ++place )
      shifts.push_back( ( season * perYear / seasons / perCycle * perCycle + place * perCycle / inCycle ) / step.count );
  std::ranges::sort( shifts );
  shifts.erase( std::ranges::unique( shifts ).begin(), shifts.end() );
  return shifts;
}

/// The history with the recent steps of some cells left out.
class Occluder
{
public:
  /// \throws Error if there are no steps with reports to take from
  Occluder( const HeatmapStack &stack, int recentSteps )
      : mStack( stack )
  {
    const int firstRecent = std::max( stack.stepCount() - recentSteps, 0 );
    for ( int step = 0; step < stack.stepCount(); ++step )
      if ( stack.isObserved( step ) )
        ( step < firstRecent ? mEarlier : mRecent ).push_back( step );
    if ( mEarlier.empty() )
      throw Error(
          "The heatmap stack has no steps with reports before the recent ones, so that nothing can stand for those. Create "
          "a stack that reaches further back, or take fewer steps for recent." );
  }

  /// Real maps stand for those that are left out: what a model makes of a count of a third, nobody knows.
  HeatmapStack without( const std::function<bool( int cell )> &isLeftOut ) const
  {
    HeatmapStack history = mStack;
    for ( size_t i = 0; i < mRecent.size(); ++i )
    {
      const int other = mEarlier[( 2 * i + 1 ) * mEarlier.size() / ( 2 * mRecent.size() )];
      for ( int category = 0; category < history.categoryCount(); ++category )
        for ( int cell = 0; cell < history.cellCount(); ++cell )
          if ( isLeftOut( cell ) )
            history.map( mRecent[i], category )[cell] = mStack.map( other, category )[cell];
    }
    return history;
  }

private:
  const HeatmapStack &mStack;
  std::vector<int> mRecent;
  std::vector<int> mEarlier;
};

/// The same history at another time of the calendar.
HeatmapStack moved( HeatmapStack stack, int steps )
{
  const TimeSteps longer( stack.steps.start( 0 ), stack.steps.length(), stack.stepCount() + steps );
  stack.steps = TimeSteps( longer.start( steps ), stack.steps.length(), stack.stepCount() );
  return stack;
}

/// Predicts a step after the end of each history, and counts how far it is.
class Predictions
{
public:
  Predictions( const LoadedModel &model, int stepsAhead, int count, Feedback &feedback )
      : mModel( model )
      , mStepsAhead( stepsAhead )
      , mCount( count )
      , mFeedback( feedback )
  {
  }

  std::vector<double> logOddsAfter( HeatmapStack history )
  {
    mFeedback.throwIfCanceled();
    PhaseFeedback phase( mFeedback, static_cast<double>( mDone ) / mCount, static_cast<double>( mDone + 1 ) / mCount );
    phase.setProgress( 0, "Prediction " + std::to_string( ++mDone ) + " of " + std::to_string( mCount ) );
    return logOdds( forecastAhead( *mModel.forecaster, history, mStepsAhead, phase ).risk );
  }

private:
  const LoadedModel &mModel;
  int mStepsAhead;
  int mCount;
  int mDone = 0;
  Feedback &mFeedback;
};

/// Log odds of each cell with its own recent steps left out.
std::vector<double> withoutItself( const HeatmapStack &stack, const Occluder &occluder, Predictions &predictions )
{
  const int columns = stack.grid.columns();
  const auto place = [columns]( int cell ) { return ( cell / columns % apart ) * apart + cell % columns % apart; };
  std::vector<double> odds( stack.cellCount() );
  for ( int chosen = 0; chosen < apart * apart; ++chosen )
  {
    const std::vector<double> each =
        predictions.logOddsAfter( occluder.without( [&]( int cell ) { return place( cell ) == chosen; } ) );
    for ( int cell = 0; cell < stack.cellCount(); ++cell )
      if ( place( cell ) == chosen )
        odds[cell] = each[cell];
  }
  return odds;
}

/// Mean log odds over other times of the calendar.
std::vector<double> overTheCalendar( const HeatmapStack &history, const std::vector<int> &shifts, Predictions &predictions )
{
  std::vector<double> sum( history.cellCount(), 0 );
  for ( const int shift : shifts )
    std::ranges::transform( sum, predictions.logOddsAfter( moved( history, shift ) ), sum.begin(), std::plus<>() );
  for ( double &each : sum )
    each /= static_cast<double>( shifts.size() );
  return sum;
}

/// Inside the study area; NaN outside.
std::vector<float> difference( const HeatmapStack &stack, const std::vector<double> &with, const std::vector<double> &without )
{
  std::vector<float> map( with.size() );
  for ( size_t cell = 0; cell < map.size(); ++cell )
    map[cell] = stack.studyArea[cell] ? static_cast<float>( with[cell] - without[cell] ) : noData;
  return map;
}

/// The steps that end by a moment.
HeatmapStack knownBy( const HeatmapStack &stack, LocalTime end )
{
  int known = 0;
  while ( known < stack.stepCount() && stack.steps.start( known + 1 ) <= end )
    ++known;
  if ( known == 0 )
    throw Error( "No step of the heatmap stack ends by " + toIso8601( end ) +
                 ", so that there is nothing to explain by. Create a stack that reaches further back, or choose a later end." );
  return firstSteps( stack, known );
}

/// The last of the maps alone.
std::vector<float> lastMap( const RiskMaps &maps )
{
  return { maps.risk.end() - maps.grid.cellCount(), maps.risk.end() };
}

double meanRisk( const std::vector<float> &risk )
{
  double sum = 0;
  int cells = 0;
  for ( const float each : risk )
    if ( !std::isnan( each ) )
    {
      sum += each;
      ++cells;
    }
  return cells > 0 ? sum / cells : 0;
}
} // namespace

RiskExplanation explainRisk( const HeatmapStack &heatmaps, const ModelFile &model, const ExplanationOptions &options,
                             const ForecasterMaker &maker, Feedback &feedback )
{
  const int recentSteps = options.recentSteps.value_or( usualRecentSteps( heatmaps.steps.length() ) );
  if ( recentSteps < 1 )
    throw Error( "At least one step must be recent." );
  const HeatmapStack stack = options.end ? knownBy( heatmaps, *options.end ) : heatmaps;
  PhaseFeedback predicting( feedback, 0, 0.05 );
  const RiskMaps maps = predictRisk( stack, model, { .stepsAhead = options.stepsAhead }, maker, predicting ); // with all checks
  const LoadedModel loaded = loadModel( model, maker );
  const Occluder occluder( stack, recentSteps );
  const std::vector<int> shifts = calendarShifts( stack.steps.length() );
  feedback.info( "Recent are the last " + std::to_string( recentSteps ) + " steps; what they hold is left out, cells " +
                 std::to_string( apart ) + " rows and columns apart together." );

  PhaseFeedback occluding( feedback, 0.05, 1 );
  Predictions predictions( loaded, options.stepsAhead, apart * apart + 2 + static_cast<int>( shifts.size() ), occluding );
  const std::vector<double> all = predictions.logOddsAfter( stack );
  const std::vector<double> others = withoutItself( stack, occluder, predictions );
  const HeatmapStack before = occluder.without( []( int ) { return true; } );
  const std::vector<double> none = predictions.logOddsAfter( before );
  const std::vector<double> anyTime = overTheCalendar( before, shifts, predictions );
  const std::vector<float> risk = lastMap( maps );
  const double base = logOdds( meanRisk( risk ) );
  feedback.setProgress( 1 );
  return { .grid = stack.grid,
           .start = maps.steps.start( options.stepsAhead - 1 ),
           .length = stack.steps.length(),
           .timeZone = stack.timeZone,
           .modelKind = loaded.options.kind,
           .stepsAhead = options.stepsAhead,
           .recentSteps = recentSteps,
           .base = base,
           .risk = risk,
           .longRun = difference( stack, anyTime, std::vector<double>( anyTime.size(), base ) ),
           .calendar = difference( stack, none, anyTime ),
           .nearby = difference( stack, others, none ),
           .here = difference( stack, all, others ) };
}

} // namespace riskcast
