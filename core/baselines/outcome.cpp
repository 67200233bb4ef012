#include "outcome.h"

#include "baseline_parts.h"
#include "evaluation.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

Outcome::Outcome( const HeatmapStack &stack, int step )
{
  const std::vector<float> counts = stack.total( step );
  for ( int cell = 0; cell < stack.cellCount(); ++cell )
    if ( stack.studyArea[cell] )
      ( counts[cell] > 0 ? mPositive : mNegative ).push_back( cell );
}

double Outcome::lossOfRates( std::span<const float> rates, double floor ) const
{
  double loss = 0;
  for ( const int cell : mPositive )
    loss -= std::log( clippedRisk( riskOfRate( rates[cell] + floor ) ) );
  const double most = -std::log1p( -clippedRisk( 1 ) );
  for ( const int cell : mNegative )
    loss += std::min( rates[cell] + floor, most ); // -ln(1 - p) is the rate itself
  return loss;
}

double Outcome::lossOfProbabilities( std::span<const float> probabilities, double floor ) const
{
  double loss = 0;
  for ( const int cell : mPositive )
    loss -= std::log( clippedRisk( static_cast<float>( probabilities[cell] + floor ) ) );
  constexpr size_t together = 16; // so many numbers above 1e-7 have a product that is still a number
  const double least = 1 - clippedRisk( 1 );
  for ( size_t begin = 0; begin < mNegative.size(); begin += together )
  {
    double product = 1;
    for ( const int cell : std::span( mNegative ).subspan( begin, std::min( together, mNegative.size() - begin ) ) )
      product *= std::max( 1 - ( probabilities[cell] + floor ), least );
    loss -= std::log( product );
  }
  return loss;
}

} // namespace riskcast
