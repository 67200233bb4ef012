#include "check_rows.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace riskcast
{

bool CheckRow::hasPlace() const
{
  return std::isfinite( x ) && std::isfinite( y );
}

bool CheckRow::hasTime() const
{
  return time != noTime;
}

namespace
{

CheckRow checkRow( const IncidentRow &read, const CheckRules &rules )
{
  const auto hash = []( const std::string &text ) { return text.empty() ? 0 : std::hash<std::string>()( text ); };
  CheckRow row{ .x = read.incident.x,
                .y = read.incident.y,
                .time = read.incident.time,
                .idHash = hash( read.id ),
                .categoryHash = hash( read.incident.category ) };
  const auto flag = [&row, &rules]( CheckRule rule, bool applies )
  {
    if ( applies && rules.contains( rule ) )
      row.reasons.insert( rule );
  };
  flag( CheckRule::MissingTime, !row.hasTime() && read.unreadableTime.empty() );
  flag( CheckRule::UnreadableTime, !read.unreadableTime.empty() );
  flag( CheckRule::MissingCoordinates, !row.hasPlace() );
  flag( CheckRule::ZeroCoordinates, row.x == 0 && row.y == 0 );
  flag( CheckRule::EndBeforeStart, read.problem == LeftOutReason::EndBeforeStart );
  return row;
}

/// Bytes that are no UTF-8 replaced: a text of another encoding must not make the report unreadable.
std::string validUtf8( const std::string &text )
{
  return nlohmann::json::parse( nlohmann::json( text ).dump( -1, ' ', false, nlohmann::json::error_handler_t::replace ) );
}

} // namespace

CheckRows readCheckRows( IncidentReader &incidents, const CheckRules &rules, Feedback &feedback )
{
  constexpr size_t rowsBetweenReports = 10000;
  const std::string what = "Reading the incidents";
  CheckRows table;
  if ( incidents.rowCount() > 0 )
    table.rows.reserve( static_cast<size_t>( incidents.rowCount() ) );
  incidents.rewind();
  feedback.setProgress( 0, what );
  for ( IncidentRow read; read.incident.time = noTime, incidents.nextRow( read ); )
  {
    table.rows.push_back( checkRow( read, rules ) );
    table.withOffset += read.hasOffset ? 1 : 0;
    if ( !read.unreadableTime.empty() && table.unreadableTimes.size() < exampleCount )
      table.unreadableTimes.push_back( validUtf8( read.unreadableTime ) );
    if ( table.rows.size() % rowsBetweenReports != 0 )
      continue;
    feedback.throwIfCanceled();
    if ( incidents.rowCount() > 0 )
      feedback.setProgress(
          std::min( 1.0, static_cast<double>( table.rows.size() ) / static_cast<double>( incidents.rowCount() ) ) );
  }
  feedback.throwIfCanceled();
  feedback.setProgress( 1 );
  return table;
}

} // namespace riskcast
