#include "prediction.h"

#include "error.h"
#include "model_description.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{
std::unique_ptr<Forecaster> loadForecaster( const ModelFile &model, const ForecasterMaker &maker )
{
  try
  {
    std::unique_ptr<Forecaster> forecaster = maker( model.description.at( "options" ).get<TrainingOptions>() );
    forecaster->load( model );
    return forecaster;
  }
  catch ( const nlohmann::json::exception & )
  {
    throw Error( "The model does not say properly how it was made. Train it again." );
  }
}

std::string lastObservedStep( const HeatmapStack &stack )
{
  for ( int step = stack.stepCount() - 1; step >= 0; --step )
    if ( stack.isObserved( step ) )
      return toIso8601( stack.steps.start( step ) );
  return "";
}

/// Puts a predicted risk p at the end of the stack as the expected count -ln(1 - p), for the steps after it to build on.
void appendPrediction( HeatmapStack &history, std::span<const float> risk )
{
  static constexpr float most = 1 - 1e-6F;
  history.appendStep( StepState::Predicted );
  const std::span<float> last = history.map( history.stepCount() - 1 );
  std::ranges::transform( risk, last.begin(), []( float p ) { return -std::log1p( -std::min( p, most ) ); } );
}

void markOutsideStudyArea( const HeatmapStack &stack, std::vector<float> &risk )
{
  for ( size_t i = 0; i < risk.size(); ++i )
    if ( !stack.studyArea[i % stack.studyArea.size()] )
      risk[i] = std::numeric_limits<float>::quiet_NaN();
}
} // namespace

std::vector<double> classBreaks( const ModelFile &model, const std::vector<double> &percentiles )
{
  checkPercentiles( percentiles );
  const std::vector<float> &quantiles = model.tensor( "training_risk_quantiles", { -1 } ).values;
  if ( quantiles.size() < 2 || !std::ranges::is_sorted( quantiles ) )
    throw Error( "The model's training predictions give no class breaks. Train it again." );
  std::vector<double> breaks;
  for ( const double each : percentiles )
    breaks.push_back( percentile( quantiles, each ) );
  return breaks;
}

RiskMaps predictRisk( const HeatmapStack &stack, const ModelFile &model, const PredictionOptions &options,
                      const ForecasterMaker &maker, Feedback &feedback )
{
  checkStackFits( stack, model );
  const std::unique_ptr<Forecaster> forecaster = loadForecaster( model, maker );
  if ( forecaster->firstTarget( stack ) > stack.stepCount() )
    throw Error( "The heatmap stack has " + std::to_string( stack.stepCount() ) +
                 " steps, too few for the window of the model. "
                 "Create a stack that reaches further back." );

  RiskMaps maps{ .grid = stack.grid,
                 .steps = TimeSteps( stack.steps.start( stack.stepCount() ), stack.steps.length(), options.stepsAhead ),
                 .timeZone = stack.timeZone,
                 .risk = {},
                 .percentiles = options.percentiles,
                 .breaks = classBreaks( model, options.percentiles ),
                 .modelKind = model.description.value( "kind", "" ),
                 .lastObserved = lastObservedStep( stack ) };
  HeatmapStack history = stack;
  for ( int ahead = 0; ahead < options.stepsAhead; ++ahead )
  {
    PhaseFeedback phase( feedback, static_cast<double>( ahead ) / options.stepsAhead,
                         static_cast<double>( ahead + 1 ) / options.stepsAhead );
    phase.setProgress( 0, "Predicting step " + std::to_string( ahead + 1 ) + " of " + std::to_string( options.stepsAhead ) );
    const std::vector<float> risk = forecaster->predict( history, std::array{ history.stepCount() }, phase );
    appendPrediction( history, risk );
    maps.risk.insert( maps.risk.end(), risk.begin(), risk.end() );
  }
  markOutsideStudyArea( stack, maps.risk );
  leaveOutBorder( maps, options.borderCells );
  feedback.setProgress( 1 );
  return options.displayFactor > 1 ? upsampled( maps, options.displayFactor ) : maps;
}

} // namespace riskcast
