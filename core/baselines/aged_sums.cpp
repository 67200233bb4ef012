#include "aged_sums.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

void addSpread( const Grid &grid, const DistanceKernel &kernel, int cell, double value, std::vector<double> &sums )
{
  const int row = cell / grid.columns();
  const int column = cell % grid.columns();
  for ( int r = std::max( row - kernel.radius, 0 ); r <= std::min( row + kernel.radius, grid.rows() - 1 ); ++r )
    for ( int c = std::max( column - kernel.radius, 0 ); c <= std::min( column + kernel.radius, grid.columns() - 1 ); ++c )
      sums[r * grid.columns() + c] += value * kernel.at( std::abs( r - row ), std::abs( c - column ) );
}

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
    std::vector<Incidents> &incidents = mIncidents.emplace_back();
    const std::vector<float> counts = mStack.total( mTarget );
    for ( int cell = 0; cell < mStack.cellCount(); ++cell )
      if ( counts[cell] > 0 )
        incidents.push_back( { cell, counts[cell] } );
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

void AgedSums::spread( int step, double sign, std::vector<double> &sums ) const
{
  for ( const Incidents &each : mIncidents[step] )
    addSpread( mStack.grid, mKernel, each.cell, sign * each.count, sums );
}

} // namespace riskcast
