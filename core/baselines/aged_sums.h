#pragma once

#include "heatmap_stack.h"

#include <vector>

namespace riskcast
{

/// A weight for each pair of whole distances in rows and columns, 0 … radius.
struct DistanceKernel
{
  int radius = 0;
  std::vector<double> weights; ///< [radius + 1, radius + 1]

  double at( int rows, int columns ) const { return weights[rows * ( radius + 1 ) + columns]; }
};

/// Spreads nothing.
inline const DistanceKernel ownCell{ 0, { 1 } };

/// Spreads what is in a cell over the cells around it; what falls off the grid is lost.
/// \param sums  [H × W]
void addSpread( const Grid &grid, const DistanceKernel &kernel, int cell, double value, std::vector<double> &sums );

/// Counts spread by a kernel, added up by how old they are, as they stand before one step after the other. Only cells with
/// incidents are spread, of which there are few.
class AgedSums
{
public:
  /// \param classSteps  steps that a class of ages holds: class k has ages k classSteps + 1 … (k + 1) classSteps
  AgedSums( const HeatmapStack &stack, DistanceKernel kernel, int classes, int classSteps );

  /// Goes on to just before \a target, which never falls.
  void advanceTo( int target );

  /// \return [H × W]
  const std::vector<double> &ofClass( int ageClass ) const { return mSums[ageClass]; }

private:
  struct Incidents
  {
    int cell;
    float count;
  };

  void spread( int step, double sign, std::vector<double> &sums ) const;

  const HeatmapStack &mStack;
  DistanceKernel mKernel;
  int mClassSteps;
  int mTarget = 0;
  std::vector<std::vector<Incidents>> mIncidents; ///< of each step up to mTarget
  std::vector<std::vector<double>> mSums;         ///< [classes][H × W]
};

} // namespace riskcast
