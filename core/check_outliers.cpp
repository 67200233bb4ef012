#include "check_outliers.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>

namespace riskcast
{

namespace
{

constexpr double timesMedianDistance = 10;

/// The lower one of the two in the middle where their number is even.
template<class Value> Value medianOf( std::vector<Value> &values )
{
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>( ( values.size() - 1 ) / 2 );
  std::nth_element( values.begin(), middle, values.end() );
  return *middle;
}

/// The median of the distances; of those above 0 where most are 0, as in tables of one geocoded town hall.
template<class Distance> Distance medianDistance( std::vector<Distance> distances )
{
  const Distance median = medianOf( distances );
  if ( median > Distance{} )
    return median;
  std::erase( distances, Distance{} );
  return distances.empty() ? std::numeric_limits<Distance>::max() : medianOf( distances );
}

constexpr double mostLatitude = 90;
constexpr double mostLongitude = 180;

/// Where the incidents are, and how far from there is far.
class Surroundings
{
public:
  Surroundings( const std::vector<CheckRow> &rows, bool isGeographic, const std::optional<Extent> &area )
      : mIsGeographic( isGeographic )
      , mArea( area )
  {
    if ( area )
      setMiddle( ( area->xMin + area->xMax ) / 2, ( area->yMin + area->yMax ) / 2 );
    else
      findMiddle( rows );
  }

  bool isFar( double x, double y ) const { return mArea ? !mArea->contains( x, y ) : distance( x, y ) > mFar; }

  /// Whether x and y seem to be exchanged. Near the line where they are equal a place and its mirror image are about as far from
  /// the middle, whichever is right: one that is not much nearer tells nothing.
  bool isSwapped( double x, double y ) const
  {
    if ( mIsGeographic && ( std::abs( x ) > mostLatitude || std::abs( y ) > mostLongitude ) )
      return false;
    if ( mIsGeographic && std::abs( y ) > mostLatitude )
      return true;
    constexpr double timesNearer = 3;
    return isFar( x, y ) && !isFar( y, x ) && distance( x, y ) > timesNearer * distance( y, x );
  }

private:
  void setMiddle( double x, double y )
  {
    mX = x;
    mY = y;
    mXScale = mIsGeographic ? std::cos( y * std::numbers::pi / 180 ) : 1;
  }

  void findMiddle( const std::vector<CheckRow> &rows )
  {
    std::vector<double> xs, ys, distances;
    for ( const CheckRow &row : rows )
    {
      if ( !row.hasPlace() || ( row.x == 0 && row.y == 0 ) || ( mIsGeographic && std::abs( row.y ) > mostLatitude ) )
        continue;
      xs.push_back( row.x );
      ys.push_back( row.y );
    }
    if ( xs.empty() )
      return;
    std::vector<double> xsInDisorder = xs;
    std::vector<double> ysInDisorder = ys;
    setMiddle( medianOf( xsInDisorder ), medianOf( ysInDisorder ) );
    for ( size_t i = 0; i < xs.size(); ++i )
      distances.push_back( distance( xs[i], ys[i] ) );
    mFar = timesMedianDistance * medianDistance( std::move( distances ) );
  }

  double distance( double x, double y ) const { return std::hypot( ( x - mX ) * mXScale, y - mY ); }

  bool mIsGeographic;
  std::optional<Extent> mArea;
  double mX = 0;
  double mY = 0;
  double mXScale = 1;
  double mFar = std::numeric_limits<double>::infinity();
};

} // namespace

void flagFarOff( std::vector<CheckRow> &rows, const CheckRules &rules, bool isGeographic, const std::optional<Extent> &area )
{
  const Surroundings surroundings( rows, isGeographic, area );
  for ( CheckRow &row : rows )
  {
    if ( !row.hasPlace() )
      continue;
    if ( rules.contains( CheckRule::FarOff ) && surroundings.isFar( row.x, row.y ) )
      row.reasons.insert( CheckRule::FarOff );
    if ( rules.contains( CheckRule::SwappedCoordinates ) && surroundings.isSwapped( row.x, row.y ) )
      row.reasons.insert( CheckRule::SwappedCoordinates );
  }
}

void flagImplausibleDates( std::vector<CheckRow> &rows, std::optional<LocalTime> start, std::optional<LocalTime> end )
{
  using std::chrono::seconds;
  std::vector<LocalTime> times;
  for ( const CheckRow &row : rows )
  {
    if ( row.hasTime() )
      times.push_back( row.time );
  }
  if ( times.empty() )
    return;
  const LocalTime median = medianOf( times );
  std::vector<double> distances;
  for ( const LocalTime time : times )
    distances.push_back( static_cast<double>( std::chrono::abs( time - median ).count() ) );
  constexpr seconds year = std::chrono::days( 366 );
  const double far =
      std::max( timesMedianDistance * medianDistance( std::move( distances ) ), static_cast<double>( year.count() ) );
  for ( CheckRow &row : rows )
  {
    if ( !row.hasTime() )
      continue;
    const auto away = static_cast<double>( ( row.time - median ).count() );
    const bool isEarly = start ? row.time < *start : away < -far;
    const bool isLate = end ? row.time >= *end : away > far;
    if ( isEarly || isLate )
      row.reasons.insert( CheckRule::ImplausibleDate );
  }
}

} // namespace riskcast
