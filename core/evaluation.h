#pragma once

#include "feedback.h"
#include "heatmap_stack.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <span>
#include <vector>

namespace riskcast
{

/// Shares of the study area at which hits are counted.
inline constexpr std::array areaShares = { 0.01, 0.04, 0.05, 0.10 };

/// A risk clipped to 1e-7 … 1 - 1e-7, so that no single cell costs more than that in a logarithm.
double clippedRisk( float risk );

/// The incidents that a cell lets expect if they come independently of one another: -ln(1 - risk).
/// \return 0 where the risk is 0, which a clipped risk is not
double expectedIncidents( float risk );

/// Sum over the cells of the study area of -ln p of what happened, p clipped.
/// \param risk       [H × W]
/// \param happened   counts [H × W]; a cell is positive where its count is above 0
/// \param studyArea  [H × W], 1 inside
double logLoss( std::span<const float> risk, std::span<const float> happened, std::span<const std::uint8_t> studyArea );

/// How well a series of risk maps met what happened. Every observed step and every cell of the study area counts.
struct Scores
{
  int steps = 0;
  double incidents = 0;                                 ///< in the scored cells (sum of counts)
  std::int64_t positiveCells = 0;                       ///< cells with at least one incident, added up over the steps
  std::array<double, areaShares.size()> hitRate{};      ///< share of incidents inside the flagged cells
  std::array<double, areaShares.size()> hitRateCells{}; ///< share of positive cells that are flagged
  double logLoss = 0;                                   ///< mean over cells and steps, see logLoss()
};
void to_json( nlohmann::json &json, const Scores &scores );
void from_json( const nlohmann::json &json, Scores &scores );

/// Scores risk maps. In each step the k = round(share × cells) cells of highest risk are flagged; equal risks are ranked by
/// \a tieBreak, then by cell index. Progress is reported, and canceling looked for, by target.
/// \param targets      observed steps of the stack
/// \param risk         [targets, H × W]
/// \param tieBreak     [H × W], e.g. the mean count of the training steps
/// \throws Error if there is nothing to score
Scores scoreRisk( const HeatmapStack &stack, std::span<const int> targets, std::span<const float> risk,
                  std::span<const float> tieBreak, Feedback &feedback );

} // namespace riskcast
