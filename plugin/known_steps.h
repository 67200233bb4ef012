#pragma once

#include "heatmap_stack.h"
#include "ranked_map.h"
#include "raster_file.h"
#include "scores/six_labels.h"

#include <map>

namespace riskcast
{

/// What happened in the steps of a risk raster, where that is known by now.
class KnownSteps
{
public:
  explicit KnownSteps( const TimeSteps &steps )
      : mSteps( steps )
  {
  }

  /// Takes the observed steps of a stack of the same grid and step length; those that are known stay as they are.
  void add( const HeatmapStack &stack );

  /// The same of a raster of the six labels, which tell where something happened, whatever was flagged then.
  void add( const Raster &labels );

  /// The steps that are known, ascending.
  std::vector<int> steps() const;

  bool knows( int step ) const { return mKnown.contains( step ); }

  /// The six labels of the cells above a threshold. \param step  is known
  LabelCounts labels( int step, const RankedMap &map, double threshold ) const;

private:
  struct Known
  {
    std::vector<std::uint8_t> scored; ///< [H × W], 1 where it is known
    std::vector<float> happened;      ///< [H × W]
  };

  TimeSteps mSteps;
  std::map<int, Known> mKnown;
};

} // namespace riskcast
