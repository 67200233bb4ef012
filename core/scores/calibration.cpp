#include "calibration.h"

#include "percentile.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace riskcast
{

namespace
{

/// Sorts keys by their upper half and keeps the order of those that are equal in it. Millions of risks are sorted for every
/// model; this takes a fifth of the time that std::sort does.
void sortByUpperHalf( std::vector<std::uint64_t> &keys )
{
  constexpr int bits = 11;
  constexpr size_t buckets = size_t{ 1 } << bits;
  std::vector<std::uint64_t> sorted( keys.size() );
  for ( int shift = 32; shift < 64; shift += bits )
  {
    const auto bucketOf = [shift]( std::uint64_t key ) { return ( key >> shift ) & ( buckets - 1 ); };
    std::array<size_t, buckets + 1> begins{};
    for ( const std::uint64_t key : keys )
      ++begins[bucketOf( key ) + 1];
    for ( size_t bucket = 0; bucket < buckets; ++bucket )
      begins[bucket + 1] += begins[bucket];
    for ( const std::uint64_t key : keys )
      sorted[begins[bucketOf( key )]++] = key;
    keys.swap( sorted );
  }
}

} // namespace

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
  sortByUpperHalf( mKeys );
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
    std::ranges::fill( equal, 0 );
    bool anyPositive = false;
    for ( end = begin; end < mKeys.size() && riskAt( end ) == riskAt( begin ); ++end )
    {
      anyPositive = anyPositive || isPositive( end );
      if ( !isPositive( end ) )
        ++equal[blockAt( end )];
    }
    for ( size_t place = begin; place < end && anyPositive; ++place )
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
