#include "score_table.h"

#include "error.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace riskcast
{

namespace
{
constexpr int leastNameWidth = 12;
constexpr int rateWidth = 7;
constexpr int ratesWidth = rateWidth * static_cast<int>( areaShares.size() );
} // namespace

nlohmann::json scoresToJson( const std::vector<NamedScores> &scores )
{
  nlohmann::json json = nlohmann::json::array();
  for ( const NamedScores &each : scores )
  {
    nlohmann::json row = each.scores;
    row["kind"] = each.kind;
    json.push_back( row );
  }
  return json;
}

std::vector<NamedScores> scoresOf( const ModelFile &model )
{
  try
  {
    std::vector<NamedScores> scores;
    for ( const nlohmann::json &each : model.description.at( "scores" ) )
      scores.push_back( { each.at( "kind" ), each.get<Scores>() } );
    if ( !scores.empty() )
      return scores;
  }
  catch ( const nlohmann::json::exception & )
  {
  }
  throw Error( "The model does not say properly what it scored. Train it again." );
}

std::string scoreTable( const std::vector<NamedScores> &scores )
{
  const Scores &first = scores.front().scores;
  int nameWidth = leastNameWidth;
  for ( const NamedScores &each : scores )
    nameWidth = std::max( nameWidth, static_cast<int>( each.kind.size() ) + 1 );
  std::ostringstream table;
  table << std::fixed << std::setprecision( 0 ) << "Test: " << first.steps << " steps, " << first.incidents << " incidents in "
        << first.positiveCells << " positive cells\n"
        << std::setw( nameWidth + ratesWidth ) << "% of incidents hit in" << std::setw( 2 + ratesWidth )
        << "% of positive cells hit in" << '\n'
        << std::setw( nameWidth ) << "";
  for ( int half = 0; half < 2; ++half )
  {
    for ( const double share : areaShares )
      table << std::setw( rateWidth - 2 ) << 100 * share << " %";
    table << "  ";
  }
  table << "log loss\n";
  for ( const NamedScores &each : scores )
  {
    table << std::left << std::setw( nameWidth ) << each.kind << std::right << std::setprecision( 1 );
    for ( const auto *rates : { &each.scores.hitRate, &each.scores.hitRateCells } )
    {
      for ( const double rate : *rates )
        table << std::setw( rateWidth ) << 100 * rate;
      table << "  ";
    }
    table << std::setprecision( 6 ) << each.scores.logLoss << '\n';
  }
  return table.str();
}

} // namespace riskcast
