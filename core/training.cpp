#include "training.h"

#include "baselines.h"
#include "error.h"
#include "model_description.h"
#include "number_text.h"
#include "risk_classes.h"
#include "version.h"

#include <algorithm>
#include <cmath>

#include <gdal.h>

namespace riskcast
{

namespace
{
/// Training predictions are kept as so many quantiles, one every 0.1 %, from which class breaks are read.
constexpr int quantileCount = 1001;

Tensor riskQuantiles( std::vector<float> risk )
{
  std::ranges::sort( risk );
  Tensor quantiles{ { quantileCount }, {} };
  for ( int i = 0; i < quantileCount; ++i )
    quantiles.values.push_back( static_cast<float>( percentile( risk, 100.0 * i / ( quantileCount - 1 ) ) ) );
  return quantiles;
}

/// The predicted risks of the cells inside the study area.
std::vector<float> insideStudyArea( const HeatmapStack &stack, const std::vector<float> &risk )
{
  std::vector<float> inside;
  for ( size_t i = 0; i < risk.size(); ++i )
    if ( stack.studyArea[i % stack.studyArea.size()] )
      inside.push_back( risk[i] );
  return inside;
}

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
  return part + " " + std::to_string( steps.size() ) + " steps, " + toIso8601( stack.steps.start( steps.front() ) ) + " to " +
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
} // namespace

StepSplit splitSteps( const HeatmapStack &stack, int firstTarget, double validationShare, double testShare )
{
  if ( !( validationShare > 0 && validationShare < 1 && testShare > 0 && testShare < 1 ) )
    throw Error( "Validation and test cannot have " + measureText( 100 * validationShare ) + " % and " +
                 measureText( 100 * testShare ) + " % of the steps: each needs more than 0 % and less than 100 %." );
  std::vector<int> observed;
  for ( int step = 0; step < stack.stepCount(); ++step )
    if ( stack.isObserved( step ) )
      observed.push_back( step );

  const auto part = []( double share, size_t of )
  { return static_cast<std::ptrdiff_t>( std::ceil( share * static_cast<double>( of ) ) ); };
  const auto testBegin = observed.end() - part( testShare, observed.size() );
  const auto validationBegin = testBegin - part( validationShare, testBegin - observed.begin() );
  const auto trainingBegin = std::lower_bound( observed.begin(), validationBegin, firstTarget );
  StepSplit split{ { trainingBegin, validationBegin }, { validationBegin, testBegin }, { testBegin, observed.end() } };
  if ( split.training.empty() || split.validation.empty() || split.test.empty() || split.validation.front() < firstTarget )
    throw Error( "The heatmap stack has " + std::to_string( stack.stepCount() ) + " steps, " + std::to_string( observed.size() ) +
                 " of them with reports. That is too few to learn from, to choose by and to test on when the first " +
                 std::to_string( firstTarget ) +
                 " are needed as history. Use a longer period, shorter steps, or a shorter window." );
  return split;
}

TrainedModel trainRiskModel( const HeatmapStack &stack, const TrainingOptions &options, const ForecasterMaker &maker,
                             Feedback &feedback )
{
  const std::unique_ptr<Forecaster> forecaster = maker( options );
  const StepSplit split = splitSteps( stack, forecaster->firstTarget( stack ), options.validationShare, options.testShare );
  feedback.info( sentence( "Training:", stack, split.training ) + ". " + sentence( "Validation:", stack, split.validation ) +
                 ". " + sentence( "Test:", stack, split.test ) + ". Times: " + stack.timeZone + "." );

  PhaseFeedback fitting( feedback, 0, 0.8 );
  forecaster->fit( stack, split, fitting );

  TrainedModel trained;
  describeTraining( trained.file, stack, options, split );
  PhaseFeedback predicting( feedback, 0.8, 0.85 );
  predicting.setProgress( 0, "Predicting the training steps, for the class breaks" );
  const std::vector<float> trainingRisk = insideStudyArea( stack, forecaster->predict( stack, split.training, predicting ) );
  trained.file.tensors["training_risk_quantiles"] = riskQuantiles( trainingRisk );
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
