#include "six_labels.h"

#include "ratio.h"
#include "style_colors.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<CellLabel>()
{
  static const std::vector<std::string> names = {
    "true negative", "correct", "false negative neighbour", "false negative", "false positive neighbour", "false positive"
  };
  return names;
}

template<> const std::vector<std::string> &enumNames<ThresholdScope>()
{
  static const std::vector<std::string> names = { "training", "test", "step" };
  return names;
}

std::string labelColor( CellLabel label )
{
  return labelColors[static_cast<size_t>( label )];
}

namespace
{

double ratioOf( std::int64_t part, std::int64_t whole )
{
  return ratio( static_cast<double>( part ), static_cast<double>( whole ) );
}

/// Calls \a visit with the scored neighbours of a cell until it returns true. \return whether it did
template<class Visit> bool anyNeighbour( const TestMaps &maps, int cell, int radius, const Visit &visit )
{
  const int row = cell / maps.columns;
  const int column = cell % maps.columns;
  for ( int r = std::max( row - radius, 0 ); r <= std::min( row + radius, maps.rows - 1 ); ++r )
    for ( int c = std::max( column - radius, 0 ); c <= std::min( column + radius, maps.columns - 1 ); ++c )
    {
      const int neighbour = r * maps.columns + c;
      if ( neighbour != cell && maps.scored[neighbour] && visit( neighbour ) )
        return true;
    }
  return false;
}

} // namespace

std::int64_t LabelCounts::total() const
{
  return std::accumulate( cells.begin(), cells.end(), std::int64_t{ 0 } );
}

std::int64_t LabelCounts::flagged() const
{
  return of( CellLabel::Correct ) + of( CellLabel::FalsePositiveNeighbour ) + of( CellLabel::FalsePositive );
}

std::int64_t LabelCounts::positive() const
{
  return of( CellLabel::Correct ) + of( CellLabel::FalseNegativeNeighbour ) + of( CellLabel::FalseNegative );
}

double LabelCounts::hitRate() const
{
  return ratioOf( of( CellLabel::Correct ), positive() );
}

double LabelCounts::hitRateWithNeighbours() const
{
  return ratioOf( of( CellLabel::Correct ) + of( CellLabel::FalseNegativeNeighbour ), positive() );
}

double LabelCounts::missRate() const
{
  return ratioOf( of( CellLabel::FalseNegative ), positive() );
}

double LabelCounts::accuracy() const
{
  return ratioOf( of( CellLabel::Correct ) + of( CellLabel::TrueNegative ), total() );
}

std::vector<CellLabel> labelCells( const TestMaps &maps, std::span<const float> happened, std::span<const std::uint8_t> flagged,
                                   int radius )
{
  std::vector<CellLabel> labels( maps.cellCount(), CellLabel::TrueNegative );
  for ( int cell = 0; cell < static_cast<int>( labels.size() ); ++cell )
  {
    const bool isPositive = happened[cell] > 0;
    if ( !maps.scored[cell] || ( !isPositive && !flagged[cell] ) )
      continue;
    if ( isPositive && flagged[cell] )
      labels[cell] = CellLabel::Correct;
    else if ( isPositive )
      labels[cell] = anyNeighbour( maps, cell, radius, [&]( int near ) { return flagged[near] != 0; } )
                         ? CellLabel::FalseNegativeNeighbour
                         : CellLabel::FalseNegative;
    else
      labels[cell] = anyNeighbour( maps, cell, radius, [&]( int near ) { return happened[near] > 0; } )
                         ? CellLabel::FalsePositiveNeighbour
                         : CellLabel::FalsePositive;
  }
  return labels;
}

LabelCounter::LabelCounter( const TestMaps &maps, int radius )
    : mMaps( maps )
    , mRadius( radius )
    , mScored( std::ranges::count( maps.scored, 1 ) )
{
}

void LabelCounter::setStep( std::span<const float> happened )
{
  mPositive.clear();
  mNear.assign( mMaps.cellCount(), 0 );
  for ( int cell = 0; cell < static_cast<int>( mMaps.cellCount() ); ++cell )
    if ( mMaps.scored[cell] && happened[cell] > 0 )
      mPositive.push_back( cell );
  const auto mark = [&]( int near )
  {
    mNear[near] = happened[near] > 0 ? 0 : 1;
    return false;
  };
  for ( const int cell : mPositive )
    anyNeighbour( mMaps, cell, mRadius, mark );
}

LabelCounts LabelCounter::count( std::span<const std::uint8_t> flagged ) const
{
  LabelCounts counts;
  const auto add = [&]( CellLabel label, std::int64_t cells ) { counts.cells[static_cast<size_t>( label )] += cells; };
  for ( const int cell : mPositive )
    add( flagged[cell] ? CellLabel::Correct
         : anyNeighbour( mMaps, cell, mRadius, [&]( int near ) { return flagged[near] != 0; } )
             ? CellLabel::FalseNegativeNeighbour
             : CellLabel::FalseNegative,
         1 );
  std::int64_t all = 0;
  std::int64_t near = 0;
  for ( size_t cell = 0; cell < flagged.size(); ++cell )
  {
    all += flagged[cell];
    near += flagged[cell] & mNear[cell];
  }
  add( CellLabel::FalsePositiveNeighbour, near );
  add( CellLabel::FalsePositive, all - near - counts.of( CellLabel::Correct ) );
  add( CellLabel::TrueNegative, mScored - static_cast<std::int64_t>( mPositive.size() ) -
                                    counts.of( CellLabel::FalsePositiveNeighbour ) - counts.of( CellLabel::FalsePositive ) );
  return counts;
}

std::vector<std::uint8_t> flaggedAbove( const TestMaps &maps, std::span<const float> risk, double threshold )
{
  std::vector<std::uint8_t> flagged( risk.size() );
  for ( size_t cell = 0; cell < risk.size(); ++cell )
    flagged[cell] = maps.scored[cell] && risk[cell] > threshold;
  return flagged;
}

std::vector<std::uint8_t> flaggedByRank( const TestMaps &maps, std::span<const int> ranked, double percentile )
{
  std::vector<std::uint8_t> flagged( maps.cellCount(), 0 );
  const double share = 1 - percentile / 100;
  for ( const int cell : ranked.first( std::lround( share * static_cast<double>( ranked.size() ) ) ) )
    flagged[cell] = 1;
  return flagged;
}

} // namespace riskcast
