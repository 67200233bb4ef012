#pragma once

#include "explain_risk.h"

#include <array>
#include <map>
#include <optional>
#include <span>

namespace riskcast
{

/// What a cell's risk is made of, in the order in which explainRisk() takes it away.
enum class RiskFactor
{
  LongRunRate,
  Calendar,
  RecentNearby,
  RecentHere,
};
inline constexpr int riskFactorCount = 4;

/// What a factor does to the risk of a cell.
struct FactorFacts
{
  double effect = 0; ///< on the logarithm of the odds
  double risk = 0;   ///< with it and those before it
  double share = 0;  ///< of the sizes of all effects; 0 if there are none
};

/// Why the risk of a cell is what it is.
struct WhyFacts
{
  double areaRisk = 0;                              ///< the mean of the area, which the factors begin with
  std::array<FactorFacts, riskFactorCount> factors; ///< by RiskFactor
};

/// The steps of a risk raster of which it is known why their risk is what it is.
class ExplainedSteps
{
public:
  /// \param explanation  of the same grid as the raster, and of this step
  void add( int step, RiskExplanation explanation ) { mExplained[step] = std::move( explanation ); }

  bool knows( int step ) const { return mExplained.contains( step ); }

  /// \return nothing if the step is not known, or the cell has no data
  std::optional<WhyFacts> why( int step, int cell ) const;

private:
  std::map<int, RiskExplanation> mExplained;
};

/// Whether the model predicted this map when it was explained: another model, or another past, gives other risks.
/// \param risk  [H × W]; NaN: left out, which is no difference
bool explainsMap( const RiskExplanation &explanation, std::span<const float> risk );

} // namespace riskcast
