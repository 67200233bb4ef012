#include "prediction.h"

#include "error.h"
#include "model_description.h"
#include "number_text.h"
#include "raster_file.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

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

/// \throws Error if the stack is too short to predict the step after it from
void checkHistory( const HeatmapStack &stack, const LoadedModel &model )
{
  const int needed = model.forecaster->firstTarget( stack );
  if ( needed <= stack.stepCount() )
    return;
  const bool lookFurther = model.options.gapFilling == GapFilling::LastObserved; // for steps with reports
  throw Error(
      "The heatmap stack has " + countText( stack.stepCount() ) + " steps, " +
      countText( std::ranges::count( stack.states, StepState::Observed ) ) +
      " of them with reports, too few for the model's window of " +
      ( lookFurther ? countText( model.options.windowLength ) + " steps with reports" : countText( needed ) + " steps" ) +
      ". Create a stack that reaches further back." );
}

/// The same clocks in another zone are other hours: the model may still do, but not by itself.
void warnOfAnotherTimeZone( const HeatmapStack &stack, const ModelFile &model, Feedback &feedback )
{
  const std::string zone = timeZoneOf( model );
  if ( zone != stack.timeZone )
    feedback.warning( "The times of the heatmap stack are \"" + stack.timeZone + "\", those that the model was trained on \"" +
                      zone + "\": its steps may begin at other moments. Create the stack with the model's time zone." );
}

/// Each category's share of the incidents that a cell has seen, [C, H × W]; of all incidents where a cell has seen none.
std::vector<float> categoryShares( const HeatmapStack &stack )
{
  const size_t cells = stack.cellCount();
  const size_t categories = stack.categoryCount();
  std::vector<double> counts( categories * cells, 0 );
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    const std::span<const float> maps( stack.map( step ).data(), counts.size() ); // the categories of a step follow each other
    if ( stack.isObserved( step ) )
      std::ranges::transform( counts, maps, counts.begin(), std::plus<>() );
  }
  std::vector<double> ofCell( cells, 0 );
  std::vector<double> ofCategory( categories, 0 );
  for ( size_t i = 0; i < counts.size(); ++i )
  {
    ofCell[i % cells] += counts[i];
    ofCategory[i / cells] += counts[i];
  }
  const double all = std::accumulate( ofCell.begin(), ofCell.end(), 0.0 );
  std::vector<float> shares( counts.size() );
  for ( size_t i = 0; i < counts.size(); ++i )
  {
    const double everywhere = all > 0 ? ofCategory[i / cells] / all : 1 / static_cast<double>( categories );
    shares[i] = static_cast<float>( ofCell[i % cells] > 0 ? counts[i] / ofCell[i % cells] : everywhere );
  }
  return shares;
}

/// Puts a predicted risk p at the end of the stack as the expected count -ln(1 - p), for the steps after it to build on. The
/// models tell the risk of an incident of any category, so the categories get the shares that they had in the cell so far.
void appendPrediction( HeatmapStack &history, std::span<const float> risk, std::span<const float> shares )
{
  static constexpr float most = 1 - 1e-6F;
  history.appendStep( StepState::Predicted );
  for ( int category = 0; category < history.categoryCount(); ++category )
  {
    const std::span<const float> share = shares.subspan( static_cast<size_t>( category ) * risk.size(), risk.size() );
    std::ranges::transform( risk, share, history.map( history.stepCount() - 1, category ).begin(),
                            []( float p, float part ) { return -std::log1p( -std::min( p, most ) ) * part; } );
  }
}

/// \throws Error if the model lies
void checkProbabilities( std::span<const float> risk )
{
  if ( !std::ranges::all_of( risk, []( float p ) { return p >= 0 && p <= 1; } ) )
    throw Error( "The model gives risks that are no probabilities. Train it again." );
}

/// Gives the cells outside the study area, of one or of several steps, a risk.
void setOutside( const HeatmapStack &stack, std::vector<float> &risk, float value )
{
  for ( size_t i = 0; i < risk.size(); ++i )
    if ( !stack.studyArea[i % stack.studyArea.size()] )
      risk[i] = value;
}
} // namespace

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

RiskMaps predictRisk( const HeatmapStack &stack, const ModelFile &model, const PredictionOptions &options,
                      const ForecasterMaker &maker, Feedback &feedback )
{
  checkStackFits( stack, model );
  warnOfAnotherTimeZone( stack, model, feedback );
  checkDisplayFactor( stack.grid, options.stepsAhead, options.displayFactor );
  const LoadedModel loaded = loadModel( model, maker );
  checkHistory( stack, loaded );
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
  const std::vector<float> shares = categoryShares( stack );
  HeatmapStack history = stack;
  for ( int ahead = 0; ahead < options.stepsAhead; ++ahead )
  {
    PhaseFeedback phase( feedback, static_cast<double>( ahead ) / options.stepsAhead,
                         static_cast<double>( ahead + 1 ) / options.stepsAhead );
    phase.setProgress( 0, "Predicting step " + std::to_string( ahead + 1 ) + " of " + std::to_string( options.stepsAhead ) );
    std::vector<float> risk = loaded.forecaster->predict( history, std::array{ history.stepCount() }, phase );
    checkProbabilities( risk );
    setOutside( stack, risk, 0 ); // nothing was learned there, and what is predicted must not spread from step to step
    appendPrediction( history, risk, shares );
    maps.risk.insert( maps.risk.end(), risk.begin(), risk.end() );
  }
  setOutside( stack, maps.risk, noData );
  leaveOutBorder( maps, options.borderCells );
  feedback.setProgress( 1 );
  return options.displayFactor > 1 ? upsampled( maps, options.displayFactor ) : maps;
}

} // namespace riskcast
