#include "lag_features.h"

#include "baseline_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace riskcast
{

namespace
{

constexpr int weeks = 8;
constexpr int rings = 3;

/// The mean of the 8 × distance cells that are exactly \a distance away, across corners, too.
DistanceKernel ring( int distance )
{
  DistanceKernel kernel{ distance, {} };
  const double cells = 8.0 * distance;
  for ( int r = 0; r <= distance; ++r )
    for ( int c = 0; c <= distance; ++c )
      kernel.weights.push_back( std::max( r, c ) == distance ? 1 / cells : 0 );
  return kernel;
}

/// Half-lives of 30, 120 and 365 days (13, 26 and 52 weeks, 6, 12 and 24 months), and forever; of very long steps, which have few
/// half-lives, some of them twice.
RateBank meansOf( StepLength step )
{
  const std::vector<double> halfLives = mixtureBank( step ).halfLives;
  const auto at = [&halfLives]( size_t place ) { return halfLives[std::min( place, halfLives.size() - 1 )]; };
  return { { at( 2 ), at( 3 ), at( 4 ), halfLives.back() }, { 0 } };
}

} // namespace

LagFeatures::LagFeatures( const HeatmapStack &stack, double small )
    : mStack( stack )
    , mSmall( small )
    , mWeekSteps( stepsPerWeek( stack.steps.length() ) )
    , mWeeks( stack, ownCell, weeks, mWeekSteps )
    , mMeans( stack.grid, meansOf( stack.steps.length() ) )
{
  for ( int distance = 1; distance <= rings; ++distance )
    mRings.emplace_back( stack, ring( distance ), 1, weeks * mWeekSteps );
}

void LagFeatures::advanceTo( int target )
{
  mWeeks.advanceTo( target );
  for ( AgedSums &each : mRings )
    each.advanceTo( target );
  for ( ; mTarget < target; ++mTarget )
    mMeans.add( rateInput( mStack, mTarget, RateInput::Counts ) );
}

Eigen::MatrixXf LagFeatures::rows()
{
  const int cells = mStack.cellCount();
  Eigen::MatrixXf rows( cells, count );
  // What was taken off a sum again may leave -1e-17 there.
  const auto nonNegative = []( double sum ) { return std::max( sum, 0.0 ); };
  constexpr std::array<std::pair<int, int>, 4> ages = { { { 0, 1 }, { 1, 2 }, { 2, 4 }, { 4, weeks } } };
  int column = 0;
  for ( const auto &[first, end] : ages )
  {
    for ( int cell = 0; cell < cells; ++cell )
    {
      double sum = 0;
      for ( int week = first; week < end; ++week )
        sum += nonNegative( mWeeks.ofClass( week )[cell] );
      rows( cell, column ) = static_cast<float>( std::log1p( sum / ( end - first ) ) );
    }
    ++column;
  }
  for ( const AgedSums &each : mRings )
  {
    for ( int cell = 0; cell < cells; ++cell )
      rows( cell, column ) =
          static_cast<float>( std::log( nonNegative( each.ofClass( 0 )[cell] ) / ( weeks * mWeekSteps ) + mSmall ) );
    ++column;
  }
  const std::span<const float> means = mMeans.rates();
  for ( size_t i = 0; i < means.size(); ++i )
    rows( static_cast<int>( i ) % cells, column + static_cast<int>( i ) / cells ) =
        static_cast<float>( std::log( means[i] + mSmall ) );
  return rows;
}

} // namespace riskcast
