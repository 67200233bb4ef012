#pragma once

#include "test_maps.h"

namespace riskcast
{

/// Ranks the scored cells of a map from the highest risk to the lowest. Equal risks are ranked by TestMaps::tieBreak, the higher
/// first, then by cell index.
class CellRanking
{
public:
  explicit CellRanking( const TestMaps &maps );

  /// \param risk  [H × W]
  /// \return the scored cells in order; valid until the next call
  std::span<const int> of( std::span<const float> risk );

  int size() const { return static_cast<int>( mCells.size() ); }

private:
  std::vector<int> mCells;          ///< scored ones, as the tie-break alone ranks them
  std::vector<std::uint64_t> mKeys; ///< the risk, highest first, above the place in mCells
  std::vector<int> mRanked;
};

/// The cells with data from the highest risk to the lowest, equal ones from the north-west on. \param risk  [H × W]; NaN: no data
std::vector<int> rankedCells( std::span<const float> risk );

} // namespace riskcast
