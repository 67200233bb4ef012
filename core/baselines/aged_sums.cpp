#include "aged_sums.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

AgedSums::AgedSums( const HeatmapStack &stack, DistanceKernel kernel, int classes, int classSteps )
    : mStack( stack )
    , mKernel( std::move( kernel ) )
    , mClassSteps( classSteps )
    , mSums( classes, std::vector<double>( stack.cellCount(), 0 ) )
{
}

void AgedSums::advanceTo( int target )
{
  for ( ; mTarget < target; ++mTarget )
  {
    // The step mTarget gets the age 1, and one step of each class grows too old for it.
    spread( mTarget, 1, mSums[0] );
    for ( size_t ageClass = 0; ageClass < mSums.size(); ++ageClass )
    {
      const std::int64_t leaving = mTarget - static_cast<std::int64_t>( ageClass + 1 ) * mClassSteps;
      if ( leaving < 0 )
        break;
      spread( static_cast<int>( leaving ), -1, mSums[ageClass] );
      if ( ageClass + 1 < mSums.size() )
        spread( static_cast<int>( leaving ), 1, mSums[ageClass + 1] );
    }
  }
}

void AgedSums::spread( int step, double sign, std::vector<double> &sum ) const
{
  const int rows = mStack.grid.rows();
  const int columns = mStack.grid.columns();
  const std::vector<float> counts = mStack.total( step );
  for ( int cell = 0; cell < static_cast<int>( counts.size() ); ++cell )
  {
    if ( counts[cell] == 0 )
      continue;
    const int row = cell / columns;
    const int column = cell % columns;
    for ( int r = std::max( row - mKernel.radius, 0 ); r <= std::min( row + mKernel.radius, rows - 1 ); ++r )
      for ( int c = std::max( column - mKernel.radius, 0 ); c <= std::min( column + mKernel.radius, columns - 1 ); ++c )
        sum[r * columns + c] += sign * counts[cell] * mKernel.at( std::abs( r - row ), std::abs( c - column ) );
  }
}

} // namespace riskcast
