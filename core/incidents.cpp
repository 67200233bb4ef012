#include "incidents.h"

#include "error.h"
#include "number_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<LeftOutReason>()
{
  static const std::vector<std::string> names = {
    "without coordinates",
    "that cannot be put into the grid's CRS",
    "without a time",
    "with an unreadable time",
    "with an end before the start",
    "outside the extent",
    "outside the period",
    "outside the study area",
    "of other categories",
  };
  return names;
}

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
  std::string text;
  for ( size_t reason = 0; reason < mRows.size(); ++reason )
  {
    if ( mRows[reason] > 0 )
      text += ( text.empty() ? "" : ", " ) + countText( mRows[reason] ) + " " + enumName( static_cast<LeftOutReason>( reason ) );
  }
  return text;
}

std::map<std::string, std::int64_t> LeftOut::byReason() const
{
  std::map<std::string, std::int64_t> rows;
  for ( size_t reason = 0; reason < mRows.size(); ++reason )
  {
    if ( mRows[reason] > 0 )
      rows[enumName( static_cast<LeftOutReason>( reason ) )] = mRows[reason];
  }
  return rows;
}

LeftOut LeftOut::fromReasons( const std::map<std::string, std::int64_t> &rows )
{
  LeftOut leftOut;
  for ( const auto &[name, count] : rows )
  {
    if ( count < 0 )
      throw Error( "A number of rows left out (" + name + ") is negative." );
    leftOut.add( enumFromName<LeftOutReason>( name ), count );
  }
  return leftOut;
}

bool IncidentReader::next( Incident &incident, const std::function<void()> &onRow )
{
  while ( nextRow( mRow ) )
  {
    if ( onRow )
      onRow();
    if ( !mRow.problem )
    {
      incident = mRow.incident;
      return true;
    }
    mLeftOut.add( *mRow.problem );
  }
  return false;
}

namespace
{

void tellOffsets( std::int64_t times, Feedback &feedback )
{
  if ( times > 0 )
    feedback.info( countText( times ) + " times carry an offset from UTC (such as Z or +05:30). It is not applied: the clock "
                                        "time is used as it is written." );
}

} // namespace

void forEachIncident( IncidentReader &incidents, const std::string &what, Feedback &feedback,
                      const std::function<void( Incident & )> &visit )
{
  constexpr std::int64_t rowsBetweenReports = 10000;
  const bool isFirst = incidents.offsetsNotApplied() == 0;
  incidents.rewind();
  feedback.setProgress( 0, what );
  std::int64_t rows = 0;
  const std::function<void()> report = [&] // made once, not for every row
  {
    if ( ++rows % rowsBetweenReports != 0 )
      return;
    feedback.throwIfCanceled();
    if ( incidents.rowCount() > 0 )
      feedback.setProgress( std::min( static_cast<double>( rows ) / static_cast<double>( incidents.rowCount() ), 1.0 ), what );
  };
  for ( Incident incident; incidents.next( incident, report ); )
    visit( incident );
  feedback.throwIfCanceled();
  if ( isFirst )
    tellOffsets( incidents.offsetsNotApplied(), feedback );
  feedback.setProgress( 1, what );
}

TableIncidentReader::TableIncidentReader( std::vector<Incident> incidents, std::string crs, std::string source )
    : mIncidents( std::move( incidents ) )
    , mCrs( std::move( crs ) )
    , mSource( std::move( source ) )
{
}

bool TableIncidentReader::nextRow( IncidentRow &row )
{
  if ( mNext == mIncidents.size() )
    return false;
  row.incident = mIncidents[mNext++];
  row.problem.reset();
  row.hasOffset = false;
  if ( !std::isfinite( row.incident.x ) || !std::isfinite( row.incident.y ) )
    row.problem = LeftOutReason::WithoutCoordinates;
  return true;
}

void TableIncidentReader::rewind()
{
  mNext = 0;
  mLeftOut = {};
}

} // namespace riskcast
