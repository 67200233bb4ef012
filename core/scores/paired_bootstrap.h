#pragma once

#include "time_steps.h"

#include <cstdint>
#include <span>
#include <vector>

namespace riskcast
{

struct BootstrapOptions
{
  int weeksPerBlock = 1; ///< steps of a block are drawn together, since neighbouring days are alike
  int repetitions = 1000;
  static constexpr int fewestRepetitions = 100; ///< fewer tell nothing of the ends of an interval
  std::uint64_t seed = 1;
  double confidence = 0.95;
};

struct Interval
{
  double low = 0;
  double high = 0;
};

/// The block of each step, numbered from 0 in order: weeksPerBlock weeks from Monday on, counted from the first one; a longer
/// step is a block of its own. Weeks without a step are no blocks. \param targets  ascending
std::vector<int> blocksOfSteps( const TimeSteps &steps, std::span<const int> targets, int weeksPerBlock );

/// How often each block is drawn in each repetition of a bootstrap: as many draws with replacement as there are blocks. Used for
/// all models alike, so that their differences are paired (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993).
class BootstrapWeights
{
public:
  /// \throws Error if there are fewer than 2 blocks, or fewer than fewestRepetitions
  BootstrapWeights( int blocks, const BootstrapOptions &options );

  int blocks() const { return mBlocks; }
  int repetitions() const { return static_cast<int>( mWeights.size() / mBlocks ); }
  std::span<const int> of( int repetition ) const { return std::span( mWeights ).subspan( repetition * mBlocks, mBlocks ); }

private:
  size_t mBlocks;
  std::vector<int> mWeights; ///< [repetitions, blocks]
};

/// The percentile interval of bootstrapped values: as many are below as above it. With fewer than some 20 blocks it is too
/// narrow.
Interval intervalOf( std::vector<double> values, double confidence );

} // namespace riskcast
