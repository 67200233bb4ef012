#include "rolling_forecast.h"

#include "error.h"
#include "model_description.h"
#include "models/model_kinds.h"
#include "prediction.h"
#include "stack_parts.h"
#include "training.h"

#include <algorithm>

namespace riskcast
{

namespace
{

/// The first step that is not known yet when a target is forecast.
int firstUnknown( const ForecastTask &task, int target )
{
  return target - task.options.stepsAhead + 1;
}

/// What of a forecast is scored, [targets, H × W].
std::vector<float> scoredRisk( const Contender &contender, const ForecastTask &task, RiskForecast forecast )
{
  if ( !task.category )
    return std::move( forecast.risk );
  if ( forecast.categories.empty() )
    throw tellsNoCategoriesApart( contender.name, task.stack.categories[*task.category] );
  const size_t cells = task.stack.cellCount();
  std::vector<float> risk;
  risk.reserve( forecast.risk.size() );
  for ( size_t first = *task.category * cells; first < forecast.categories.size(); first += task.stack.categoryCount() * cells )
    risk.insert( risk.end(), forecast.categories.begin() + first, forecast.categories.begin() + first + cells );
  return risk;
}

std::vector<float> riskAhead( const Contender &contender, const Forecaster &forecaster, const ForecastTask &task,
                              std::span<const int> targets, Feedback &feedback )
{
  const int stepsAhead = task.options.stepsAhead;
  if ( stepsAhead == 1 )
    return scoredRisk( contender, task, forecaster.forecast( task.stack, targets, feedback ) );
  std::vector<float> risk;
  int known = firstUnknown( task, targets.front() );
  HeatmapStack history = firstSteps( task.stack, known );
  const auto share = [&]( size_t done ) { return static_cast<double>( done ) / static_cast<double>( targets.size() ); };
  for ( size_t i = 0; i < targets.size(); ++i )
  {
    takeFirstSteps( task.stack, known, firstUnknown( task, targets[i] ), history );
    known = firstUnknown( task, targets[i] );
    PhaseFeedback phase( feedback, share( i ), share( i + 1 ) );
    const std::vector<float> map = scoredRisk( contender, task, forecastAhead( forecaster, history, stepsAhead, phase ) );
    risk.insert( risk.end(), map.begin(), map.end() );
  }
  return risk;
}

/// The steps that a contender may learn from before it forecasts \a targets.
StepSplit splitFor( const Contender &contender, const Forecaster &forecaster, const ForecastTask &task,
                    std::span<const int> targets )
{
  std::vector<int> unknown( targets.begin(), targets.end() );
  if ( const int first = firstUnknown( task, targets.front() ); first < targets.front() )
    unknown.insert( unknown.begin(), first );
  return splitBefore( task.stack, forecaster.firstTarget( task.stack ), contender.options.validationShare, std::move( unknown ) );
}

/// A forecaster that has learned from nothing that was unknown when the first target is forecast.
struct Fitted
{
  std::unique_ptr<Forecaster> forecaster;
  std::vector<double> thresholds; ///< of the training predictions, one step ahead; for ThresholdScope::Training
};

/// \param training  the steps that were learned from
std::vector<double> trainingThresholds( const Contender &contender, const Forecaster &forecaster, const ForecastTask &task,
                                        const std::vector<int> &training, Feedback &feedback )
{
  const std::vector<float> risk = scoredRisk( contender, task, forecaster.forecast( task.stack, training, feedback ) );
  return classBreaks( riskQuantiles( risk, task.stack.studyArea ), task.options.scores.percentiles );
}

/// Of a loaded model, as far as they are in the stack and have enough before them.
std::vector<int> knownTrainingSteps( const Contender &contender, const Forecaster &forecaster, const HeatmapStack &stack )
{
  std::vector<int> steps = trainingSteps( *contender.file, stack );
  const int firstTarget = forecaster.firstTarget( stack );
  std::erase_if( steps, [firstTarget]( int step ) { return step < firstTarget; } );
  if ( steps.empty() )
    throw Error( "The heatmap stack lacks the steps that the model " + contender.name + " was trained on, from which the " +
                 "thresholds of a category come. Give a stack that reaches further back, or take thresholds per step." );
  return steps;
}

Fitted fitBefore( const Contender &contender, const ForecastTask &task, std::span<const int> targets,
                  const ForecasterMaker &maker, Feedback &feedback )
{
  Fitted fitted{ maker( contender.options ), {} };
  if ( contender.file )
    fitted.forecaster->useCovariates( covariatesOf( *contender.file ) );
  const StepSplit split = splitFor( contender, *fitted.forecaster, task, targets );
  PhaseFeedback fitting( feedback, 0, 0.6 );
  fitted.forecaster->fit( task.stack, split, fitting );
  PhaseFeedback predicting( feedback, 0.6, 1 );
  if ( task.options.thresholdScope == ThresholdScope::Training )
    fitted.thresholds = trainingThresholds( contender, *fitted.forecaster, task, split.training, predicting );
  return fitted;
}

/// A model file has the training predictions of any incident, but not those of a category.
Fitted loadFitted( const Contender &contender, const ForecastTask &task, std::span<const int> targets,
                   const ForecasterMaker &maker, Feedback &feedback )
{
  LoadedModel loaded = loadModel( *contender.file, maker );
  if ( const ModelKind *kind = findModelKind( loaded.options.kind ); kind && kind->seesMaps() )
    checkHistory( task.stack, loaded, firstUnknown( task, targets.front() ) );
  Fitted fitted{ std::move( loaded.forecaster ), {} };
  if ( task.options.thresholdScope != ThresholdScope::Training )
    return fitted;
  fitted.thresholds = task.category
                          ? trainingThresholds( contender, *fitted.forecaster, task,
                                                knownTrainingSteps( contender, *fitted.forecaster, task.stack ), feedback )
                          : classBreaks( *contender.file, task.options.scores.percentiles );
  return fitted;
}

void checkRisks( const Contender &contender, std::span<const float> risk )
{
  if ( !std::ranges::all_of( risk, []( float p ) { return p >= 0 && p <= 1; } ) )
    throw Error( "The model " + contender.name + " gives risks that are no probabilities. Train it again." );
}

} // namespace

Error tellsNoCategoriesApart( const std::string &model, const std::string &category )
{
  return Error( "The model " + model +
                " tells no categories apart. Leave it out, or train it and test it on a heatmap stack of the " + "category " +
                category + " alone." );
}

RollingForecast rollingForecast( const Contender &contender, const ForecastTask &task, const ForecasterMaker &maker,
                                 Feedback &feedback )
{
  const EvaluationOptions &options = task.options;
  const size_t count = task.targets.size();
  const size_t together = options.refitEvery > 0 ? options.refitEvery : count; // between two fits
  RollingForecast result;
  result.thresholds.scope = options.thresholdScope;
  for ( size_t begin = 0; begin < count; begin += together )
  {
    const std::span<const int> part = task.targets.subspan( begin, std::min( together, count - begin ) );
    const auto share = [&]( size_t done ) { return static_cast<double>( done ) / static_cast<double>( count ); };
    PhaseFeedback phase( feedback, share( begin ), share( begin + part.size() ) );
    const bool isLoaded = contender.file && options.refitEvery == 0;
    const double fittingShare = isLoaded ? 0.05 : 0.7;
    PhaseFeedback fitting( phase, 0, fittingShare );
    const Fitted fitted =
        isLoaded ? loadFitted( contender, task, part, maker, fitting ) : fitBefore( contender, task, part, maker, fitting );
    PhaseFeedback predicting( phase, fittingShare, 1 );
    const std::vector<float> risk = riskAhead( contender, *fitted.forecaster, task, part, predicting );
    checkRisks( contender, risk );
    result.risk.insert( result.risk.end(), risk.begin(), risk.end() );
    if ( options.thresholdScope == ThresholdScope::Training )
      result.thresholds.ofStep.insert( result.thresholds.ofStep.end(), part.size(), fitted.thresholds );
  }
  return result;
}

} // namespace riskcast
