#pragma once

#include "aged_sums.h"
#include "rate_features.h"

#include <Eigen/Dense>

namespace riskcast
{

/// What a regression knows of a cell just before a step, as logarithms: its counts one week, two, three to four and five to eight
/// weeks ago, log(1 + count per week); the mean count of the last eight weeks in the rings of cells 1, 2 and 3 cells away, and
/// decayed means of four half-lives, log(mean + \a small). Steps longer than a week stand for weeks.
class LagFeatures
{
public:
  static constexpr int count = 11;

  /// \param small  in counts per cell and step
  LagFeatures( const HeatmapStack &stack, double small );

  /// Goes on to just before \a target, which never falls.
  void advanceTo( int target );

  /// \return [H × W, count]
  Eigen::MatrixXf rows();

private:
  const HeatmapStack &mStack;
  double mSmall;
  int mWeekSteps;
  int mTarget = 0;
  AgedSums mWeeks;
  std::vector<AgedSums> mRings;
  RateFeatures mMeans;
};

} // namespace riskcast
