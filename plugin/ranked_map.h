#pragma once

#include "scores/test_maps.h"

#include <span>
#include <vector>

namespace riskcast
{

/// What a set of cells of one step amounts to.
struct CellSum
{
  int cells = 0;
  double areaKm2 = 0;
  double incidents = 0; ///< expected: the sum of -ln(1 - risk) over the model's cells, as if incidents came by themselves
};

/// The risks of one step, ranked once: what a threshold flags is then found without a look at every cell.
class RankedMap
{
public:
  /// \param rows           H
  /// \param risk           [H × W], 0 … 1; NaN: no data
  /// \param areasKm2       [H × W]
  /// \param displayFactor  see RiskMaps: finer cells share the incidents of one of the model
  RankedMap( int rows, std::vector<float> risk, std::span<const double> areasKm2, int displayFactor );

  std::span<const float> risk() const { return mRisk; }

  /// The frame of the map, its cells with data being those that are scored.
  const TestMaps &frame() const { return mFrame; }

  /// All cells with data.
  const CellSum &all() const { return mFirst.back(); }

  /// \param percentile  of the cells with data, see percentile.h
  /// \return a risk, NaN if no cell has data
  double threshold( double percentile ) const;

  /// The cells above a threshold; none above NaN.
  const CellSum &above( double threshold ) const { return mFirst[countAbove( threshold )]; }

  /// The same cell by cell: [H × W], 1 where flagged.
  std::vector<std::uint8_t> flags( double threshold ) const;

  /// 1 for the highest risk; equal risks have the same rank. \param cell  has data
  int rankOf( int cell ) const { return 1 + static_cast<int>( countAbove( mRisk[cell] ) ); }

  /// The first of the riskiest cells, from the north-west on; -1 if no cell has data.
  int riskiest() const { return mRanked.empty() ? -1 : mRanked.front(); }

private:
  size_t countAbove( double threshold ) const;

  std::vector<float> mRisk;
  TestMaps mFrame;
  std::vector<int> mRanked;    ///< the cells with data, highest risk first
  std::vector<CellSum> mFirst; ///< of the first n of them
};

} // namespace riskcast
