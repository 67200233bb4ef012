#pragma once

#include "heatmap_stack.h"

#include <cstdint>
#include <span>
#include <vector>

namespace riskcast
{

/// What happened in the steps that are scored, and where: the same for all models. Risk maps that are scored are shaped
/// [N, H × W], as `happened`.
struct TestMaps
{
  int rows = 0;                     ///< H
  int columns = 0;                  ///< W
  std::vector<std::uint8_t> scored; ///< [H × W], 1 where cells are scored: in the study area, and in no border ring left out
  std::vector<float> happened;      ///< counts [N, H × W]; a cell is positive where its count is above 0
  std::vector<float> tieBreak;      ///< [H × W], ranks cells of equal risk: the mean count of the training steps
  std::vector<double> cellSize; ///< [H × W], what shares of the area are shares of: 1 each, or the metres of street in a cell

  size_t cellCount() const { return scored.size(); }
  int stepCount() const { return static_cast<int>( happened.size() / scored.size() ); }

  /// One step of `happened` or of risk maps of the same shape, [H × W].
  std::span<const float> map( std::span<const float> maps, int step ) const
  {
    return maps.subspan( static_cast<size_t>( step ) * cellCount(), cellCount() );
  }
};

// In the scored cells of all steps.
double incidentsOf( const TestMaps &maps );
std::int64_t positiveCellsOf( const TestMaps &maps ); ///< a cell counts once in every step in which something happened there

/// The sum of a measure of cells, such as their area, over the scored ones. \param ofCell  [H × W]
double sumOfScored( const TestMaps &maps, std::span<const double> ofCell );

/// The observed steps \a targets of a stack, categories added up; every cell has the size 1.
/// \param tieBreak     [H × W]
/// \param borderCells  outer rings of cells that are not scored
/// \throws Error if there is no step or no cell to score
TestMaps testMaps( const HeatmapStack &stack, std::span<const int> targets, std::vector<float> tieBreak, int borderCells );

} // namespace riskcast
