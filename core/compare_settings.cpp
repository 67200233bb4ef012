#include "compare_settings.h"

#include "baselines.h"
#include "comparison_record.h"
#include "crs.h"
#include "error.h"
#include "models/model_kinds.h"
#include "number_text.h"
#include "scores/cell_sizes.h"
#include "scores/ratio.h"
#include "scores/score_tally.h"
#include "stack_advice.h"
#include "training.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<ComparedScore>()
{
  static const std::vector<std::string> names = { "hitrate", "hitratecells", "pai", "pei" };
  return names;
}

void to_json( nlohmann::json &json, const Setting &setting )
{
  json = {
    { "cellSize", setting.cellSize }, { "step", toString( setting.step ) }, { "kind", setting.kind }, { "window", setting.window }
  };
}

void from_json( const nlohmann::json &json, Setting &setting )
{
  setting = { json.at( "cellSize" ), stepLengthFromString( json.at( "step" ) ), json.at( "kind" ), json.at( "window" ) };
}

std::string toString( const Setting &setting, const std::string &unit )
{
  return "cells of " + measureText( setting.cellSize ) + " " + unit + ", " + toString( setting.step ) + ", " + setting.kind +
         ( setting.window > 0 ? " on " + countText( setting.window ) + " maps" : "" );
}

namespace
{

bool hasWindows( const std::string &kind )
{
  const ModelKind *known = findModelKind( kind );
  return known && known->hasWindow;
}

/// Passes on what is wrong with all incidents, but not how a stack that nobody sees is laid.
class OnlyWarnings : public PhaseFeedback
{
public:
  using PhaseFeedback::PhaseFeedback;
  void info( const std::string & ) override {}
};

/// Passes on progress and canceling, but not what is said about every single stack.
class Quiet : public OnlyWarnings
{
public:
  using OnlyWarnings::OnlyWarnings;
  void warning( const std::string & ) override {}
};

LocalTime midnightAt( LocalTime from, LocalTime to, double share )
{
  const auto seconds = std::chrono::seconds( std::llround( share * static_cast<double>( ( to - from ).count() ) ) );
  return std::chrono::floor<std::chrono::days>( from + seconds );
}

void checkSettings( const ComparisonOptions &options )
{
  if ( std::ranges::any_of( options.cellSizes, []( double size ) { return !( size > 0 && std::isfinite( size ) ); } ) )
    throw Error( "Sides of cells must be numbers above 0, such as 500,1000." );
  if ( std::ranges::any_of( options.windows, []( int window ) { return window < 1; } ) )
    throw Error( "Windows must be whole numbers above 0, such as 8,16." );
}

/// Fills in what is the same for all settings.
Comparison beginComparison( IncidentReader &incidents, const ComparisonOptions &options, Feedback &feedback )
{
  HeatmapOptions daily{ options.grid, options.period, options.count };
  daily.period.length = { 1, StepUnit::Day };
  OnlyWarnings laying( feedback, 0, 1 );
  const Frame frame = frameFor( incidents, daily, laying );
  Comparison comparison{ .options = options,
                         .extent = frame.grid.extent(),
                         .gridCrs = frame.grid.crs(),
                         .source = incidents.source(),
                         .start = std::max( frame.start, frame.steps.start( 0 ) ),
                         .validationStart = {},
                         .testStart = {},
                         .end = std::min( frame.end, frame.steps.start( frame.steps.count() ) ),
                         .results = {},
                         .notRun = {},
                         .confirmation = {} };
  const std::vector<double> areas = cellAreasKm2( frame.grid );
  if ( areas.empty() )
    throw Error(
        "The coordinate reference system of the incidents is unknown, so cells have no area to be compared at. Say what it "
        "is." );
  ComparisonOptions &chosen = comparison.options;
  if ( chosen.areaKm2 <= 0 )
    chosen.areaKm2 = 0.05 * std::accumulate( areas.begin(), areas.end(), 0.0 );
  if ( chosen.cellSizes.empty() )
    for ( const int parts : { 16, 32, 64 } )
      chosen.cellSizes.push_back( std::max( comparison.extent.width(), comparison.extent.height() ) / parts );
  comparison.testStart = midnightAt( comparison.start, comparison.end, 1 - options.testShare );
  comparison.validationStart = midnightAt( comparison.start, comparison.testStart, 1 - options.validationShare );
  feedback.info( "Learning from " + toIso8601( comparison.start ) + ", ranked on " + toIso8601( comparison.validationStart ) +
                 " to " + toIso8601( comparison.testStart ) + ", tested until " + toIso8601( comparison.end ) +
                 ". In each step " + measureText( chosen.areaKm2 ) + " km² are flagged. Times: " + options.count.timeZone + "." );
  return comparison;
}

/// Quick kinds first, and of each kind the settings with the fewest cells and steps.
std::vector<Setting> settingsOf( const ComparisonOptions &options )
{
  std::vector<Setting> settings;
  for ( const std::string &kind : options.kinds )
    for ( const double cellSize : options.cellSizes )
      for ( const StepLength &step : options.steps )
        for ( const int window : hasWindows( kind ) ? options.windows : std::vector<int>{ 0 } )
          settings.push_back( { cellSize, step, kind, window } );
  const auto hours = []( const StepLength &step )
  {
    constexpr int hoursOf[] = { 1, 24, 7 * 24, 30 * 24 };
    return step.count * hoursOf[static_cast<size_t>( step.unit )];
  };
  std::ranges::stable_sort( settings, std::less<>(),
                            [&]( const Setting &setting )
                            { return std::tuple( hasWindows( setting.kind ), -setting.cellSize, -hours( setting.step ) ); } );
  return settings;
}

/// Runs settings of one comparison.
class SettingRunner
{
public:
  SettingRunner( IncidentReader &incidents, const Comparison &comparison, const ForecasterMaker &maker )
      : mIncidents( incidents )
      , mComparison( comparison )
      , mMaker( maker )
  {
  }

  /// What fails is a result, too.
  SettingResult onValidation( const Setting &setting, Feedback &feedback )
  {
    const auto begin = std::chrono::steady_clock::now();
    SettingResult result;
    result.setting = setting;
    try
    {
      const ScoreTally tally = scored( setting, setting.kind, mComparison.validationStart, mComparison.testStart, feedback );
      result.score = valueOf( tally );
      result.incidents = tally.all.incidents;
      result.steps = mSteps;
    }
    catch ( const Error &error )
    {
      result.problem = error.what();
    }
    result.seconds = std::chrono::duration<double>( std::chrono::steady_clock::now() - begin ).count();
    return result;
  }

  Confirmation onTest( const Setting &winner, Feedback &feedback )
  {
    Confirmation confirmation;
    confirmation.winner = winner;
    const auto test = [&]( const std::string &kind, double from, double to )
    {
      PhaseFeedback phase( feedback, from, to );
      return scored( winner, kind, mComparison.testStart, mComparison.end, phase );
    };
    const ScoreTally tally = test( winner.kind, 0, 0.7 );
    confirmation.score = valueOf( tally );
    confirmation.incidents = tally.all.incidents;
    confirmation.steps = mSteps;
    confirmation.longRunRate = valueOf( test( "longrunrate", 0.7, 0.8 ) );
    confirmation.ewma = valueOf( test( "ewma", 0.8, 1 ) );
    return confirmation;
  }

private:
  /// Counted once for all settings of the same grid and step, which come one after the other.
  const HeatmapStack &counted( const Setting &setting, Feedback &feedback )
  {
    const std::pair gridAndStep( setting.cellSize, setting.step );
    if ( mCounted != gridAndStep )
    {
      mCounted.reset();
      mStack = {}; // two at once would need twice the memory
      mStack = count( setting, feedback );
      mCounted = gridAndStep;
    }
    return mStack;
  }

  HeatmapStack count( const Setting &setting, Feedback &feedback )
  {
    Quiet framing( feedback, 0, 0.3 );
    Quiet counting( feedback, 0.3, 1 );
    HeatmapOptions heatmaps{ mComparison.options.grid, mComparison.options.period, mComparison.options.count };
    heatmaps.grid.crs = mComparison.gridCrs;
    heatmaps.grid.extent = mComparison.extent;
    heatmaps.grid.extentCrs = mComparison.gridCrs;
    heatmaps.grid.cellSize = setting.cellSize;
    heatmaps.period.length = setting.step;
    heatmaps.period.start = mComparison.start;
    heatmaps.period.end = mComparison.end;
    heatmaps.period.wholeSteps = true;
    mIncidents.rewind();
    const Frame frame = frameFor( mIncidents, heatmaps, framing );
    mIncidents.rewind();
    return countIncidents( mIncidents, frame, heatmaps.count, counting );
  }

  /// Learns from all before \a from, and forecasts the steps from there up to \a to.
  ScoreTally scored( const Setting &setting, const std::string &kind, LocalTime from, LocalTime to, Feedback &feedback )
  {
    PhaseFeedback counting( feedback, 0, 0.2 );
    const HeatmapStack &stack = counted( setting, counting );
    if ( isOfMonths( stack ) )
      throw Error( timesAreMonths );
    const std::vector<int> targets = stack.observedStepsIn( from, to );
    if ( targets.empty() )
      throw Error( "No step of " + toString( setting.step ) + " with reports lies between " + toIso8601( from ) + " and " +
                   toIso8601( to ) + ". Take shorter steps or a longer period." );
    TrainingOptions options = mComparison.options.training;
    options.kind = kind;
    if ( setting.window > 0 )
      options.windowLength = setting.window;
    const std::unique_ptr<Forecaster> forecaster = mMaker( options );
    const StepSplit split = splitBefore( stack, forecaster->firstTarget( stack ), options.validationShare, targets );
    PhaseFeedback learning( feedback, 0.2, 0.9 );
    Quiet quiet( learning, 0, 1 );
    forecaster->fit( stack, split, quiet );
    PhaseFeedback predicting( feedback, 0.9, 0.99 );
    const std::vector<float> risk = forecaster->predict( stack, targets, predicting );
    mSteps = static_cast<int>( targets.size() );
    PhaseFeedback scoring( feedback, 0.99, 1 );
    return tally( stack, targets, risk, scoring );
  }

  ScoreTally tally( const HeatmapStack &stack, const std::vector<int> &targets, std::span<const float> risk,
                    Feedback &feedback ) const
  {
    TestMaps maps = testMaps( stack, targets, meanCounts( stack, targets.front() - 1 ), 0 );
    maps.cellSize = cellAreasKm2( stack.grid );
    const double area = sumOfScored( maps, maps.cellSize );
    const double share = mComparison.options.areaKm2 / area;
    if ( share > 1 )
      throw Error( "The study area has " + measureText( area ) + " km², less than the " +
                   measureText( mComparison.options.areaKm2 ) + " km² that are to be flagged. Take a smaller area." );
    return tallySteps( maps, risk, std::array{ share }, feedback );
  }

  double valueOf( const ScoreTally &tally ) const
  {
    const double hitRate = ratio( tally.flagged[0].incidents, tally.all.incidents );
    switch ( mComparison.options.score )
    {
      case ComparedScore::HitRate:
        return hitRate;
      case ComparedScore::HitRateCells:
        return ratio( tally.flagged[0].positiveCells, tally.all.positiveCells );
      case ComparedScore::Pai:
        return ratio( hitRate, ratio( tally.flaggedSize[0], tally.size ) );
      case ComparedScore::Pei:
        return ratio( tally.flagged[0].incidents, tally.best[0].incidents );
    }
    return 0;
  }

  IncidentReader &mIncidents;
  const Comparison &mComparison;
  const ForecasterMaker &mMaker;
  std::optional<std::pair<double, StepLength>> mCounted; ///< cell size and step of mStack
  HeatmapStack mStack;
  int mSteps = 0; ///< of the last forecast
};

/// How long things take, and whether there is time for more.
class Budget
{
public:
  explicit Budget( double minutes )
      : mSeconds( 60 * minutes )
  {
  }

  /// A setting is taken to need what the last one of its kind did, more for more cells.
  bool allows( const Setting &setting ) const
  {
    const double elapsed = std::chrono::duration<double>( std::chrono::steady_clock::now() - mBegin ).count();
    const auto last = mLast.find( setting.kind );
    const double needed =
        last == mLast.end() ? 0 : last->second.seconds * std::pow( last->second.setting.cellSize / setting.cellSize, 2 );
    return elapsed + needed < mSeconds;
  }

  void add( const SettingResult &result ) { mLast[result.setting.kind] = result; }

private:
  std::chrono::steady_clock::time_point mBegin = std::chrono::steady_clock::now();
  double mSeconds;
  std::map<std::string, SettingResult> mLast;
};

void rank( std::vector<SettingResult> &results )
{
  std::ranges::stable_sort( results, std::greater<>(),
                            []( const SettingResult &result ) { return std::pair( result.problem.empty(), result.score ); } );
}

} // namespace

const SettingResult &Comparison::winner() const
{
  if ( results.empty() )
    throw Error( "The time did not suffice for a single setting. Give more minutes, or fewer settings." );
  if ( !results.front().problem.empty() )
    throw Error( "None of the settings could be run. The first: " + results.front().problem );
  return results.front();
}

Comparison compareSettings( IncidentReader &incidents, const ComparisonOptions &options, const std::string &record,
                            const ForecasterMaker &maker, Feedback &feedback )
{
  for ( const std::string &kind : options.kinds )
  {
    TrainingOptions training = options.training;
    training.kind = kind;
    maker( training ); // refuses one that there is not
  }
  checkSettings( options );
  PhaseFeedback preparing( feedback, 0, 0.02 );
  Comparison comparison = beginComparison( incidents, options, preparing );
  ComparisonRecord done( record, fingerprintOf( incidents, options, preparing ) );
  const std::vector<Setting> settings = settingsOf( comparison.options );
  const std::string unit = crsUnit( comparison.gridCrs );
  SettingRunner runner( incidents, comparison, maker );
  Budget budget( options.budgetMinutes );
  for ( size_t i = 0; i < settings.size(); ++i )
  {
    feedback.throwIfCanceled();
    const auto share = [&]( size_t number )
    { return std::lerp( 0.02, 0.95, static_cast<double>( number ) / static_cast<double>( settings.size() ) ); };
    PhaseFeedback phase( feedback, share( i ), share( i + 1 ) );
    phase.setProgress( 0, "Setting " + countText( static_cast<std::int64_t>( i + 1 ) ) + " of " +
                              countText( std::ssize( settings ) ) + ": " + toString( settings[i], unit ) );
    if ( const SettingResult *known = done.find( settings[i] ) )
    {
      comparison.results.push_back( *known );
      continue;
    }
    if ( !budget.allows( settings[i] ) )
    {
      comparison.notRun.push_back( settings[i] );
      continue;
    }
    const SettingResult result = runner.onValidation( settings[i], phase );
    budget.add( result );
    done.add( result );
    comparison.results.push_back( result );
    feedback.info( toString( settings[i], unit ) + ": " +
                   ( result.problem.empty() ? enumName( options.score ) + " " + measureText( result.score ) : result.problem ) );
  }
  rank( comparison.results );
  const SettingResult &winner = comparison.winner();
  comparison.confirmation = done.confirmation();
  if ( comparison.notRun.empty() && !( comparison.confirmation && comparison.confirmation->winner == winner.setting ) )
  {
    if ( comparison.confirmation )
      feedback.warning(
          "The test period was looked at before, with another winner: choosing again after that makes its score too "
          "good. Keep a later period for the test." );
    PhaseFeedback confirming( feedback, 0.95, 1 );
    confirming.setProgress( 0, "Testing the winner: " + toString( winner.setting, unit ) );
    comparison.confirmation = runner.onTest( winner.setting, confirming );
    done.add( *comparison.confirmation );
  }
  feedback.setProgress( 1 );
  return comparison;
}

} // namespace riskcast
