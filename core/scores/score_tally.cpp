#include "score_tally.h"

#include "evaluation.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace riskcast
{

namespace
{

void addHits( Hits &sum, const Hits &hits, double times )
{
  sum.incidents += times * hits.incidents;
  sum.positiveCells += times * hits.positiveCells;
}

/// \a sum may still be empty
template<class Value, class Add> void addEach( std::vector<Value> &sum, const std::vector<Value> &values, const Add &add )
{
  sum.resize( values.size() );
  for ( size_t i = 0; i < values.size(); ++i )
    add( sum[i], values[i] );
}

double sizeOf( const TestMaps &maps, std::span<const int> cells )
{
  return std::transform_reduce( cells.begin(), cells.end(), 0.0, std::plus<>(), [&]( int cell ) { return maps.cellSize[cell]; } );
}

/// The most hits that the first 0, 1, 2, … cells can hold; from the last number on there is nothing more to hit.
std::vector<Hits> bestHits( std::span<const float> happened, std::span<const int> cells )
{
  std::vector<float> counts;
  for ( const int cell : cells )
    if ( happened[cell] > 0 )
      counts.push_back( happened[cell] );
  std::ranges::sort( counts, std::greater<>() );
  std::vector<Hits> best( 1 );
  for ( const float count : counts )
    best.push_back( { best.back().incidents + count, best.back().positiveCells + 1 } );
  return best;
}

double poissonDeviance( double count, double rate )
{
  return 2 * ( ( count > 0 ? count * std::log( count / rate ) : 0 ) - ( count - rate ) );
}

void addProbabilities( ScoreTally &tally, std::span<const float> risk, std::span<const float> happened,
                       std::span<const int> cells )
{
  for ( const int cell : cells )
  {
    const bool isPositive = happened[cell] > 0;
    const double p = clippedRisk( risk[cell] );
    const double rate = -std::log1p( -p );
    const double error = risk[cell] - ( isPositive ? 1.0 : 0.0 );
    tally.logLoss += isPositive ? -std::log( p ) : rate;
    tally.squaredError += error * error;
    tally.deviance += poissonDeviance( happened[cell], rate );
  }
}

/// The area above each cell of the ranking, and with it which shares it belongs to.
void addRanking( ScoreTally &tally, const TestMaps &maps, std::span<const int> ranked, std::span<const float> happened,
                 std::span<const double> shares )
{
  const std::vector<Hits> best = bestHits( happened, ranked );
  double before = 0;
  size_t share = 0;
  for ( size_t place = 0; place <= ranked.size(); ++place )
  {
    const bool atEnd = place == ranked.size();
    const double middle = atEnd ? tally.size : before + maps.cellSize[ranked[place]] / 2;
    for ( ; share < shares.size() && ( atEnd || middle > shares[share] * tally.size ); ++share )
    {
      tally.flagged.push_back( tally.all );
      tally.flaggedSize.push_back( before );
      tally.best.push_back( best[std::min( place, best.size() - 1 )] );
    }
    if ( atEnd )
      break;
    const float count = happened[ranked[place]];
    if ( count > 0 )
    {
      addHits( tally.all, { count, 1 }, 1 );
      addHits( tally.underCurve, { count, 1 }, 1 - middle / tally.size );
    }
    before += maps.cellSize[ranked[place]];
  }
}

} // namespace

void ScoreTally::add( const ScoreTally &other, int times )
{
  cells += times * other.cells;
  size += times * other.size;
  addHits( all, other.all, times );
  addHits( underCurve, other.underCurve, times );
  const auto addSome = [times]( Hits &sum, const Hits &hits ) { addHits( sum, hits, times ); };
  addEach( flagged, other.flagged, addSome );
  addEach( best, other.best, addSome );
  addEach( flaggedSize, other.flaggedSize, [times]( double &sum, double size ) { sum += times * size; } );
  addEach( labels, other.labels,
           [times]( LabelCounts &sum, const LabelCounts &counts )
           {
             for ( size_t label = 0; label < counts.cells.size(); ++label )
               sum.cells[label] += times * counts.cells[label];
           } );
  addEach( calibration, other.calibration,
           [times]( CalibrationSums &sum, const CalibrationSums &sums )
           {
             sum.risk += times * sums.risk;
             sum.positiveCells += times * sums.positiveCells;
           } );
  logLoss += times * other.logLoss;
  squaredError += times * other.squaredError;
  deviance += times * other.deviance;
}

size_t flaggedCount( const TestMaps &maps, std::span<const int> ranked, double share )
{
  const double wanted = share * sizeOf( maps, ranked );
  double before = 0;
  size_t count = 0;
  for ( ; count < ranked.size() && before + maps.cellSize[ranked[count]] / 2 <= wanted; ++count )
    before += maps.cellSize[ranked[count]];
  return count;
}

ScoreTally tallyStep( const TestMaps &maps, int step, std::span<const int> ranked, std::span<const float> risk,
                      std::span<const double> shares )
{
  const std::span<const float> happened = maps.map( maps.happened, step );
  ScoreTally tally;
  tally.cells = static_cast<double>( ranked.size() );
  tally.size = sizeOf( maps, ranked );
  addProbabilities( tally, risk, happened, ranked );
  addRanking( tally, maps, ranked, happened, shares );
  return tally;
}

ScoreTally tallySteps( const TestMaps &maps, std::span<const float> risk, std::span<const double> shares, Feedback &feedback )
{
  CellRanking ranking( maps );
  ScoreTally sum;
  for ( int step = 0; step < maps.stepCount(); ++step )
  {
    feedback.throwIfCanceled();
    const std::span<const float> map = maps.map( risk, step );
    sum.add( tallyStep( maps, step, ranking.of( map ), map, shares ) );
    feedback.setProgress( ( step + 1.0 ) / maps.stepCount() );
  }
  return sum;
}

} // namespace riskcast
