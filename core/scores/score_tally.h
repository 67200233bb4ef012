#pragma once

#include "cell_ranking.h"
#include "feedback.h"
#include "six_labels.h"

#include <vector>

namespace riskcast
{

/// Caught incidents, and cells with any: the two ways in which hits count.
struct Hits
{
  double incidents = 0;
  double positiveCells = 0;
};

/// Of the cells whose risk falls in one reliability bin.
struct CalibrationSums
{
  double risk = 0;
  double positiveCells = 0;
};

/// What steps add to the scores of a model. All of it are sums, so that the scores of any steps together, such as those of a
/// bootstrap's sample of weeks, are ratios of sums.
struct ScoreTally
{
  double cells = 0; ///< scored cells, one in every step
  double size = 0;  ///< of these cells, see TestMaps::cellSize
  Hits all;
  Hits underCurve;                 ///< the share of the area that is ranked below it, summed over every hit: the area under the
                                   ///< curve of hit rate over share of the area is underCurve / all
  std::vector<Hits> flagged;       ///< inside the riskiest cells, for each share of the area
  std::vector<Hits> best;          ///< inside as many cells as that, had they been the best ones
  std::vector<double> flaggedSize; ///< of the riskiest cells
  std::vector<LabelCounts> labels; ///< for each percentile
  std::vector<CalibrationSums> calibration; ///< for each reliability bin
  double logLoss = 0;                       ///< Σ -ln p of what happened, p clipped as by clippedRisk()
  double squaredError = 0;                  ///< Σ (p - y)², y = 1 in a positive cell
  double deviance = 0;                      ///< Σ 2 (n ln(n / λ) - (n - λ)), n the count and λ = -ln(1 - p)

  void add( const ScoreTally &other, int times = 1 );
};

/// Number of the riskiest cells that make up a share of the area: as many as fit by more than half of the last one, which for
/// cells of one size is round(share × cells).
/// \param ranked  cells from the highest risk to the lowest
/// \param share   0 … 1
size_t flaggedCount( const TestMaps &maps, std::span<const int> ranked, double share );

/// Tallies one step: hits at each of \a shares (ascending), and how good the probabilities are. Labels and calibration are left
/// empty. \param ranked  the cells of this step, from CellRanking \param risk    [H × W]
ScoreTally tallyStep( const TestMaps &maps, int step, std::span<const int> ranked, std::span<const float> risk,
                      std::span<const double> shares );

/// Adds up the tallies of all steps. \param risk  [N, H × W]
ScoreTally tallySteps( const TestMaps &maps, std::span<const float> risk, std::span<const double> shares, Feedback &feedback );

} // namespace riskcast
