#include "calibration.h"

#include "percentile.h"
#include "radix_sort.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace riskcast
{

double AucPairs::rocAuc( std::span<const int> weights ) const
{
  double won = 0;
  double allPositives = 0;
  double allNegatives = 0;
  const size_t blocks = positives.size();
  for ( size_t i = 0; i < blocks; ++i )
  {
    allPositives += weights[i] * positives[i];
    allNegatives += weights[i] * negatives[i];
    double ofRow = 0;
    for ( size_t j = 0; j < blocks; ++j )
      ofRow += weights[j] * wins[i * blocks + j];
    won += weights[i] * ofRow;
  }
  return allPositives > 0 && allNegatives > 0 ? won / ( allPositives * allNegatives ) : 0.5;
}

PooledRisk::PooledRisk( const TestMaps &maps, std::span<const float> risk )
    : mMaps( maps )
{
  mKeys.reserve( risk.size() );
  for ( size_t i = 0; i < risk.size(); ++i )
    if ( maps.scored[i % maps.cellCount()] )
      mKeys.push_back( static_cast<std::uint64_t>( std::bit_cast<std::uint32_t>( risk[i] + 0.0F ) ) << 32 | i );
  radixSort( mKeys, 32 );
}

float PooledRisk::riskAt( size_t place ) const
{
  return std::bit_cast<float>( static_cast<std::uint32_t>( mKeys[place] >> 32 ) );
}

double PooledRisk::percentile( double q ) const
{
  return riskcast::percentile( mKeys.size(), q, [this]( size_t place ) { return riskAt( place ); } );
}

std::vector<ReliabilityBin> PooledRisk::reliability( int bins ) const
{
  std::vector<ReliabilityBin> result;
  size_t begin = 0;
  for ( int bin = 1; bin <= bins; ++bin )
  {
    size_t end = static_cast<size_t>( std::llround( static_cast<double>( mKeys.size() ) * bin / bins ) );
    while ( end > begin && end < mKeys.size() && riskAt( end ) == riskAt( end - 1 ) )
      ++end;
    if ( end <= begin )
      continue;
    ReliabilityBin each{ .cells = static_cast<std::int64_t>( end - begin ), .highestRisk = riskAt( end - 1 ) };
    for ( size_t place = begin; place < end; ++place )
    {
      each.meanRisk += riskAt( place );
      each.observedShare += isPositive( place ) ? 1 : 0;
    }
    each.meanRisk /= static_cast<double>( each.cells );
    each.observedShare /= static_cast<double>( each.cells );
    result.push_back( each );
    begin = end;
  }
  return result;
}

AucPairs PooledRisk::aucPairs( std::span<const int> blockOfStep, int blocks ) const
{
  AucPairs pairs{ std::vector<double>( static_cast<size_t>( blocks ) * blocks, 0 ), std::vector<double>( blocks, 0 ),
                  std::vector<double>( blocks, 0 ) };
  std::vector<double> equal( blocks ); // negatives of the same risk
  const auto blockAt = [&]( size_t place ) { return blockOfStep[indexAt( place ) / mMaps.cellCount()]; };
  for ( size_t begin = 0, end = 0; begin < mKeys.size(); begin = end )
  {
    bool anyPositive = false;
    for ( end = begin; end < mKeys.size() && riskAt( end ) == riskAt( begin ); ++end )
      anyPositive = anyPositive || isPositive( end );
    if ( !anyPositive )
    {
      for ( size_t place = begin; place < end; ++place )
        ++pairs.negatives[blockAt( place )];
      continue;
    }
    std::ranges::fill( equal, 0 );
    for ( size_t place = begin; place < end; ++place )
      equal[blockAt( place )] += isPositive( place ) ? 0 : 1;
    for ( size_t place = begin; place < end; ++place )
    {
      if ( !isPositive( place ) )
        continue;
      const int block = blockAt( place );
      ++pairs.positives[block];
      for ( int other = 0; other < blocks; ++other )
        pairs.wins[static_cast<size_t>( block ) * blocks + other] += pairs.negatives[other] + equal[other] / 2;
    }
    for ( int block = 0; block < blocks; ++block )
      pairs.negatives[block] += equal[block];
  }
  return pairs;
}

} // namespace riskcast
