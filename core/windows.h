#pragma once

#include "feedback.h"
#include "gap_filling.h"
#include "output_file.h"
#include "window_maps.h"

namespace riskcast
{

struct WindowOptions
{
  int length = 16;                 ///< L, maps before the target
  std::vector<int> stepsBack = {}; ///< how far before the target each of them lies, in steps; empty: length … 1
  GapFilling gapFilling = GapFilling::Linear;
  WindowMaps maps = WindowMaps::Binary;
  double threshold = 0.5;        ///< of binary maps: the (filled) count from which a cell is 1; 0.5 as published
  bool stepsSinceReport = false; ///< a last channel says how long ago the last reports were
  bool cumulativeDay = false;    ///< maps are neither, but sums of the (filled) counts since midnight
};

/// Channels of a map in a window: the categories, and the one for stepsSinceReport.
int channelCount( const WindowOptions &options, int categories );

/// The windows of maps that precede the steps of a stack. Nothing in a window is made from its target or later.
/// A predicted step enters a binary map as its risk, 1 - exp(-expected count), unthresholded; other maps hold expected counts.
/// With stepsSinceReport each map has one channel more, k / (k + 1) in all cells: before the next map of the window, or before
/// the target, there are k steps in a row without reports. 0: reports came in the step before; 1: there were none before.
class Windows
{
public:
  /// \param stack  is referred to, not copied
  Windows( const HeatmapStack &stack, const WindowOptions &options );

  /// C, see above.
  int channelCount() const { return riskcast::channelCount( mOptions, mStack.categoryCount() ); }

  /// Fills \a window [L, C, H, W], oldest first. \a target may be the step after the last.
  void fill( int target, std::span<float> window ) const;

  /// Whether the steps before \a target suffice for a window (for LastObserved: those with reports).
  bool hasWindow( int target ) const;

  /// Number of floats of a window.
  size_t windowSize() const;

  /// The counts of one category on the steps before \a step that start on the same day, filled as seen from just before
  /// \a target. \return [H × W]
  std::vector<float> earlierThatDay( int target, int step, int category ) const;

private:
  /// The steps whose maps make the window of \a target, oldest first; fewer than mOptions.length at the start of the stack.
  std::vector<int> inputSteps( int target ) const;

  void fillMap( int target, int step, int category, std::span<float> map ) const;
  int stepAfter( size_t map, std::span<const int> steps, int target ) const;
  float ageOfReportsBefore( int step ) const;

  const HeatmapStack &mStack;
  WindowOptions mOptions;
};

/// Number of bands that writeFilledMaps() writes of so many steps.
size_t filledBandCount( int steps );

/// Writes the filled and the binarised maps of every step, as in the publication's figures, as a raster to look at: 2 T bands,
/// "filled" first, then "binary", categories added up. Filled with look-ahead between maps with reports, so never used for
/// training. Nodata outside the study area, and where a step without reports is not filled (GapFilling::LastObserved).
/// With an OutputFile, the caller commits it. \throws Error as writeRaster() does
void writeFilledMaps( const HeatmapStack &stack, const WindowOptions &options, OutputFile &output,
                      const std::vector<std::string> &creationOptions, Feedback &feedback );
void writeFilledMaps( const HeatmapStack &stack, const WindowOptions &options, const std::string &path,
                      const std::vector<std::string> &creationOptions, Feedback &feedback );

} // namespace riskcast
