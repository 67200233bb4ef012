#pragma once

#include "explained_steps.h"
#include "heatmap_stack.h"
#include "known_steps.h"
#include "risk_series.h"

#include <array>
#include <optional>

namespace riskcast
{

/// The cells above a percentile of a step's map.
struct FlagFacts
{
  double threshold = 0; ///< a risk; NaN where no cell has data
  CellSum flagged;
  CellSum all;                       ///< the cells with data
  std::optional<LabelCounts> labels; ///< where it is known what happened
};

/// One cell in one step.
struct CellFacts
{
  int row = 0; ///< from 0 on, the northernmost
  int column = 0;
  float risk = 0;                    ///< NaN: no data
  int rank = 0;                      ///< from 1 on; 0: no data
  int rankedCells = 0;               ///< cells with data
  std::array<float, 9> neighbours{}; ///< from the north-west on, the cell itself in the middle; NaN outside the grid, too
};

/// The incidents of a cell in a week (from Monday), or in a step where steps are longer.
struct WeekFacts
{
  LocalTime start;
  double incidents = 0; ///< NaN: a week without reports, which is unknown and not empty
};

/// What the risk explorer shows of a risk raster, in numbers.
class RiskExplorerModel
{
public:
  /// \throws Error if the file is not a risk raster
  RiskExplorerModel( const QString &path, const QgsCoordinateTransformContext &context );

  /// Takes what a heatmap stack, a raster of the six labels or an explanation knows of the same grid and steps. Other rasters are
  /// passed over, as are explanations of what another model or another past foretells.
  /// \throws Error if it is one, but broken
  void learnFrom( const QString &path );

  RiskSeries &risks() { return mRisks; }
  const KnownSteps &known() const { return mKnown; }
  const ExplainedSteps &explained() const { return mExplained; }

  /// File of the stack that longRunRisk() and weeks() are from: the one that ends last. Empty if there is none.
  const QString &stackFile() const { return mStackFile; }

  /// Whether that stack reaches up to the steps, so that they can be predicted from it once more.
  bool hasPast() const;

  // \throws Error if the file of the risk cannot be read
  FlagFacts flags( int step, double percentile );
  CellFacts cell( int step, int cell );

  /// The six labels of a step that is known. \throws Error if the file of the risk cannot be read
  LabelCounts labels( int step, double percentile );

  /// The probability that the mean count of a cell in the steps with reports stands for.
  /// \return nothing without a stack, or outside its study area
  std::optional<double> longRunRisk( int cell ) const;

  /// The weeks of the stack, ascending; empty without one.
  std::vector<WeekFacts> weeks( int cell ) const;

private:
  bool hasSameFrame( const QString &path, RasterMetadata &metadata ) const;
  void learnFrom( RiskExplanation explanation );

  RiskSeries mRisks;
  KnownSteps mKnown;
  ExplainedSteps mExplained;
  std::optional<HeatmapStack> mStack;
  QString mStackFile;
};

/// Number of cells that both rasters flag in the step that starts when \a step of the first does.
/// \return nothing if the second has no such step, or another grid. \throws Error if a file cannot be read
std::optional<int> sharedFlags( RiskSeries &one, RiskSeries &other, int step, double percentile );

} // namespace riskcast
