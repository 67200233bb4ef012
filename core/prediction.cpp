#include "prediction.h"

#include "error.h"
#include "model_description.h"
#include "models/model_kinds.h"
#include "number_text.h"
#include "raster_file.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace riskcast
{

namespace
{
std::string lastObservedStep( const HeatmapStack &stack )
{
  for ( int step = stack.stepCount() - 1; step >= 0; --step )
    if ( stack.isObserved( step ) )
      return toIso8601( stack.steps.start( step ) );
  return "";
}

/// Models without a window take a stack of any length, and begin to remember with it.
void warnOfAShortPast( const HeatmapStack &stack, const ModelFile &model, const TrainingOptions &options, Feedback &feedback )
{
  const ModelKind *kind = findModelKind( options.kind );
  if ( kind && kind->seesMaps() && options.prior != Prior::Mixture )
    return;
  const int learned = model.description.value( nlohmann::json::json_pointer( "/trainedOn/training/steps" ), 0 );
  if ( 2 * stack.stepCount() < learned )
    feedback.warning( "The heatmap stack has " + countText( stack.stepCount(), "step" ) + ", while the model learned from " +
                      countText( learned ) +
                      ": of what was before the stack it knows nothing, so that risks may be far off. "
                      "Create a stack that reaches further back." );
}

float expectedCount( float risk )
{
  constexpr float most = 1 - 1e-6F;
  return -std::log1p( -std::min( risk, most ) );
}

/// Each category's share of the expected incidents of a cell, [C, H × W], from the risk of each.
std::vector<float> sharesOf( std::span<const float> categories, size_t cells )
{
  std::vector<float> shares( categories.size() );
  std::ranges::transform( categories, shares.begin(), expectedCount );
  for ( size_t cell = 0; cell < cells; ++cell )
  {
    float sum = std::numeric_limits<float>::min();
    for ( size_t i = cell; i < shares.size(); i += cells )
      sum += shares[i];
    for ( size_t i = cell; i < shares.size(); i += cells )
      shares[i] /= sum;
  }
  return shares;
}

/// Puts a predicted risk p at the end of the stack as the expected count -ln(1 - p), for the steps after it to build on. It is
/// shared among the categories as their own risks are; models that tell none apart look at the sum alone.
void appendPrediction( HeatmapStack &history, const RiskForecast &forecast )
{
  const std::vector<float> &risk = forecast.risk;
  const std::vector<float> shares =
      forecast.categories.empty() ? std::vector<float>( risk.size() * history.categoryCount(), 1.0F / history.categoryCount() )
                                  : sharesOf( forecast.categories, risk.size() );
  history.appendStep( StepState::Predicted );
  for ( int category = 0; category < history.categoryCount(); ++category )
    std::ranges::transform( risk, std::span( shares ).subspan( static_cast<size_t>( category ) * risk.size(), risk.size() ),
                            history.map( history.stepCount() - 1, category ).begin(),
                            []( float p, float part ) { return expectedCount( p ) * part; } );
}

/// For as many series of maps as the model forecasts.
void makeRoom( RiskMaps &maps, const RiskForecast &forecast, const HeatmapStack &stack )
{
  const size_t steps = maps.steps.count();
  maps.risk.resize( forecast.risk.size() * steps );
  maps.spread.resize( forecast.spread.size() * steps );
  maps.categoryRisk.resize( forecast.categories.size() * steps );
  if ( !forecast.categories.empty() )
    maps.categories = stack.categories;
}

/// Puts what a step was forecast to be into the maps; outside the study area there are no data.
void putInto( RiskMaps &maps, const RiskForecast &forecast, int step, const HeatmapStack &stack )
{
  const size_t cells = stack.cellCount();
  const auto put = [&]( std::span<const float> values, std::vector<float> &all, size_t series )
  {
    const size_t first = ( series * maps.steps.count() + step ) * cells;
    for ( size_t cell = 0; cell < values.size(); ++cell )
      all[first + cell] = stack.studyArea[cell] ? values[cell] : noData;
  };
  put( forecast.risk, maps.risk, 0 );
  put( forecast.spread, maps.spread, 0 );
  for ( size_t category = 0; category < maps.categories.size(); ++category )
    put( std::span( forecast.categories ).subspan( category * cells, cells ), maps.categoryRisk, category );
}

/// \throws Error if the model lies
void checkProbabilities( std::span<const float> risk )
{
  if ( !std::ranges::all_of( risk, []( float p ) { return p >= 0 && p <= 1; } ) )
    throw Error( "The model gives risks that are no probabilities. Train it again." );
}

/// Nothing was learned outside the study area, and what is predicted must not spread from there from step to step.
void setNoneOutside( const HeatmapStack &stack, std::vector<float> &risk )
{
  for ( size_t i = 0; i < risk.size(); ++i )
    if ( !stack.studyArea[i % stack.studyArea.size()] )
      risk[i] = 0;
}
} // namespace

void checkHistory( const HeatmapStack &stack, const LoadedModel &model, int target )
{
  const int needed = model.forecaster->firstTarget( stack );
  if ( needed <= target )
    return;
  const bool lookFurther = model.options.gapFilling == GapFilling::LastObserved; // for steps with reports
  const auto observed =
      std::ranges::count( std::span( stack.states ).first( static_cast<size_t>( target ) ), StepState::Observed );
  throw Error(
      ( target < stack.stepCount() ? "Before " + toIso8601( stack.steps.start( target ) ) + " the" : "The" ) +
      " heatmap stack has " + countText( target ) + " steps, " + countText( observed ) +
      " of them with reports, too few for the model's window of " +
      ( lookFurther ? countText( model.options.windowLength ) + " steps with reports" : countText( needed ) + " steps" ) +
      ". Create a stack that reaches further back." );
}

RiskForecast forecastNext( const Forecaster &forecaster, HeatmapStack &history, Feedback &feedback )
{
  RiskForecast forecast = forecaster.forecast( history, std::array{ history.stepCount() }, feedback );
  checkProbabilities( forecast.risk );
  checkProbabilities( forecast.categories );
  setNoneOutside( history, forecast.risk );
  appendPrediction( history, forecast );
  return forecast;
}

RiskForecast forecastAhead( const Forecaster &forecaster, HeatmapStack &history, int steps, Feedback &feedback )
{
  RiskForecast forecast;
  for ( int ahead = 0; ahead < steps; ++ahead )
  {
    PhaseFeedback phase( feedback, static_cast<double>( ahead ) / steps, static_cast<double>( ahead + 1 ) / steps );
    forecast = forecastNext( forecaster, history, phase );
  }
  return forecast;
}

std::vector<double> classBreaks( const ModelFile &model, const std::vector<double> &percentiles )
{
  return classBreaks( model.tensor( trainingQuantilesName, { -1 } ), percentiles );
}

std::vector<double> classBreaks( const Tensor &quantiles, const std::vector<double> &percentiles )
{
  checkPercentiles( percentiles );
  if ( quantiles.values.size() < 2 || !std::ranges::is_sorted( quantiles.values ) )
    throw Error( "The model's training predictions give no class breaks. Train it again." );
  std::vector<double> breaks;
  for ( const double each : percentiles )
    breaks.push_back( percentile( quantiles.values, each ) );
  return breaks;
}

void checkPrediction( const Grid &grid, const PredictionOptions &options )
{
  checkPercentiles( options.percentiles );
  checkBorder( grid, options.borderCells );
  checkDisplayFactor( grid, options.stepsAhead, options.displayFactor );
}

RiskMaps predictRisk( const HeatmapStack &stack, const ModelFile &model, const PredictionOptions &options,
                      const ForecasterMaker &maker, Feedback &feedback )
{
  checkStackFits( stack, model );
  warnOfOtherMeaning( stack, model, feedback );
  checkPrediction( stack.grid, options );
  const LoadedModel loaded = loadModel( model, maker );
  checkHistory( stack, loaded, stack.stepCount() );
  warnOfAShortPast( stack, model, loaded.options, feedback );
  if ( std::ranges::count( stack.states, StepState::WithoutReports ) > 0 )
    feedback.info( "Some steps of the heatmap stack are without reports. The risk is that of a step in which somebody reports: "
                   "it does not say how likely that is." );

  RiskMaps maps{ .grid = stack.grid,
                 .steps = TimeSteps( stack.steps.start( stack.stepCount() ), stack.steps.length(), options.stepsAhead ),
                 .timeZone = stack.timeZone,
                 .risk = {},
                 .percentiles = options.percentiles,
                 .breaks = classBreaks( model, options.percentiles ),
                 .modelKind = loaded.options.kind,
                 .lastObserved = lastObservedStep( stack ) };
  HeatmapStack history = stack;
  for ( int ahead = 0; ahead < options.stepsAhead; ++ahead )
  {
    PhaseFeedback phase( feedback, static_cast<double>( ahead ) / options.stepsAhead,
                         static_cast<double>( ahead + 1 ) / options.stepsAhead );
    phase.setProgress( 0, "Predicting step " + std::to_string( ahead + 1 ) + " of " + std::to_string( options.stepsAhead ) );
    const RiskForecast forecast = forecastNext( *loaded.forecaster, history, phase );
    if ( ahead == 0 )
      makeRoom( maps, forecast, stack );
    putInto( maps, forecast, ahead, stack );
  }
  leaveOutBorder( maps, options.borderCells );
  feedback.setProgress( 1 );
  return options.displayFactor > 1 ? upsampled( maps, options.displayFactor ) : maps;
}

} // namespace riskcast
