#include "evaluation.h"

#include "scores/ratio.h"
#include "scores/score_tally.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{
/// "1", "4", …: the percent of the area that a hit rate belongs to.
std::string percentName( double share )
{
  return std::to_string( std::lround( 100 * share ) );
}
} // namespace

double clippedRisk( float risk )
{
  constexpr double least = 1e-7;
  return std::clamp( static_cast<double>( risk ), least, 1 - least );
}

double expectedIncidents( float risk )
{
  return risk > 0 ? -std::log1p( -clippedRisk( risk ) ) : 0;
}

double logLoss( std::span<const float> risk, std::span<const float> happened, std::span<const std::uint8_t> studyArea )
{
  double sum = 0;
  for ( size_t cell = 0; cell < risk.size(); ++cell )
  {
    if ( !studyArea[cell] )
      continue;
    const double p = clippedRisk( risk[cell] );
    sum -= happened[cell] > 0 ? std::log( p ) : std::log1p( -p );
  }
  return sum;
}

Scores scoreRisk( const HeatmapStack &stack, std::span<const int> targets, std::span<const float> risk,
                  std::span<const float> tieBreak, Feedback &feedback )
{
  const TestMaps maps = testMaps( stack, targets, { tieBreak.begin(), tieBreak.end() }, /*borderCells=*/0 );
  const ScoreTally tally = tallySteps( maps, risk, areaShares, feedback );
  Scores scores;
  scores.steps = maps.stepCount();
  scores.incidents = tally.all.incidents;
  scores.positiveCells = std::llround( tally.all.positiveCells );
  scores.logLoss = tally.logLoss / tally.cells;
  for ( size_t a = 0; a < areaShares.size(); ++a )
  {
    scores.hitRate[a] = ratio( tally.flagged[a].incidents, tally.all.incidents );
    scores.hitRateCells[a] = ratio( tally.flagged[a].positiveCells, tally.all.positiveCells );
  }
  return scores;
}

void to_json( nlohmann::json &json, const Scores &scores )
{
  json = { { "steps", scores.steps },
           { "incidents", scores.incidents },
           { "positiveCells", scores.positiveCells },
           { "logLoss", scores.logLoss } };
  for ( size_t a = 0; a < areaShares.size(); ++a )
  {
    json["hitRate"][percentName( areaShares[a] )] = scores.hitRate[a];
    json["hitRateCells"][percentName( areaShares[a] )] = scores.hitRateCells[a];
  }
}

void from_json( const nlohmann::json &json, Scores &scores )
{
  json.at( "steps" ).get_to( scores.steps );
  json.at( "incidents" ).get_to( scores.incidents );
  json.at( "positiveCells" ).get_to( scores.positiveCells );
  json.at( "logLoss" ).get_to( scores.logLoss );
  for ( size_t a = 0; a < areaShares.size(); ++a )
  {
    json.at( "hitRate" ).at( percentName( areaShares[a] ) ).get_to( scores.hitRate[a] );
    json.at( "hitRateCells" ).at( percentName( areaShares[a] ) ).get_to( scores.hitRateCells[a] );
  }
}

} // namespace riskcast
