#include "evaluation_summary.h"

#include "error.h"
#include "evaluation_tables.h"
#include "number_text.h"
#include "verdict.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace riskcast
{

nlohmann::json summaryOf( const RiskEvaluation &evaluation )
{
  const EvaluatedModel &model = evaluation.models[mainModel( evaluation )];
  const std::string hitRate = hitRateId( evaluation.options.scores.mainShare );
  nlohmann::json summary = { { "verdict", verdict( evaluation ) },
                             { "mainModel", model.name },
                             { "steps", evaluation.steps.size() },
                             { "firstStep", toIso8601( evaluation.steps.front() ) },
                             { "lastStep", toIso8601( evaluation.steps.back() ) },
                             { "stepsAhead", evaluation.options.stepsAhead },
                             { "incidents", incidentsOf( evaluation.test ) },
                             { "positiveCells", positiveCellsOf( evaluation.test ) },
                             { "hitRate", evaluation.value( model, hitRate ) },
                             { "logLoss", evaluation.value( model, logLossId ) } };
  if ( !evaluation.options.category.empty() )
    summary["category"] = evaluation.options.category;
  if ( const auto &difference = model.differences[evaluation.indexOf( hitRate )] )
  {
    summary["rival"] = evaluation.models[difference->rival].name;
    summary["hitRateDifference"] = difference->difference;
    summary["hitRateInterval"] = { difference->interval.low, difference->interval.high };
  }
  if ( const std::optional<double> logLossSkill = skill( evaluation, model, logLossId ) )
    summary["skill"] = *logLossSkill;
  for ( const EvaluatedModel &each : evaluation.models )
    for ( size_t i = 0; i < evaluation.scores.size(); ++i )
      summary["scores"][each.name][evaluation.scores[i].id] = each.values[i];
  return summary;
}

std::string summaryText( const RiskEvaluation &evaluation )
{
  const std::string hitRate = hitRateId( evaluation.options.scores.mainShare );
  std::ostringstream text;
  for ( const std::string &sentence : verdict( evaluation ) )
    text << sentence << '\n';
  size_t widest = 0;
  for ( const EvaluatedModel &model : evaluation.models )
    widest = std::max( widest, model.name.size() );
  const auto width = static_cast<int>( widest );
  text << std::setw( width ) << ""
       << "  % of incidents hit in " << shareName( evaluation.options.scores.mainShare )
       << " % of the area   PEI     area under curve   ROC AUC   log loss\n";
  for ( const EvaluatedModel *model : byHitRate( evaluation ) )
  {
    const auto value = [&]( const std::string &id ) { return evaluation.value( *model, id ); };
    text << std::left << std::setw( width ) << model->name << std::right << std::fixed << std::setprecision( 1 )
         << std::setw( 32 ) << 100 * value( hitRate ) << std::setprecision( 3 ) << std::setw( 13 )
         << value( peiId( evaluation.options.scores.mainShare ) ) << std::setw( 15 ) << value( areaUnderCurveId )
         << std::setw( 14 ) << value( rocAucId ) << std::setprecision( 6 ) << std::setw( 12 ) << value( logLossId ) << '\n';
  }
  text << "A map of past counts that never changes often has a ROC AUC near 0.9: it is no proof of skill.";
  return text.str();
}

size_t percentileNumber( const ScoreSettings &settings, double percentile )
{
  const auto found = std::ranges::find( settings.percentiles, percentile );
  if ( found != settings.percentiles.end() )
    return found - settings.percentiles.begin();
  throw Error( "The raster of labels cannot be that of percentile " + measureText( percentile ) +
               ": choose one of those that are scored." );
}

} // namespace riskcast
