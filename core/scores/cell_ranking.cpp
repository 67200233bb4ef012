#include "cell_ranking.h"

#include "radix_sort.h"

#include <algorithm>
#include <bit>

namespace riskcast
{

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
  // The bits of floats that are not negative rise as they do: one comparison of whole numbers ranks by risk and by tie-break.
  for ( size_t place = 0; place < mCells.size(); ++place )
  {
    const auto bits = std::bit_cast<std::uint32_t>( risk[mCells[place]] + 0.0F ); // -0 becomes 0
    mKeys[place] = static_cast<std::uint64_t>( ~bits ) << 32 | place;
  }
  radixSort( mKeys, 32 );
  std::ranges::transform( mKeys, mRanked.begin(), [this]( std::uint64_t key ) { return mCells[key & 0xFFFFFFFFU]; } );
  return mRanked;
}

} // namespace riskcast
