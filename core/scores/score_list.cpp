#include "score_list.h"

#include "number_text.h"
#include "ratio.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

/// One of the two ways to count hits.
struct Counting
{
  double Hits::*hits;
  const char *suffix; ///< of ids
  const char *what;   ///< in titles
};
constexpr Counting byIncidents{ &Hits::incidents, "", "incidents" };
constexpr Counting byCells{ &Hits::positiveCells, "_cells", "positive cells" };
constexpr Counting countings[] = { byIncidents, byCells };

constexpr const char *hitRateName = "hit_rate";
constexpr const char *paiName = "pai";
constexpr const char *peiName = "pei";

std::string idAt( const std::string &name, const Counting &counting, double share )
{
  return name + counting.suffix + "_" + shareName( share );
}

/// Hit rate, PAI and PEI in the share of the area that is number \a index of those tallied.
void addAreaScores( std::vector<Score> &scores, const Counting &counting, double share, size_t index )
{
  const auto hits = counting.hits;
  const auto rate = [hits, index]( const ScoreTally &tally ) { return ratio( tally.flagged[index].*hits, tally.all.*hits ); };
  const auto pai = [rate, index]( const ScoreTally &tally )
  { return ratio( rate( tally ), ratio( tally.flaggedSize[index], tally.size ) ); };
  const auto pei = [hits, index]( const ScoreTally &tally )
  { return ratio( tally.flagged[index].*hits, tally.best[index].*hits ); };
  const std::string where = std::string( " of " ) + counting.what + " in " + shareName( share ) + " % of the area";
  const auto id = [&]( const char *name ) { return idAt( name, counting, share ); };
  scores.push_back( { id( hitRateName ), "Hit rate" + where, Better::Higher, rate } );
  scores.push_back( { id( paiName ), "PAI" + where, Better::Higher, pai } );
  scores.push_back( { id( peiName ), "PEI" + where, Better::Higher, pei } );
}

void addCurveScores( std::vector<Score> &scores )
{
  for ( const Counting &counting : countings )
  {
    const auto hits = counting.hits;
    scores.push_back( { std::string( areaUnderCurveId ) + counting.suffix,
                        std::string( "Area under the curve of " ) + counting.what, Better::Higher,
                        [hits]( const ScoreTally &tally ) { return ratio( tally.underCurve.*hits, tally.all.*hits ); } } );
  }
}

void addProbabilityScores( std::vector<Score> &scores )
{
  const auto mean = []( double ScoreTally::*sum )
  { return [sum]( const ScoreTally &tally ) { return ratio( tally.*sum, tally.cells ); }; };
  scores.push_back( { brierId, "Brier score", Better::Lower, mean( &ScoreTally::squaredError ) } );
  scores.push_back( { logLossId, "Log loss", Better::Lower, mean( &ScoreTally::logLoss ) } );
  scores.push_back( { poissonDevianceId, "Poisson deviance of the counts", Better::Lower, mean( &ScoreTally::deviance ) } );
  const auto calibrationError = []( const ScoreTally &tally )
  {
    double error = 0;
    for ( const CalibrationSums &bin : tally.calibration )
      error += std::abs( bin.risk - bin.positiveCells );
    return ratio( error, tally.cells );
  };
  scores.push_back( { calibrationErrorId, "Expected calibration error", Better::Lower, calibrationError } );
}

/// What the labels above the percentile that is number \a index tell.
void addLabelScores( std::vector<Score> &scores, double percentile, size_t index )
{
  const std::string above = " above percentile " + measureText( percentile );
  const auto add = [&]( const std::string &id, const std::string &title, Better better, double ( LabelCounts::*value )() const )
  {
    scores.push_back( { id + "_p" + measureText( percentile ), title + above, better,
                        [index, value]( const ScoreTally &tally ) { return ( tally.labels[index].*value )(); } } );
  };
  add( "label_hit_rate", "Hit rate of cells", Better::Higher, &LabelCounts::hitRate );
  add( "label_hit_rate_with_neighbours", "Hit rate of cells and neighbours", Better::Higher,
       &LabelCounts::hitRateWithNeighbours );
  add( "label_miss_rate", "Miss rate", Better::Lower, &LabelCounts::missRate );
  add( "label_accuracy", "Accuracy", Better::Higher, &LabelCounts::accuracy );
}

} // namespace

std::vector<double> talliedShares( const ScoreSettings &settings )
{
  std::vector<double> shares = settings.areaShares;
  shares.push_back( settings.mainShare );
  for ( int percent = 1; percent <= 100; percent += percent < 20 ? 1 : 5 )
    shares.push_back( percent / 100.0 );
  std::ranges::sort( shares );
  const auto repeated = std::ranges::unique( shares );
  shares.erase( repeated.begin(), repeated.end() );
  return shares;
}

std::string shareName( double share )
{
  return measureText( 100 * share );
}

std::string hitRateId( double share )
{
  return idAt( hitRateName, byIncidents, share );
}

std::string hitRateCellsId( double share )
{
  return idAt( hitRateName, byCells, share );
}

std::string paiId( double share )
{
  return idAt( paiName, byIncidents, share );
}

std::string peiId( double share )
{
  return idAt( peiName, byIncidents, share );
}

std::vector<Score> scoreList( const ScoreSettings &settings )
{
  std::vector<Score> scores;
  const std::vector<double> shares = talliedShares( settings );
  std::vector<double> scored = settings.areaShares;
  scored.push_back( settings.mainShare );
  for ( const Counting &counting : countings )
    for ( size_t index = 0; index < shares.size(); ++index )
      if ( std::ranges::find( scored, shares[index] ) != scored.end() )
        addAreaScores( scores, counting, shares[index], index );
  addCurveScores( scores );
  addProbabilityScores( scores );
  for ( size_t index = 0; index < settings.percentiles.size(); ++index )
    addLabelScores( scores, settings.percentiles[index], index );
  return scores;
}

} // namespace riskcast
