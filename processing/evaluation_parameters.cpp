#include "evaluation_parameters.h"

#include "engine_arguments.h"
#include "parameter_makers.h"

namespace riskcast
{

namespace
{

void declareTest( Algorithm &algorithm, const EvaluationOptions &defaults )
{
  const QStringList kinds = names( defaults.baselines );
  algorithm.declare(
      new QgsProcessingParameterEnum( "BASELINES", QObject::tr( "Baselines" ), kinds, true, kinds.join( ',' ), true, true ),
      QObject::tr( "Simple models that are fitted to the steps before the test and scored beside the given ones. What does not "
                   "beat them is not worth its time." ) );
  algorithm.declare( timeParameter( "START", QObject::tr( "Start of the test" ) ),
                     QObject::tr( "First moment that is tested. Empty: where the steps that the models learned from end." ) );
  algorithm.declare( timeParameter( "END", QObject::tr( "End of the test" ) ),
                     QObject::tr( "First moment that is not tested any more. Empty: the end of the heatmap stack." ) );
  algorithm.declare( shareParameter( "TEST_SHARE", QObject::tr( "Share of test steps [%]" ), defaults.testShare ),
                     QObject::tr( "Percentage of the steps with reports, the latest, that are tested where neither a model nor "
                                  "START says since when." ),
                     Shown::Advanced );
  algorithm.declare( integerParameter( "REFIT_EVERY", QObject::tr( "Train again every so many steps" ), defaults.refitEvery, 0 ),
                     QObject::tr( "Number of tested steps after which all models and baselines are trained again on all that is "
                                  "known by then, as they would be in use. 0: never." ),
                     Shown::Advanced );
  algorithm.declare( integerParameter( "STEPS_AHEAD", QObject::tr( "Steps ahead" ), defaults.stepsAhead, 1 ),
                     QObject::tr( "Each step is forecast from what was known so many steps before it. 1: from all steps before "
                                  "it." ),
                     Shown::Advanced );
  algorithm.declare( textParameter( "CATEGORY", QObject::tr( "Category" ) ),
                     QObject::tr( "Category of the heatmap stack whose risk is scored, for models that tell categories apart. "
                                  "Empty: any incident." ),
                     Shown::Advanced );
  algorithm.declare( integerParameter( "BORDER", QObject::tr( "Border [cells]" ), defaults.borderCells, 0 ),
                     QObject::tr( "Number of outer rings of cells that are not scored." ), Shown::Advanced );
}

void declareLabels( Algorithm &algorithm, const EvaluationOptions &defaults )
{
  algorithm.declare( shareParameter( "MAIN_SHARE", QObject::tr( "Share of the area [%]" ), defaults.scores.mainShare ),
                     QObject::tr( "Percentage of the area, the riskiest, that the verdict and the groups are about: what can be "
                                  "watched in one step." ) );
  algorithm.declare( listParameter( "PERCENTILES", QObject::tr( "Percentiles" ), defaults.scores.percentiles ),
                     QObject::tr( "Percentiles of the predictions above which cells are flagged, for the six labels." ),
                     Shown::Advanced );
  algorithm.declare(
      choiceParameter( "THRESHOLDS", QObject::tr( "Thresholds from" ), defaults.thresholdScope ),
      QObject::tr( "Of which predictions the percentiles are. training: those for the training steps, known before "
                   "the test. test: all of the test, as published, which know the future. step: those for each "
                   "step, so that each flags the same area." ),
      Shown::Advanced );
  algorithm.declare( integerParameter( "NEIGHBOURS", QObject::tr( "Neighbourhood [cells]" ), defaults.neighbourRadius, 0 ),
                     QObject::tr( "Number of cells within which a near miss counts as one, across corners, too." ),
                     Shown::Advanced );
}

void declareBootstrap( Algorithm &algorithm, const BootstrapOptions &defaults )
{
  algorithm.declare(
      integerParameter( "WEEKS_PER_BLOCK", QObject::tr( "Weeks in a block" ), defaults.weeksPerBlock, 1 ),
      QObject::tr( "Number of weeks that the bootstrap draws together; it gives the intervals. Longer blocks where "
                   "waves of incidents last longer." ),
      Shown::Advanced );
  algorithm.declare( integerParameter( "REPETITIONS", QObject::tr( "Samples of the bootstrap" ), defaults.repetitions,
                                       BootstrapOptions::fewestRepetitions ),
                     QObject::tr( "Number of samples of weeks that intervals come from." ), Shown::Advanced );
  algorithm.declare( integerParameter( "SEED", QObject::tr( "Seed" ), static_cast<int>( defaults.seed ), 0 ),
                     QObject::tr( "Start of the random numbers. The same seed and inputs give the same scores." ),
                     Shown::Advanced );
}

} // namespace

void declareEvaluationParameters( Algorithm &algorithm )
{
  const EvaluationOptions defaults;
  declareTest( algorithm, defaults );
  declareLabels( algorithm, defaults );
  declareBootstrap( algorithm, defaults.bootstrap );
}

QStringList evaluationArguments( const ParameterValues &values )
{
  const QString category = values.text( "CATEGORY" );
  const auto number = [&]( const QString &name ) { return QString::number( values.integer( name ) ); };
  return QStringList{ "--baselines",
                      values.choices( "BASELINES" ).join( ',' ),
                      "--test-share",
                      exactText( values.share( "TEST_SHARE" ) ),
                      "--refit-every",
                      number( "REFIT_EVERY" ),
                      "--steps-ahead",
                      number( "STEPS_AHEAD" ),
                      "--border",
                      number( "BORDER" ),
                      "--main-share",
                      exactText( values.share( "MAIN_SHARE" ) ),
                      "--percentiles",
                      numbersText( values.numbers( "PERCENTILES" ) ),
                      "--thresholds",
                      values.choice( "THRESHOLDS" ),
                      "--neighbours",
                      number( "NEIGHBOURS" ),
                      "--weeks-per-block",
                      number( "WEEKS_PER_BLOCK" ),
                      "--repetitions",
                      number( "REPETITIONS" ),
                      "--seed",
                      number( "SEED" ) } +
         ( category.isEmpty() ? QStringList() : QStringList{ "--category", category } ) + startAndEndArguments( values );
}

} // namespace riskcast
