#pragma once

#include "calibration.h"
#include "paired_bootstrap.h"
#include "score_list.h"

namespace riskcast
{

/// Which cells are flagged at each percentile.
struct Thresholds
{
  ThresholdScope scope = ThresholdScope::Training;
  std::vector<std::vector<double>> ofStep; ///< [steps][percentiles], absolute risks; empty for ThresholdScope::Step
};

/// What comes out of a sample of blocks.
struct BlockSample
{
  std::vector<double> scores; ///< of allScores()
  std::vector<double> curve;  ///< hit rate, by incidents, at each of talliedShares()
};

/// scoreList() and the area under the ROC curve, which is no ratio of tallied sums.
std::vector<Score> allScores( const ScoreSettings &settings );

/// One model's risk maps of the test, tallied by the blocks of the bootstrap, so that each of its scores can be had for the test
/// and for any sample of blocks.
class ModelScores
{
public:
  /// \param risk         [steps, H × W]
  /// \param blockOfStep  as blocksOfSteps() gives them
  ModelScores( const TestMaps &maps, std::span<const float> risk, const Thresholds &thresholds, const ScoreSettings &settings,
               int neighbourRadius, std::span<const int> blockOfStep, Feedback &feedback );

  /// \param weights  how often each block was drawn; once each for the test as it was
  BlockSample sample( std::span<const int> weights ) const;

  /// Everything once.
  const ScoreTally &total() const { return mTotal; }

  const std::vector<ReliabilityBin> &reliability() const { return mBins; }

  /// Number of thresholds that each risk exceeds, [steps, H × W]; 0 in cells that are not scored.
  const std::vector<std::uint8_t> &levels() const { return mLevels; }

  /// The cells that make up ScoreSettings::mainShare of the area, of each step.
  const std::vector<std::vector<int>> &flagged() const { return mFlagged; }

private:
  ScoreTally sum( std::span<const int> weights ) const;

  std::vector<Score> mScores;
  std::vector<double> mShares;
  std::vector<ScoreTally> mBlocks;
  ScoreTally mTotal;
  AucPairs mPairs;
  std::vector<ReliabilityBin> mBins;
  std::vector<std::uint8_t> mLevels;
  std::vector<std::vector<int>> mFlagged;
};

} // namespace riskcast
