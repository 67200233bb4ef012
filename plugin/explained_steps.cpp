#include "explained_steps.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

double riskOf( double logOdds )
{
  return 1 / ( 1 + std::exp( -logOdds ) );
}

/// Devices and numbers of threads add up in other orders.
bool isSame( float one, float other )
{
  constexpr float tolerance = 1e-3F; // of the risk
  constexpr float least = 1e-6F;
  return std::isnan( other ) || std::abs( one - other ) <= std::max( tolerance * other, least );
}

} // namespace

std::optional<WhyFacts> ExplainedSteps::why( int step, int cell ) const
{
  if ( !knows( step ) || std::isnan( mExplained.at( step ).here[cell] ) )
    return std::nullopt;
  const RiskExplanation &explanation = mExplained.at( step );
  WhyFacts facts{ .areaRisk = riskOf( explanation.base ), .factors = {} };
  double logOdds = explanation.base;
  double sizes = 0;
  auto factor = facts.factors.begin();
  for ( const auto *map : { &explanation.longRun, &explanation.calendar, &explanation.nearby, &explanation.here } )
  {
    const double effect = ( *map )[cell];
    logOdds += effect;
    sizes += std::abs( effect );
    *factor++ = { .effect = effect, .risk = riskOf( logOdds ) };
  }
  for ( FactorFacts &each : facts.factors )
    each.share = sizes > 0 ? std::abs( each.effect ) / sizes : 0;
  return facts;
}

bool explainsMap( const RiskExplanation &explanation, std::span<const float> risk )
{
  return std::ranges::equal( explanation.risk, risk, isSame );
}

} // namespace riskcast
