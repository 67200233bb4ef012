#include "evaluate_risk_models.h"

#include "baselines.h"
#include "error.h"
#include "list_text.h"
#include "model_description.h"
#include "models/model_kinds.h"
#include "number_text.h"
#include "risk_classes.h"
#include "rolling_forecast.h"
#include "scores/cell_sizes.h"
#include "stack_parts.h"
#include "test_period.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace riskcast
{

namespace
{

std::string titleOf( const std::string &kind )
{
  const ModelKind *known = findModelKind( kind );
  return known ? known->title : kind;
}

std::vector<Contender> contendersOf( const std::vector<NamedModel> &models, const EvaluationOptions &options,
                                     const ForecasterMaker &maker )
{
  std::vector<Contender> contenders;
  for ( const NamedModel &model : models )
  {
    const TrainingOptions trained = loadModel( model.file, maker ).options;
    contenders.push_back( { model.name, titleOf( trained.kind ), false, trained, &model.file } );
  }
  for ( const std::string &kind : options.baselines )
  {
    TrainingOptions fitted;
    fitted.kind = kind;
    fitted.seed = options.bootstrap.seed;
    contenders.push_back( { kind, titleOf( kind ), true, fitted, nullptr } );
  }
  const auto kindOf = []( const Contender &contender ) { return contender.options.kind; };
  for ( Contender &each : contenders )
    if ( std::ranges::count( contenders, each.options.kind, kindOf ) > 1 )
      each.title += " (" + each.name + ")";
  return contenders;
}

/// What scoring takes beside a baseline, roughly: networks are slow.
double effortFor( const Contender &contender )
{
  const ModelKind *kind = findModelKind( contender.options.kind );
  return kind && kind->isNetwork ? 10 : 1;
}

/// Percentiles of all predictions of the test, as published: they know the future.
void useTestThresholds( RollingForecast &forecast, const TestMaps &maps, const ScoreSettings &settings )
{
  const PooledRisk pooled( maps, forecast.risk );
  std::vector<double> thresholds;
  for ( const double each : settings.percentiles )
    thresholds.push_back( pooled.percentile( each ) );
  forecast.thresholds.ofStep.assign( maps.stepCount(), thresholds );
}

void warnOfUselessMaps( const Contender &contender, const RollingForecast &forecast, const ModelScores &scores,
                        const EvaluationOptions &options, Feedback &feedback )
{
  if ( std::ranges::adjacent_find( forecast.risk, std::not_equal_to<>() ) == forecast.risk.end() )
    feedback.warning( contender.title + " predicts the same risk everywhere and at all times: which cells rank first is "
                                        "decided by the long-run rate alone." );
  const auto percentilesWhere = [&]( const auto &isUseless )
  {
    std::vector<std::string> percentiles;
    for ( size_t i = 0; i < options.scores.percentiles.size(); ++i )
      if ( isUseless( scores.total().labels[i] ) )
        percentiles.push_back( measureText( options.scores.percentiles[i] ) );
    return listText( percentiles );
  };
  const bool isFarAhead = options.stepsAhead > 1 && options.thresholdScope == ThresholdScope::Training;
  const std::string farAdvice = "Those are of predictions one step ahead: take thresholds per step.";
  const std::string nothing = percentilesWhere( []( const LabelCounts &labels ) { return labels.flagged() == 0; } );
  const std::string everything =
      percentilesWhere( []( const LabelCounts &labels ) { return labels.flagged() == labels.total(); } );
  if ( !nothing.empty() )
    feedback.warning( contender.title + " flags no cell in the test above the percentiles " + nothing + ". " +
                      ( isFarAhead ? farAdvice : "Choose lower ones, or thresholds per step." ) );
  if ( !everything.empty() )
    feedback.warning( contender.title + " flags every cell in the test above the percentiles " + everything + ". " +
                      ( isFarAhead ? farAdvice : "Choose higher ones, or thresholds per step." ) );
}

/// One model's scores, and what comparing needs of them.
struct Scored
{
  EvaluatedModel model;
  std::vector<BlockSample> samples; ///< one a repetition of the bootstrap
};

/// The curve of hit rate over area, with a band of intervals.
std::vector<CurvePoint> curveWithBand( const BlockSample &once, const std::vector<BlockSample> &samples,
                                       const EvaluationOptions &options )
{
  const std::vector<double> shares = talliedShares( options.scores );
  std::vector<CurvePoint> points = { { 0, 0, { 0, 0 } } };
  for ( size_t i = 0; i < shares.size(); ++i )
  {
    std::vector<double> drawn;
    for ( const BlockSample &sample : samples )
      drawn.push_back( sample.curve[i] );
    points.push_back( { shares[i], once.curve[i], intervalOf( std::move( drawn ), options.bootstrap.confidence ) } );
  }
  return points;
}

/// For every score the best baseline, and how far each model is from it.
void compare( std::vector<Scored> &models, const std::vector<Score> &scores, double confidence )
{
  for ( Scored &each : models )
    each.model.differences.resize( scores.size() );
  for ( size_t score = 0; score < scores.size(); ++score )
  {
    int rival = -1;
    for ( int i = 0; i < static_cast<int>( models.size() ); ++i )
    {
      const auto isBetter = [&]( double a, double b ) { return scores[score].better == Better::Higher ? a > b : a < b; };
      if ( models[i].model.isBaseline &&
           ( rival < 0 || isBetter( models[i].model.values[score], models[rival].model.values[score] ) ) )
        rival = i;
    }
    for ( int i = 0; i < static_cast<int>( models.size() ) && rival >= 0; ++i )
    {
      if ( i == rival )
        continue;
      std::vector<double> differences;
      for ( size_t sample = 0; sample < models[i].samples.size(); ++sample )
        differences.push_back( models[i].samples[sample].scores[score] - models[rival].samples[sample].scores[score] );
      models[i].model.differences[score] = { rival, models[i].model.values[score] - models[rival].model.values[score],
                                             intervalOf( differences, confidence ) };
    }
  }
}

/// What all models have in common in one evaluation.
struct Test
{
  const HeatmapStack &stack;   ///< all of it
  const HeatmapStack &scored;  ///< the category that is scored alone, which baselines learn from; else all of it
  std::optional<int> category; ///< that is scored; nothing: any incident
  const EvaluationOptions &options;
  const std::vector<int> &targets;
  const TestMaps &maps;
  const std::vector<int> &blockOfStep;
  BootstrapWeights weights;
  Groups groups;
};

Scored score( const Contender &contender, const Test &test, const ForecasterMaker &maker, Feedback &feedback )
{
  PhaseFeedback predicting( feedback, 0, 0.7 );
  const ForecastTask task = contender.isBaseline ? ForecastTask{ test.scored, {}, test.targets, test.options }
                                                 : ForecastTask{ test.stack, test.category, test.targets, test.options };
  RollingForecast forecasted = rollingForecast( contender, task, maker, predicting );
  if ( test.options.thresholdScope == ThresholdScope::Test )
    useTestThresholds( forecasted, test.maps, test.options.scores );
  PhaseFeedback scoring( feedback, 0.7, 1 );
  const ModelScores scores( test.maps, forecasted.risk, forecasted.thresholds, test.options.scores, test.options.neighbourRadius,
                            test.blockOfStep, scoring );
  warnOfUselessMaps( contender, forecasted, scores, test.options, feedback );

  const BlockSample once = scores.sample( std::vector<int>( test.weights.blocks(), 1 ) );
  Scored scored{ { .name = contender.name, .title = contender.title, .isBaseline = contender.isBaseline }, {} };
  scored.model.values = once.scores;
  for ( int repetition = 0; repetition < test.weights.repetitions(); ++repetition )
  {
    feedback.throwIfCanceled();
    scored.samples.push_back( scores.sample( test.weights.of( repetition ) ) );
  }
  scored.model.curve = curveWithBand( once, scored.samples, test.options );
  scored.model.reliability = scores.reliability();
  if ( !forecasted.thresholds.ofStep.empty() )
    scored.model.thresholds = forecasted.thresholds.ofStep.back();
  scored.model.labels = scores.total().labels;
  scored.model.groups = test.groups.tally( scores.flagged() );
  scored.model.levels = scores.levels();
  return scored;
}

void sayWhatIsTested( const RiskEvaluation &evaluation, Feedback &feedback )
{
  feedback.info( "Test: " + countText( std::ssize( evaluation.steps ) ) + " steps with reports, " +
                 toIso8601( evaluation.steps.front() ) + " to " + toIso8601( evaluation.steps.back() ) + ", of " +
                 toString( evaluation.stepLength ) + "; " + countText( evaluation.stepsWithoutReports ) +
                 " without reports are not scored. " + countText( std::ranges::count( evaluation.test.scored, 1 ) ) +
                 " cells are scored, for " + evaluation.options.scoredIncidents() + ": " +
                 measureText( incidentsOf( evaluation.test ) ) + ", in " + countText( positiveCellsOf( evaluation.test ) ) +
                 " positive cells, one counted in every step. Times: " + evaluation.timeZone + ". Bootstrap: " +
                 countText( evaluation.options.bootstrap.repetitions ) + " samples of " + countText( evaluation.blocks ) +
                 " blocks of " + countText( evaluation.options.bootstrap.weeksPerBlock, "week" ) + "." );
  if ( const int ahead = evaluation.options.stepsAhead; ahead > 1 )
    feedback.info( "Each step is forecast " + countText( ahead ) +
                   " steps ahead, from the last one known then. Percentiles of the " +
                   "training predictions are those of one step ahead." );
}

/// On tiny grids the area to look at is less than half of any cell, so that none is flagged.
void warnIfNothingCanBeFlagged( const TestMaps &test, double mainShare, Feedback &feedback )
{
  double least = std::numeric_limits<double>::infinity();
  for ( size_t cell = 0; cell < test.cellCount(); ++cell )
    if ( test.scored[cell] && test.cellSize[cell] > 0 ) // some have no streets
      least = std::min( least, test.cellSize[cell] );
  if ( mainShare * sumOfScored( test, test.cellSize ) < least / 2 )
    feedback.warning(
        measureText( 100 * mainShare ) +
        " % of the area is less than half a cell, so that no cell is flagged and nothing hit. Give a larger share, or use "
        "smaller cells." );
}

/// \throws Error as checkStackFits() does; where there are several models it says which one is meant
void checkFits( const HeatmapStack &stack, const NamedModel &model )
try
{
  checkStackFits( stack, model.file );
}
catch ( const Error &error )
{
  throw Error( model.name + ": " + error.what() );
}

/// Models do, where they were trained on several; baselines are fitted to the one alone.
void checkTellCategoriesApart( const std::vector<Contender> &contenders, const std::string &category )
{
  for ( const Contender &each : contenders )
    if ( const ModelKind *kind = findModelKind( each.options.kind ); !each.isBaseline && kind && kind->isBaseline )
      throw tellsNoCategoriesApart( each.name, category );
}

/// Number of the category that is scored; nothing for any incident. \throws Error if there is none of that name
std::optional<int> scoredCategory( const HeatmapStack &stack, const std::string &name )
{
  if ( name.empty() )
    return {};
  const auto found = std::ranges::find( stack.categories, name );
  if ( stack.categories == HeatmapStack().categories )
    throw Error( "The heatmap stack tells no categories apart, so that " + name +
                 " cannot be scored alone. Create it with a category field." );
  if ( found == stack.categories.end() )
    throw Error( "The heatmap stack has no category " + name + ", but " + listText( stack.categories ) + "." );
  if ( stack.categoryCount() == 1 )
    return {};
  return static_cast<int>( found - stack.categories.begin() );
}

/// Steps of the test period that nobody reported in.
int countWithoutReports( const std::vector<int> &targets )
{
  return static_cast<int>( targets.back() - targets.front() + 1 - targets.size() );
}

} // namespace

RiskEvaluation evaluateRiskModels( const HeatmapStack &stack, const std::vector<NamedModel> &models,
                                   const EvaluationLayers &layers, const EvaluationOptions &options, const ForecasterMaker &maker,
                                   Feedback &feedback )
{
  checkPercentiles( options.scores.percentiles );
  if ( !( options.scores.mainShare > 0 && options.scores.mainShare <= 1 ) )
    throw Error( "The verdict cannot be about " + measureText( 100 * options.scores.mainShare ) +
                 " % of the area: give more than 0 % and at most 100 %." );
  for ( const NamedModel &model : models )
  {
    checkFits( stack, model );
    if ( options.refitEvery == 0 )
      warnOfOtherMeaning( stack, model.file, feedback );
    else if ( model.file.description.contains( startedFromItem ) )
      feedback.warning( "The model " + model.name + " went on from another one; trained again, as here, it begins without it." );
  }
  const std::vector<Contender> contenders = contendersOf( models, options, maker );
  if ( contenders.empty() )
    throw Error( "There is nothing to evaluate. Give a model, or name baselines." );
  if ( options.stepsAhead < 1 )
    throw Error( "A step cannot be forecast from what was known " + countText( options.stepsAhead ) +
                 " steps before it: give at least 1." );

  const std::optional<int> category = scoredCategory( stack, options.category );
  if ( category )
    checkTellCategoriesApart( contenders, options.category );
  const std::optional<HeatmapStack> alone = category ? std::optional( onlyCategory( stack, *category ) ) : std::nullopt;
  const HeatmapStack &scoredStack = alone ? *alone : stack;
  const std::vector<int> targets = testSteps( scoredStack, models, options );
  const std::vector<int> blockOfStep = blocksOfSteps( stack.steps, targets, options.bootstrap.weeksPerBlock );
  RiskEvaluation evaluation{ .options = options,
                             .grid = stack.grid,
                             .timeZone = stack.timeZone,
                             .provenance = stack.provenance,
                             .steps = {},
                             .stepLength = stack.steps.length(),
                             .stepsWithoutReports = countWithoutReports( targets ),
                             .test =
                                 testMaps( scoredStack, targets, meanCounts( scoredStack, targets.front() - options.stepsAhead ),
                                           options.borderCells ),
                             .cellKm2 = cellAreasKm2( stack.grid ),
                             .isByStreets = !layers.streetMetres.empty(),
                             .blocks = 1 + std::ranges::max( blockOfStep ),
                             .scores = allScores( options.scores ),
                             .groups = {},
                             .models = {} };
  if ( evaluation.isByStreets )
    evaluation.test.cellSize = layers.streetMetres;
  for ( const int target : targets )
    evaluation.steps.push_back( stack.steps.start( target ) );
  const Test test{ stack,
                   scoredStack,
                   category,
                   options,
                   targets,
                   evaluation.test,
                   blockOfStep,
                   BootstrapWeights( evaluation.blocks, options.bootstrap ),
                   Groups( scoredStack, targets, evaluation.test, layers.districts ) };
  evaluation.groups = test.groups.list();
  sayWhatIsTested( evaluation, feedback );
  warnIfNothingCanBeFlagged( evaluation.test, options.scores.mainShare, feedback );

  double effort = 0, done = 0;
  for ( const Contender &each : contenders )
    effort += effortFor( each );
  std::vector<Scored> scored;
  for ( const Contender &each : contenders )
  {
    const double before = std::exchange( done, done + effortFor( each ) );
    PhaseFeedback phase( feedback, before / effort, done / effort );
    phase.setProgress( 0, "Scoring " + each.title );
    scored.push_back( score( each, test, maker, phase ) );
  }
  compare( scored, evaluation.scores, options.bootstrap.confidence );
  for ( Scored &each : scored )
    evaluation.models.push_back( std::move( each.model ) );
  feedback.setProgress( 1 );
  return evaluation;
}

std::vector<std::string> EvaluationOptions::baselineKinds()
{
  std::vector<std::string> names;
  for ( const ModelKind &kind : modelKinds )
    if ( kind.isBaseline )
      names.emplace_back( kind.name );
  return names;
}

std::string EvaluationOptions::scoredIncidents() const
{
  return category.empty() ? "incidents" : "incidents of the category " + category;
}

size_t RiskEvaluation::indexOf( const std::string &id ) const
{
  const auto found = std::ranges::find( scores, id, &Score::id );
  if ( found == scores.end() )
    throw std::out_of_range( "There is no score " + id );
  return found - scores.begin();
}

double RiskEvaluation::value( const EvaluatedModel &model, const std::string &id ) const
{
  return model.values[indexOf( id )];
}

} // namespace riskcast
