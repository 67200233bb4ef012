#pragma once

#include "test_maps.h"

namespace riskcast
{

/// Predicted risks that are near each other, and how often they came true.
struct ReliabilityBin
{
  std::int64_t cells = 0;
  double meanRisk = 0;
  double observedShare = 0; ///< of positive cells
  float highestRisk = 0;    ///< in this bin; the next one begins above it
};

/// For each pair of blocks of steps, how often a positive cell of one had a higher risk than a negative cell of the other: what
/// the area under the ROC curve is made of, for any sample of blocks.
struct AucPairs
{
  std::vector<double> wins; ///< [blocks, blocks], positives' block first; equal risks count half
  std::vector<double> positives;
  std::vector<double> negatives; ///< cells of each block

  /// Area under the ROC curve: the probability that a positive cell has a higher risk than a negative one, equal risks counting
  /// half (Mann and Whitney). \param weights  how often each block counts
  /// \return 0.5 where there are no positive or no negative cells
  double rocAuc( std::span<const int> weights ) const;
};

/// The risks of all scored cells and steps, sorted once for all that needs them in order.
class PooledRisk
{
public:
  /// \param risk  [N, H × W], 0 or above
  PooledRisk( const TestMaps &maps, std::span<const float> risk );

  /// See percentile.h.
  double percentile( double q ) const;

  /// Bins of equally many cells, fewer where risks are the same: equal risks stay in one bin, so an edge that falls among them
  /// moves up behind them.
  std::vector<ReliabilityBin> reliability( int bins ) const;

  /// \param blockOfStep  numbers 0 … blocks - 1
  AucPairs aucPairs( std::span<const int> blockOfStep, int blocks ) const;

private:
  float riskAt( size_t place ) const;
  size_t indexAt( size_t place ) const { return mKeys[place] & 0xFFFFFFFFU; }
  bool isPositive( size_t place ) const { return mMaps.happened[indexAt( place )] > 0; }

  const TestMaps &mMaps;
  std::vector<std::uint64_t> mKeys; ///< ascending: the bits of the risk above the index in happened
};

} // namespace riskcast
