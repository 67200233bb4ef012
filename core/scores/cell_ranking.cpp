#include "cell_ranking.h"

#include "radix_sort.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace riskcast
{

namespace
{

/// A key that puts the highest risk first, and among equal ones the first place: one comparison of whole numbers ranks.
std::uint64_t rankingKey( float risk, size_t place )
{
  constexpr std::uint32_t sign = 1U << 31;
  const auto bits = std::bit_cast<std::uint32_t>( risk + 0.0F );  // -0 becomes 0
  const std::uint32_t rising = bits & sign ? ~bits : bits | sign; // the bits of positive floats rise as they do, others fall
  return static_cast<std::uint64_t>( ~rising ) << 32 | place;
}

size_t placeOf( std::uint64_t key )
{
  return key & 0xFFFFFFFFU;
}

/// Keys are made in the order of their places, which equal risks keep.
void sortKeys( std::vector<std::uint64_t> &keys )
{
  radixSort( keys, 32 );
}

} // namespace

CellRanking::CellRanking( const TestMaps &maps )
{
  for ( int cell = 0; cell < static_cast<int>( maps.scored.size() ); ++cell )
    if ( maps.scored[cell] )
      mCells.push_back( cell );
  std::ranges::stable_sort( mCells, [&]( int a, int b ) { return maps.tieBreak[a] > maps.tieBreak[b]; } );
  mKeys.resize( mCells.size() );
  mRanked.resize( mCells.size() );
}

std::span<const int> CellRanking::of( std::span<const float> risk )
{
  for ( size_t place = 0; place < mCells.size(); ++place )
    mKeys[place] = rankingKey( risk[mCells[place]], place );
  sortKeys( mKeys );
  std::ranges::transform( mKeys, mRanked.begin(), [this]( std::uint64_t key ) { return mCells[placeOf( key )]; } );
  return mRanked;
}

std::vector<int> rankedCells( std::span<const float> risk )
{
  std::vector<std::uint64_t> keys;
  for ( size_t cell = 0; cell < risk.size(); ++cell )
    if ( !std::isnan( risk[cell] ) )
      keys.push_back( rankingKey( risk[cell], cell ) );
  sortKeys( keys );
  std::vector<int> cells( keys.size() );
  std::ranges::transform( keys, cells.begin(), []( std::uint64_t key ) { return static_cast<int>( placeOf( key ) ); } );
  return cells;
}

} // namespace riskcast
