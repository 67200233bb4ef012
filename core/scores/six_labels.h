#pragma once

#include "cell_ranking.h"
#include "enum_names.h"

#include <array>
#include <string>

namespace riskcast
{

/// What a flag says of a cell when it is known what happened. Near misses are told apart: a neighbour is a scored cell at most
/// `radius` rows and columns away. After N. Holm and E. Plynning, KTH 2018; the neighbourhood is ours.
enum class CellLabel : std::uint8_t
{
  TrueNegative,           ///< nothing happened, not flagged
  Correct,                ///< happened and flagged
  FalseNegativeNeighbour, ///< happened, not flagged, but a neighbour is flagged
  FalseNegative,          ///< happened, neither it nor a neighbour is flagged
  FalsePositiveNeighbour, ///< flagged, nothing happened but in a neighbour
  FalsePositive,          ///< flagged, nothing happened in it or a neighbour
};
template<> const std::vector<std::string> &enumNames<CellLabel>(); ///< true negative, correct, false negative neighbour, …

/// "#rrggbb", to be told apart by the colour-blind and in grey.
std::string labelColor( CellLabel label );

/// Where the threshold of a percentile comes from.
enum class ThresholdScope
{
  Training, ///< percentile of the predictions for the training steps: known beforehand, the same for all steps
  Test,     ///< percentile of all predictions for the test, as published: it knows the future
  Step,     ///< each step flags the same number of cells: a fixed area, ties broken by the ranking
};
template<> const std::vector<std::string> &enumNames<ThresholdScope>(); ///< training, test, step

/// Number of cells by label.
struct LabelCounts
{
  std::array<std::int64_t, 6> cells{}; ///< by CellLabel

  std::int64_t of( CellLabel label ) const { return cells[static_cast<size_t>( label )]; }
  std::int64_t total() const;
  std::int64_t flagged() const;
  std::int64_t positive() const;

  // 0 where there is nothing to divide by
  double hitRate() const;               ///< correct / positive
  double hitRateWithNeighbours() const; ///< (correct + false negative neighbour) / positive
  double missRate() const;              ///< false negative / positive
  double accuracy() const;              ///< (correct + true negative) / all
};

/// Labels every cell by the definition; those that are not scored are true negatives, and neighbours to none.
/// \param happened  counts [H × W]
/// \param flagged   [H × W], 1 where flagged
std::vector<CellLabel> labelCells( const TestMaps &maps, std::span<const float> happened, std::span<const std::uint8_t> flagged,
                                   int radius );

/// Counts the labels of one step after another without labelling every cell, since almost all are true negatives.
class LabelCounter
{
public:
  /// \param maps  lives longer than this
  LabelCounter( const TestMaps &maps, int radius );

  /// Goes on to another step. \param happened  counts [H × W]
  void setStep( std::span<const float> happened );

  /// \param flagged  [H × W], 1 where a scored cell is flagged, 0 elsewhere
  LabelCounts count( std::span<const std::uint8_t> flagged ) const;

private:
  const TestMaps &mMaps;
  int mRadius;
  std::int64_t mScored = 0;
  std::vector<int> mPositive;      ///< scored cells in which something happened
  std::vector<std::uint8_t> mNear; ///< 1 in scored cells in which nothing happened but in a neighbour
};

/// Scored cells whose risk is above the threshold: where all risks are the same, none is above their percentile.
std::vector<std::uint8_t> flaggedAbove( const TestMaps &maps, std::span<const float> risk, double threshold );

/// The riskiest round((1 - percentile / 100) × cells) scored cells.
/// \param ranked  all scored cells, from CellRanking
std::vector<std::uint8_t> flaggedByRank( const TestMaps &maps, std::span<const int> ranked, double percentile );

} // namespace riskcast
