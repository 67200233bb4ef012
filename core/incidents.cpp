#include "incidents.h"

#include "number_text.h"

#include <cmath>
#include <numeric>

namespace riskcast
{

namespace
{

/// In the order of LeftOutReason.
constexpr std::array reasonTexts = {
  "without coordinates", "that cannot be put into the grid's CRS",
  "without a time",      "with an unreadable time",
  "outside the extent",  "outside the period",
  "of other categories",
};

} // namespace

std::int64_t LeftOut::total() const
{
  return std::accumulate( mRows.begin(), mRows.end(), std::int64_t{ 0 } );
}

LeftOut &LeftOut::operator+=( const LeftOut &other )
{
  for ( size_t reason = 0; reason < mRows.size(); ++reason )
    mRows[reason] += other.mRows[reason];
  return *this;
}

std::string LeftOut::toString() const
{
  static_assert( reasonTexts.size() == std::tuple_size_v<decltype( mRows )> );
  std::string text;
  for ( size_t reason = 0; reason < mRows.size(); ++reason )
  {
    if ( mRows[reason] > 0 )
      text += ( text.empty() ? "" : ", " ) + countText( mRows[reason] ) + " " + reasonTexts[reason];
  }
  return text;
}

TableIncidentReader::TableIncidentReader( std::vector<Incident> incidents, std::string crs, std::string source )
    : mIncidents( std::move( incidents ) )
    , mCrs( std::move( crs ) )
    , mSource( std::move( source ) )
{
}

bool TableIncidentReader::next( Incident &incident )
{
  while ( mNext < mIncidents.size() )
  {
    const Incident &row = mIncidents[mNext++];
    if ( std::isfinite( row.x ) && std::isfinite( row.y ) )
    {
      incident = row;
      return true;
    }
    mLeftOut.add( LeftOutReason::WithoutCoordinates );
  }
  return false;
}

void TableIncidentReader::rewind()
{
  mNext = 0;
  mLeftOut = {};
}

} // namespace riskcast
