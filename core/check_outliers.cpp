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

/// Where most positions are, and how far from there is far.
class Surroundings
{
public:
  Surroundings( const std::vector<CheckRow> &rows, bool isGeographic )
  {
    std::vector<double> xs, ys, distances;
    for ( const CheckRow &row : rows )
    {
      if ( !row.hasPlace() || ( row.x == 0 && row.y == 0 ) || ( isGeographic && std::abs( row.y ) > mostLatitude ) )
        continue;
      xs.push_back( row.x );
      ys.push_back( row.y );
    }
    if ( xs.empty() )
      return;
    std::vector<double> scratch = xs;
    mX = medianOf( scratch );
    scratch = ys;
    mY = medianOf( scratch );
    mXScale = isGeographic ? std::cos( mY * std::numbers::pi / 180 ) : 1;
    for ( size_t i = 0; i < xs.size(); ++i )
      distances.push_back( distance( xs[i], ys[i] ) );
    mFar = timesMedianDistance * medianDistance( std::move( distances ) );
  }

  bool isFar( double x, double y ) const { return distance( x, y ) > mFar; }

private:
  double distance( double x, double y ) const { return std::hypot( ( x - mX ) * mXScale, y - mY ); }

  double mX = 0;
  double mY = 0;
  double mXScale = 1;
  double mFar = std::numeric_limits<double>::infinity();
};

} // namespace

void flagFarOff( std::vector<CheckRow> &rows, const CheckRules &rules, bool isGeographic, const std::optional<Extent> &area )
{
  const Surroundings surroundings( rows, isGeographic );
  const auto isFar = [&]( double x, double y ) { return area ? !area->contains( x, y ) : surroundings.isFar( x, y ); };
  for ( CheckRow &row : rows )
  {
    if ( !row.hasPlace() )
      continue;
    const bool far = isFar( row.x, row.y );
    if ( far && rules.contains( CheckRule::FarOff ) )
      row.reasons.insert( CheckRule::FarOff );
    const bool canBeSwapped = !isGeographic || std::abs( row.x ) <= mostLatitude;
    const bool mustBeSwapped = isGeographic && std::abs( row.y ) > mostLatitude;
    if ( canBeSwapped && ( mustBeSwapped || ( far && !isFar( row.y, row.x ) ) ) &&
         rules.contains( CheckRule::SwappedCoordinates ) )
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
