#include "evaluation.h"

#include "error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace riskcast
{

namespace
{
/// The cells of the study area from the highest risk to the lowest, the first \a count of them in order.
std::vector<int> riskiestCells( std::span<const float> risk, std::span<const float> tieBreak,
                                std::span<const std::uint8_t> studyArea, size_t count )
{
  std::vector<int> cells;
  for ( int cell = 0; cell < static_cast<int>( risk.size() ); ++cell )
    if ( studyArea[cell] )
      cells.push_back( cell );
  const auto riskier = [&]( int a, int b )
  { return std::tuple( -risk[a], -tieBreak[a], a ) < std::tuple( -risk[b], -tieBreak[b], b ); };
  const size_t most = std::min( count, cells.size() );
  std::partial_sort( cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>( most ), cells.end(), riskier );
  cells.resize( most );
  return cells;
}

/// "1", "4", …: the percent of the area that a hit rate belongs to.
std::string percentName( double share )
{
  return std::to_string( std::lround( 100 * share ) );
}
} // namespace

double logLoss( std::span<const float> risk, std::span<const float> happened, std::span<const std::uint8_t> studyArea )
{
  constexpr double least = 1e-7;
  double sum = 0;
  for ( size_t cell = 0; cell < risk.size(); ++cell )
  {
    if ( !studyArea[cell] )
      continue;
    const double p = std::clamp( static_cast<double>( risk[cell] ), least, 1 - least );
    sum -= happened[cell] > 0 ? std::log( p ) : std::log1p( -p );
  }
  return sum;
}

Scores scoreRisk( const HeatmapStack &stack, std::span<const int> targets, std::span<const float> risk,
                  std::span<const float> tieBreak, Feedback &feedback )
{
  const size_t cells = stack.cellCount();
  const auto areaCells = static_cast<size_t>( std::ranges::count( stack.studyArea, 1 ) );
  if ( targets.empty() || areaCells == 0 )
    throw Error( "There is no step or no cell to score. Choose a longer test period, or a larger study area." );

  Scores scores;
  scores.steps = static_cast<int>( targets.size() );
  for ( size_t i = 0; i < targets.size(); ++i )
  {
    feedback.throwIfCanceled();
    const std::vector<float> happened = stack.total( targets[i] );
    const std::span<const float> map = risk.subspan( i * cells, cells );
    scores.logLoss += logLoss( map, happened, stack.studyArea );
    for ( size_t cell = 0; cell < cells; ++cell )
    {
      scores.incidents += stack.studyArea[cell] ? happened[cell] : 0;
      scores.positiveCells += stack.studyArea[cell] && happened[cell] > 0;
    }
    const auto flaggedCount = []( double share, size_t of )
    { return static_cast<size_t>( std::lround( share * static_cast<double>( of ) ) ); };
    const std::vector<int> ranked = riskiestCells( map, tieBreak, stack.studyArea, flaggedCount( areaShares.back(), areaCells ) );
    for ( size_t a = 0; a < areaShares.size(); ++a )
    {
      for ( const int cell : std::span( ranked ).first( std::min( flaggedCount( areaShares[a], areaCells ), ranked.size() ) ) )
      {
        scores.hitRate[a] += happened[cell];
        scores.hitRateCells[a] += happened[cell] > 0;
      }
    }
    feedback.setProgress( static_cast<double>( i + 1 ) / static_cast<double>( targets.size() ) );
  }
  scores.logLoss /= static_cast<double>( targets.size() * areaCells );
  for ( size_t a = 0; a < areaShares.size(); ++a )
  {
    scores.hitRate[a] = scores.incidents > 0 ? scores.hitRate[a] / scores.incidents : 0;
    scores.hitRateCells[a] /= static_cast<double>( std::max<std::int64_t>( scores.positiveCells, 1 ) );
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
