#include "ranked_map.h"

#include "evaluation.h"
#include "percentile.h"
#include "scores/cell_ranking.h"
#include "scores/six_labels.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{

TestMaps frameOf( int rows, std::span<const float> risk )
{
  TestMaps frame{ .rows = rows,
                  .columns = static_cast<int>( risk.size() ) / rows,
                  .scored = std::vector<std::uint8_t>( risk.size() ),
                  .happened = {},
                  .tieBreak = std::vector<float>( risk.size() ),
                  .cellSize = {} };
  std::ranges::transform( risk, frame.scored.begin(), []( float value ) { return std::isnan( value ) ? 0 : 1; } );
  return frame;
}

} // namespace

RankedMap::RankedMap( int rows, std::vector<float> risk, std::span<const double> areasKm2, int displayFactor )
    : mRisk( std::move( risk ) )
    , mFrame( frameOf( rows, mRisk ) )
    , mRanked( rankedCells( mRisk ) )
{
  const double finerCells = std::pow( displayFactor, 2 ); // in a cell of the model
  mFirst.reserve( mRanked.size() + 1 );
  CellSum sum;
  mFirst.push_back( sum );
  for ( const int cell : mRanked )
  {
    ++sum.cells;
    sum.areaKm2 += areasKm2[cell];
    sum.incidents += expectedIncidents( mRisk[cell] ) / finerCells;
    mFirst.push_back( sum );
  }
}

double RankedMap::threshold( double percentile ) const
{
  if ( mRanked.empty() )
    return std::numeric_limits<double>::quiet_NaN();
  const auto ascending = [this]( size_t place ) { return mRisk[mRanked[mRanked.size() - 1 - place]]; };
  return riskcast::percentile( mRanked.size(), percentile, ascending );
}

std::vector<std::uint8_t> RankedMap::flags( double threshold ) const
{
  return flaggedAbove( mFrame, mRisk, threshold );
}

size_t RankedMap::countAbove( double threshold ) const
{
  const auto isAbove = [&]( int cell ) { return mRisk[cell] > threshold; };
  return std::ranges::partition_point( mRanked, isAbove ) - mRanked.begin();
}

} // namespace riskcast
