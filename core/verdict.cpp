#include "verdict.h"

#include "number_text.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace riskcast
{

namespace
{

std::string percentName( double confidence )
{
  return measureText( 100 * confidence ) + " %";
}

enum class Finding
{
  Better,
  Worse,
  NotShown,
};

/// \param gains  differences that are good when positive
Finding findingOf( const Interval &gains )
{
  return gains.low > 0 ? Finding::Better : gains.high < 0 ? Finding::Worse : Finding::NotShown;
}

/// A difference in units for people, in which more is better.
struct Gain
{
  double value = 0;
  Interval interval;
};

/// \param unit  how many of them a difference of 1 is; negative if lower scores are better
Gain gainOf( const ScoreDifference &difference, double unit )
{
  const double ends[] = { unit * difference.interval.low, unit * difference.interval.high };
  return { unit * difference.difference, { std::min( ends[0], ends[1] ), std::max( ends[0], ends[1] ) } };
}

/// "1.8 more", "0.3 fewer"
std::string amount( double value, const std::string &more, const std::string &less )
{
  return oneDigitText( std::abs( value ) ) + ( value < 0 ? less : more );
}

/// " (95 % interval 0.4 to 3.1)" of what was said before; where the ends differ in direction, each says its own.
std::string intervalText( const Gain &gain, double confidence, const std::string &more, const std::string &less )
{
  const auto [low, high] = gain.interval;
  const std::string ends = low >= 0 && gain.value >= 0    ? oneDigitText( low ) + " to " + oneDigitText( high )
                           : high <= 0 && gain.value <= 0 ? oneDigitText( -high ) + " to " + oneDigitText( -low )
                                                          : amount( low, more, less ) + " to " + amount( high, more, less );
  return " (" + percentName( confidence ) + " interval " + ends + ")";
}

/// ", 7 steps ahead"
std::string farAhead( const EvaluationOptions &options )
{
  return options.stepsAhead > 1 ? ", " + countText( options.stepsAhead ) + " steps ahead" : "";
}

std::string hitsSentence( const RiskEvaluation &evaluation, const EvaluatedModel &model )
{
  const double share = evaluation.options.scores.mainShare;
  const std::string incidents = " of 100 " + evaluation.options.scoredIncidents();
  const std::string where = " in " + shareName( share ) + " % of the area" + farAhead( evaluation.options );
  const auto &difference = model.differences[evaluation.indexOf( hitRateId( share ) )];
  const double found = 100 * evaluation.value( model, hitRateId( share ) );
  if ( !difference )
    return model.title + " finds " + oneDigitText( found ) + incidents + where +
           ( model.isBaseline ? ", the most of all baselines." : "." );
  const std::string rival = evaluation.models[difference->rival].title;
  const Gain gain = gainOf( *difference, 100 );
  const std::string text = model.title + " finds " + amount( gain.value, " more", " fewer" ) + incidents + where;
  const std::string interval = intervalText( gain, evaluation.options.bootstrap.confidence, " more", " fewer" );
  if ( findingOf( gain.interval ) == Finding::NotShown )
    return "Between " + model.title + " and " + rival + " no difference can be shown in hits: " + text + interval + ".";
  return model.title + " finds " + amount( gain.value, " more", " fewer" ) + incidents + " than " + rival + where + interval +
         ".";
}

std::string probabilitySentence( const RiskEvaluation &evaluation, const EvaluatedModel &model )
{
  const auto &difference = model.differences[evaluation.indexOf( logLossId )];
  if ( !difference )
    return "Its probabilities are " + std::string( model.isBaseline ? "the best of all baselines" : "not compared" ) +
           ": log loss " + measureText( evaluation.value( model, logLossId ) ) + ".";
  const EvaluatedModel &rival = evaluation.models[difference->rival];
  const Gain gain = gainOf( *difference, -100 / evaluation.value( rival, logLossId ) );
  const std::string text = amount( gain.value, " % lower", " % higher" ) +
                           intervalText( gain, evaluation.options.bootstrap.confidence, " % lower", " % higher" );
  switch ( findingOf( gain.interval ) )
  {
    case Finding::Better:
      return "Its probabilities are better than those of " + rival.title + ": its log loss is " + text + ".";
    case Finding::Worse:
      return "Its probabilities are worse than those of " + rival.title + ": its log loss is " + text + ".";
    case Finding::NotShown:
      break;
  }
  return "Between its probabilities and those of " + rival.title + " no difference can be shown: its log loss is " + text + ".";
}

/// Of 1,000 simulated intervals of 95 % over 2, 5, 10 and 20 blocks 48, 82, 90 and 92 % hold the truth
/// (bench/bootstrap_coverage.cpp).
constexpr int enoughBlocks = 20;

std::string cautionSentence( const RiskEvaluation &evaluation )
{
  return "The test has only " + countText( evaluation.blocks ) + " blocks of " +
         countText( evaluation.options.bootstrap.weeksPerBlock, "week" ) + ": with fewer than " + countText( enoughBlocks ) +
         " intervals are too narrow, so that a difference may be chance.";
}

} // namespace

size_t mainModel( const RiskEvaluation &evaluation )
{
  const std::string id = hitRateId( evaluation.options.scores.mainShare );
  const auto rank = [&]( const EvaluatedModel &model ) { return std::pair( !model.isBaseline, evaluation.value( model, id ) ); };
  return std::ranges::max_element( evaluation.models, {}, rank ) - evaluation.models.begin();
}

std::vector<const EvaluatedModel *> byHitRate( const RiskEvaluation &evaluation )
{
  const std::string id = hitRateId( evaluation.options.scores.mainShare );
  std::vector<const EvaluatedModel *> models;
  for ( const EvaluatedModel &model : evaluation.models )
    models.push_back( &model );
  std::ranges::stable_sort( models, std::greater<>(),
                            [&]( const EvaluatedModel *model ) { return evaluation.value( *model, id ); } );
  return models;
}

std::vector<std::string> verdict( const RiskEvaluation &evaluation )
{
  const EvaluatedModel &model = evaluation.models[mainModel( evaluation )];
  std::vector<std::string> sentences = { hitsSentence( evaluation, model ), probabilitySentence( evaluation, model ) };
  const bool isCompared = model.differences[evaluation.indexOf( logLossId )].has_value();
  if ( isCompared && evaluation.blocks < enoughBlocks )
    sentences.push_back( cautionSentence( evaluation ) );
  return sentences;
}

std::string thresholdAdvice( const RiskEvaluation &evaluation )
{
  const EvaluatedModel &model = evaluation.models[mainModel( evaluation )];
  const std::vector<double> &percentiles = evaluation.options.scores.percentiles;
  constexpr double half = 0.5;
  for ( size_t i = percentiles.size(); i-- > 0; )
  {
    const LabelCounts &labels = model.labels[i];
    if ( labels.hitRate() < half )
      continue;
    const double share = static_cast<double>( labels.flagged() ) / static_cast<double>( labels.total() );
    return "To find at least half of the positive cells, flag what is above percentile " + measureText( percentiles[i] ) +
           ( model.thresholds.empty() ? "" : ", a risk of " + measureText( model.thresholds[i] ) ) + ": that was " +
           oneDigitText( 100 * share ) + " % of the area and held " + oneDigitText( 100 * labels.hitRate() ) +
           " % of the positive cells; " + oneDigitText( 100 * labels.missRate() ) +
           " % were missed by more than the neighbourhood.";
  }
  return "None of the percentiles holds half of the positive cells: take lower ones to miss fewer.";
}

} // namespace riskcast
