#pragma once

#include "enum_names.h"
#include "feedback.h"
#include "heatmap_stack.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace riskcast
{

/// What of a cell's count enters a rate. Bursts of reports make counts a poor guide where reports trickle in.
enum class RateInput
{
  Counts,
  Binary, ///< 1 where there is any incident
  Capped, ///< at most 2
};
template<> const std::vector<std::string> &enumNames<RateInput>(); ///< counts, binary, capped

/// The item "input" of a model's description. \throws Error if it names none
RateInput rateInputOf( const nlohmann::json &model );

/// Half-lives (in steps; infinity: all of history counts alike) and widths of a Gaussian (in cells; 0: none).
struct RateBank
{
  std::vector<double> halfLives;
  std::vector<double> sigmas;

  /// Shape a of a gamma prior around each smoothed rate: it is scaled by how busy the cell itself was, (a + n) / (a + m), where
  /// n incidents were in the cell so far and m as the smoothed map has it. Needs infinity as the last half-life, and 0 as the
  /// first width. None: not scaled.
  std::optional<double> cellShape = {};

  int size() const { return static_cast<int>( halfLives.size() * sigmas.size() ); }
};

/// Of the rate mixture. Source: bench/new_cells.py, where it lowers log loss on the validation steps of every set but one.
inline constexpr double mixtureCellShape = 1;

/// The bank of the rate mixture: 7 half-lives from days to years × 4 widths, scaled.
RateBank mixtureBank( StepLength step );

/// The finer bank that a moving average is chosen from: 9 half-lives × 7 widths.
RateBank averageBank( StepLength step );

/// Long memories need something to remember before they can be weighed: a year, or an eighth of the first \a known steps if that
/// is less; at least 1.
int warmUpSteps( const TimeSteps &steps, int known );

/// d = 0.5^(1 / half-life): what a step keeps of the memory of those before it; 1 for infinity.
double decayOf( double halfLife );

/// Decayed, smoothed mean counts of the steps seen so far:
///   N ← d N + y,  D ← d D + 1,  E = N / D  with  d = 0.5^(1 / half-life),  y smoothed,
/// and scaled if the bank says so. Dividing by D removes the start-up bias without looking ahead. Before the first step all rates
/// are 0.
class RateFeatures
{
public:
  RateFeatures( const Grid &grid, RateBank bank );

  /// Takes in the step that follows, [H × W].
  void add( std::span<const float> counts );

  /// Takes in several steps that follow, as add() does one after the other; smooths a map for each rate, not for each step.
  /// \param next  gives them, [H × W]
  void addTogether( int steps, const std::function<std::vector<float>()> &next );

  /// \return [half-lives × sigmas, H × W], sigma fastest; valid until the next call
  std::span<const float> rates();

private:
  std::span<float> sumsOf( size_t halfLife, size_t sigma );
  void countSteps( int steps );
  void scaleRates( size_t sigma );
  std::span<float> ratesOf( size_t halfLife, size_t sigma );

  int mRows;
  int mColumns;
  RateBank mBank;
  std::vector<std::vector<double>> mKernels; ///< one a sigma
  std::vector<float> mSums;                  ///< N, shaped as mRates
  std::vector<double> mSteps;                ///< D, one a half-life
  std::vector<float> mRates;
};

/// A Gaussian cut at 4 σ that adds up to 1: weights at distances 0, 1, 2, … cells (both sides count).
std::vector<double> gaussianKernel( double sigma );

/// Smooths a map with \a kernel along rows and columns; beyond an edge the map is mirrored, the edge cell repeated, so that no
/// incident gets lost. Same as scipy.ndimage.gaussian_filter.
std::vector<float> smoothed( std::span<const float> map, int rows, int columns, const std::vector<double> &kernel );

/// The input maps of a stack, categories added up, [H × W] for each step. A predicted step enters with its expected counts
/// (Counts) or its risk (Binary, Capped).
std::vector<float> rateInput( const HeatmapStack &stack, int step, RateInput input );

/// Walks through a stack once and hands over the rates as they stand just before each target. Progress is reported, and
/// canceling looked for, by step.
/// \param targets         ascending; the step after the last one may be among them
/// \param visit           gets the index of the target in \a targets and the rates [bank.size(), H × W]
/// \param predictedShare  what of a predicted step enters, 0 … 1
void walkRates( const HeatmapStack &stack, const RateBank &bank, RateInput input, std::span<const int> targets,
                const std::function<void( size_t, std::span<const float> )> &visit, Feedback &feedback,
                float predictedShare = 1 );

} // namespace riskcast
