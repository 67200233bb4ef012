#include "training.h"

#include "baselines.h"
#include "crs.h"
#include "error.h"
#include "list_text.h"
#include "model_description.h"
#include "models/model_kinds.h"
#include "number_text.h"
#include "percentile.h"
#include "radix_sort.h"
#include "stack_parts.h"
#include "unused_options.h"
#include "version.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <cmath>

#include <gdal.h>

namespace riskcast
{

namespace
{
NamedScores scoreOnTest( const std::string &kind, const Forecaster &forecaster, const HeatmapStack &stack, const StepSplit &split,
                         Feedback &feedback )
{
  PhaseFeedback predicting( feedback, 0, 0.8 );
  const std::vector<float> risk = forecaster.predict( stack, split.test, predicting );
  PhaseFeedback scoring( feedback, 0.8, 1 );
  return { kind, scoreRisk( stack, split.test, risk, meanCounts( stack, split.training.back() ), scoring ) };
}

NamedScores scoreBaseline( const std::string &kind, TrainingOptions options, const ForecasterMaker &maker,
                           const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  options.kind = kind;
  const std::unique_ptr<Forecaster> baseline = maker( options );
  PhaseFeedback fitting( feedback, 0, 0.7 );
  baseline->fit( stack, split, fitting );
  PhaseFeedback scoring( feedback, 0.7, 1 );
  return scoreOnTest( kind, *baseline, stack, split, scoring );
}

nlohmann::json describeSteps( const HeatmapStack &stack, const std::vector<int> &steps )
{
  return { { "steps", steps.size() },
           { "first", toIso8601( stack.steps.start( steps.front() ) ) },
           { "last", toIso8601( stack.steps.start( steps.back() ) ) } };
}

std::string sentence( const std::string &part, const HeatmapStack &stack, const std::vector<int> &steps )
{
  return part + " " + countText( std::ssize( steps ), "step" ) + ", " + toIso8601( stack.steps.start( steps.front() ) ) + " to " +
         toIso8601( stack.steps.start( steps.back() ) );
}

void describeTraining( ModelFile &file, const HeatmapStack &stack, const TrainingOptions &options, const StepSplit &split )
{
  nlohmann::json &description = file.description;
  description["kind"] = options.kind;
  description["options"] = options;
  description["versions"] = { { "riskcast", version }, { "gdal", GDALVersionInfo( "RELEASE_NAME" ) } };
  describeStack( description, stack );
  description["trainedOn"]["training"] = describeSteps( stack, split.training );
  description["trainedOn"]["validation"] = describeSteps( stack, split.validation );
  description["trainedOn"]["test"] = describeSteps( stack, split.test );
}

bool overlap( const Grid &one, const Grid &other )
{
  const Extent &a = one.extent(), &b = other.extent();
  return sameCrs( one.crs(), other.crs() ) && a.xMin < b.xMax && b.xMin < a.xMax && a.yMin < b.yMax && b.yMin < a.yMax;
}

/// The last step that the model to start from has learned from, if it was of the same place.
std::optional<LocalTime> learnedBefore( const TrainingStart &start, const HeatmapStack &stack )
{
  return start.model && overlap( gridOf( *start.model ), stack.grid ) ? lastStepLearned( *start.model ) : std::nullopt;
}

/// Names of the categories of which there is no incident in any of the steps.
std::vector<std::string> categoriesWithout( const HeatmapStack &stack, const std::vector<int> &steps )
{
  std::vector<std::string> names;
  for ( int category = 0; category < stack.categoryCount(); ++category )
    if ( !hasIncidents( stack, steps, category ) )
      names.push_back( stack.categories[category] );
  return names;
}

void warnOfPartsWithoutIncidents( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  const auto warn = [&]( const std::vector<int> &steps, const std::string &part, const std::string &consequence )
  {
    const std::vector<std::string> without = categoriesWithout( stack, steps );
    const bool isAll = std::ssize( without ) == stack.categoryCount();
    if ( !without.empty() )
      feedback.warning( "There is no incident" + ( isAll ? "" : " of some categories (" + listText( without ) + ")" ) +
                        " in the steps for " + part + ", so that " + consequence + ( isAll ? "" : " about those" ) +
                        ". Give other shares, or a period with incidents throughout." );
  };
  warn( split.training, "training", "nothing can be learned" );
  warn( split.validation, "validation", "nothing can be chosen or put right" );
  warn( split.test, "the test", "the scores say nothing" );
}

void warnIfTestIsKnown( const TrainingStart &start, const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  const LocalTime test = stack.steps.start( split.test.front() );
  if ( const std::optional<LocalTime> learned = learnedBefore( start, stack ); learned && test <= *learned )
    feedback.warning( "The test begins at " + toIso8601( test ) + ", but the model to start from learned from steps up to " +
                      toIso8601( *learned ) + ": the scores say too much. Give a smaller share of test steps." );
}

/// \throws Error if there are more or fewer than the model to start from has learned
void compareCategories( const ModelFile &model, const HeatmapStack &stack, Feedback &feedback )
{
  const auto learned = model.description.at( "categories" ).get<std::vector<std::string>>();
  if ( learned.size() != stack.categories.size() )
    throw Error( "The heatmap stack has the categories " + listText( stack.categories ) +
                 ", but the model to start from learned " + listText( learned ) + ": they must be as many." );
  if ( learned != stack.categories )
    feedback.warning( "The heatmap stack has the categories " + listText( stack.categories ) +
                      ", but the model to start from learned " + listText( learned ) +
                      ": each begins with what was learned of the one in its place." );
}

void describeStart( nlohmann::json &description, const TrainingStart &start, const HeatmapStack &stack )
{
  description[startedFromItem] = start.model->description.at( "trainedOn" );
  if ( const std::optional<LocalTime> learned = learnedBefore( start, stack ) )
    description["trainedOn"][startLearnedItem] = toIso8601( *learned );
}

void checkShare( const std::string &part, double share )
{
  if ( !( share > 0 && share < 1 ) )
    throw Error( "The " + part + " cannot have " + measureText( 100 * share ) +
                 " % of the steps: it needs more than 0 % and less than 100 %." );
}

/// \throws Error if the model cannot be gone on with on such a stack
TrainingOptions continuedFrom( const ModelFile &model, const TrainingOptions &given, const HeatmapStack &stack,
                               Feedback &feedback )
try
{
  const std::string step = toString( stack.steps.length() );
  if ( model.description.at( "step" ) != step )
    throw Error( "The model to start from was trained on steps of " + model.description.at( "step" ).get<std::string>() +
                 ", the heatmap stack has steps of " + step + ". Create the stack with the model's steps." );
  if ( !lastStepLearned( model ) )
    throw Error( "The model to start from does not say properly what it was trained on. Train it again." );
  compareCategories( model, stack, feedback );
  warnOfOtherMeaning( stack, model, feedback );
  return continued( model.description.at( "options" ).get<TrainingOptions>(), given );
}
catch ( const nlohmann::json::exception & )
{
  throw Error( "The model to start from does not say properly how it was made. Train it again." );
}

/// Names of what was asked for in vain, as a model to start from has its own; but for what has no use anyway.
std::vector<std::string> overruled( const TrainingOptions &given, const TrainingOptions &taken,
                                    const std::vector<std::string> &unused )
{
  const nlohmann::json asked = askedFor( given ), used = taken;
  std::vector<std::string> names;
  for ( const auto &[name, value] : asked.items() )
    if ( value != used.at( name ) && !std::ranges::count( unused, name ) )
      names.push_back( name );
  return names;
}

/// "positive weight, filters": names as in a model file, for people.
std::string wordsOf( const std::vector<std::string> &names )
{
  std::string words;
  for ( const char each : listText( names ) )
    if ( std::isupper( static_cast<unsigned char>( each ) ) )
      words += { ' ', static_cast<char>( std::tolower( each ) ) };
    else
      words += each;
  return words;
}

bool learnsFromMixture( const TrainingOptions &taken )
{
  const ModelKind *kind = findModelKind( taken.kind );
  return kind && ( kind->id == ModelKindId::RateMixture || ( kind->isNetwork && *taken.prior == Prior::Mixture ) );
}

/// Those that were given, or those of the model to start from; warns if they are of no use.
std::vector<Covariate> covariatesFor( const HeatmapStack &stack, const TrainingOptions &taken, const TrainingStart &start,
                                      Feedback &feedback )
{
  if ( !start.covariates.empty() && !learnsFromMixture( taken ) )
    feedback.warning( taken.kind + ", trained like this, has no use for covariates: choose ratenetwork, ratemixture, or another "
                                   "network with the prior mixture." );
  if ( !start.covariates.empty() || !start.model )
    return start.covariates;
  const std::vector<Covariate> known = covariatesOf( *start.model );
  if ( known.empty() )
    return {};
  if ( hasSameCells( stack, *start.model ) )
  {
    feedback.info( "Covariates: those of the model to start from, " + listText( start.model->description.at( covariatesItem ) ) +
                   "." );
    return known;
  }
  feedback.warning( "The model to start from has covariates of another grid or study area: without rasters for this one, the "
                    "training does without covariates." );
  return {};
}

std::vector<int> observedBefore( const HeatmapStack &stack, int step )
{
  return stack.observedStepsIn( stack.steps.start( 0 ), stack.steps.start( step ) );
}

/// How many of the steps are the latest \a share of them.
std::ptrdiff_t latest( double share, const std::vector<int> &steps )
{
  constexpr double rounding = 1e-9; // 7 % of 100 steps are 7, though 0.07 × 100 is a bit more
  return static_cast<std::ptrdiff_t>( std::ceil( share * static_cast<double>( steps.size() ) - rounding ) );
}
} // namespace

StepSplit splitSteps( const HeatmapStack &stack, int firstTarget, double validationShare, double testShare )
{
  checkShare( "test", testShare );
  const std::vector<int> observed = observedBefore( stack, stack.stepCount() );
  return splitBefore( stack, firstTarget, validationShare, { observed.end() - latest( testShare, observed ), observed.end() } );
}

StepSplit splitBefore( const HeatmapStack &stack, int firstTarget, double validationShare, std::vector<int> test )
{
  checkShare( "validation", validationShare );
  const std::vector<int> observed = observedBefore( stack, test.empty() ? 0 : test.front() );
  const auto validationBegin = observed.end() - latest( validationShare, observed );
  const auto trainingBegin = std::lower_bound( observed.begin(), validationBegin, firstTarget );
  StepSplit split{ { trainingBegin, validationBegin }, { validationBegin, observed.end() }, std::move( test ) };
  if ( split.training.empty() || split.validation.empty() || split.test.empty() || split.validation.front() < firstTarget )
    throw Error( "The heatmap stack has " + countText( stack.stepCount() ) + " steps, " +
                 countText( std::ranges::count( stack.states, StepState::Observed ) ) +
                 " of them with reports. That is too few to learn from, to choose by and to test on with such shares of steps" +
                 ( firstTarget > 0 ? " when the first " + std::to_string( firstTarget ) + " are needed as history" : "" ) +
                 ". Use a longer period, shorter steps" +
                 ( firstTarget > 0 ? ", smaller shares or a model that looks back less far." : " or smaller shares." ) );
  return split;
}

Tensor riskQuantiles( std::span<const float> risk, std::span<const std::uint8_t> studyArea )
{
  constexpr int quantileCount = 1001;
  std::vector<std::uint32_t> inside; // the bits of floats that are not negative rise as they do
  inside.reserve( risk.size() );
  for ( size_t i = 0; i < risk.size(); ++i )
    if ( studyArea[i % studyArea.size()] )
      inside.push_back( std::bit_cast<std::uint32_t>( risk[i] + 0.0F ) ); // -0 becomes 0
  radixSort( inside, 0 );
  const auto at = [&inside]( size_t place ) { return std::bit_cast<float>( inside[place] ); };
  Tensor quantiles{ { quantileCount }, {} };
  for ( int i = 0; i < quantileCount; ++i )
    quantiles.values.push_back( static_cast<float>( percentile( inside.size(), 100.0 * i / ( quantileCount - 1 ), at ) ) );
  return quantiles;
}

TrainedModel trainRiskModel( const HeatmapStack &stack, const TrainingOptions &given, const ForecasterMaker &maker,
                             Feedback &feedback, const TrainingStart &start )
{
  const TrainingOptions options = completed( start.model ? continuedFrom( *start.model, given, stack, feedback ) : given );
  const std::vector<std::string> unused = unusedOptions( given, options );
  if ( const std::vector<std::string> names = overruled( given, options, unused ); !names.empty() )
    feedback.warning( "The model to start from keeps its own " + wordsOf( names ) +
                      ": what else was given for that is not used." );
  const std::unique_ptr<Forecaster> forecaster = maker( options );
  if ( !unused.empty() )
    feedback.warning( options.kind + ", trained like this, has no use for " + wordsOf( unused ) +
                      ": what was given for that changes nothing." );
  forecaster->keepCheckpoint( start.checkpoint, start.pause );
  forecaster->shareWork( start.place );
  forecaster->useCovariates( covariatesFor( stack, options, start, feedback ) );
  if ( start.model )
    forecaster->startFrom( *start.model );
  const StepSplit split = splitSteps( stack, forecaster->firstTarget( stack ), options.validationShare, options.testShare );
  feedback.info( sentence( "Training:", stack, split.training ) + ". " + sentence( "Validation:", stack, split.validation ) +
                 ". " + sentence( "Test:", stack, split.test ) + ". Times: " + stack.timeZone + "." );
  warnOfPartsWithoutIncidents( stack, split, feedback );
  warnIfTestIsKnown( start, stack, split, feedback );

  PhaseFeedback fitting( feedback, 0, 0.8 );
  forecaster->fit( stack, split, fitting );

  TrainedModel trained;
  describeTraining( trained.file, stack, options, split );
  if ( start.model )
    describeStart( trained.file.description, start, stack );
  PhaseFeedback predicting( feedback, 0.8, 0.85 );
  predicting.setProgress( 0, "Predicting the training steps, for the class breaks" );
  trained.file.tensors[trainingQuantilesName] =
      riskQuantiles( forecaster->predict( stack, split.training, predicting ), stack.studyArea );
  forecaster->save( trained.file );
  trained.file.description["history"] = forecaster->history();

  PhaseFeedback scoring( feedback, 0.85, 0.9 );
  scoring.setProgress( 0, "Scoring on the test steps" );
  trained.scores.push_back( scoreOnTest( options.kind, *forecaster, stack, split, scoring ) );
  for ( const std::string baseline : { "longrunrate", "ewma" } )
  {
    if ( baseline == options.kind )
      continue;
    PhaseFeedback phase( feedback, baseline == "ewma" ? 0.92 : 0.9, baseline == "ewma" ? 1 : 0.92 );
    phase.setProgress( 0, "Scoring the baseline " + baseline );
    trained.scores.push_back( scoreBaseline( baseline, options, maker, stack, split, phase ) );
  }
  trained.file.description["scores"] = scoresToJson( trained.scores );
  feedback.info( scoreTable( trained.scores ) );
  feedback.setProgress( 1 );
  return trained;
}

} // namespace riskcast
